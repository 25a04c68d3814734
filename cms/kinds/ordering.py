"""Items to put in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, ids, item, listed, too_few


class ItemBlock(blocks.StructBlock):
    """One item to put in its place."""

    text = blocks.CharBlock(max_length=250, label=_("Item"))

    class Meta:
        label = _("Item")
        label_format = "{text}"


class OrderingBlock(blocks.StructBlock):
    """Items, written in the right order; learners see them shuffled."""

    items = blocks.ListBlock(ItemBlock(), label=_("Items, in the right order"))
    explanation = explanation(_("Explanation of the right order"))

    class Meta:
        icon = "list-ol"
        label = _("Ordering")


class Ordering(StudioKind):
    """An order."""

    name = "ordering"
    block = OrderingBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        return {"order": ids(value, "items")}

    def options(self, value: Any) -> list[dict[str, str]]:
        """See StudioKind."""
        items = [{"id": each.id, "text": each.value["text"]} for each in listed(value, "items")]
        return sorted(items, key=lambda each: each["id"])

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"order": value["explanation"]}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"order": gettext("another order")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """See StudioKind."""
        yield from too_few(listed(value, "items"))

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        items = [item(block_id(id_), text=words["options"][id_]) for id_ in data["correct"]]
        return {"items": items, "explanation": words["feedback"]["order"]}


ORDERING = Ordering()
