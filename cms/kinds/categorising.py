"""Items to sort into categories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, ids, item, listed, twice

MOST_ITEMS = 20


class SortedItemBlock(blocks.StructBlock):
    """One item, written in its category."""

    text = blocks.CharBlock(max_length=120, label=_("Item"))
    explanation = explanation(_("Explanation"), hint=_("Shown to whoever puts this item elsewhere."))

    class Meta:
        label = _("Item")
        label_format = "{text}"


class CategoryBlock(blocks.StructBlock):
    """A category with what belongs there; it may be empty."""

    name = blocks.CharBlock(max_length=60, label=_("Category"))
    items = blocks.ListBlock(SortedItemBlock(), label=_("What belongs there"))

    class Meta:
        label = _("Category")
        label_format = "{name}"


class CategorisingBlock(blocks.StructBlock):
    """Categories in the order learners see; the items are shuffled."""

    categories = blocks.ListBlock(CategoryBlock(), max_num=6, label=_("Categories"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Categories")


class Categorising(StudioKind):
    """Categories."""

    name = "categorising"
    block = CategorisingBlock
    seconds = 60

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        belongs = {each.id: category.id for category, each in _items(value)}
        return {"categories": ids(value, "categories"), "items": belongs}

    def options(self, value: Any) -> list[dict[str, str]]:
        """Items and categories, mixed by their ids."""
        texts = [(category.id, category.value["name"]) for category in listed(value, "categories")]
        texts += [(each.id, each.value["text"]) for _category, each in _items(value)]
        return [{"id": id_, "text": text} for id_, text in sorted(texts)]

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {each.id: each.value["explanation"] for _category, each in _items(value)}

    def faults(self, value: Any) -> Iterator[Fault]:
        """Two categories, two items, and none of either that reads like another."""
        categories, items = listed(value, "categories"), list(_items(value))
        if len(categories) < 2:
            yield "too_few_options", gettext("Give at least two categories.")
        if len(items) < 2:
            yield "too_few_options", gettext("Give at least two items to sort.")
        if len(items) > MOST_ITEMS:
            yield "incomplete_answer", gettext("Give %d items at most.") % MOST_ITEMS
        yield from twice(category.value["name"] for category in categories)
        yield from twice(each.value["text"] for _category, each in items)

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        texts, said = words["options"], words["feedback"]

        def content(category: str) -> list[dict[str, Any]]:
            mine = [id_ for id_, belongs in data["items"].items() if belongs == category]
            return [item(block_id(id_), text=texts[id_], explanation=said[id_]) for id_ in mine]

        return {"categories": [item(block_id(id_), name=texts[id_], items=content(id_)) for id_ in data["categories"]]}


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each item after its category."""
    for category in listed(value, "categories"):
        for each in listed(category.value, "items"):
            yield category, each


CATEGORISING = Categorising()
