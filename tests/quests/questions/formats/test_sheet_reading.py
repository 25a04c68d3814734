"""Spreadsheets as people fill them in."""

import io
import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from quests.questions.formats import Unreadable, sheet, sheet_xlsx

FRENCH = "Type de question;Titre;Énoncé;Réponse 1;Part 1 (%);Explication 1;Réponse 2;Part n° 2;Explication;Étiquettes"


def _row(line, header=FRENCH):
    (item,) = sheet.read(f"{header}\r\n{line}\r\n".encode("cp1252"))
    return item


def _book(*rows, title="Feuil1", formats=None):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_french_columns_and_kinds_are_known():
    item = _row("Choix unique;Gare;Où ?;Lens;x;Oui.;Arras;;Relisez.;train, Lens")

    assert (item.kind, item.title, item.prompt, item.status, item.line) == ("single_choice", "Gare", "Où ?", "ok", 2)
    assert [(o.text, o.fraction, o.feedback) for o in item.options] == [("Lens", 1, "Oui."), ("Arras", 0, "")]
    assert (item.feedback, item.tags) == ("Relisez.", ("train", "Lens"))


@pytest.mark.parametrize(
    ("written", "share"),
    [("50", Fraction(1, 2)), ("33,33333", Fraction(1, 3)), ("1/3", Fraction(1, 3)), ("50 %", Fraction(1, 2))],
)
def test_shares_are_written_in_many_ways(written, share):
    item = _row(f"qcm;;Qui ?;Anne;{written};;Bob;{written};;")

    assert [option.fraction for option in item.options] == [share, share]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("essai;;Où ?;a;100;;b;;;", "There is no kind"),
        ("qcu;;;a;100;;b;;;", "prompt"),
        ("qcu;;Où ?;a;;;b;;;", "Exactly one"),
        ("qcu;;Où ?;a;100;;b;beaucoup;;", "beaucoup"),
        ("qcu;;Où ?;a;100;;b;150;;", "150"),
        ("qcm;;Où ?;a;0;;b;-50;;", "No answer is right"),
        ("qcu;;Où ?;a;100;;;;;", "not enough answers"),
        ("vrai ou faux;;Où ?;a;100;;b;;;", "true"),
        ("nombre;;Combien ?;douze;100;;;;;", "douze"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_with_a_reason(line, word):
    item = _row(line)

    assert item.status == "refused"
    assert word in " ".join(item.messages)


def test_shares_left_empty_mean_what_the_kind_means():
    header = "kind,prompt,option 1,option 2"
    texts, numbers = sheet.read(f"{header}\nshort answer,?,Lens,Liévin\nnumber,?,86,\n".encode())

    assert [option.fraction for option in texts.options] == [1, 1]
    assert [(option.text, option.fraction) for option in numbers.options] == [("86", 1)]


def test_cells_of_a_workbook_are_read_as_their_author_typed_them():
    data = _book(
        ["Questions du musée"],
        [],
        ["kind", "prompt", "option 1", "fraction 1", "option 2", "fraction 2", "tolerance 1"],
        ["numeric", 2012, 86, 1, 86.5, 0.5, 2.5],
        ["vrai ou faux", date(2012, 12, 4), True, "oui", False, "non", None],
        formats={"D4": "0%", "F4": "0%"},
    )
    number, truth = sheet.read(data)

    assert (number.line, number.prompt) == (4, "2012")
    assert [(o.text, o.fraction, o.tolerance) for o in number.options] == [
        ("86", 1, "2.5"),
        ("86.5", Fraction(1, 2), ""),
    ]
    assert (truth.prompt[:10], [o.text for o in truth.options], truth.status) == ("2012-12-04", ["true", "false"], "ok")


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_sign_between_cells_is_found(sign):
    header, row = ["prompt", "option 1", "fraction 1", "option 2"], ['"Où, ou; quand ?"', "Lens", "x", "Arras"]
    (item,) = sheet.read(f"{sign.join(header)}\n{sign.join(row)}".encode())

    assert (item.prompt, item.kind, len(item.options)) == ("Où, ou; quand ?", "single_choice", 2)


def test_pictures_are_named_as_lost():
    item = _row('qcu;;<b>Où</b> ? <img src="plan.png">;a;100;;b;;;')

    assert (item.prompt, item.status) == ("<b>Où</b> ?", "approximated")
    assert "plan.png" in item.messages[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"a;b;c\n1;2;3\n" * 30, "column names"),
        (b"a;b;c\n", "column names"),
        (b"prompt;option 1\n", "no question"),
        (b"prompt;option 1\n" + b"Ou ?;Lens\n" * 2100, "2000 rows"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Office"),
        (b"PK\x03\x04 broken", "zip"),
    ],
)
def test_a_table_that_is_none_of_ours_is_unreadable(data, word):
    with pytest.raises(Unreadable, match=word):
        sheet.read(data)


def _with_part(data, name, content):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.namelist():
            copy.writestr(entry, content if entry == name else source.read(entry))
        if name not in source.namelist():
            copy.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet/>', "entities"),
        ("xl/media/big.bin", b"\0" * 60_000_000, "far too much"),
        ("../evil.txt", b"x", "suspicious name"),
        ("xl/workbook.xml", b"<workbook", "damaged"),
    ],
)
def test_a_workbook_made_to_harm_is_unreadable(name, content, word):
    with pytest.raises(Unreadable, match=word):
        sheet_xlsx.read(_with_part(sheet.template(), name, content))


def test_a_zip_without_a_workbook_is_unreadable():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Unreadable, match="XLSX"):
        sheet_xlsx.read(target.getvalue())
