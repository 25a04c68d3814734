"""Short texts and texts with gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from cms.interchange.answers.exchange import Prompted, listed, with_options
from cms.kinds.tokens import TokenBlock
from cms.kinds.typed import joined, separated
from quests.questions.formats import Item, Option
from quests.questions.formats.standard_feedback import is_standard
from quests.questions.spelling import folded

ONE = Fraction(1)
_IN_FILES = re.compile(r"\[\[(\d+)\]\]")
_OURS = re.compile(r"\{\s*(\d{1,2})\s*\}")


class ShortText(Prompted):
    """Whole credit is accepted, none is a known mistake."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        accepted = [each.text for each in item.options if each.fraction == 1]
        known = {folded(text) for text in accepted}
        others = [each for each in item.options if each.fraction < 1 and each.text != "*"]
        traps = [each for each in others if folded(each.text) not in known]
        other = next((each.feedback for each in item.options if each.text == "*" and each.fraction < 1), "")
        if not accepted:
            return item.refused("No answer is worth the whole credit."), None
        if len(traps) < len(others):
            item = item.approximated("An answer told from a right one by capitals or accents alone is right too.")
        if any(each.fraction == 1 and each.feedback and not is_standard(each.feedback) for each in item.options):
            item = item.approximated("What is said to a right answer is dropped: the explanation is for everyone.")
        if any(each.fraction > 0 for each in traps):
            item = item.approximated("Answers worth a part of the credit become known mistakes.")
        if item.case_sensitive:
            item = item.approximated("Capital letters never count here.")
        value = {
            "accepted": [{"type": "item", "id": str(uuid4()), "value": text} for text in accepted],
            "typos": "0",
            "traps": [listed(texts=joined([each.text]), explanation=each.feedback) for each in traps],
            "other": other,
        }
        return item, value

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        accepted = [Option(text=text, fraction=ONE) for text in value["accepted"]]
        traps = [
            Option(text=text, feedback=trap["explanation"] or "")
            for trap in value["traps"]
            for text in separated(trap["texts"])
        ]
        written = with_options(item, *accepted, *traps)
        if value["other"] or str(value["typos"]) != "0":
            return written.approximated("Forgiven slips and the explanation of any other mistake stay in the academy.")
        return written


class GapFill:
    """The prompt of a file holds the text; its first lines without a gap are our prompt."""

    def prompt(self, item: Item) -> str:
        """See Exchange."""
        return _split(item.prompt)[0] or _("Complete the text.")

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        numbers = sorted({each.gap for each in item.options if each.gap})
        gaps = [self._gap(item, [each for each in item.options if each.gap == number]) for number in numbers]
        decoys = [each.text for each in item.options if not each.gap]
        if any(each.gap and each.fraction < 1 for each in item.options):
            item = item.approximated("Wrong answers to a gap are dropped, their explanations are kept together.")
        value = {
            "text": _IN_FILES.sub(lambda found: f"{{{found[1]}}}", _split(item.prompt)[1]),
            "choose": item.chosen,
            "gaps": gaps,
            "decoys": [listed(word=text, token=TokenBlock().get_default()) for text in decoys],
            "typos": "0",
        }
        return item, value

    def _gap(self, item: Item, options: list[Option]) -> dict[str, Any]:
        right = [each.text for each in options if each.fraction == 1]
        said = " ".join(dict.fromkeys(each.feedback for each in options if each.feedback))
        return listed(
            accepted="" if item.chosen else joined(right),
            word=right[0] if item.chosen and right else "",
            token=TokenBlock().get_default(),
            explanation=said,
        )

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        text = _OURS.sub(lambda found: f"[[{found[1]}]]", value["text"])
        written = with_options(
            item,
            *_written_gaps(value),
            *(Option(text=each["word"]) for each in value["decoys"] if value["choose"]),
            prompt=f"{item.prompt}\n{text}",
            chosen=bool(value["choose"]),
        )
        if str(value["typos"]) != "0" or any(each["explanation"] for each in value["gaps"]):
            return written.approximated("Forgiven slips and the explanations of gaps stay in the academy.")
        return written


def _written_gaps(value: Any) -> Iterable[Option]:
    for place, gap in enumerate(value["gaps"], start=1):
        right = [gap["word"]] if value["choose"] else separated(gap["accepted"])
        yield from (Option(text=text, fraction=ONE, gap=place) for text in right)


def _split(text: str) -> tuple[str, str]:
    """Our prompt and the text with gaps."""
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if _IN_FILES.search(line)), 0)
    return " ".join(line for line in lines[:first] if line.strip()), "\n".join(lines[first:])


SHORT_TEXT, GAP_FILL = ShortText(), GapFill()
