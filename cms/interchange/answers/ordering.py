"""Items in the right order."""

from __future__ import annotations

from typing import Any

from cms.interchange.answers.exchange import Prompted, listed, with_options
from quests.questions.formats import Item, Option


class Ordering(Prompted):
    """Options in their order."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        if any(each.feedback for each in item.options):
            item = item.approximated("The explanations of single items are dropped: the order has one for all.")
        return item, {"items": [listed(text=each.text) for each in item.options], "explanation": ""}

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        written = with_options(item, *(Option(text=each["text"]) for each in value["items"]))
        if value["explanation"]:
            return written.approximated("The explanation of a wrong order stays in the academy.")
        return written


ORDERING = Ordering()
