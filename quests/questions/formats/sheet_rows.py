"""A row of a spreadsheet as an item, and back. Cells are texts here, whatever the file holds them in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from . import markup
from .drafts import Draft, Refused, number, percent, share, shown, simplest
from .item import Item, Option
from .sheet_columns import MAX_HINTS, MAX_OPTIONS, PER_OPTION, Column, folded, headers
from .sheet_formulas import protected
from .sheet_right import marked

KINDS = {
    "single_choice": ("single choice", "choix unique", "qcu"),
    "multiple_choice": ("multiple choice", "choix multiple", "choix multiples", "qcm"),
    "true_false": ("true false", "true or false", "truefalse", "vrai faux", "vrai ou faux"),
    "numeric": ("numeric", "numerical", "number", "numerique", "nombre"),
    "short_text": ("short text", "short answer", "shortanswer", "texte court", "reponse courte"),
    "matching": ("matching", "association", "appariement"),
    "ordering": ("ordering", "mise en ordre", "remise en ordre", "ordre"),
    "categorising": ("categorising", "categorizing", "categories", "classement", "tri"),
    "gap_fill": ("gap fill", "fill in the gaps", "texte a trous"),
}
_KIND_NAMES = {name: kind for kind, names in KINDS.items() for name in names}
_ANY_CHOICE = {"multichoice", "choice", "choix"}
_CHOICES = {"", "single_choice", "multiple_choice", "true_false"}
_TRUTHS = {"true": "true", "vrai": "true", "false": "false", "faux": "false"}
_YES = {"x", "yes", "y", "oui", "o", "true", "vrai", "✓", "✔"}
_NO = {"", "no", "n", "non", "false", "faux"}
_RATIO = re.compile(r"(-?\d{1,6})/(\d{1,6})")
_MAX_GAP = 99
_ONE_PERCENT = Fraction(1, 100)
MAX_CELL = 32_000  # characters; a cell of a workbook holds 767 more


def rows(items: Sequence[Item]) -> list[list[str]]:
    """Return the header and a row for each item that is not refused."""
    kept = [item for item in items if item.status != "refused" and item.kind in KINDS]
    options = min(MAX_OPTIONS, max((len(item.options) for item in kept), default=1))
    header = headers(max(options, 1), min(MAX_HINTS, max((len(item.hints) for item in kept), default=0)))
    return [header, *([protected(cells.get(name, "")[:MAX_CELL]) for name in header] for cells in map(_cells, kept))]


def holds(item: Item) -> bool:
    """Tell whether the sheet has the item at all."""
    return item.status != "refused" and item.kind in KINDS


def losses(item: Item) -> list[str]:
    """Name what a row cannot hold of an item."""
    if item.kind not in KINDS:
        return [f"A spreadsheet has no question of the kind “{item.kind}”: it is left out."]
    found = []
    if len(item.options) > MAX_OPTIONS:
        found.append(f"Only the first {MAX_OPTIONS} answers are kept.")
    if len(item.hints) > MAX_HINTS:
        found.append(f"Only the first {MAX_HINTS} hints are kept.")
    if any(len(cell) > MAX_CELL for cell in _cells(item).values()):
        found.append(f"A text is cut after {MAX_CELL} characters.")
    return found


def _cells(item: Item) -> dict[str, str]:
    cells = {
        "kind": item.kind,
        "title": item.title,
        "prompt": item.prompt,
        "tolerance": item.tolerance,
        "feedback": item.feedback,
        "category": item.category,
        "tags": _joined(item.tags),
        "chosen": "yes" if item.chosen else "",
        "case sensitive": "yes" if item.case_sensitive else "",
    }
    cells |= {f"hint {place}": hint for place, hint in enumerate(item.hints, 1)}
    for place, option in enumerate(item.options, 1):
        gap = str(option.gap) if option.gap else ""
        values = (option.text, _written(option.fraction), option.feedback, option.match, option.tolerance, gap)
        cells |= {f"{field} {place}": value for field, value in zip(PER_OPTION, values, strict=True)}
    return cells


def _written(fraction: Fraction) -> str:
    """A percentage, or a ratio when no percentage says it exactly or it might be taken for a share of one."""
    written = percent(fraction)
    clear = share(written) == fraction and (not fraction or abs(fraction) > _ONE_PERCENT)
    return written if clear else f"{fraction.numerator}/{fraction.denominator}"


def _joined(tags: Sequence[str]) -> str:
    """One a line; the end of line after a tag alone keeps its comma from parting it."""
    return "\n".join(tags) + ("\n" if len(tags) == 1 and re.search("[,;]", tags[0]) else "")


def item(cells: Mapping[Column, str], line: int) -> Item:
    """Return the item of a row, refused when something in it cannot be understood."""
    draft = Draft()
    base = Item(
        kind=_kind(cells.get(("kind", 0), "")),
        title=markup.one_line(cells.get(("title", 0), "")),
        prompt=_text(cells.get(("prompt", 0), ""), draft),
        feedback=_text(cells.get(("feedback", 0), ""), draft),
        hints=_hints(cells, draft),
        category=markup.one_line(cells.get(("category", 0), "")),
        tags=_split(cells.get(("tags", 0), "")),
        chosen=folded(cells.get(("chosen", 0), "")) in _YES,
        case_sensitive=folded(cells.get(("case sensitive", 0), "")) in _YES,
        line=line,
    )
    try:
        return draft.finished(_checked(_answered(base, cells, draft)))
    except Refused as reason:
        return draft.finished(base).refused(str(reason))


def _kind(name: str) -> str:
    """Empty when the kind is to be told by the right answers: one or several."""
    tidy = folded(name)
    return "" if tidy in _ANY_CHOICE else _KIND_NAMES.get(tidy, markup.one_line(name)[:60])


def _text(cell: str, draft: Draft) -> str:
    return draft.html(cell) if markup.is_html(cell) else markup.from_plain(cell)


def _hints(cells: Mapping[Column, str], draft: Draft) -> tuple[str, ...]:
    """Those of ``hint 1``, ``hint 2``…, or one a line of ``hints``."""
    numbered = [cells.get(("hint", place), "") for place in range(1, MAX_HINTS + 1)]
    written = numbered if any(numbered) else cells.get(("hints", 0), "").split("\n")
    return tuple(hint for hint in (_text(cell, draft) for cell in written) if hint)


def _split(cell: str) -> tuple[str, ...]:
    parts = cell.split("\n") if "\n" in cell else re.split("[,;]", cell)
    return tuple(tag for tag in map(markup.one_line, parts) if tag)


def _answered(base: Item, cells: Mapping[Column, str], draft: Draft) -> Item:
    if not base.prompt:
        raise Refused("The question has no words: fill in the column “prompt”.")
    written = [place for place in range(1, MAX_OPTIONS + 1) if _filled(cells, place)]
    whole = _whole([cells.get(("fraction", place), "") for place in written])
    options = [_option(base.kind, cells, place, whole, draft) for place in written]
    if not any(cells.get(("fraction", place), "").strip() for place in written):
        options = _shared(base.kind, list(zip(written, options, strict=True)), cells.get(("right", 0), "").strip())
    base = replace(base, options=tuple(options), tolerance=_figure(cells.get(("tolerance", 0), ""), "tolerance"))
    return base if base.kind else replace(base, kind=_guessed(base))


def _shared(kind: str, options: list[tuple[int, Option]], right: str) -> list[Option]:
    """What a row without shares means: as its column “right answer” says, or as the kind implies."""
    if right and kind in _CHOICES:
        return marked(options, _TRUTHS.get(folded(right), right))
    return [
        replace(option, fraction=_implied(kind, option, first=not index)) for index, (_, option) in enumerate(options)
    ]


def _filled(cells: Mapping[Column, str], place: int) -> bool:
    return any(cells.get((field, place), "").strip() for field in ("option", "match"))


def _whole(shares: Sequence[str]) -> int:
    """Return what stands for the whole credit: 1 in a row of bare numbers up to one (1, 0,5), else 100."""
    found = [number(cell) for cell in shares if cell.strip()]
    values = [abs(Fraction(value)) for value in found if value is not None]
    return 1 if any(values) and len(values) == len(found) and max(values) <= 1 else 100


def _option(kind: str, cells: Mapping[Column, str], place: int, whole: int, draft: Draft) -> Option:
    def cell(field: str) -> str:
        return cells.get((field, place), "")

    gap = number(cell("gap")) if cell("gap").strip() else "0"
    if gap is None or not gap.isdigit() or int(gap) > _MAX_GAP:
        raise Refused(f"“gap {place}” must be the number of a gap, from 1.")
    return Option(
        text=_answer(kind, cell("option"), draft),
        fraction=_fraction(cell("fraction"), place, whole),
        feedback=_text(cell("feedback"), draft),
        match=_text(cell("match"), draft),
        tolerance=_figure(cell("tolerance"), f"tolerance {place}"),
        gap=int(gap),
    )


def _answer(kind: str, cell: str, draft: Draft) -> str:
    if kind == "numeric":
        return _figure(cell, "option")
    return _TRUTHS.get(folded(cell), _text(cell, draft)) if kind == "true_false" else _text(cell, draft)


def _figure(cell: str, name: str) -> str:
    if not cell.strip():
        return ""
    found = number(cell)
    if found is None:
        raise Refused(f"“{name}” holds {shown(cell)}: write a number such as 86.5, without a unit.")
    return found


def _fraction(cell: str, place: int, whole: int) -> Fraction:
    """A percentage, a ratio of one, or a cross for what is right."""
    tidy = cell.strip().rstrip("%").strip()
    ratio = _RATIO.fullmatch(tidy)
    if ratio and int(ratio[2]):
        found: Fraction | None = Fraction(int(ratio[1]), int(ratio[2]))
    elif tidy.casefold() in _YES | _NO:
        found = Fraction(tidy.casefold() in _YES)
    else:
        value = number(tidy)
        found = None if value is None else simplest(Fraction(value) / whole)
    if found is None or abs(found) > 1:
        raise Refused(f"“fraction {place}” holds {shown(cell)}: write a percentage from -100 to 100.")
    return found


def _implied(kind: str, option: Option, *, first: bool) -> Fraction:
    """What an author means who left all the shares empty."""
    if kind in {"short_text", "gap_fill"}:
        return Fraction(1)
    if kind in {"matching", "categorising"}:
        return Fraction(bool(option.text))
    return Fraction(kind == "numeric" and first)


def _guessed(base: Item) -> str:
    right = [option for option in base.options if option.fraction > 0]
    return "multiple_choice" if len(right) > 1 else "single_choice"


def _checked(base: Item) -> Item:
    """Refuse what would be no question; the finer rules are those of each kind."""
    if base.kind not in KINDS:
        raise Refused(f"There is no kind of question {shown(base.kind)}: write one of {', '.join(KINDS)}.")
    least = 1 if base.kind in {"short_text", "numeric", "gap_fill"} else 2
    if len(base.options) < least:
        raise Refused("There are not enough answers: fill in “option 1”, “option 2”…")
    whole = sum(option.fraction == 1 for option in base.options)
    if base.kind in {"single_choice", "true_false"} and whole != 1:
        raise Refused("Exactly one answer must be worth 100: fill in the columns “fraction”.")
    if base.kind in {"short_text", "numeric"} and not whole:
        raise Refused("One answer at least must be worth 100: fill in the columns “fraction”.")
    if base.kind == "multiple_choice" and all(option.fraction <= 0 for option in base.options):
        raise Refused("No answer is right: give each right one its share of 100 in the columns “fraction”.")
    if base.kind == "true_false" and sorted(option.text for option in base.options) != ["false", "true"]:
        raise Refused("The two answers must be “true” and “false”.")
    return base
