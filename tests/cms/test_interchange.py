"""Questions in and out of the bank: drafts, losses named, nothing guessed, nothing lost in between."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from cms.interchange.importing import drafts_of, import_drafts
from cms.interchange.outgoing import bank, exported, item_of
from cms.kinds import answer_key
from cms.models import BankQuestion, ImportBatch
from quests.models import Question
from quests.questions import formats, kind_named
from tests.cms.conftest import ANSWERS

Draft = Callable[..., BankQuestion]
pytestmark = pytest.mark.django_db
GIFT = b"""$CATEGORY: Histoire/Fosses

::Fosse:: Qui descendait ? {=Le galibot ~Le directeur#Rarement. ####On commence jeune.}

Racontez. {}

::Annee:: En quelle annee ? {#1990:1}
"""
IMPORT = "/studio/questions/import/"
HELD = [kind for kind in ANSWERS if kind not in {"hotspot", "map_pin", "dialogue", "slider"}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A GIFT file with one question nobody can import."""
    path = tmp_path / "questions.gift"
    path.write_bytes(GIFT)
    return path


def run(*arguments: Any, **options: Any) -> str:
    """What ``import_questions`` prints."""
    out = io.StringIO()
    call_command("import_questions", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_good_items_enter_as_drafts_even_when_others_fail(file: Path, locales: dict[str, Locale]) -> None:
    said = run(file)
    assert "2 ok, 0 approximated, 1 refused; 2 drafts made." in said
    drafts = BankQuestion.objects.order_by("pk")
    assert [draft.kind for draft in drafts] == ["single_choice", "numeric"]
    assert not any(draft.live for draft in drafts)
    assert not Question.objects.exists()
    assert drafts[0].explanation == "On commence jeune."
    assert drafts[0].tag_names == ("Histoire", "Fosses")


def test_json_says_everything_of_every_item(file: Path) -> None:
    items = json.loads(run(file, "--dry-run", "--json"))
    assert [(item["kind"], item["status"]) for item in items] == [
        ("single_choice", "ok"), ("essay", "refused"), ("numeric", "ok"),
    ]  # fmt: skip
    first, _essay, number = items
    assert (first["title"], first["prompt"]) == ("Fosse", "Qui descendait ?")
    assert first["options"][1] == {"text": "Le directeur", "fraction": 0.0, "feedback": "Rarement."}
    assert number["tolerance"] == "1"
    assert not BankQuestion.objects.exists()


def test_importing_twice_makes_no_second_draft(file: Path) -> None:
    run(file)
    assert "0 drafts made" in run(file)
    assert BankQuestion.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"<!DOCTYPE x [<!ENTITY a 'b'>]><quiz>&a;</quiz>"])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"x\.xml: \w+"):
        run(path, "--dry-run")


@pytest.mark.parametrize("kind", HELD)
@pytest.mark.parametrize("format", ["xlsx", "csv", "moodle-xml", "gift"])
def test_a_kind_comes_back_as_it_went(draft_question: Draft, kind: str, format: str) -> None:
    """Whatever the format holds: the same answers are right before and after."""
    question = draft_question(ANSWERS[kind](), prompt="Aller et retour", sites="lens, lewarde")
    item, export = item_of(question), exported([question], format=format)
    if lost := formats.losses(item, format):  # then it is said, and nothing else is promised
        assert set(lost) <= set(export.losses[0][1])
        return
    BankQuestion.objects.all().delete()
    rows = import_drafts(drafts_of(export.content, format=format))
    back = rows[0].question
    assert back is not None
    assert (back.prompt, back.pillar, back.site_slugs) == ("Aller et retour", "history", ("lens", "lewarde"))
    assert item_of(back).options == item.options
    block = back.answer[0]
    kind_named(kind).check_key(answer_key(block))


@pytest.mark.parametrize("kind", HELD)
def test_a_spreadsheet_holds_every_kind_of_a_file(draft_question: Draft, kind: str) -> None:
    assert not formats.losses(item_of(draft_question(ANSWERS[kind]())), "xlsx")


@pytest.mark.parametrize("kind", sorted(set(ANSWERS) - set(HELD)))
def test_what_no_file_holds_is_named(draft_question: Draft, kind: str) -> None:
    export = exported([draft_question(ANSWERS[kind]())], format="xlsx")
    assert export.written == 0
    assert kind in export.losses[0][1][0]


def test_export_by_tag(draft_question: Draft) -> None:
    draft_question(prompt="Ici", sites="lewarde")
    draft_question(prompt="Ailleurs", sites="arras")
    assert [question.prompt for question in bank(["site=lewarde"])] == ["Ici"]
    assert [question.prompt for question in bank(["pillar:history"])] == ["Ici", "Ailleurs"]


def test_the_studio_reports_row_by_row_before_anything_is_saved(trainer: Client) -> None:
    upload = SimpleUploadedFile("questions.gift", GIFT)
    report = trainer.post(IMPORT, {"file": upload, "format": ""}, follow=True)
    page = report.content.decode()
    assert "Qui descendait ?" in page
    assert "open question" in page
    assert not BankQuestion.objects.exists()
    trainer.post(report.request["PATH_INFO"])
    assert BankQuestion.objects.count() == 2
    assert BankQuestion.objects.first().latest_revision.user.username == "trainer"
    assert not ImportBatch.objects.exists()


def test_a_bad_upload_is_explained_and_kept_out(trainer: Client) -> None:
    page = trainer.post(IMPORT, {"file": SimpleUploadedFile("x.zip", b"PK\x03\x04junk"), "format": "qti"})
    assert page.status_code == 200
    assert not ImportBatch.objects.exists()


def test_somebody_elses_file_is_not_there(trainer: Client, editor: Client) -> None:
    upload = SimpleUploadedFile("questions.gift", GIFT)
    report = trainer.post(IMPORT, {"file": upload, "format": "gift"}, follow=True).request["PATH_INFO"]
    assert editor.get(report).status_code == 404
    assert editor.post(report).status_code == 404


def test_files_nobody_confirmed_are_forgotten(trainer: Client) -> None:
    trainer.post(IMPORT, {"file": SimpleUploadedFile("q.gift", GIFT), "format": "gift"})
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=2))
    call_command("forget_imports")
    assert not ImportBatch.objects.exists()


def test_the_studio_exports_and_says_what_is_lost(trainer: Client, draft_question: Draft) -> None:
    draft_question(ANSWERS["ordering"](), prompt="Dans l’ordre")
    page = trainer.post("/studio/questions/export/", {"format": "gift", "tags": ""}).content.decode()
    assert "Dans l’ordre" in page
    answer = trainer.post("/studio/questions/export/", {"format": "xlsx", "tags": "", "download": "1"})
    assert answer["Content-Disposition"] == 'attachment; filename="questions.xlsx"'
    assert [item.prompt for item in formats.read(answer.content, "xlsx")] == ["Dans l’ordre"]


def test_only_authors_import_and_export(learner_client: Client) -> None:
    for url in (IMPORT, f"{IMPORT}template/", "/studio/questions/export/"):
        assert learner_client.get(url).status_code == 302
