"""Small cells: which figures of a table per employer must not be shown. Pure rules.

A table has one row per employer and *nested* columns: each figure of a row is at most the one on
its left (in training >= started >= completed). Every column has a total. In a house of four, a
figure is personal data, so:

* a cell from 1 to ``SMALLEST`` - 1 is masked; zero names nobody and is shown;
* with a masked cell, every cell on its right is masked (they are smaller, or would give it away);
* in each column whose total is shown, the masked cells are at least two and add up to at least
  ``SMALLEST``: otherwise the smallest cells shown are masked too (complementary suppression), so
  that no cell is the total minus the others.

Nothing tells a masked small cell from one masked to protect it.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 5
Figures = Sequence[int]
Masked = tuple[int | None, ...]


def masked(rows: Sequence[Figures]) -> tuple[list[Masked], Masked]:
    """The rows and their totals, ``None`` in the place of each masked figure.

    Raises ``ValueError`` when a row is not nested.
    """
    if any(list(row) != sorted(row, reverse=True) for row in rows):
        raise ValueError("each figure of a row is at most the one on its left")
    width = len(rows[0]) if rows else 0
    totals = [sum(row[column] for row in rows) for column in range(width)]
    shown, kept = [_shown(row) for row in rows], _shown(totals)
    for column in range(kept):
        if totals[column] < SMALLEST and any(keep <= column for keep in shown):
            kept = column  # a total of zero would say that the masked cells are zero
            break
        _protect(column, rows, shown)
    return [_cut(row, keep) for row, keep in zip(rows, shown, strict=True)], _cut(totals, kept)


def _shown(row: Figures) -> int:
    """How many cells, from the left, can be shown: the large ones, then zeros up to the end."""
    large = sum(1 for figure in row if figure >= SMALLEST)
    return len(row) if not any(row[large:]) else large


def _protect(column: int, rows: Sequence[Figures], shown: list[int]) -> None:
    """Mask more of ``column`` until its masked cells cannot be told from its total.

    A zero on the right of a zero protects nobody: it is known without being shown.
    """
    hidden = [place for place, keep in enumerate(shown) if keep <= column]
    spare = sorted(
        (place for place, keep in enumerate(shown) if keep > column and not _known_zero(column, rows[place])),
        key=lambda place: (rows[place][column], place),
    )
    while hidden and not _safe(column, rows, hidden) and spare:
        place = spare.pop(0)
        shown[place] = column
        hidden.append(place)


def _known_zero(column: int, row: Figures) -> bool:
    return column > 0 and row[column - 1] == 0


def _safe(column: int, rows: Sequence[Figures], hidden: Sequence[int]) -> bool:
    return len(hidden) > 1 and sum(rows[place][column] for place in hidden) >= SMALLEST


def _cut(row: Figures, keep: int) -> Masked:
    return tuple(figure if column < keep else None for column, figure in enumerate(row))
