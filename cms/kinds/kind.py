"""What trainers write for one kind of question, and how it becomes what the game marks.

Option ids are block ids: random, stable when the text or the order changes, the same in every
language, and silent about which one is right. Only the source language brings the key.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

Data = Mapping[str, Any]
BlockId = Callable[[str], str]
"""A pack's id of an option -> the id of its block, always the same."""
Fault = tuple[str, str]
"""Why an answer is not ready: the code of the rule, and a sentence for its author."""


def explanation(label: str, *, hint: str = "") -> blocks.TextBlock:
    """The field of an explanation; compulsory at publishing only, by the rules of ``problems``."""
    return blocks.TextBlock(required=False, rows=2, label=label, help_text=hint)


def listed(value: Any, name: str) -> Any:
    """The items of the list ``name``, each with its ``id`` and its ``value``."""
    # Item access: a StructValue is a dict, whose own ``items`` is a method.
    return value[name].bound_blocks


def ids(value: Any, name: str) -> list[str]:
    """The ids of the list ``name``, in its order."""
    return [item.id for item in listed(value, name)]


def item(id_: str, **value: Any) -> dict[str, Any]:
    """One item of a list, as a stream stores it."""
    return {"type": "item", "id": id_, "value": value}


class StudioKind(ABC):
    """One kind of question in the studio; ``name`` is the game's."""

    name: ClassVar[str]
    block: ClassVar[type[blocks.StructBlock]]
    seconds: ClassVar[int] = 40
    """Estimated seconds to answer."""
    needs_picture: ClassVar[bool] = False
    """Whether it is answered in the question's own picture."""

    @property
    def label(self) -> Any:
        """What authors call it."""
        return self.block._meta_class.label

    @abstractmethod
    def key(self, value: Any) -> dict[str, Any]:
        """The answer key, in the shape the game's kind expects; may still be incomplete."""

    def options(self, value: Any) -> list[dict[str, str]]:
        """``[{"id", "text"}]`` of whatever is chosen from, in an order that says nothing of the key."""
        return []

    @abstractmethod
    def feedback(self, value: Any) -> dict[str, str]:
        """Explanations by the id a verdict asks for; empty ones may be left in."""

    def words(self, value: Any) -> dict[str, Any]:
        """What the game shows besides options and explanations, in the language of ``value``."""
        return {}

    def mistakes(self, value: Any) -> dict[str, str]:
        """What to call a mistake that is no option, by its feedback id."""
        return {}

    def faults(self, value: Any) -> Iterator[Fault]:
        """What the key alone would not say well."""
        yield from ()

    @abstractmethod
    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """The raw value of the block, from a pack's question and its words in one language."""


def too_few(options: Any) -> Iterator[Fault]:
    """There is something to choose between."""
    if len(options) < 2:
        yield "too_few_options", str(_("Give at least two choices."))


def twice(texts: Iterable[str]) -> Iterator[Fault]:
    """Nothing reads like something else beside it: nobody could tell them apart."""
    seen: set[str] = set()
    for text in texts:
        same = " ".join(text.split()).casefold()
        if same and same in seen:
            yield "several_right_answers", gettext("“%s” is there twice: nobody could tell them apart.") % text
        seen.add(same)
