"""Items to put in the right order."""

from hypothesis import strategies as st

from .drawing import OPTIONS, Case

KEY_FIELDS = ("order",)
ANSWER_FIELDS = ("order",)
ALIKE = [[{"order": list(order)} for order in ("abc", "cab", "bca")]]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    items = draw(OPTIONS)
    order = list(draw(st.permutations(items)))
    return "ordering", {"order": items}, {"order": order}, {"order": order}


CASES = _cases()
