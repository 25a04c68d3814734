"""What is written as a spreadsheet is read back as it was, and runs no formula."""

import csv
import io
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quests.questions.formats import Item, Option, sheet, sheet_csv, sheet_xlsx
from quests.questions.formats.sheet_rows import KINDS

from .items import sheet_items


def _as_read(items):
    return [replace(item, line=0) for item in items]


@given(st.lists(sheet_items(), min_size=1, max_size=3))
@settings(deadline=None, max_examples=30)
def test_a_workbook_reads_back_what_it_wrote(written):
    assert _as_read(sheet_xlsx.read(sheet_xlsx.write(written))) == written


@given(st.lists(sheet_items(), min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_csv_reads_back_what_it_wrote(written):
    assert _as_read(sheet_csv.read(sheet_csv.write(written))) == written


def _dangerous(text):
    return Item(
        kind="single_choice",
        prompt=text,
        title=text,
        options=(Option(text=text, fraction=Fraction(1)), Option(text="non", feedback=text)),
    )


FORMULAS = ["=1+1", "+33 3 21", "-SUM(A1)", "@cmd", "'=1+1", "''=", "'tis"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_starts_a_formula_and_the_text_comes_back(text):
    item = _dangerous(text)
    cells = list(csv.reader(io.StringIO(sheet_csv.write([item]).decode("utf-8-sig")), delimiter=";"))[1]
    book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx.write([item])))

    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert all(cell.data_type != "f" for row in book.active for cell in row)
    assert _as_read(sheet_csv.read(sheet_csv.write([item]))) == [item]
    assert _as_read(sheet_xlsx.read(sheet_xlsx.write([item]))) == [item]


def test_the_template_has_one_good_example_of_each_kind():
    found = sheet.read(sheet.template())

    assert [item.kind for item in found] == list(KINDS)
    assert {item.status for item in found} == {"ok"}


def test_a_text_longer_than_a_cell_is_named_as_lost():
    assert "cut" in sheet.losses(_dangerous("a" * 40_000))[0]


def test_a_kind_without_columns_is_named_and_left_out():
    item = replace(_dangerous("?"), kind="dialogue")

    assert "dialogue" in sheet.losses(item)[0]
    assert len(sheet_csv.write([item]).splitlines()) == 1
