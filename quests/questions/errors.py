"""What may be wrong with a key (the author's side) or with an answer (the learner's side)."""

from typing import Literal, get_args

AnswerCode = Literal[
    "missing",  # nothing chosen or typed, or a place left empty
    "malformed",  # not the shape a form or a stored answer has: never a learner's mistake
    "unknown_option",
    "too_many",  # several values where one is expected
    "not_a_number",
    "has_unit",  # a good number followed by a unit: "86 m"
    "too_many_digits",
    "not_a_permutation",  # an item twice, or an item forgotten
    "too_long",  # a text over 200 characters
    "off_scale",  # outside the scale of the slider, or between two of its steps
    "outside",  # a point outside the picture or the map
    "not_finished",  # a dialogue that has not reached an ending
]
ANSWER_CODES: tuple[AnswerCode, ...] = get_args(AnswerCode)


class InvalidKey(ValueError):
    """This answer key cannot mark anything; the message says why, in English, to an author."""


class InvalidAnswer(ValueError):
    """This is no answer to that question; ``code`` says why, doors put it into words."""

    def __init__(self, code: AnswerCode) -> None:
        super().__init__(code)
        self.code: AnswerCode = code
