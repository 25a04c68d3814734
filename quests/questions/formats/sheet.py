"""Spreadsheets of questions, one row a question, XLSX or CSV.

Columns, in any order, in English or French (see ``sheet_columns``); only ``prompt`` and ``option 1`` must be there:

- ``kind`` (type de question): single_choice, multiple_choice, true_false, numeric, short_text, matching, ordering,
  categorising, gap_fill, or their usual names (“choix unique”, “vrai ou faux”…); empty: a choice;
- ``title`` (titre), ``prompt`` (énoncé), ``feedback`` (explication), ``category`` (catégorie), ``tags`` (étiquettes:
  separated by commas, or one a line), ``case sensitive``, ``chosen`` (gaps
  filled from a list), ``tolerance``, ``hint 1``… (indice 1);
- for each answer, 1 to 40: ``option 1`` (réponse 1), ``fraction 1`` (part 1: a percentage, a share of one, or a cross
  for what is right), ``feedback 1`` (explication 1), ``match 1`` (va avec 1: the target or the category),
  ``tolerance 1``, ``gap 1`` (trou 1: the number of ``[[1]]`` in the prompt it fills). Letters do for numbers
  (réponse A), and one column ``right answer`` (bonne réponse) for the shares of a choice.

A cell that would start a formula is written with a leading ``'``, which reading takes away.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import sheet_csv, sheet_xlsx
from .archives import is_archive
from .item import Item
from .sheet_examples import EXAMPLES
from .sheet_rows import losses

__all__ = ["losses", "read", "template", "write"]


def read(data: bytes) -> list[Item]:
    """Return the questions of a spreadsheet of either sort (Unreadable)."""
    return sheet_xlsx.read(data) if is_archive(data) else sheet_csv.read(data)


def write(items: Sequence[Item]) -> bytes:
    """Return an XLSX workbook."""
    return sheet_xlsx.write(items)


def template() -> bytes:
    """Return a workbook to fill in, with an example of each kind."""
    return sheet_xlsx.write(EXAMPLES)
