"""A few words to type, with the mistakes people are known to make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from cms.blocks.parts import SharedText
from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, item, listed
from cms.kinds.typed import forgiven, joined, separated, slips, unreadable
from quests.questions.short_text import MAX_TRAPS
from quests.questions.spelling import MAX_LENGTH, folded, tidied
from quests.questions.untrusted import MAX_TEXTS

OTHER = "other"


class TrapBlock(blocks.StructBlock):
    """A mistake people are known to make. Its block id is its identity in the answer key."""

    texts = SharedText(
        max_length=500,
        label=_("What some people type"),
        help_text=_("Several spellings separated by semicolons."),
    )
    explanation = explanation(_("Explanation"), hint=_("Kind and precise: shown to whoever typed it."))

    class Meta:
        label = _("Known mistake")
        label_format = "{texts}"


class ShortTextBlock(blocks.StructBlock):
    """A few words to type."""

    accepted = blocks.ListBlock(
        SharedText(max_length=MAX_LENGTH, label=_("Spelling")),
        max_num=MAX_TEXTS,
        label=_("What is accepted"),
        help_text=_("The first one is shown to learners. Capitals, accents and hyphens never count."),
    )
    typos = forgiven()
    traps = blocks.ListBlock(TrapBlock(), default=[], max_num=MAX_TRAPS, label=_("Known mistakes"))
    other = explanation(_("Explanation for any other mistake"), hint=_("Kind and precise."))

    class Meta:
        icon = "keyboard"
        label = _("Short text")


class ShortTextBlockAdapter(StructBlockAdapter):
    """The block with a place to try spellings, marked as the game would."""

    js_constructor = "academy.blocks.ShortTextBlock"

    def js_args(self, block: ShortTextBlock) -> list[Any]:
        """Wagtail's own, and what the tester says."""
        name, children, meta = super().js_args(block)
        tester = {
            "url": reverse("question_try"),
            "label": gettext("Try an answer"),
            "help": gettext("Type what a learner might type: it is marked at once, as it would be in the game."),
            "failed": gettext("The answer could not be tried. Check your connection, or sign in again."),
            "longest": MAX_LENGTH,
        }
        return [name, children, meta | {"tester": tester}]

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's scripts, then ours: ours extends theirs."""
        return super().media + forms.Media(js=["js/studio/spelling-tester.js"])


register(ShortTextBlockAdapter(), ShortTextBlock)


def spelling_key(accepted: Sequence[str], typos: int, traps: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The answer key, without the spellings left empty."""
    return {
        "accepted": [text for text in map(tidied, accepted) if text],
        "typos": typos,
        "traps": [{"id": id_, "texts": list(texts)} for id_, texts in traps.items()],
    }


def spelling_faults(key: Mapping[str, Any]) -> Iterator[Fault]:
    """What an author has to change before ``key`` can mark anything."""
    if not key["accepted"]:
        yield "no_right_answer", gettext("Write at least one spelling that is accepted.")
    yield from unreadable(key["accepted"])
    taken = {folded(text) for text in key["accepted"]}
    for trap in key["traps"]:
        yield from unreadable(trap["texts"])
        yield from _trap_faults(trap["texts"], taken)
        taken |= {folded(text) for text in trap["texts"]}


def _trap_faults(texts: Sequence[str], taken: set[str]) -> Iterator[Fault]:
    if not texts:
        yield "incomplete_answer", gettext("Write what a known mistake looks like, or take it out.")
    if len(texts) > MAX_TEXTS:
        yield "incomplete_answer", gettext("A known mistake has %d spellings at most.") % MAX_TEXTS
    for text in texts:
        if folded(text) in taken:
            yield "incomplete_answer", gettext("“%s” is there twice: accepted, or in two known mistakes.") % text


class ShortText(StudioKind):
    """A few words to type."""

    name = "short_text"
    block = ShortTextBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        traps = {each.id: separated(each.value["texts"]) for each in listed(value, "traps")}
        return spelling_key([text or "" for text in value["accepted"]], slips(value["typos"]), traps)

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {each.id: each.value["explanation"] for each in listed(value, "traps")} | {OTHER: value["other"]}

    def mistakes(self, value: Any) -> dict[str, str]:
        """A known mistake is called by its first spelling."""
        traps = {trap["id"]: trap["texts"][0] for trap in self.key(value)["traps"] if trap["texts"]}
        return traps | {OTHER: gettext("anything else")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """See StudioKind."""
        yield from spelling_faults(self.key(value))

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        said, traps = words["feedback"], data.get("traps", {})
        return {
            "accepted": [
                {"type": "item", "id": block_id(f"accepted-{place}"), "value": text}
                for place, text in enumerate(data["accepted"])
            ],
            "typos": str(data["typos"]),
            "traps": [item(block_id(id_), texts=joined(texts), explanation=said[id_]) for id_, texts in traps.items()],
            "other": said[OTHER],
        }


SHORT_TEXT = ShortText()
