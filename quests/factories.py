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
    "ordering": {"order": ["k1", "k2", "k3"]},
}
RIGHT_ANSWERS: dict[str, dict[str, list[str]]] = {
    "single_choice": {"choice": ["k2"]},
    "multiple_choice": {"choices": ["k1", "k3"]},
    "true_false": {"choice": ["true"]},
    "numeric": {"value": ["86"]},
    "ordering": {"order": ["k1", "k2", "k3"]},
}
WRONG_ANSWERS: dict[str, dict[str, list[str]]] = {
    "single_choice": {"choice": ["k1"]},
    "multiple_choice": {"choices": ["k2"]},
    "true_false": {"choice": ["false"]},
    "numeric": {"value": ["12"]},
    "ordering": {"order": ["k3", "k2", "k1"]},
}


def question_spec(kind: str = "single_choice", **values: Any) -> QuestionSpec:
    """A question of any kind, with words in French and English."""
    ids = ("k1", "k2", "k3", "true", "false", "low", "high", "order")
    words = {
        language: {
            "prompt": f"{kind} {language} ?",
            "options": [{"id": id_, "text": f"Option {id_} {language}"} for id_ in ids[:3]],
            "feedback": {id_: f"Pas tout à fait : {id_} {language}." for id_ in ids},
            "explanation": f"Parce que. {language}",
            "say": f"Dites-le demain. {language}",
        }
        for language in ("fr", "en")
    }
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
