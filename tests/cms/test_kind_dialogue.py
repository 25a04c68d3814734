"""A conversation in the studio: its key, what its author is told, its map, packs and translations."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from cms.back_office.forms import CheckpointForm
from cms.kinds.dialogue import SENTENCES
from cms.loading.load import load
from cms.loading.pack import read_pack
from cms.models import BankQuestion
from cms.publishing.problems import problems_of
from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import ask
from quests.models import Question
from quests.questions.dialogue import FAULTS
from quests.templatetags.branches import FAULT_WORDS
from tests.cms.conftest import dialogue, publish, reply, scene
from tests.cms.test_translation import translate

Draft = Callable[..., BankQuestion]
pytestmark = pytest.mark.django_db
PACKS = Path(__file__).parent / "packs"
EDIT = "wagtailsnippets_cms_bankquestion:edit"
HAPPY, GONE = scene("Happy", ending="1"), scene("Gone", ending="0")


def version_of(draft: BankQuestion) -> QuestionVersion:
    return Question.objects.get(uid=draft.translation_key).current


def told(draft_question: Draft, *scenes: dict[str, Any], **values: Any) -> set[tuple[str, str]]:
    """What an English author is told: rule and sentence."""
    draft = draft_question(dialogue(*scenes, **values))
    with translation.override("en"):
        return {(problem.code, problem.message) for problem in problems_of(draft)}


def sentences(draft_question: Draft, *scenes: dict[str, Any]) -> str:
    return "\n".join(message for _code, message in told(draft_question, *scenes))


def test_scenes_are_known_by_their_ids_and_found_by_their_names(draft_question: Draft) -> None:
    stream = dialogue()
    hall, rain, happy, enough, gone = (each["id"] for each in stream[0]["value"]["scenes"])
    version = version_of(publish(draft_question(stream)))

    assert (version.key["start"], version.key["mood"]) == (hall, 50)
    assert [choice["to"] for choice in version.key["scenes"][hall]["choices"]] == [rain, gone]
    assert [choice["to"] for choice in version.key["scenes"][rain]["choices"]] == [happy, enough]
    assert [version.key["scenes"][id_] for id_ in (happy, enough, gone)] == [
        {"ending": credit} for credit in ("1", "0.5", "0")
    ]


def test_its_words_are_those_of_the_screen(draft_question: Draft) -> None:
    stream = dialogue()
    first = stream[0]["value"]["scenes"][0]
    words = version_of(publish(draft_question(stream))).words["fr"]

    assert words["guest"] == {"name": "Emma et Tom", "lang": "en"}
    assert words["scenes"][first["id"]] == {"says": "Hall!", "act": "", "meaning": "Hall en français"}
    asked = first["value"]["choices"][0]
    assert {"id": asked["id"], "text": "What do you like?"} in words["options"]
    assert words["meanings"][asked["id"]] == "What do you like? en français"
    assert [option["id"] for option in words["options"]] == sorted(option["id"] for option in words["options"])
    assert sorted(words["feedback"].values()) == ["Demandez.", "Plus précis."]


def test_a_good_dialogue_has_no_problem(draft_question: Draft) -> None:
    assert told(draft_question) == set()


def test_every_fault_has_its_sentence() -> None:
    assert SENTENCES.keys() == FAULTS.keys() == FAULT_WORDS.keys()


def two(*goals: str, mood: int = 0) -> list[dict[str, Any]]:
    """Two choices, each leading somewhere."""
    return [reply(f"To {goal}", goal, mood) for goal in goals]


BROKEN = {
    "“To nowhere” leads to “nowhere”": [scene("Hall", *two("Happy", "nowhere")), HAPPY, GONE],
    "say where “To ” leads": [scene("Hall", *two("Happy", "")), HAPPY, GONE],
    "“Gone”: nothing leads here": [scene("Hall", *two("Happy", "Happy")), HAPPY, GONE],
    "“Round”: the guest can never leave": [
        scene("Hall", *two("Happy", "Gone", "Round")),
        scene("Round", *two("Round", "Round")),
        HAPPY,
        GONE,
    ],
    "“Hall”: offer at least two choices": [scene("Hall", *two("Happy")), HAPPY, GONE],
    "at least two endings": [scene("Hall", *two("Happy", "Happy")), HAPPY],
    "Write a good ending": [scene("Hall", *two("Gone", "Fair")), GONE, scene("Fair", ending="0.5")],
    "does not give all the points": [scene("Hall", *two("Happy", "Glad")), HAPPY, scene("Glad", ending="1")],
    "too many scenes": [
        *[scene(f"s{place}", *two(f"s{place // 2}", f"s{place + 1}")) for place in range(60)],
        scene("s60", *two("Happy", "Gone")),
        HAPPY,
        GONE,
    ],
    "Two scenes are called “gone”": [scene("Hall", *two("Happy", "Gone")), HAPPY, GONE, scene(" GONE", ending="0")],
    "an ending offers no choice": [
        scene("Hall", *two("Happy", "Gone")),
        scene("Happy", *two("Hall"), ending="1"),
        GONE,
    ],
    "write what the guest says": [scene("Hall", *two("Happy", "Gone"), says=""), HAPPY, GONE],
    "write the words of every choice": [scene("Hall", *two("Gone"), reply(" ", "Happy", 0)), HAPPY, GONE],
    "Scene 1: give it a name": [scene("", *two("Happy", "Gone")), HAPPY, GONE],
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_the_author_is_told_where_it_breaks(sentence: str, draft_question: Draft) -> None:
    assert sentence in sentences(draft_question, *BROKEN[sentence])


def test_a_scene_too_far_away_is_named(draft_question: Draft) -> None:
    long = [scene(f"s{place}", *two(f"s{place + 1}", "Gone")) for place in range(32)]
    assert "Scene “s31” is too far" in sentences(
        draft_question, *long, scene("s32", *two("Happy", "Gone")), HAPPY, GONE
    )


def test_without_a_scene_there_is_nothing_to_say(draft_question: Draft) -> None:
    found = told(draft_question, scenes=[])
    assert ("broken_scenes", "Write the first scene.") in found


def test_a_weaker_choice_needs_its_advice(draft_question: Draft) -> None:
    hall = scene("Hall", reply("Welcome.", "Happy", 10), reply("Well…", "Gone", 0))
    assert told(draft_question, hall, HAPPY, GONE) == {("missing_explanation", "Explain to whoever answers “Well…”.")}


@pytest.mark.parametrize("mood", [-51, 51])
def test_a_choice_changes_the_mood_by_half_at_most(mood: int, draft_question: Draft) -> None:
    hall = scene("Hall", *two("Happy", "Gone", mood=mood))
    assert {code for code, _message in told(draft_question, hall, HAPPY, GONE)} >= {"incomplete", "broken_scenes"}


def test_the_editor_draws_the_scenes_of_the_saved_draft(editor: Client, draft_question: Draft) -> None:
    draft = draft_question(dialogue(scene("Hall", *two("Happy", "nowhere")), HAPPY, GONE))
    page = editor.get(reverse(EDIT, args=[draft.pk])).content.decode()
    assert "branches-map" in page
    assert "css/branches.css" in page
    assert "“nowhere”" in page
    assert "Hall!" in page


def test_other_kinds_have_no_map(editor: Client, question: BankQuestion) -> None:
    page = editor.get(reverse(EDIT, args=[question.pk])).content.decode()
    assert "branches-map" not in page


@pytest.mark.parametrize("mode", ["", "answered"])
def test_the_preview_plays_the_first_scene_and_draws_them_all(mode: str, draft_question: Draft) -> None:
    draft = draft_question(dialogue())
    page = draft.make_preview_request(preview_mode=mode).content.decode()
    assert "branches-map" in page
    assert "css/branches.css" in page
    assert ('name="choice"' in page) == (mode == "")
    assert ("talk-end" in page) == (mode == "answered")


def test_a_checkpoint_never_asks_a_dialogue(draft_question: Draft, question: BankQuestion) -> None:
    talk = Question.objects.get(uid=publish(draft_question(dialogue())).translation_key)
    other = Question.objects.get(uid=question.translation_key)
    for field in ("onsite_question", "remote_question"):
        offered = CheckpointForm().fields[field].queryset
        assert other in offered
        assert talk not in offered


PACKED = """
[[questions]]
pillar = "offer"
question = "pluie"
type = "dialogue"
difficulty = 2
skill = "welcome"
source = "Essai"
start = "accueil"
mood = 60
guest = { name = "Emma et Tom", lang = "en" }
[questions.scenes.fin-train]
ending = "0"
says = "We are off."
[questions.scenes.accueil]
says = "Is there anything to see?"
choices = [
  { id = "a1", to = "fin-galerie", mood = 10, say = "What do you like?" },
  { id = "a2", to = "fin-train", mood = -20, say = "Not really." },
]
[questions.scenes.fin-galerie]
ending = "1"
says = "Lovely!"
[questions.words.fr]
prompt = "Il pleut. Que dites-vous ?"
explanation = "Demandez d’abord."
scenes = { accueil = { act = "Ils sourient.", meaning = "Y a-t-il quelque chose à voir ?" } }
options = { a1 = "Qu’aimez-vous ?", a2 = "Pas vraiment." }
feedback = { a2 = "Il y a toujours quelque chose à voir." }
[questions.words.en]
prompt = "It rains. What do you say?"
explanation = "Ask first."
scenes = { accueil = { act = "They smile." } }
feedback = { a2 = "There is always something to see." }
"""


@pytest.fixture
def packed(db: None, settings: Any, tmp_path: Path) -> QuestionVersion:
    """The dialogue of a pack, loaded."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    shutil.copytree(PACKS / "petit_pays", tmp_path / "petit_pays")
    (tmp_path / "petit_pays" / "bank").mkdir(exist_ok=True)
    (tmp_path / "petit_pays" / "bank" / "guests.toml").write_text(PACKED, encoding="utf-8")
    for _time in range(2):
        load(read_pack("petit_pays", root=tmp_path))
    return Question.objects.get(kind="dialogue").current


def test_a_pack_brings_its_dialogue(packed: QuestionVersion) -> None:
    start = packed.words["fr"]["scenes"][packed.key["start"]]
    assert (packed.number, packed.key["mood"], start["says"]) == (1, 60, "Is there anything to see?")
    assert (start["act"], packed.words["en"]["scenes"][packed.key["start"]]["act"]) == ("Ils sourient.", "They smile.")
    assert set(packed.words["en"]["feedback"].values()) == {"There is always something to see."}
    (exchange,) = ask(packed, seed="x").parts["exchanges"]
    assert exchange.says.meaning == "Y a-t-il quelque chose à voir ?"


def test_translators_get_the_advice_and_never_the_guests_words(
    draft_question: Draft, locales: dict[str, Locale], django_capture_on_commit_callbacks: Any
) -> None:
    draft = publish(draft_question(dialogue()))
    key = version_of(draft).key
    words = {"Plus précis.": "Preciezer.", "Hall en français": "De hal in het Nederlands"}
    with django_capture_on_commit_callbacks(execute=True):
        translate(draft, locales["nl"], words)
    version = version_of(draft)

    assert version.key == key
    assert "Preciezer." in version.words["nl"]["feedback"].values()
    start = version.words["nl"]["scenes"][key["start"]]
    assert (start["says"], start["meaning"]) == ("Hall!", "De hal in het Nederlands")
    offered = set(StringSegment.objects.values_list("string__data", flat=True))
    assert offered >= {*words, "Demandez.", "No idea. en français"}
    assert not offered & {"Hall!", "No idea.", "Hall", "Emma et Tom", "gone"}
