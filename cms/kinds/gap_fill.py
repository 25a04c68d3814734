"""A text with gaps, to fill by typing or from a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.parts import SharedText
from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, ids, item, listed, too_few
from cms.kinds.tokens import TokenBlock, opaque, sealed
from cms.kinds.typed import forgiven, joined, separated, slips, unreadable
from quests.questions.gap_fill import MAX_GAPS

MAX_DECOYS = 20
_PLACE = re.compile(r"\{\s*(\d{1,2})\s*\}")
_NAMED = re.compile(r"\{([\w.-]+)\}")


class GapBlock(blocks.StructBlock):
    """What goes in one gap. Its block id is its identity in the answer key."""

    accepted = SharedText(
        required=False,
        max_length=500,
        label=_("When they type: what is accepted"),
        help_text=_("Several spellings separated by semicolons; the first one is shown to learners."),
    )
    word = blocks.CharBlock(required=False, max_length=100, label=_("When they choose: the right words"))
    token = TokenBlock()
    explanation = explanation(_("Explanation"), hint=_("Kind and precise: shown to whoever got this gap wrong."))

    class Meta:
        label = _("Gap")
        label_format = "{word} {accepted}"


class DecoyBlock(blocks.StructBlock):
    """Words that go nowhere."""

    word = blocks.CharBlock(max_length=100, label=_("Words"))
    token = TokenBlock()

    class Meta:
        label = _("Decoy")
        label_format = "{word}"


class GapFillBlock(blocks.StructBlock):
    """A text with gaps."""

    text = blocks.TextBlock(
        max_length=1000,
        rows=3,
        label=_("Text"),
        help_text=_("Write {1} where the first gap goes, {2} for the second, and so on."),
    )
    choose = blocks.BooleanBlock(required=False, label=_("Learners choose from a list instead of typing"))
    gaps = blocks.ListBlock(GapBlock(), min_num=1, max_num=MAX_GAPS, label=_("Gaps, in the order of their numbers"))
    decoys = blocks.ListBlock(
        DecoyBlock(),
        default=[],
        max_num=MAX_DECOYS,
        label=_("Decoys"),
        help_text=_("When they choose: words offered that go in no gap."),
    )
    typos = forgiven()

    class Meta:
        icon = "form"
        label = _("Text with gaps")


class GapFill(StudioKind):
    """A text with gaps."""

    name = "gap_fill"
    block = GapFillBlock

    def key(self, value: Any) -> dict[str, Any]:
        """Typed or chosen. Gaps with the same words share one choice, or one of them would be wrong."""
        if not value["choose"]:
            gaps = [{"id": gap.id, "accepted": separated(gap.value["accepted"])} for gap in listed(value, "gaps")]
            return {"gaps": gaps, "typos": slips(value["typos"])}
        first: dict[str, str] = {}
        for id_, words in _offered(value):
            if words:
                first.setdefault(words, id_)
        chosen = [{"id": gap.id, "correct": first.get(_words(gap))} for gap in listed(value, "gaps")]
        return {"gaps": chosen, "options": sorted(first.values())}

    def options(self, value: Any) -> list[dict[str, str]]:
        """See StudioKind."""
        offered = _offered(value) if value["choose"] else []
        return sorted(({"id": id_, "text": words} for id_, words in offered), key=lambda option: option["id"])

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {gap.id: gap.value["explanation"] for gap in listed(value, "gaps")}

    def words(self, value: Any) -> dict[str, Any]:
        """``{"text": [{"text"} | {"gap": id}]}``; nothing while a gap is missing, so that the source speaks."""
        text, gaps = value["text"] or "", ids(value, "gaps")
        return {} if next(_text_faults(text, len(gaps)), None) else {"text": list(_pieces(text, gaps))}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {id_: gettext("gap %d") % place for place, id_ in enumerate(ids(value, "gaps"), start=1)}

    def faults(self, value: Any) -> Iterator[Fault]:
        """See StudioKind."""
        yield from _text_faults(value["text"] or "", len(listed(value, "gaps")))
        yield from (_choice_faults if value["choose"] else _typing_faults)(value)
        if value["choose"]:
            yield from too_few(self.key(value)["options"])

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        places = {gap["id"]: place for place, gap in enumerate(data["gaps"], start=1)}
        right = {gap["correct"] for gap in data["gaps"] if "correct" in gap}
        decoys = [id_ for id_ in data.get("options", []) if id_ not in right]
        return {
            "text": _NAMED.sub(lambda found: f"{{{places[found[1]]}}}", words["text"]),
            "choose": "options" in data,
            "gaps": [_stored_gap(gap, words, block_id(gap["id"])) for gap in data["gaps"]],
            "decoys": [_stored_decoy(words["options"][id_], block_id(f"decoy-{id_}")) for id_ in decoys],
            "typos": str(data.get("typos", 0)),
        }


def _words(written: Any) -> str:
    return (written.value["word"] or "").strip()


def _offered(value: Any) -> list[tuple[str, str]]:
    """(id, words) of every choice: those of the gaps first."""
    written = [*listed(value, "gaps"), *listed(value, "decoys")]
    return [(opaque(each.id, each.value["token"]), _words(each)) for each in written]


def _pieces(text: str, gaps: list[str]) -> Iterator[dict[str, str]]:
    for place, part in enumerate(_PLACE.split(text)):
        if place % 2:
            yield {"gap": gaps[int(part) - 1]}
        elif part:
            yield {"text": part}


def _text_faults(text: str, gaps: int) -> Iterator[Fault]:
    """Every gap has its place in the text, every place its gap."""
    there = Counter(int(place) for place in _PLACE.findall(text))
    if not gaps:
        yield "incomplete_answer", gettext("Add at least one gap.")
    for place in range(1, gaps + 1):
        if there[place] != 1:
            yield "incomplete_answer", gettext("Write {%d} in the text, once: it is where that gap goes.") % place
    for place in sorted(place for place in there if not 1 <= place <= gaps):
        yield "incomplete_answer", gettext("The text has {%d}, and no gap says what goes there.") % place


def _typing_faults(value: Any) -> Iterator[Fault]:
    for place, gap in enumerate(listed(value, "gaps"), start=1):
        accepted = separated(gap.value["accepted"])
        if not accepted:
            yield "no_right_answer", gettext("Gap %d: write at least one spelling that is accepted.") % place
        yield from unreadable(accepted)


def _choice_faults(value: Any) -> Iterator[Fault]:
    for place, gap in enumerate(listed(value, "gaps"), start=1):
        if not _words(gap):
            yield "no_right_answer", gettext("Gap %d: write the words to choose.") % place


def _stored_gap(gap: Data, words: Data, id_: str) -> dict[str, Any]:
    chosen = words["options"][gap["correct"]] if "correct" in gap else ""
    return item(
        id_,
        accepted=joined(gap.get("accepted", [])),
        word=chosen,
        token=sealed(id_),
        explanation=words["feedback"][gap["id"]],
    )


def _stored_decoy(word: str, id_: str) -> dict[str, Any]:
    return item(id_, word=word, token=sealed(id_))


GAP_FILL = GapFill()
