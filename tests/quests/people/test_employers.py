"""Opening an employer: its SIRET is checked, its OPCO proposed."""

import pytest

from quests.errors import QuestError
from quests.factories import FinancierFactory, TerritoryFactory
from quests.models import Employer
from quests.people.services import create_employer

pytestmark = pytest.mark.django_db


def open_employer(siret="732 829 320 00074", **values):
    """A hotel with the SIRET ``siret``."""
    return create_employer(siret, name="Hôtel du Carreau", sector="hotel", territory=TerritoryFactory(), **values)


def test_the_siret_is_kept_as_fourteen_digits():
    assert open_employer().siret == "73282932000074"


@pytest.mark.parametrize("siret", ["35600000000048", "35600000009075"])
def test_the_post_office_has_its_own_rule(siret):
    assert open_employer(siret).siret == siret


@pytest.mark.parametrize("siret", ["73282932000079", "7328293200007", "ABC", ""])
def test_a_wrong_siret_opens_nothing(siret):
    with pytest.raises(QuestError) as refused:
        open_employer(siret)
    assert refused.value.code == "siret_invalid"
    assert not Employer.objects.exists()


def test_an_employer_is_opened_once():
    open_employer()
    with pytest.raises(QuestError) as refused:
        open_employer("73282932000074")
    assert refused.value.code == "siret_known"


def test_the_collective_agreement_proposes_the_opco():
    akto = FinancierFactory(code="akto")
    employer = open_employer(idcc="1979")
    assert (employer.idcc, employer.opco) == ("1979", akto)


def test_a_chosen_opco_is_kept():
    FinancierFactory(code="akto")
    afdas = FinancierFactory(code="afdas", name="AFDAS")
    assert open_employer(idcc="1979", opco=afdas).opco == afdas


def test_an_unknown_agreement_leaves_the_opco_open():
    assert open_employer(idcc="44").opco is None
    assert Employer.objects.get().idcc == "0044"
