"""A few words to type."""

from typing import Any

from hypothesis import strategies as st

from .drawing import IDS, Case

KEY_FIELDS = ("accepted", "typos", "traps", "id", "texts")
ANSWER_FIELDS = ("text",)
OPTIONAL = ("traps",)
EXACT = False
ALIKE = [
    [
        {"accepted": ["Lens"], "typos": 1},
        {"accepted": ["la Joconde", "Mona Lisa"], "typos": 0, "traps": [{"id": "x", "texts": ["Vinci"]}]},
    ]
]
WORDS = st.text("abéœÉ' -19", min_size=1, max_size=8).map(lambda text: " ".join(f"n{text}".split()))
"""Texts as they are kept, with something to compare."""


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    accepted = draw(st.lists(WORDS, min_size=1, max_size=3))
    key: dict[str, Any] = {"accepted": accepted, "typos": draw(st.integers(0, 3))}
    if draw(st.booleans()):
        # No accepted text begins with a z.
        texts = draw(st.lists(WORDS.map("z{}".format), min_size=1, max_size=2))
        key["traps"] = [{"id": draw(IDS.filter(lambda name: name != "other")), "texts": texts}]
    text = draw(WORDS | st.sampled_from(accepted))
    return "short_text", key, {"text": text}, {"text": [f" {text}  "]}


CASES = _cases()


def shown(_key: Any, _options: tuple[str, ...]) -> dict[str, Any]:
    """Nothing: the learner is to find the words."""
    return {}
