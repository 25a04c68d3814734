"""Believable people, places and content, for the demo territory and the tests (factory-boy)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from stdnum import luhn

from quests.catalogue.services import publish_quest, publish_question
from quests.catalogue.specs import QuestionSpec, QuestSpec, StepSpec
from quests.models import (
    Checkpoint,
    Employer,
    Employment,
    Financier,
    FundingAgreement,
    Programme,
    ProgrammeQuest,
    Quest,
    Question,
    Season,
    Territory,
    User,
)


def siret(number: int) -> str:
    """A SIRET whose SIREN and whole number both pass their check digit."""
    eight = f"{number:08d}"
    nic = f"{eight}{luhn.calc_check_digit(eight)}0001"
    return f"{nic}{luhn.calc_check_digit(nic)}"


class UserFactory(DjangoModelFactory[User]):
    """A learner without e-mail, as joining makes them."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"lampe-{n:04d}x")
    display_name = factory.Sequence(lambda n: f"Lampe {n}")
    first_name = "Camille"
    last_name = factory.Sequence(lambda n: f"Delattre-{n}")


class TerritoryFactory(DjangoModelFactory[Territory]):
    """The area of one tourist office."""

    class Meta:
        model = Territory
        django_get_or_create = ("slug",)

    slug = "lens-lievin"
    name = "Lens-Liévin"


class FinancierFactory(DjangoModelFactory[Financier]):
    """An OPCO."""

    class Meta:
        model = Financier
        django_get_or_create = ("code",)

    code = "akto"
    name = "AKTO"


class EmployerFactory(DjangoModelFactory[Employer]):
    """A hotel paying into AKTO."""

    class Meta:
        model = Employer

    siret = factory.Sequence(lambda n: siret(12_000_000 + n))
    name = factory.Sequence(lambda n: f"Hôtel du Carreau {n}")
    idcc = "1979"
    sector = "hotel"
    territory = factory.SubFactory(TerritoryFactory)
    opco = factory.SubFactory(FinancierFactory)


class EmploymentFactory(DjangoModelFactory[Employment]):
    """Somebody at work since last year."""

    class Meta:
        model = Employment

    person = factory.SubFactory(UserFactory)
    employer = factory.SubFactory(EmployerFactory)
    started_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=365))


class SeasonFactory(DjangoModelFactory[Season]):
    """A season that runs now."""

    class Meta:
        model = Season

    slug = factory.Sequence(lambda n: f"saison-{n}")
    words = factory.LazyAttribute(lambda season: {"fr": {"name": season.slug}})
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    ends_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=20))


class ProgrammeFactory(DjangoModelFactory[Programme]):
    """A programme open this year."""

    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    words = {"fr": {"title": "Compétences accueil"}}
    starts_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 1, 1))
    ends_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 12, 31))


class FundingAgreementFactory(DjangoModelFactory[FundingAgreement]):
    """An agreement of this year."""

    class Meta:
        model = FundingAgreement

    reference = factory.Sequence(lambda n: f"ADEC-TEST-{n}")
    financier = factory.SubFactory(FinancierFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    starts_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 1, 1))
    ends_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 12, 31))


KEYS: dict[str, dict[str, Any]] = {
    "single_choice": {"options": ["k1", "k2", "k3"], "correct": "k2"},
    "multiple_choice": {"options": ["k1", "k2", "k3"], "correct": ["k1", "k3"]},
    "true_false": {"correct": True},
    "numeric": {"value": "86", "tolerance": "2"},
    "short_text": {
        "accepted": ["Notre-Dame de Lorette", "Lorette"],
        "typos": 1,
        "traps": [{"id": "t1", "texts": ["Lourdes"]}],
    },
    "gap_fill": {
        "gaps": [{"id": "g1", "correct": "k2"}, {"id": "g2", "correct": "k3"}],
        "options": ["k1", "k2", "k3"],
    },
    "slider": {
        "value": "1986",
        "min": "1900",
        "max": "2020",
        "step": "1",
        "bands": [{"within": "0", "share": "1"}, {"within": "5", "share": "0.5"}],
    },
    "matching": {"pairs": {"k1": "p1", "k2": "p2", "k3": "p3"}, "decoys": ["p4"]},
    "categorising": {"categories": ["p1", "p2"], "items": {"k1": "p1", "k2": "p2", "k3": "p1"}},
    "ordering": {"order": ["k1", "k2", "k3"]},
    "hotspot": {
        "zones": [
            {"id": "k1", "left": "10", "top": "60", "width": "20", "height": "30"},
            {"id": "k2", "left": "37.5", "top": "12.5", "width": "15", "height": "25"},
            {"id": "k3", "left": "70", "top": "50", "width": "25", "height": "40"},
        ],
        "correct": ["k2"],
    },
    "map_pin": {
        "lat": "50.4306",
        "lon": "2.8064",
        "within": "2",
        "zero": "20",
        "places": {
            "k1": {"lat": "50.3717", "lon": "3.0787"},
            "k2": {"lat": "50.4309", "lon": "2.8104"},
            "k3": {"lat": "50.5294", "lon": "2.6402"},
        },
    },
    "dialogue": {
        "start": "s1",
        "mood": 50,
        "scenes": {
            "s1": {"choices": [{"id": "k1", "to": "s2", "mood": 20}, {"id": "k2", "to": "s5", "mood": -30}]},
            "s2": {
                "choices": [
                    {"id": "k3", "to": "s3", "mood": 20},
                    {"id": "k4", "to": "s4", "mood": 0},
                    {"id": "k5", "to": "s1", "mood": -10},
                ]
            },
            "s3": {"ending": "1"},
            "s4": {"ending": "0.5"},
            "s5": {"ending": "0"},
        },
    },
}
RIGHT_ANSWERS: dict[str, dict[str, list[str]]] = {
    "single_choice": {"choice": ["k2"]},
    "multiple_choice": {"choices": ["k1", "k3"]},
    "true_false": {"choice": ["true"]},
    "numeric": {"value": ["86"]},
    "short_text": {"text": ["lorette"]},
    "gap_fill": {"gap-g1": ["k2"], "gap-g2": ["k3"]},
    "slider": {"value": ["1986"]},
    "matching": {"pair-k1": ["p1"], "pair-k2": ["p2"], "pair-k3": ["p3"]},
    "categorising": {"item-k1": ["p1"], "item-k2": ["p2"], "item-k3": ["p1"]},
    "ordering": {"order": ["k1", "k2", "k3"]},
    "hotspot": {"point": ["45,25"]},
    "map_pin": {"point": ["50.43061,2.80635"]},
    "dialogue": {"choices": ["k1", "k3"]},
}
WRONG_ANSWERS: dict[str, dict[str, list[str]]] = {
    "single_choice": {"choice": ["k1"]},
    "multiple_choice": {"choices": ["k2"]},
    "true_false": {"choice": ["false"]},
    "numeric": {"value": ["12"]},
    "short_text": {"text": ["Lourdes"]},
    "gap_fill": {"gap-g1": ["k1"], "gap-g2": ["k1"]},
    "slider": {"value": ["1912"]},
    "matching": {"pair-k1": ["p2"], "pair-k2": ["p1"], "pair-k3": ["p4"]},
    "categorising": {"item-k1": ["p2"], "item-k2": ["p1"], "item-k3": ["p2"]},
    "ordering": {"order": ["k3", "k2", "k1"]},
    "hotspot": {"zone": ["k1"]},
    "map_pin": {"place": ["k1"]},
    "dialogue": {"choices": ["k2"]},
}


SHOWN = {"matching": ("k1", "k2", "k3", "p1", "p2", "p3", "p4"), "categorising": ("k1", "k2", "k3", "p1", "p2")}
"""Options with a text, where there are more than three."""


def talk_words(language: str) -> dict[str, Any]:
    """Words of the dialogue: an English couple, translated for who does not read English."""
    lines = {"k1": "How long do you have?", "k2": "It is closed.", "k3": "The gallery of time.", "k4": "Lens."}
    choices = lines | {"k5": "Sorry, what did you say?"}
    scenes = {
        "s1": "Is it raining?",
        "s2": "Two hours.",
        "s3": "What a wonderful idea!",
        "s4": "Well, why not.",
        "s5": "We are going home.",
    }
    return {
        "guest": {"name": "Emma et Tom", "lang": "en"},
        "options": [{"id": id_, "text": text} for id_, text in choices.items()],
        "meanings": {id_: f"Traduction {language} de {id_}" for id_ in choices},
        "scenes": {
            id_: {"says": text, "act": f"Geste {language} {id_}.", "meaning": f"Traduction {language} de {id_}"}
            for id_, text in scenes.items()
        },
        "feedback": {id_: f"Pas tout à fait : {id_} {language}." for id_ in choices},
    }


def question_spec(kind: str = "single_choice", **values: Any) -> QuestionSpec:
    """A question of any kind, with words in French and English."""
    ids: tuple[str, ...] = ("k1", "k2", "k3", "true", "false", "low", "high", "order", "t1", "other", "g1", "g2")
    ids += ("near", "far", "elsewhere")
    words = {
        language: {
            "prompt": f"{kind} {language} ?",
            "options": [{"id": id_, "text": f"Option {id_} {language}"} for id_ in SHOWN.get(kind, ids[:3])],
            "feedback": {id_: f"Pas tout à fait : {id_} {language}." for id_ in ids},
            "explanation": f"Parce que. {language}",
            "say": f"Dites-le demain. {language}",
            "text": [{"text": "D’abord "}, {"gap": "g1"}, {"text": ", puis "}, {"gap": "g2"}, {"text": "."}],
        }
        for language in ("fr", "en")
    }
    if kind == "dialogue":
        words = {language: said | talk_words(language) for language, said in words.items()}
    if kind == "hotspot":
        picture = {"url": "/static/img/favicon.svg", "alt": "Un dessin."}
        words = {language: said | {"picture": picture} for language, said in words.items()}
    defaults = {"uid": uuid4(), "kind": kind, "key": KEYS[kind], "words": words}
    return QuestionSpec(**{**defaults, "seconds": 40, "points": 10, "pillar": "history", **values})


def published_question(kind: str = "single_choice", **values: Any) -> Question:
    """A question in play."""
    return publish_question(question_spec(kind, **values)).question


def card_step(**values: Any) -> StepSpec:
    """A card with a heading and a body."""
    words = {"fr": {"type": "text", "heading": "La fosse", "body": "<p>On descendait.</p>"}}
    defaults: dict[str, Any] = {"key": uuid4(), "kind": "card", "words": words}
    return StepSpec(**{**defaults, "seconds": 60, "points": 1, **values})


def question_step(question: Question, **values: Any) -> StepSpec:
    """A step that asks ``question``."""
    defaults: dict[str, Any] = {"key": uuid4(), "kind": "question", "question": question.uid}
    return StepSpec(**{**defaults, "seconds": 40, "points": 10, **values})


def checkpoint_step(checkpoint: Checkpoint, **values: Any) -> StepSpec:
    """A step at ``checkpoint``."""
    defaults: dict[str, Any] = {"key": uuid4(), "kind": "checkpoint", "checkpoint": checkpoint.uid}
    return StepSpec(**{**defaults, "seconds": 180, "points": 30, **values})


def published_quest(*steps: StepSpec, uid: UUID | None = None, slug: str = "", **values: Any) -> Quest:
    """A quest in play; by default a card and a question of each kind."""
    steps = steps or (card_step(), *(question_step(published_question(kind)) for kind in KEYS))
    uid = uid or uuid4()
    words = {
        "fr": {"title": "Descendre au fond", "summary": "Un récit.", "tell": "À dire demain."},
        "en": {"title": "Down the pit", "summary": "A story.", "tell": "To say tomorrow."},
    }
    defaults: dict[str, Any] = {"pillar": "history", "words": words}
    spec = QuestSpec(uid=uid, slug=slug or f"quete-{uid}", steps=steps, **{**defaults, **values})
    return publish_quest(spec).quest


class CheckpointFactory(DjangoModelFactory[Checkpoint]):
    """A checkpoint in play with its remote twin."""

    class Meta:
        model = Checkpoint

    slug = factory.Sequence(lambda n: f"lieu-{n}")
    words = {"fr": {"name": "Fosse Delloye", "teaser": "Un lieu.", "place": "à l’accueil."}}
    pillar = "history"
    territory = factory.SubFactory(TerritoryFactory)
    latitude = "50.33200"
    longitude = "3.17700"
    onsite_question = factory.LazyFunction(published_question)
    remote_question = factory.LazyFunction(published_question)
    in_play = True


def required(programme: Programme, *quests: Quest) -> Programme:
    """``programme`` with ``quests`` required."""
    ProgrammeQuest.objects.bulk_create(
        ProgrammeQuest(programme=programme, quest=quest, position=place) for place, quest in enumerate(quests)
    )
    return programme
