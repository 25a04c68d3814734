"""Two employers who must know nothing of each other, and everybody who might try to look."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from cms.moderation import EDITORS, TRAINERS, set_up_moderation
from quests.factories import (
    CheckpointFactory,
    EmployerFactory,
    EmploymentFactory,
    FinancierFactory,
    FundingAgreementFactory,
    ProgrammeFactory,
    SeasonFactory,
    UserFactory,
    published_quest,
    required,
)
from quests.leaderboard.services import appear
from quests.models import Attempt, Employer, Employment, FunderSeat, JoinCode, ManagerSeat, Quest, User
from quests.people.services import create_join_code
from quests.play import services as play
from quests.play.selectors import run_of
from quests.programme.services import enrol

ANONYMOUS = "anonymous"


@dataclass
class Side:
    """One employer, with one object of each kind. ``secrets`` are words the other side must never read."""

    employer: Employer
    learner: User
    employment: Employment
    attempt: Attempt
    join_code: JoinCode
    secrets: tuple[str, ...]


@dataclass
class World:
    """Roles by name, and both sides. The hotel pays into AKTO, the brasserie into AFDAS."""

    people: dict[str, User] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    quest: Quest = field(default=None)  # type: ignore[assignment]
    checkpoint: Any = None

    def client(self, role: str) -> Client:
        """A browser of ``role``, who has just signed in."""
        client = Client()
        if role != ANONYMOUS:
            client.force_login(self.people[role])
            session = client.session
            proof = {"method": "password", "at": time.time(), "reauthenticated": True}
            session["account_authentication_methods"] = [proof]
            session["account_authentication_methods_user"] = str(self.people[role].pk)
            session.save()
        return client


def build() -> World:
    """The whole cast, each with something of their own."""
    set_up_moderation()
    SeasonFactory(slug="saison")
    world = World(quest=published_quest(slug="quete"), checkpoint=CheckpointFactory())
    programme = required(ProgrammeFactory(starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31)), world.quest)
    people = world.people
    for name, code, learner, manager, funder in (
        ("Hôtel du Carreau", "akto", "learner", "manager", "akto"),
        ("Brasserie du 9-9", "afdas", "elsewhere", "other_manager", "afdas"),
    ):
        financier = FinancierFactory(code=code, name=code.upper())
        FundingAgreementFactory(
            programme=programme, financier=financier, starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31)
        )
        employer = EmployerFactory(name=name, opco=financier)
        family = "Benali" if code == "akto" else "Invisible"
        people[learner] = UserFactory(display_name=f"Écran {family}", first_name="Sam", last_name=family)
        people[manager] = UserFactory(display_name=f"Chef {code}", last_name=f"Chef-{code}")
        people[funder] = UserFactory(display_name=f"Lecture {code}", last_name=f"Lecteur-{code}")
        employment = EmploymentFactory(person=people[learner], employer=employer)
        ManagerSeat.objects.create(person=people[manager], employer=employer)
        FunderSeat.objects.create(person=people[funder], financier=financier)
        enrol(people[learner], programme=programme, employment=employment, at=timezone.now())
        appear(people[learner])
        world.sides[code] = Side(
            employer=employer,
            learner=people[learner],
            employment=employment,
            attempt=_begun(people[learner], world.quest),
            join_code=create_join_code(employer),
            secrets=(name, family),
        )
    people["colleague"] = UserFactory(display_name="Jules", last_name="Wattiez")
    EmploymentFactory(person=people["colleague"], employer=world.sides["akto"].employer)
    for role, group in (("trainer", TRAINERS), ("editor", EDITORS)):
        people[role] = UserFactory(display_name=role)
        people[role].groups.add(Group.objects.get(name=group))
    people["administrator"] = UserFactory(display_name="Admin", is_staff=True, is_superuser=True)
    return world


def _begun(learner: User, quest: Quest) -> Attempt:
    """An attempt under way, past its first card."""
    attempt = play.start(learner, quest=quest)
    first = run_of(attempt).steps[0]
    play.submit_response(attempt.learner, attempt_id=attempt.pk, step_key=first.step.key, data={}, client_id=attempt.pk)
    return attempt


def current_step(attempt: Attempt) -> str:
    """The step the learner is at."""
    return str(run_of(attempt).current.step.key)
