"""One right option among several."""

from hypothesis import strategies as st

from .drawing import OPTIONS, Case

KEY_FIELDS = ("options", "correct")
ANSWER_FIELDS = ("choice",)
ALIKE = [
    [{"options": ["a", "b", "c"], "correct": right} for right in "abc"],
    [{"options": list(order), "correct": "a"} for order in ("abc", "bca", "cba")],
]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    options = draw(OPTIONS)
    choice = draw(st.sampled_from(options))
    key = {"options": options, "correct": draw(st.sampled_from(options))}
    return "single_choice", key, {"choice": choice}, {"choice": [choice]}


CASES = _cases()
