"""The words of the interface: whole, marked for the right places, and typeset, in every language."""

from __future__ import annotations

import ast
import os
import re
import shutil
import struct
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from gettext import GNUTranslations
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "en", "nl")
SOURCES = ("academy", "cms", "quests", "templates", "manage.py")

NARROW, NO_BREAK = "\u202f", "\u00a0"
LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) )?(".*")')
PERCENT = re.compile(r"%(?:\(\w+\))?[sd]")
BRACE = re.compile(r"\{\w+\}")
TAG = re.compile(r"</?\w+[^>]*>")
# What a French sentence may not hold, once addresses, placeholders, tags and hours are set aside.
NOT_TYPESET = re.compile(r"https?://\S+|%\(\w+\)[sd]|</?\w+[^>]*>|&\w+;|\d:\d")
BAD_FRENCH = {
    "a straight apostrophe": re.compile(r"\w'|'\w"),
    "a straight or an English quotation mark": re.compile('["“”]'),
    "no narrow no-break space before ; ! ?": re.compile(rf"(?<![{NARROW}!?])[;!?]"),
    "no no-break space before a colon": re.compile(rf"(?<!{NO_BREAK}):"),
    "no no-break space inside « »": re.compile(rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»"),
    "three dots": re.compile(r"\.\.\."),
}


@dataclass
class Entry:
    """One message of a catalogue; ``strings`` has one member per plural form."""

    parts: dict[str, str] = field(default_factory=dict)
    flags: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Context, singular and plural: what makes it one message."""
        return self.parts.get("msgctxt", ""), self.parts["msgid"], self.parts.get("msgid_plural", "")

    @property
    def strings(self) -> list[str]:
        """The translation, or its plural forms in order."""
        return [text for name, text in sorted(self.parts.items()) if name.startswith("msgstr")]


def read(path: Path) -> dict[tuple[str, str, str], Entry]:
    """The messages of a .po file (its header left out, obsolete lines too), by key."""
    entries = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        entry, name = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry.flags += line
            elif found := LINE.fullmatch(line):
                name = found[1] or name
                entry.parts[name] = entry.parts.get(name, "") + ast.literal_eval(found[2])
        if entry.parts.get("msgid"):
            entries.append(entry)
    by_key = {entry.key: entry for entry in entries}
    assert len(by_key) == len(entries), f"{path} says a message twice"
    return by_key


def catalogue(language: str) -> Path:
    """Where the words of a language are."""
    return ROOT / "locales" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def words():
    """Every catalogue, read once: language -> key -> entry."""
    return {language: read(catalogue(language)) for language in LANGUAGES}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What makemessages finds in the code and the templates of today."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed here: no xgettext to read the sources with")
    copy = tmp_path_factory.mktemp("sources")
    unread = shutil.ignore_patterns("__pycache__", "destinations", "migrations")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=unread)
        else:
            shutil.copy(ROOT / name, copy / name)
    (copy / "locales").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "fr", "--no-location"],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "academy.settings", "VAR_DIR": str(copy / "var")},
        check=True,
        capture_output=True,
    )
    return set(read(copy / "locales" / "fr" / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_screens_is_in_the_catalogue(language, words, extracted):
    missing = extracted - set(words[language])
    assert not missing, "run `make messages`, then translate"
    unused = set(words[language]) - extracted
    assert not unused, "run `make messages` with --no-obsolete"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_sure(language, words):
    untranslated = [entry.key for entry in words[language].values() if not all(entry.strings)]
    assert not untranslated
    fuzzy = [entry.key for entry in words[language].values() if "fuzzy" in entry.flags]
    assert not fuzzy
    one_form = [key for key, entry in words[language].items() if len(entry.strings) != (2 if key[2] else 1)]
    assert not one_form


def test_every_catalogue_has_the_same_messages(words):
    assert set(words["fr"]) == set(words["en"]) == set(words["nl"])


def marks(text: str) -> Counter[str]:
    """What the program fills in and the tags a browser reads."""
    return Counter([*PERCENT.findall(text), *BRACE.findall(text), *TAG.findall(text)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_kept(language, words):
    wrong = [
        (key, text)
        for key, entry in words[language].items()
        for text in entry.strings
        if marks(text) != marks(key[2] or key[1])
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_at_the_ends_are_kept(language, words):
    """A message that is followed by another keeps the space between them."""
    wrong = [
        (key, text)
        for key, entry in words[language].items()
        for text in entry.strings
        if text.startswith(" ") != key[1].startswith(" ") or text.endswith(" ") != key[1].endswith(" ")
    ]
    assert not wrong


def test_english_says_what_the_code_says(words):
    changed = [key for key, entry in words["en"].items() if entry.strings != [text for text in key[1:] if text]]
    assert not changed


def french_mistakes(text: str) -> list[str]:
    """What a typesetter would send back."""
    sentence = NOT_TYPESET.sub("x", text)
    return [name for name, pattern in BAD_FRENCH.items() if pattern.search(sentence)]


@pytest.mark.parametrize("text", ["C'est", "Ah !", "Oui?", "Note : x", "Note: x", "« oui »", "un “mot”", "Attendez..."])
def test_the_typesetter_sees_mistakes(text):
    assert french_mistakes(text)


def test_the_typesetter_lets_good_french_through():
    good = f"«{NO_BREAK}C’est à 14:30{NARROW}?!{NO_BREAK}» Ici{NO_BREAK}: https://exemple.fr/?a=b %(place)s"
    assert not french_mistakes(good)


def test_french_is_typeset(words):
    mistakes = {
        text: found for entry in words["fr"].values() for text in entry.strings if (found := french_mistakes(text))
    }
    assert not mistakes


def compiled(path: Path) -> tuple[GNUTranslations, int]:
    """A .mo file, and how many messages it holds (its header counts for one)."""
    with path.open("rb") as file:
        magic, _revision, count = struct.unpack("<3I", file.read(12))
        assert magic == 0x950412DE, f"{path} was compiled on another kind of machine"
        file.seek(0)
        return GNUTranslations(file), count


def said(catalogue_of: Any, key: tuple[str, str, str]) -> list[str]:
    """What a compiled catalogue, or Django, answers: for one, then for many, when the message counts."""
    context, one, many = key
    if not many:
        return [catalogue_of.pgettext(context, one) if context else catalogue_of.gettext(one)]
    if context:
        return [catalogue_of.npgettext(context, one, many, n) for n in (1, 5)]
    return [catalogue_of.ngettext(one, many, n) for n in (1, 5)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language, words):
    translations, count = compiled(catalogue(language).with_suffix(".mo"))
    different = [key for key, entry in words[language].items() if said(translations, key) != entry.strings]
    assert not different, "run `manage.py compilemessages`"
    assert count == len(words[language]) + 1, "run `manage.py compilemessages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_library_and_no_other_language_speaks_instead(language, words):
    """Django mixes the catalogues of every application, and French fills the holes of the others."""
    with translation.override(language):
        different = [key for key, entry in words[language].items() if said(translation, key) != entry.strings]
    assert not different


@pytest.mark.parametrize(("language", "number"), product(LANGUAGES, (0, 1, 2)))
def test_zero_is_singular_in_french_alone(language, number):
    translations, _count = compiled(catalogue(language).with_suffix(".mo"))
    line = translations.ngettext("%(number)s line", "%(number)s lines", number)
    singular = translations.ngettext("%(number)s line", "%(number)s lines", 1)
    assert (line == singular) == (number == 1 or (number == 0 and language == "fr"))
