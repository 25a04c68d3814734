"""Back-office screens over the game's plain rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import PIL.Image
import PIL.ImageDraw
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.back_office.forms import EmployerForm, JoinCodeForm, ProgrammeForm, SeasonForm
from cms.models import BankQuestion
from quests.checkpoints.models import Checkpoint
from quests.factories import EmployerFactory, UserFactory
from quests.ledger.models import Season
from quests.models import ManagerSeat, Quest, Question
from quests.people.models import Employer, Financier, Territory
from quests.programme.models import Programme
from quests.qr import qr_svg
from tests.cms.conftest import card, publish

pytestmark = pytest.mark.django_db
Draft = Callable[..., Any]
SCREENS = (
    "employers", "join_codes", "programmes", "agreements", "financiers", "territories",
    "checkpoints", "seasons", "badges", "managers", "funders",
)  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
def test_an_administrator_lists_and_adds(name: str, administrator: Client) -> None:
    assert administrator.get(reverse(f"{name}:index")).status_code == 200
    assert administrator.get(reverse(f"{name}:add")).status_code == 200


@pytest.mark.parametrize("name", SCREENS)
def test_learners_are_kept_out(name: str, learner_client: Client) -> None:
    assert learner_client.get(reverse(f"{name}:index")).status_code in {302, 403}


def test_trainers_do_not_change_employers(trainer: Client) -> None:
    assert trainer.get(reverse("employers:add")).status_code in {302, 403}


def test_editors_cannot_delete_what_the_game_counts_on(editor: Client, lens: Territory) -> None:
    assert editor.get(reverse("territories:delete", args=[lens.pk])).status_code in {302, 403}


def test_a_manager_is_named_by_the_sign_in_name(administrator: Client, lens: Territory) -> None:
    employer = EmployerFactory(territory=lens)
    person = UserFactory(username="helene")
    form = {"username": " helene ", "employer": employer.pk}
    for _twice in range(2):
        page = administrator.post(reverse("managers:add"), form)
    assert page.status_code == 200  # the second time says that the seat is taken
    assert [seat.employer for seat in person.manager_seats.all()] == [employer]


def test_nobody_by_that_name_is_said_and_nothing_is_lost(administrator: Client, lens: Territory) -> None:
    employer = EmployerFactory(territory=lens)
    page = administrator.post(reverse("managers:add"), {"username": "ghost", "employer": employer.pk})
    assert page.status_code == 200
    assert 'value="ghost"' in page.content.decode()
    assert not ManagerSeat.objects.exists()


@pytest.fixture
def lens() -> Territory:
    """A territory."""
    return Territory.objects.create(slug="lens", name="Lens")


def employer_form(lens: Territory, **values: Any) -> EmployerForm:
    """A filled-in employer."""
    posted = {"siret": "732 829 320 00074", "name": "Hôtel", "sector": "hotel", "territory": lens.pk}
    return EmployerForm(data=posted | {"idcc": "1979", "opco": ""} | values)


def test_an_employer_s_opco_is_proposed(lens: Territory) -> None:
    akto = Financier.objects.create(code="akto", name="AKTO")
    form = employer_form(lens)
    assert form.is_valid(), form.errors
    employer = form.save()
    assert (employer.siret, employer.opco) == ("73282932000074", akto)


def test_a_chosen_opco_is_kept(lens: Territory) -> None:
    Financier.objects.create(code="akto", name="AKTO")
    other = Financier.objects.create(code="afdas", name="AFDAS")
    form = employer_form(lens, opco=other.pk)
    assert form.is_valid()
    assert form.save().opco == other


def test_a_wrong_siret_is_refused(lens: Territory) -> None:
    assert "siret" in employer_form(lens, siret="73282932000079").errors


def test_a_siret_is_unique(lens: Territory) -> None:
    Employer.objects.create(siret="73282932000074", name="Un", sector="hotel", territory=lens)
    assert "siret" in employer_form(lens).errors


def season_form(starts: str, ends: str, **values: str) -> SeasonForm:
    """A filled-in season."""
    words = {"name_fr": "Hiver", "name_en": "Winter", "story_fr": "Il neige."}
    return SeasonForm(data={"slug": "hiver", "starts_at": starts, "ends_at": ends} | words | values)


def test_season_words_are_kept_by_language() -> None:
    form = season_form("2026-12-01 00:00", "2027-01-01 00:00")
    assert form.is_valid(), form.errors
    season = form.save()
    assert season.words["fr"] == {"name": "Hiver", "story": "Il neige."}
    assert season.words["en"]["name"] == "Winter"
    assert SeasonForm(instance=season).initial["name_en"] == "Winter"


def test_seasons_do_not_overlap() -> None:
    Season.objects.create(slug="a", starts_at="2026-11-15T00:00Z", ends_at="2026-12-15T00:00Z", words={})
    assert "starts_at" in season_form("2026-12-01 00:00", "2027-01-01 00:00").errors
    assert season_form("2026-12-20 00:00", "2027-01-01 00:00").is_valid()


def test_a_season_ends_after_it_starts() -> None:
    assert "ends_at" in season_form("2026-12-01 00:00", "2026-11-01 00:00").errors


@pytest.fixture
def place(lens: Territory) -> Checkpoint:
    """A checkpoint out of play."""
    return Checkpoint.objects.create(
        slug="musee", words={"fr": {"name": "Musée"}}, pillar="offer", territory=lens,
        latitude="50.43", longitude="2.80",
    )  # fmt: skip


def checkpoint_post(place: Checkpoint, **values: Any) -> dict[str, Any]:
    """The form of ``place`` as posted."""
    posted = {"slug": place.slug, "pillar": "offer", "territory": place.territory_id, "points": "30"}
    posted |= {"latitude": "50.43", "longitude": "2.80", "seconds": "180", "picture": ""}
    said = {"name_fr": "Musée", "address_fr": "Lens", "teaser_fr": "Venez", "place_fr": "Accueil"}
    return posted | said | values


def test_a_checkpoint_in_play_needs_its_twin(editor: Client, place: Checkpoint, question: BankQuestion) -> None:
    url = reverse("checkpoints:edit", args=[place.pk])
    onsite = Question.objects.get(uid=question.translation_key).pk

    response = editor.post(url, checkpoint_post(place, in_play="on", onsite_question=onsite))

    assert response.status_code == 200
    assert "remote_question" in response.context["form"].errors
    assert not Checkpoint.objects.get().in_play


def test_a_checkpoint_s_points_reach_its_quests(
    editor: Client, place: Checkpoint, draft_question: Draft, draft_quest: Draft
) -> None:
    onsite, remote = (Question.objects.get(uid=publish(draft_question()).translation_key).pk for _ in range(2))
    twins = {"in_play": "on", "onsite_question": onsite, "remote_question": remote}
    url = reverse("checkpoints:edit", args=[place.pk])
    assert editor.post(url, checkpoint_post(place, **twins)).status_code == 302
    page = publish(draft_quest([{"type": "checkpoint", "id": "c", "value": place.pk}]))

    editor.post(url, checkpoint_post(place, **twins, points="45"))

    (step,) = Quest.objects.get(uid=page.translation_key).current.steps.all()
    assert step.points == 45


def test_a_checkpoint_shows_what_to_print(administrator: Client, place: Checkpoint) -> None:
    page = administrator.get(reverse("checkpoints:inspect", args=[place.pk])).content.decode()
    assert f"/c/{place.code}" in page
    assert place.human_code in page
    assert "<svg" in page


def test_a_qr_code_can_be_read() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    svg = qr_svg("https://a.test/c/X")
    path = re.search(r' d="([^"]+)"', svg).group(1)
    squares = re.findall(r"M(\d+),(\d+)H(\d+)V(\d+)", path)
    scale = 6
    image = PIL.Image.new("L", (60 * scale, 60 * scale), 255)
    for square in squares:
        left, top, right, bottom = (int(number) * scale for number in square)
        PIL.ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), fill=0)
    assert zxingcpp.read_barcode(image).text == "https://a.test/c/X"


def test_a_programme_requires_quests_in_order(draft_quest: Draft) -> None:
    page = publish(draft_quest([card()]))
    quest = Quest.objects.get(uid=page.translation_key)
    posted = {"slug": "p", "legal_nature": "sensibilisation", "minutes_foreseen": "60"}
    dates = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    said = {"title_fr": "Accueillir", "objectives_fr": "Savoir\nDire", "quests": [quest.pk]}
    form = ProgrammeForm(data=posted | dates | said)
    assert form.is_valid(), form.errors
    form.save()
    assert Programme.objects.get().required.get().quest == quest


def test_a_join_code_is_drawn_and_can_be_revoked(lens: Territory) -> None:
    employer = Employer.objects.create(siret="1", name="Un", sector="hotel", territory=lens)
    posted = {"employer": employer.pk, "seats": "20", "expires_at": timezone.now() + timedelta(days=9)}
    form = JoinCodeForm(data=posted)
    assert form.is_valid(), form.errors
    code = form.save()
    assert len(code.code) == 9

    form = JoinCodeForm(data=posted | {"revoked": "on"}, instance=code)
    assert form.is_valid()
    assert form.save().revoked_at
