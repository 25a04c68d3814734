"""Several right options."""

from hypothesis import strategies as st

from quests.questions import Verdict

from .drawing import OPTIONS, Case, some_of

KEY_FIELDS = ("options", "correct")
ANSWER_FIELDS = ("choices",)
ALIKE = [
    [{"options": list("abc"), "correct": list(right)} for right in ("a", "bc", "cab")],
    [{"options": list(order), "correct": ["b"]} for order in ("abc", "bca")],
]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    options = draw(OPTIONS)
    ticked = draw(some_of(options))
    key = {"options": options, "correct": draw(some_of(options))}
    return "multiple_choice", key, {"choices": sorted(ticked)}, {"choices": ticked}


CASES = _cases()


def explained(verdict: Verdict) -> bool:
    """Every wrong tick is explained; a right option that was forgotten needs no words."""
    return set(verdict.feedback) == set(verdict.chosen) - set(verdict.expected)
