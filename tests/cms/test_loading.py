"""Loading a destination by its content alone: once, again, wrong, and for real."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from cms.loading.drawings import clean_svg
from cms.loading.load import load
from cms.loading.markup import rich_text
from cms.loading.pack import DESTINATIONS, PackError, read_pack
from cms.models import BankQuestion, Branding, QuestPage
from quests.factories import UserFactory
from quests.models import (
    Badge,
    Checkpoint,
    Employer,
    FundingAgreement,
    Programme,
    Quest,
    Question,
    QuestVersion,
    Season,
)

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def loaded(db: None) -> None:
    """The little country, loaded."""
    load(read_pack("petit_pays", root=PACKS))


def test_a_pack_becomes_a_playable_destination(loaded: None) -> None:
    quest = Quest.objects.get()
    fact, phrase, asked, place = quest.current.steps.all()

    assert (quest.slug, quest.current.season, quest.current.roles) == ("le-pont", "hiver", ["taxi"])
    assert quest.current.words["en"]["title"] == "The bridge"
    assert fact.words["fr"]["body"] == ("<p>Il a <b>cent ans</b> &amp; &lt;plus&gt;.</p><p>Deux arches.</p>")
    assert fact.words["en"]["picture"]["alt"] == "The bridge."
    assert fact.words["fr"]["review_by"] == "2028-12-31"
    assert phrase.words["fr"]["meaning"] == "Attention à la marche"
    assert asked.question.current.words["en"]["prompt"] == "Who built it?"
    assert asked.question.current.sites == ["pont", "quai"]
    assert place.checkpoint.remote_question.current.kind == "true_false"
    assert place.points == 25


def test_the_rest_of_the_game_is_there(loaded: None) -> None:
    programme = Programme.objects.get()
    assert programme.minutes_foreseen == 30
    assert [row.quest.slug for row in programme.required.all()] == ["le-pont"]
    assert FundingAgreement.objects.get().financier.code == "akto"
    assert Employer.objects.get().opco.code == "akto"
    assert Season.objects.get().ends_at.isoformat() == "2026-12-31T23:00:00+00:00"
    assert Badge.objects.get().words["fr"]["name"] == "Premier"
    assert Checkpoint.objects.get().in_play
    assert Branding.objects.get().offer == "#004466"


def counts() -> tuple[int, ...]:
    """How many rows of everything a second load could repeat."""
    models = (Page, Revision, BankQuestion, QuestVersion, Question, Image, StringTranslation, Programme)
    return tuple(model.objects.count() for model in models)


@pytest.mark.parametrize("update", [False, True])
def test_loading_again_changes_nothing(loaded: None, update: bool) -> None:
    before = counts()
    said: list[str] = []
    load(read_pack("petit_pays", root=PACKS), update=update, say=said.append)
    assert counts() == before
    assert said[-1] == "0 written"


def test_what_trainers_changed_is_kept_unless_asked(loaded: None) -> None:
    page = QuestPage.objects.get(slug="le-pont", locale__language_code="fr")
    page.title = "Le vieux pont"
    page.save_revision().publish()

    load(read_pack("petit_pays", root=PACKS))
    assert Quest.objects.get().current.words["fr"]["title"] == "Le vieux pont"

    load(read_pack("petit_pays", root=PACKS), update=True)
    assert Quest.objects.get().current.words["fr"]["title"] == "Le pont"
    assert Quest.objects.get().current.words["en"]["title"] == "The bridge"


def test_the_translation_editor_knows_every_translation(loaded: None, django_capture_on_commit_callbacks: Any) -> None:
    before = Quest.objects.get().current
    page = QuestPage.objects.get(slug="le-pont", locale__language_code="fr")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    done, total = translation.get_progress()
    assert done == total > 5

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    assert Quest.objects.get().current == before
    for each in Translation.objects.all():
        assert each.get_progress()[0] == each.get_progress()[1]


def test_each_language_has_its_pages(loaded: None, client: Client) -> None:
    for url, seen in [
        ("/fr/history/le-pont/", "Un pont, une histoire."),
        ("/en/history/le-pont/", "A bridge, a story."),
        ("/en/legal-notice/", "Publisher."),
        ("/en/", "Tiny and close."),
    ]:
        response = client.get(url)
        assert response.status_code == 200
        assert seen in response.content.decode()


def test_the_bank_lists_each_question_once_unless_another_language_is_asked(loaded: None, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    bank = reverse("wagtailsnippets_cms_bankquestion:list")
    listed = {
        language: client.get(bank, {"locale": language} if language else {}).content.decode() for language in ("", "en")
    }
    assert "Qui l’a bâti" in listed[""]
    assert "Who built it" not in listed[""]
    assert "Who built it" in listed["en"]


def test_search_finds_what_was_loaded(loaded: None) -> None:
    from wagtail.search.backends import get_search_backend

    found = get_search_backend().search("arches", BankQuestion.objects.all())
    assert {question.prompt for question in found} >= {"Combien d’arches ?"}


def test_drawings_are_harmless(loaded: None) -> None:
    drawing = Image.objects.get().file.read().decode()
    for bad in ("script", "outside.test", "onload", "alert", "style"):
        assert bad not in drawing
    assert drawing.count("<use") == 2
    assert 'href="#p"' in drawing


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    with pytest.raises(ValueError, match="DTDForbidden"):
        clean_svg(bomb)


def wrong_pack(tmp_path: Path, file: str, old: str, new: str) -> Any:
    """The little country with one thing wrong."""
    shutil.copytree(PACKS / "petit_pays", tmp_path / "petit_pays")
    path = tmp_path / "petit_pays" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("quests/01-le-pont.toml", 'feedback = { c = "Non, Claude dormait." }', "feedback = {}", "h-pont"),
        ("quests/01-le-pont.toml", 'source = "Archives"\nreview_by', 'source = ""\nreview_by', "le-pont"),
        ("quests/01-le-pont.toml", 'slug = "le-pont"', "slug = ", "01-le-pont.toml"),
        ("checkpoints/pont.toml", "dessin.svg", "absent.svg", "absent.svg"),
        ("destination.toml", "73282932000074", "73282932000079", "Auberge"),
        ("destination.toml", '["le-pont"]', '["la-tour"]', "la-tour"),
    ],
)
def test_a_wrong_pack_writes_nothing(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    before = counts()
    root = wrong_pack(tmp_path, file, old, new)
    with pytest.raises(CommandError, match=said):
        call_command("load_destination", "petit_pays", root=str(root), stdout=StringIO())
    assert counts() == before


def test_one_academy_one_destination(loaded: None, tmp_path: Path) -> None:
    root = wrong_pack(tmp_path, "destination.toml", 'slug = "petit-pays"', 'slug = "autre-pays"')
    with pytest.raises(PackError, match="Petit Pays"):
        load(read_pack("petit_pays", root=root))


def test_an_unknown_destination_says_which_exist() -> None:
    with pytest.raises(PackError, match="louvre_lens"):
        read_pack("atlantis")


def test_plain_text_is_escaped() -> None:
    assert "<script>" not in rich_text("<script>x</script>")
    assert rich_text("a **b** c\n\nd").count("<p") == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(path.parent.name for path in DESTINATIONS.glob("*/destination.toml")))
def test_a_shipped_destination_loads(name: str) -> None:
    pack = read_pack(name)
    load(pack)
    assert Quest.objects.filter(current__isnull=False).count() == len(pack.quests)
    assert Checkpoint.objects.filter(in_play=True).count() == len(pack.checkpoints)
    for quest in Quest.objects.select_related("current"):
        assert set(quest.current.words) == set(pack.destination["words"])
