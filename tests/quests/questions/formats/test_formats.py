"""Which format a file is, and that none makes its reader stumble."""

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quests.questions import formats
from quests.questions.formats import FORMATS, Item, Unreadable, aiken, detect, gift, sheet, sheet_csv, sheet_xlsx
from quests.questions.formats.decoding import MAX_BYTES

GIFT = "::Un::Où ? {=Lens#Oui ~%-50%Arras}\n\n$CATEGORY: a\n\nCombien ? {#=3:2 =%50%3:4 ~#non}\n\nR. {=a -> b =c -> d}"
AIKEN = "Où ?\nA. Lens\nB. Arras\nANSWER: A\n"
CSV = "kind;prompt;option 1;fraction 1;option 2\nqcu;Où ?;Lens;100;Arras\n"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.gift", GIFT, "gift"),
        ("a.txt", GIFT, "gift"),
        ("a.txt", AIKEN, "aiken"),
        ("", CSV, "csv"),
        ("a.csv", "Énoncé,Réponse 1", "csv"),
        ("a.xml", '<?xml version="1.0"?><quiz></quiz>', "moodle-xml"),
        ("a.xml", '<qti-assessment-item xmlns="x"/>', "qti"),
        ("a.xml", '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>', "qti"),
    ],
)
def test_a_file_is_known_by_what_it_holds(name, data, found):
    assert detect(name, data.encode()) == found


def test_a_workbook_is_known_whatever_its_name():
    assert detect("questions.zip", sheet.template()) == "xlsx"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing known", b"just words", b"\0\1\2", b"%PDF-1.7"])
def test_a_file_of_no_known_kind_is_unreadable(data):
    with pytest.raises(Unreadable):
        detect("a.txt", data)


def test_reading_and_writing_go_by_the_name_of_the_format():
    (item,) = formats.read(CSV.encode(), "csv")
    (again,) = formats.read(formats.write([item], "gift"), "gift")

    assert (again.prompt, again.options) == (item.prompt, item.options)
    assert formats.losses(Item(kind="ordering", prompt="?"), "gift") != []


@pytest.mark.parametrize("name", ["aiken", "qti", "word"])
def test_only_some_formats_are_written(name):
    with pytest.raises(ValueError, match=name):
        formats.write([], name)


def test_there_is_no_other_format():
    with pytest.raises(ValueError, match="word"):
        formats.read(b"x", "word")


READERS = [gift.read, aiken.read, sheet_csv.read, sheet_xlsx.read]
_SIGNS = st.sampled_from(
    [*"=~#{}:\\%*\n\t ;,\"'<>&[]", "->", "####", "::", "$CATEGORY:", "//", "ANSWER: ", "A. ", "1e9", ".."]
)


def _stands(reader, data):
    """A list of items, or Unreadable: nothing else."""
    found = []
    with contextlib.suppress(Unreadable):
        found = reader(data)
    assert all(isinstance(item, Item) and item.line > 0 for item in found)
    assert all(item.messages for item in found if item.status != "ok")


@pytest.mark.parametrize("reader", READERS)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=80, deadline=None)
def test_no_bytes_make_a_reader_stumble(reader, data):
    _stands(reader, data)
    _stands(lambda read: [Item(kind=detect("a", read), line=1)], data)


@pytest.mark.parametrize("reader", READERS)
@given(pieces=st.lists(_SIGNS | st.text(max_size=5), max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_mixture_of_signs_makes_a_reader_stumble(reader, pieces):
    _stands(reader, "".join(pieces).encode(errors="ignore"))
    _stands(reader, (CSV + "".join(pieces)).encode(errors="ignore"))


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_to_a_workbook_makes_its_reader_stumble(seed):
    chance, data = random.Random(seed), bytearray(sheet.template())
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    _stands(sheet_xlsx.read, bytes(data[: chance.randint(len(data) // 2, len(data))] if seed % 2 else data))


@pytest.mark.parametrize(
    "sign", ["{", "}", "::", "=", "~", "\\", "<b>", "[", "// [tag:", "\n\n{", "{#=1", "=a->b", "%50%", "$$", "<a x="]
)
def test_a_large_file_of_one_sign_is_read_in_time(sign):
    data = ("Q {" + sign * (400_000 // len(sign))).encode()

    _stands(gift.read, data)
    _stands(sheet_csv.read, data)
    _stands(aiken.read, data + b"\nANSWER: A")


@pytest.mark.parametrize("reader", READERS)
def test_a_file_too_large_is_unreadable(reader):
    with pytest.raises(Unreadable, match="5 MB"):
        reader(b"a" * (MAX_BYTES + 1))


def test_a_file_of_too_many_questions_is_unreadable():
    with pytest.raises(Unreadable, match="2000 questions"):
        gift.read(b"Q {T}\n\n" * 2001)


def test_every_format_has_its_module():
    assert {name for name in FORMATS if hasattr(formats._module(name), "read")} == set(FORMATS)
