"""Pairs to put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, item, listed, twice
from cms.kinds.tokens import TokenBlock, opaque, sealed


class PairBlock(blocks.StructBlock):
    """What belongs together. The token keeps the id of the target from telling its item."""

    item = blocks.CharBlock(max_length=120, label=_("Item"))
    target = blocks.CharBlock(max_length=120, label=_("What goes with it"))
    token = TokenBlock()
    explanation = explanation(_("Explanation"), hint=_("Shown to whoever gives this item something else."))

    class Meta:
        label = _("Pair")
        label_format = "{item} – {target}"


class DecoyBlock(blocks.StructBlock):
    """Something that goes with nothing."""

    text = blocks.CharBlock(max_length=120, label=_("Decoy"))
    token = TokenBlock()

    class Meta:
        label = _("Decoy")
        label_format = "{text}"


class MatchingBlock(blocks.StructBlock):
    """Pairs; learners see both sides shuffled."""

    pairs = blocks.ListBlock(PairBlock(), max_num=12, label=_("Pairs"))
    decoys = blocks.ListBlock(
        DecoyBlock(),
        default=[],
        max_num=12,
        label=_("Decoys"),
        help_text=_("Answers on offer that go with no item."),
    )

    class Meta:
        icon = "link"
        label = _("Matching")


class Matching(StudioKind):
    """Pairs."""

    name = "matching"
    block = MatchingBlock
    seconds = 60

    def key(self, value: Any) -> dict[str, Any]:
        """Pairs with the same target share one choice, or one of them would be wrong."""
        first: dict[str, str] = {}
        for pair in listed(value, "pairs"):
            first.setdefault(_target(pair), _shown_id(pair))
        key: dict[str, Any] = {"pairs": {pair.id: first[_target(pair)] for pair in listed(value, "pairs")}}
        if decoys := [_shown_id(decoy) for decoy in listed(value, "decoys")]:
            key["decoys"] = decoys
        return key

    def options(self, value: Any) -> list[dict[str, str]]:
        """Items, targets and decoys, mixed by their ids."""
        pairs = listed(value, "pairs")
        texts = [(pair.id, pair.value["item"]) for pair in pairs]
        texts += [(_shown_id(pair), pair.value["target"]) for pair in pairs]
        texts += [(_shown_id(decoy), decoy.value["text"]) for decoy in listed(value, "decoys")]
        return [{"id": id_, "text": text} for id_, text in sorted(texts)]

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {pair.id: pair.value["explanation"] for pair in listed(value, "pairs")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """Two pairs, and nothing that reads like something else on its side."""
        pairs = listed(value, "pairs")
        if len(pairs) < 2:
            yield "too_few_options", gettext("Give at least two pairs.")
        yield from twice(pair.value["item"] for pair in pairs)
        places = [*dict.fromkeys(map(_target, pairs)), *(decoy.value["text"] for decoy in listed(value, "decoys"))]
        yield from twice(places)
        if len(pairs) > 1 and len(places) < 2:
            yield "too_few_options", gettext("Give at least two different answers: with one, nobody could be wrong.")

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        texts, said = words["options"], words["feedback"]
        pairs = [
            _sealed(block_id(id_), item=texts[id_], target=texts[data["pairs"][id_]], explanation=said[id_])
            for id_ in data["items"]
        ]
        decoys = [_sealed(block_id(id_), text=texts[id_]) for id_ in data.get("decoys", [])]
        return {"pairs": pairs, "decoys": decoys}


def _target(pair: Any) -> str:
    return (pair.value["target"] or "").strip()


def _shown_id(block: Any) -> str:
    return opaque(block.id, block.value["token"])


def _sealed(id_: str, **value: Any) -> dict[str, Any]:
    return item(id_, token=sealed(id_), **value)


MATCHING = Matching()
