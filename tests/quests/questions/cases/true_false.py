"""A statement to believe or not."""

from hypothesis import strategies as st

from .drawing import Case

KEY_FIELDS = ("correct",)
ANSWER_FIELDS = ("choice",)
ALIKE = [[{"correct": True}, {"correct": False}]]


def _case(said: str, correct: bool) -> Case:
    return "true_false", {"correct": correct}, {"choice": said}, {"choice": [said]}


CASES = st.builds(_case, st.sampled_from(["true", "false"]), st.booleans())
