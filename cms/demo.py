"""The demonstration's people and what they did: invented, believable, the same at every start."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone, translation

from cms.destinations import NAMESPACE
from quests.catalogue.models import Quest, QuestionVersion, StepVersion
from quests.factories import EmploymentFactory, UserFactory
from quests.leaderboard.services import appear
from quests.ledger.selectors import current_season
from quests.ledger.services import grant_badges
from quests.models import (
    Employer,
    Employment,
    Financier,
    FunderSeat,
    JoinCode,
    ManagerSeat,
    Programme,
    ProgrammeQuest,
    Season,
    User,
)
from quests.people.services import create_join_code
from quests.play import services as play
from quests.play.dialogue import say
from quests.play.selectors import pinned_version, run_of
from quests.programme.services import enrol
from quests.questions import FormData, kind_named
from quests.review import services as review
from quests.review.models import ReviewRound

PASSWORD = "lampe-de-mineur"  # noqa: S105  # printed on the screen at every start of the demo
WEEKS = 42
"""How far back the story goes: enough for a report with several quarters."""
SPREE = timedelta(weeks=7)
"""How long somebody who just joined plays eagerly."""


OFFICERS = {"akto": ("Inès", "Caron"), "afdas": ("Malik", "Rahmani"), "opco-ep": ("Élodie", "Wacheux")}


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One role's door: ``login`` is empty when the path alone opens it."""

    role: str
    login: str
    path: str


def sign_ins() -> list[SignIn]:
    """Every role's door, in the order to try them."""
    code = JoinCode.objects.order_by("pk").first()
    joining = [SignIn(role="Newcomer", login="", path=f"/join/{code.code}/")] if code else []
    return [
        *joining,
        SignIn(role="Learner", login="samira", path="/play/"),
        SignIn(role="Employer manager", login="helene", path="/manage/"),
        SignIn(role="Trainer", login="claire", path="/studio/"),
        SignIn(role="Editor", login="editor", path="/studio/"),
        SignIn(role="Funder AKTO", login="akto", path="/reports/"),
        SignIn(role="Funder AFDAS", login="afdas", path="/reports/"),
        SignIn(role="Funder OPCO EP", login="opco-ep", path="/reports/"),
        SignIn(role="Administrator", login="admin", path="/studio/"),
    ]


def seed_staff(password: str = PASSWORD) -> None:
    """The people who do not play: manager, trainer, editor, funders, administrator."""
    secret = make_password(password)
    hotel = Employer.objects.order_by("-headcount").first()
    helene = UserFactory(
        username="helene", display_name="Hélène", first_name="Hélène", last_name="Masson", password=secret
    )
    if hotel is not None:
        ManagerSeat.objects.create(person=helene, employer=hotel)
    for username, name, group in (("claire", "Claire", "Trainers"), ("editor", "Rémi", "Editors")):
        author = UserFactory(
            username=username, display_name=name, first_name=name, last_name="Lemaire", password=secret
        )
        author.groups.add(Group.objects.get(name=group))
    for financier in Financier.objects.filter(agreements__isnull=False).distinct():
        first, last = OFFICERS.get(financier.code, ("Camille", "Delcourt"))
        officer = UserFactory(
            username=financier.code, display_name=first, first_name=first, last_name=last, password=secret
        )
        FunderSeat.objects.create(person=officer, financier=financier)
    UserFactory(username="admin", display_name="Admin", password=secret, is_staff=True, is_superuser=True)
    for employer in Employer.objects.order_by("pk"):
        create_join_code(employer, seats=200, valid_days=365)


def bring_a_season_to_today() -> None:
    """A demo started in any month has a season under way: the first one is moved if need be."""
    now = timezone.now()
    first = Season.objects.order_by("starts_at").first()
    if first is None or Season.objects.filter(starts_at__lte=now, ends_at__gt=now).exists():
        return
    length = first.ends_at - first.starts_at
    first.starts_at = now - timedelta(days=10)
    first.ends_at = first.starts_at + length
    first.save()


def seed_learners(rows: list[dict[str, Any]]) -> Iterator[User]:
    """Each learner with their history, one transaction each; yields them as they are done."""
    quests = list(Quest.objects.filter(retired_at=None, current__isnull=False).order_by("position"))
    secret = make_password(PASSWORD)
    for number, row in enumerate(rows):
        story = Story(row, number=number, quests=quests)
        with transaction.atomic():
            learner = story.told(secret)
        story.review(learner)  # what was answered is known after the commit
        yield learner


class Story:
    """What one invented learner did in the last weeks; the same for the same row."""

    def __init__(self, row: dict[str, Any], *, number: int, quests: list[Quest]) -> None:
        self.row, self.number, self.quests = row, number, quests
        self.chance = random.Random(f"{row['display_name']} {number}")  # noqa: S311  # a story, no secret
        self.skill = self.chance.uniform(0.55, 0.95)
        self.language = random.Random(number).choices(("fr", "en", "nl"), weights=(8, 1, 1))[0] if number else "fr"  # noqa: S311

    def told(self, secret: str) -> User:
        """Create the person and play their quests."""
        learner, employment = self.hired(secret)
        for programme in Programme.objects.all():
            enrol(learner, programme=programme, employment=employment, at=self.joined_at)
        if self.number == 0 or self.chance.random() < 0.8:  # most people like to be on the board
            appear(learner)
        quests = self.chosen_quests()
        for quest, moment in zip(quests, self.moments(len(quests)), strict=True):
            self.play(learner, quest, moment)
        grant_badges(learner)
        return learner

    def hired(self, secret: str) -> tuple[User, Employment]:
        """The person and where they work."""
        first = self.number == 0
        learner = UserFactory(
            username="samira" if first else f"demo-{self.number:02d}x",
            display_name=self.row["display_name"],
            first_name=self.row["given_name"],
            last_name=self.row["family_name"],
            trade=self.row.get("role", ""),
            language=self.language,
            password=secret if first else make_password(None),
        )
        employer = Employer.objects.get(siret=self.row["employer"])
        started = timezone.localdate(self.joined_at) - timedelta(days=self.chance.randint(10, 1500))
        return learner, EmploymentFactory(person=learner, employer=employer, started_on=started)

    @property
    def joined_at(self) -> datetime:
        """Some day of the campaign, the same at each call."""
        weeks = random.Random(self.number).uniform(2, WEEKS) if self.number else 6.5  # noqa: S311
        return timezone.now() - timedelta(weeks=weeks)

    def chosen_quests(self) -> list[Quest]:
        """Every other one finishes the programme, the others play a few; Samira still has lamps to light."""
        if self.number == 0:
            return self.quests[:4]
        if self.chance.random() < 0.55:
            required = set(ProgrammeQuest.objects.values_list("quest_id", flat=True))
            wanted = [quest for quest in self.quests if quest.pk in required or self.chance.random() < 0.3]
        else:
            wanted = self.chance.sample(self.quests, self.chance.randint(0, min(4, len(self.quests))))
        return sorted(wanted, key=lambda quest: quest.position)

    def moments(self, count: int) -> list[datetime]:
        """When each of ``count`` quests is begun: most soon after joining, the last in the season."""
        now, season = timezone.now(), current_season()
        turn = max(season.starts_at if season else self.joined_at, self.joined_at)
        eager = (self.joined_at, min(self.joined_at + SPREE, turn))
        late = 0 if self.number and self.chance.random() < 0.65 else (count + 2) // 3
        spans = [eager] * (count - late) + [(turn, now)] * late
        begun = sorted(start + (end - start) * self.chance.random() for start, end in spans)
        return [min(moment, now - timedelta(minutes=20)) for moment in map(self.at_work, begun)]

    def at_work(self, moment: datetime) -> datetime:
        """The same day, at an hour people play."""
        hour = self.chance.choice((8, 10, 14, 15, 17, 21))
        return moment.replace(hour=hour, minute=self.chance.randint(0, 59))

    def play(self, learner: User, quest: Quest, moment: datetime) -> None:
        """One quest, to its end or, for one in eight, left half way."""
        with translation.override(self.language):
            self.play_in_language(learner, quest, moment)

    def play_in_language(self, learner: User, quest: Quest, moment: datetime) -> None:
        """The same, in the learner's language."""
        attempt = play.start(learner, quest=quest, at=moment)
        steps = run_of(attempt).steps
        stop = len(steps) // 2 if self.chance.random() < 0.125 and self.number else len(steps)
        for place, step in enumerate(steps[:stop]):
            self.give(attempt, step, place=place, at=moment + timedelta(seconds=40 * place))

    @transaction.atomic
    def review(self, learner: User) -> None:
        """Two in three come back to what they met, every week or two."""
        moment = self.at_work(self.joined_at + timedelta(days=4))
        while self.chance.random() < 0.9 and moment < timezone.now() - timedelta(hours=1):
            if self.number % 3 != 2 and (under_way := review.start(learner, at=moment)):
                for place, item in enumerate(under_way.items, start=1):
                    self.remember(learner, under_way, place=place, version=item["version"], at=moment)
            moment += timedelta(days=self.chance.randint(3, 16))

    def remember(self, learner: User, under_way: ReviewRound, *, place: int, version: int, at: datetime) -> None:
        """One question of a round."""
        question = QuestionVersion.objects.get(pk=version)
        review.answer(
            learner,
            round_id=under_way.pk,
            place=place,
            data=self.form(question),
            client_id=uuid5(NAMESPACE, f"{under_way.pk}{place}"),
            at=at + timedelta(seconds=20 * place),
        )

    def give(self, attempt: Any, step: StepVersion, *, place: int, at: datetime) -> None:
        """One answer; to a guest, one sentence after the other."""
        data, client_id = self.answer(attempt, step), f"{attempt.pk}{place}"
        given: dict[str, Any] = {"attempt_id": attempt.pk, "step_key": step.step.key, "at": at}
        if step.asks and pinned_version(attempt, step).kind == "dialogue":
            for number, choice in enumerate(data["choices"], start=1):
                turn = uuid5(NAMESPACE, f"{client_id}:{number}")
                say(attempt.learner, **given, number=number, choice=choice, client_id=turn)
            return
        seconds = round(self.chance.lognormvariate(3.1, 0.5)) if step.asks else None
        sent = {"client_id": uuid5(NAMESPACE, client_id), "seconds": seconds}
        play.submit_response(attempt.learner, **given, **sent, data=data)

    def answer(self, attempt: Any, step: StepVersion) -> FormData:
        """Right as often as this learner's skill says."""
        question = None
        if step.asks:
            question = pinned_version(attempt, step)
        elif step.checkpoint and step.checkpoint.remote_question:
            question = step.checkpoint.remote_question.current
        return {} if question is None else self.form(question)

    def form(self, question: QuestionVersion) -> FormData:
        """An answer to ``question``, and how sure of it they are."""
        right = self.chance.random() < self.skill
        kind = kind_named(question.kind)
        form = kind.solution(question.key) if right else kind.slip(question.key, self.chance)
        return {**form, "confidence": [str(self.confidence(right=right))]}

    def confidence(self, *, right: bool) -> int:
        """How sure they say to be: more often rightly than not."""
        return self.chance.choices((1, 2, 3), weights=(1, 3, 4) if right else (4, 3, 1))[0]
