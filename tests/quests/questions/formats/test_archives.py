"""Zips from outside: bounded while they are unpacked, and nothing in them is believed."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quests.questions.formats import archives
from quests.questions.formats.errors import Unreadable


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def test_files_are_read_by_name_and_folders_left_out():
    assert archives.entries(zipped([("a/", ""), ("a/b.xml", "<b/>"), ("c", "")])) == {"a/b.xml": b"<b/>", "c": b""}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ([("../up.xml", "x")], "suspicious name"),
        ([("a/../../up.xml", "x")], "suspicious name"),
        ([("/etc/passwd", "x")], "suspicious name"),
        ([("a\\..\\b", "x")], "suspicious name"),
        ([("C:/b", "x")], "suspicious name"),
        ([(f"{number}.xml", "x") for number in range(501)], "more than 500 files"),
        ([("inner.zip", "x")], "another archive"),
        ([("inner.xml", zipped([("a", "b")]))], "another archive"),
        ([("bomb.xml", b"0" * 3 * 1024 * 1024)], "far too much"),
    ],
)
def test_a_zip_is_refused_for_a_reason(files, reason):
    with pytest.raises(Unreadable, match=reason):
        archives.entries(zipped(files))


def test_the_whole_is_bounded_however_small_its_parts(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1000)

    assert len(archives.entries(zipped([("a", "x" * 500), ("b", "y" * 500)]))) == 2
    with pytest.raises(Unreadable, match="far too much"):
        archives.entries(zipped([("a", "x" * 500), ("b", "y" * 501)]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused():
    with pytest.raises(Unreadable, match="twice"):
        archives.entries(zipped([("a", "1"), ("a", "2")]))


def test_a_link_is_refused():
    link = zipfile.ZipInfo("a.xml")
    link.external_attr = 0o120777 << 16

    with pytest.raises(Unreadable, match="a link instead of a file"):
        archives.entries(zipped([(link, "/etc/passwd")]))


def test_a_locked_zip_is_refused():
    data = bytearray(zipped([("a", "1")]))
    flags = data.index(b"PK\x01\x02") + 8
    data[flags : flags + 2] = struct.pack("<H", 1)

    with pytest.raises(Unreadable, match="password"):
        archives.entries(bytes(data))


def test_a_header_that_lies_about_its_size_changes_nothing():
    data = bytearray(zipped([("a", b"0" * 3 * 1024 * 1024)]))
    size = data.index(b"PK\x01\x02") + 24
    data[size : size + 4] = struct.pack("<I", 10)

    with pytest.raises(Unreadable):
        archives.entries(bytes(data))


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 120), st.binary(max_size=8))
def test_any_bytes_are_read_or_refused(data, at, change):
    good = zipped([("a.xml", "<a/>"), ("b/c.xml", "x" * 100)])
    for candidate in (data, b"PK\x03\x04" + data, good[:at] + change + good[at + len(change) :], good[: -at or None]):
        try:
            assert isinstance(archives.entries(candidate), dict)
        except Unreadable:
            continue
