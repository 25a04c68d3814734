"""No masked figure can be worked out from what is shown."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quests.reports.masking import SMALLEST, Masked, masked

nested_row = st.lists(st.integers(0, 8), min_size=2, max_size=2).map(lambda row: tuple(sorted(row, reverse=True)))
tables = st.lists(nested_row, min_size=1, max_size=5)


def possible(row: Masked, top: int) -> list[tuple[int, ...]]:
    """Every nested row which agrees with the shown figures of ``row``."""
    choices = [range(top + 1) if figure is None else [figure] for figure in row]
    return [cells for cells in product(*choices) if list(cells) == sorted(cells, reverse=True)]


def values_of(place: int, column: int, rows: list[Masked], totals: Masked) -> set[int]:
    """Every value the cell may have for somebody who knows all that is shown."""
    top = max([SMALLEST * 2 + 2, *(total for total in totals if total is not None)])
    choices = [possible(row, top) for row in rows]

    @cache
    def reachable(row: int, left: tuple[int | None, ...]) -> bool:
        if row == len(rows):
            return all(rest in {None, 0} for rest in left)
        if row == place:
            return reachable(row + 1, left)
        return any((rest := spent(left, cells)) is not None and reachable(row + 1, rest) for cells in choices[row])

    found = set()
    for cells in choices[place]:
        left = spent(totals, cells)
        if cells[column] not in found and left is not None and reachable(0, left):
            found.add(cells[column])
            if len(found) > 1:
                break
    return found


def spent(left: tuple[int | None, ...], cells: tuple[int, ...]) -> tuple[int | None, ...] | None:
    rest = tuple(None if total is None else total - cell for total, cell in zip(left, cells, strict=True))
    return None if any(total is not None and total < 0 for total in rest) else rest


@settings(max_examples=150, deadline=None)
@given(tables)
@example(table=[(0, 0), (5, 1), (5, 5)])
def test_no_masked_cell_has_only_one_possible_value(table: list[tuple[int, ...]]) -> None:
    rows, totals = masked(table)
    for place, row in enumerate(rows):
        for column, figure in enumerate(row):
            if figure is None:
                assert len(values_of(place, column, rows, totals)) > 1


@given(
    st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3).map(lambda r: sorted(r, reverse=True)), max_size=12)
)
def test_small_cells_are_masked_and_shown_ones_are_true(table: list[list[int]]) -> None:
    rows, totals = masked(table)
    for before, after in zip(table, rows, strict=True):
        assert all(figure is None for figure, true in zip(after, before, strict=True) if 0 < true < SMALLEST)
        assert all(figure in {None, true} for figure, true in zip(after, before, strict=True))
    for column, total in enumerate(totals):
        hidden = [before[column] for before, after in zip(table, rows, strict=True) if after[column] is None]
        if total is not None and hidden:
            assert len(hidden) > 1
            assert sum(hidden) >= SMALLEST


def test_one_small_house_is_not_the_total_minus_the_others() -> None:
    rows, totals = masked([(12, 9), (3, 1), (7, 6), (15, 15)])
    assert totals == (37, 31)
    assert [row[0] for row in rows] == [12, None, None, 15]


def test_large_houses_are_all_shown() -> None:
    assert masked([(12, 9), (7, 6)]) == ([(12, 9), (7, 6)], (19, 15))


def test_zero_names_nobody() -> None:
    assert masked([(0,), (6,), (0,)]) == ([(0,), (6,), (0,)], (6,))
    assert masked([(8, 0), (12, 9)]) == ([(8, 0), (12, 9)], (20, 9))


def test_a_zero_beside_a_masked_cell_is_masked_too() -> None:
    rows, totals = masked([(8, 3, 0), (12, 9, 0)])
    assert rows == [(8, None, None), (12, None, None)]
    assert totals == (20, 12, None)


def test_nobody_at_all() -> None:
    assert masked([]) == ([], ())


def test_a_row_that_is_not_nested_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        masked([(3, 9)])
