"""No cell of a file is ever run by a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.reports.cells import original, safe

PAYLOADS = [
    "=HYPERLINK(\"http://x\")", "+33 6 12", "-Dupont", "@x", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x",
    " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1",
]  # fmt: skip
STARTERS = "=+-@＝＋－＠\t\r\n"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_becomes_text(payload: str) -> None:
    assert safe(payload) == "'" + payload


@pytest.mark.parametrize(
    "name", ["Élodie", "d’Artagnan", "Jean-Paul", "O'Neil", "3 Brasseurs", "", "  Zoé", "«Le Carreau»"]
)
def test_a_name_stays_as_written(name: str) -> None:
    assert safe(name) == name


@given(st.text())
def test_nothing_safe_starts_a_formula_and_nothing_is_lost(text: str) -> None:
    cell = safe(text)
    assert not cell or cell[0] not in STARTERS
    assert cell.strip()[:1] not in STARTERS or not cell.strip()
    assert cell in {text, "'" + text}


@given(st.text(alphabet=st.sampled_from(STARTERS + " 'aé1\u200b")))
def test_the_original_comes_back(text: str) -> None:
    assert original(safe(text)) == text
