"""The studio's cast and a small destination of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from cms.models import BankQuestion, PillarPage, QuestPage, TerritoryHomePage
from cms.moderation import EDITORS, TRAINERS, set_up_moderation
from quests.models import User

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'


@pytest.fixture
def locales(db: None) -> dict[str, Locale]:
    """French, English and Dutch."""
    codes = ("fr", "en", "nl")
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in codes}


@pytest.fixture
def home(locales: dict[str, Locale]) -> TerritoryHomePage:
    """The French home page, root of the site."""
    page = TerritoryHomePage(title="Pays test", slug="fr", promise="Bienvenue", locale=locales["fr"])
    Page.get_first_root_node().add_child(instance=page)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    return page


@pytest.fixture
def pillar(home: TerritoryHomePage) -> PillarPage:
    """The history pillar."""
    page = PillarPage(title="Histoire", slug="history", pillar="history", summary="…", locale=home.locale)
    home.add_child(instance=page)
    return page


def _person(username: str, group: str = "", **values: Any) -> User:
    person = User.objects.create_user(username=username, password="x", **values)
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def moderation(home: TerritoryHomePage) -> None:
    """Groups and workflow."""
    set_up_moderation()


@pytest.fixture
def trainer(moderation: None) -> Client:
    """Somebody who writes and submits."""
    return _signed_in(_person("trainer", TRAINERS))


@pytest.fixture
def editor(moderation: None) -> Client:
    """Somebody who publishes."""
    return _signed_in(_person("editor", EDITORS))


@pytest.fixture
def administrator(moderation: None) -> Client:
    """Somebody who may do everything."""
    return _signed_in(_person("admin", is_superuser=True, is_staff=True))


@pytest.fixture
def learner_client(moderation: None) -> Client:
    """Somebody who plays."""
    return _signed_in(_person("learner"))


def _signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def picture(home: TerritoryHomePage, settings: Any, tmp_path: Any) -> Image:
    """A drawing."""
    settings.MEDIA_ROOT = str(tmp_path)
    return _drawing()


def _drawing() -> Image:
    return Image.objects.create(title="drawing", file=ContentFile(SVG, name="drawing.svg"))


def item(text: str, *, correct: bool | None = None, explanation: str = "") -> dict[str, Any]:
    """One choice, or one item of an ordering when ``correct`` is None."""
    value: dict[str, Any] = {"text": text}
    if correct is not None:
        value |= {"correct": correct, "explanation": explanation}
    return {"type": "item", "id": str(uuid4()), "value": value}


def item_of(value: Any) -> dict[str, Any]:
    """One item of a list, whatever it holds."""
    return {"type": "item", "id": str(uuid4()), "value": value}


def answer(kind: str, **value: Any) -> list[dict[str, Any]]:
    """The raw stream of one answer."""
    return [{"type": kind, "id": str(uuid4()), "value": value}]


def pair(one: str, other: str, token: str, explanation: str = "Ils vont ensemble.") -> dict[str, Any]:
    """One pair of a matching."""
    return item_of({"item": one, "target": other, "token": token, "explanation": explanation})


def zone(name: str, left: str, top: str, *, correct: bool = False, explanation: str = "") -> dict[str, Any]:
    """A fifth of a picture, as wide and as high."""
    sides = {"left": left, "top": top, "width": "20", "height": "20"}
    return item_of({"name": name, **sides, "correct": correct, "explanation": explanation})


def reply(say: str, goes_to: str, mood: int, explanation: str = "") -> dict[str, Any]:
    """Something to answer a guest."""
    said = {"say": say, "meaning": f"{say} en français", "goes_to": goes_to, "mood": mood}
    return item_of(said | {"explanation": explanation})


def scene(name: str, *choices: dict[str, Any], ending: str = "", **values: Any) -> dict[str, Any]:
    """A moment of a dialogue."""
    said = {"name": name, "act": "", "says": f"{name}!", "meaning": f"{name} en français"}
    return item_of(said | {"ending": ending, "choices": list(choices)} | values)


def dialogue(*scenes: dict[str, Any], **values: Any) -> list[dict[str, Any]]:
    """A couple from London; by default in a rainy hall, with three endings."""
    scenes = scenes or (
        scene("Hall", reply("What do you like?", "rain", 20), reply("No idea.", "gone", -30, "Demandez.")),
        scene("Rain", reply("The gallery.", "Happy", 20), reply("The station.", " HAPPY  enough", 5, "Plus précis.")),
        scene("Happy", ending="1"),
        scene("Happy enough", ending="0.5"),
        scene("Gone", ending="0"),
    )
    said = {"guest": "Emma et Tom", "language": "en", "satisfaction": 50, "scenes": list(scenes)}
    return answer("dialogue", **(said | values))


def town(name: str, lat: str, lon: str) -> dict[str, Any]:
    """One place of a list."""
    return item_of({"name": name, "lat": lat, "lon": lon})


def single_choice() -> list[dict[str, Any]]:
    """Lens is right, Paris is explained."""
    return answer(
        "single_choice",
        options=[
            item("Lens", correct=True),
            item("Paris", correct=False, explanation="Plus au sud."),
        ],
    )


ANSWERS: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "single_choice": single_choice,
    "multiple_choice": lambda: answer(
        "multiple_choice",
        options=[
            item("Charbon", correct=True, explanation="On en tirait ici."),
            item("Grès", correct=True, explanation="Entre les veines."),
            item("Or", correct=False, explanation="Jamais."),
        ],
    ),
    "true_false": lambda: answer("true_false", correct="true", explanation="Si, c’est vrai."),
    "numeric": lambda: answer(
        "numeric", value="86.50", tolerance="2", near="5", unit="m", low="Plus haut.", high="Moins."
    ),
    "short_text": lambda: answer(
        "short_text",
        accepted=[item_of("Sainte-Barbe"), item_of("La Sainte-Barbe")],
        typos="1",
        traps=[item_of({"texts": "Saint-Nicolas ; Saint-Éloi", "explanation": "C’est un autre saint."})],
        other="On la fête le 4 décembre.",
    ),
    "gap_fill": lambda: answer(
        "gap_fill",
        text="On descend au {1} et on remonte au {2}.",
        choose=True,
        gaps=[
            item_of({"accepted": "", "word": "fond", "token": "a" * 32, "explanation": "C’est en bas."}),
            item_of({"accepted": "", "word": "jour", "token": "b" * 32, "explanation": "C’est en haut."}),
        ],
        decoys=[item_of({"word": "bois", "token": "c" * 32})],
        typos="0",
    ),
    "slider": lambda: answer(
        "slider",
        value="1986",
        min="1900",
        max="2020",
        step="1",
        bands=[item_of({"within": "0", "share": "100"}), item_of({"within": "5", "share": "50"})],
        unit="",
        low="Plus tard.",
        high="Plus tôt.",
    ),
    "matching": lambda: answer(
        "matching",
        pairs=[pair("Arras", "Lion", "a" * 32), pair("Douai", "Gayant", "b" * 32)],
        decoys=[item_of({"text": "Reuze", "token": "c" * 32})],
    ),
    "categorising": lambda: answer(
        "categorising",
        categories=[
            item_of({"name": "Au fond", "items": [item_of({"text": "Galibot", "explanation": "Il descendait."})]}),
            item_of({"name": "Au jour", "items": [item_of({"text": "Trieuse", "explanation": "Elle triait."})]}),
        ],
    ),
    "ordering": lambda: answer(
        "ordering", items=[item("Un"), item("Deux"), item("Trois")], explanation="Un, deux, trois."
    ),
    "hotspot": lambda: answer(
        "hotspot",
        zones=[zone("La molette", "40", "5", correct=True), zone("Le bâtiment", "10", "60", explanation="Plus haut.")],
        elsewhere="Regardez en haut.",
    ),
    "map_pin": lambda: answer(
        "map_pin",
        lat="50.4306",
        lon="2.8064",
        within="2",
        zero="20",
        places=[town("Lens", "50.4309", "2.8104"), town("Douai", "50.3717", "3.0787")],
        near="Presque.",
        far="Plus à l’ouest.",
    ),
    "dialogue": dialogue,
}


@pytest.fixture
def draft_question(locales: dict[str, Locale], settings: Any, tmp_path: Any) -> Callable[..., BankQuestion]:
    """Makes a saved draft; ``raw`` is its answer stream. What is answered in a picture gets one."""
    settings.MEDIA_ROOT = str(tmp_path)

    def make(raw: list[dict[str, Any]] | None = None, **values: Any) -> BankQuestion:
        said: dict[str, Any] = {"prompt": "Où est le musée ?", "explanation": "À Lens.", "source": "Ville de Lens"}
        if raw and raw[0]["type"] == "hotspot":
            said |= {"picture": _drawing(), "picture_alt": "Un chevalement."}
        question = BankQuestion(locale=locales["fr"], live=False, pillar="history", **(said | values))
        question.answer = json.dumps(single_choice() if raw is None else raw)
        question.full_clean(exclude=["answer", "prompt", "explanation", "source"])
        question.save()
        question.save_revision(clean=False)
        return question

    return make


@pytest.fixture
def question(draft_question: Callable[..., BankQuestion]) -> BankQuestion:
    """A published question."""
    return publish(draft_question())


def publish(thing: Any) -> Any:
    """Publish the latest draft, and read it again."""
    thing.get_latest_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


def card(kind: str = "text", **value: Any) -> dict[str, Any]:
    """A raw card block."""
    words: dict[str, Any] = {"heading": "Le carreau", "body": "<p>Ici, <b>tout</b> a commencé.</p>"}
    words |= {"picture": {"image": None, "alt": ""}, "source": ""}
    return {"type": kind, "id": str(uuid4()), "value": words | value}


@pytest.fixture
def draft_quest(pillar: PillarPage) -> Callable[..., QuestPage]:
    """Makes a saved draft of a quest made of ``steps``."""

    def make(steps: list[dict[str, Any]], **values: Any) -> QuestPage:
        said = {"title": "Descendre", "slug": "descendre", "summary": "…", "tell": "Dites-le."}
        page = QuestPage(locale=pillar.locale, live=False, pillar="history", **(said | values))
        page.steps = json.dumps(steps)
        pillar.add_child(instance=page)
        page.save_revision()
        return page

    return make
