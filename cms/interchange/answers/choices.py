"""Single choice, multiple choice, true or false."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cms.interchange.answers.exchange import Prompted, listed, with_options
from quests.questions.formats import Item, Option
from quests.questions.formats.standard_feedback import is_standard

ONE, SOME = Fraction(1), Fraction(1, 1000)


class Choices(Prompted):
    """Options, some of which are right."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        enough = ONE if item.kind == "single_choice" else SOME
        options = [
            listed(text=each.text, correct=each.fraction >= enough, explanation=each.feedback) for each in item.options
        ]
        return item, {"options": options}

    def write(self, item: Item, value: Any) -> Item:
        """Right options share the credit."""
        options = list(value["options"])
        right = sum(bool(each["correct"]) for each in options)
        share = ONE / right if right else Fraction(0)
        return with_options(
            item,
            *(
                Option(
                    text=each["text"],
                    fraction=share if each["correct"] else Fraction(0),
                    feedback=each["explanation"] or "",
                )
                for each in options
            ),
        )


class TrueFalse(Prompted):
    """Options named "true" and "false"."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        said = {each.text: each for each in item.options}
        right = "true" if said["true"].fraction == 1 else "false"
        wrong = "false" if right == "true" else "true"
        if said[right].feedback and not is_standard(said[right].feedback):
            item = item.approximated("The feedback to the right answer is dropped: the explanation is for everyone.")
        return item, {"correct": right, "explanation": said[wrong].feedback}

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        right = value["correct"]
        return with_options(
            item,
            *(
                Option(
                    text=name,
                    fraction=ONE if name == right else Fraction(0),
                    feedback="" if name == right else value["explanation"] or "",
                )
                for name in ("true", "false")
            ),
        )


CHOICES, TRUE_FALSE = Choices(), TrueFalse()
