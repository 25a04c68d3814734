"""Spreadsheets as people fill them in."""

import io
import zipfile
from datetime import date, time
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
    ("first", "second", "shares"),
    [("1", "0", [1, 0]), ("0,5", "0.5", [Fraction(1, 2)] * 2), ("1", "-0,5", [1, Fraction(-1, 2)]), ("", "1", [0, 1])],
)
def test_bare_numbers_up_to_one_are_shares_of_one(first, second, shares):
    item = _row(f"multichoice;;Qui ?;Anne;{first};;Bob;{second};;")

    assert [option.fraction for option in item.options] == shares
    assert item.kind == ("single_choice" if 1 in shares else "multiple_choice")


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


def test_an_export_with_a_heading_and_notes_is_read():
    item, other = sheet.read(
        "Accueil, taxi, hôtel ; banque 2024\r\n;;;;\r\n"
        "Énoncé;Réponse 1;Part 1;Réponse 2;À revoir\r\n"
        '"Où,\r\nau juste ?";"Lens ; là";100;Arras;oui\r\n;;;;\r\nVu ?;a;100;b;\r\n'.encode("cp1252")
    )

    assert (item.prompt, item.options[0].text, item.line) == ("Où,\nau juste ?", "Lens ; là", 4)
    assert (other.prompt, other.line) == ("Vu ?", 6)


def test_dates_and_hours_have_no_idle_zeros():
    header, row = ["prompt", "option 1", "fraction 1", "option 2"], ["?", date(2012, 12, 4), 1, time(9, 30)]
    (item,) = sheet.read(_book(header, row))

    assert [option.text for option in item.options] == ["2012-12-04", "09:30"]


@pytest.mark.parametrize(
    ("kind", "right", "shares"),
    [
        ("", "B", [0, 1, 0]),
        ("qcu", "2", [0, 1, 0]),
        ("", "À Lens", [1, 0, 0]),
        ("qcm", "A, C", [Fraction(1, 2), 0, Fraction(1, 2)]),
        ("", "1 et 3", [Fraction(1, 2), 0, Fraction(1, 2)]),
    ],
)
def test_one_column_may_name_the_right_answers(kind, right, shares):
    item = _row(f"{kind};Où ?;à Lens;Arras;Douai;{right}", "Type;Question;Réponse A;Réponse B;Réponse C;Bonne réponse")

    assert ([option.fraction for option in item.options], item.status) == (shares, "ok")


def test_a_right_answer_that_is_none_is_refused():
    item = _row("Où ?;Lens;Arras;C", "Question;Réponse A;Réponse B;Bonne réponse")

    assert (item.status, "right answer" in item.messages[0]) == ("refused", True)


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
