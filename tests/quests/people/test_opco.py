"""The collective agreement proposes who pays, and never guesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.people.opco import AGREEMENTS, normalised_idcc, opco_for

CODES = {"akto", "afdas", "opco-ep", "opco-mobilites", "opcommerce", "uniformation"}


@pytest.mark.parametrize(
    ("idcc", "code"),
    [("1979", "akto"), ("1909", "afdas"), ("2219", "opco-ep"), ("843", "opco-ep"), ("16", "opco-mobilites")],
)
def test_the_trades_that_meet_visitors(idcc, code):
    assert opco_for(idcc) == code


@pytest.mark.parametrize("idcc", ["", "9999", "HCR", "19790", "１９７９", "-979"])
def test_an_unknown_agreement_proposes_nobody(idcc):
    assert opco_for(idcc) is None


@given(st.integers(0, 9999))
def test_short_codes_get_their_zeros(number):
    assert normalised_idcc(str(number)) == f"{number:04d}"


def test_the_table_holds_four_digit_codes_of_known_financiers():
    assert all(len(idcc) == 4 and idcc.isdigit() for idcc in AGREEMENTS)
    assert {agreement.financier for agreement in AGREEMENTS.values()} == CODES
