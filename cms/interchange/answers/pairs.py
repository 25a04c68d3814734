"""Matching and categorising: things that belong together."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cms.interchange.answers.exchange import Prompted, listed, with_options
from cms.kinds.tokens import TokenBlock
from quests.questions.formats import Item, Option

ONE = Fraction(1)


def _token() -> str:
    return TokenBlock().get_default()


class Matching(Prompted):
    """Options with their match; those without a text are decoys."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        pairs = [each for each in item.options if each.text]
        value = {
            "pairs": [
                listed(item=each.text, target=each.match, token=_token(), explanation=each.feedback) for each in pairs
            ],
            "decoys": [listed(text=each.match, token=_token()) for each in item.options if not each.text],
        }
        return item, value

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        pairs = [
            Option(text=each["item"], match=each["target"], fraction=ONE, feedback=each["explanation"] or "")
            for each in value["pairs"]
        ]
        decoys = [Option(text="", match=each["text"]) for each in value["decoys"]]
        return with_options(item, *pairs, *decoys)


class Categorising(Prompted):
    """Options with their category."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """Categories in the order they are met."""
        names = list(dict.fromkeys(each.match for each in item.options))
        by_name = {name: [each for each in item.options if each.match == name] for name in names}
        categories = [
            listed(
                name=name, items=[listed(text=each.text, explanation=each.feedback) for each in members if each.text]
            )
            for name, members in by_name.items()
        ]
        return item, {"categories": categories}

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        options = [
            Option(text=each["text"], match=category["name"], fraction=ONE, feedback=each["explanation"] or "")
            for category in value["categories"]
            for each in category["items"]
        ]
        return with_options(item, *options)


MATCHING, CATEGORISING = Matching(), Categorising()
