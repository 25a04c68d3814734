"""How one kind of question passes between a file's item and the block a trainer writes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol
from uuid import uuid4

from quests.questions.formats import Item


class Exchange(Protocol):
    """One kind, both ways."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """Return the item with its losses named, and the raw value of the block; None when refused."""

    def write(self, item: Item, value: Any) -> Item:
        """Return ``item`` with the options of a block's value."""

    def prompt(self, item: Item) -> str:
        """Return the prompt of the question."""


class Prompted:
    """A kind whose prompt is the item's own."""

    def prompt(self, item: Item) -> str:
        """See Exchange."""
        return item.prompt


def listed(**value: Any) -> dict[str, Any]:
    """A new item of a list of the block."""
    return {"type": "item", "id": str(uuid4()), "value": value}


def with_options(item: Item, *options: Any, **values: Any) -> Item:
    """``item`` with these options."""
    return replace(item, options=options, **values)
