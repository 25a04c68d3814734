"""The only gate to people's data: who may see whom, and what of them.

Every selector that returns something about a person starts from one of these querysets. What is
not visible does not exist: doors answer 404, never 403, so that ids say nothing.
"""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from quests.people.models import Employer, Employment, Financier, JoinCode, User

AUTHOR_GROUPS = ("Trainers", "Editors")


class RoleName(StrEnum):
    """What a person may be in the academy, the most powerful first."""

    ADMINISTRATOR = "administrator"
    TRAINER = "trainer"
    FUNDER = "funder"
    MANAGER = "manager"
    LEARNER = "learner"


Person = User | AnonymousUser


def roles_of(person: Person) -> tuple[RoleName, ...]:
    """The roles of ``person``, the most powerful first; empty when not signed in."""
    if not isinstance(person, User) or not person.is_active:
        return ()
    checks = {
        RoleName.ADMINISTRATOR: person.is_superuser,
        RoleName.TRAINER: is_trainer(person),
        RoleName.FUNDER: person.funder_seats.exists(),
        RoleName.MANAGER: person.manager_seats.exists(),
        RoleName.LEARNER: True,
    }
    return tuple(role for role, holds in checks.items() if holds)


def is_trainer(person: Person) -> bool:
    """Whether ``person`` writes in the studio."""
    return isinstance(person, User) and person.is_active and person.groups.filter(name__in=AUTHOR_GROUPS).exists()


def own_employments(person: Person) -> QuerySet[Employment]:
    """Where ``person`` works and worked, the latest first."""
    if not isinstance(person, User):
        return Employment.objects.none()
    own = Employment.objects.filter(person=person).select_related("employer__territory")
    return own.order_by("-started_on", "-pk")


def managed_employers(person: Person) -> QuerySet[Employer]:
    """Employers whose enrolments and completions ``person`` may see."""
    if not isinstance(person, User) or not person.is_active:
        return Employer.objects.none()
    return Employer.objects.filter(manager_seats__person=person).distinct()


def employments_seen_by_manager(person: Person) -> QuerySet[Employment]:
    """Employments at the employers ``person`` manages: a colleague is seen only for their time there."""
    return Employment.objects.filter(employer__in=managed_employers(person))


def join_codes_seen_by_manager(person: Person) -> QuerySet[JoinCode]:
    """Join codes of the employers ``person`` manages, the newest first."""
    codes = JoinCode.objects.filter(employer__in=managed_employers(person))
    return codes.select_related("employer").order_by("-created_at", "-pk")


def funded_financiers(person: Person) -> QuerySet[Financier]:
    """Financiers whose reports ``person`` may read: their own seats, all of them for administrators."""
    if not isinstance(person, User) or not person.is_active:
        return Financier.objects.none()
    if person.is_superuser:
        return Financier.objects.all()
    return Financier.objects.filter(funder_seats__person=person).distinct()


def may_read_reports(person: Person) -> bool:
    """Whether the funder pages exist for ``person``."""
    return funded_financiers(person).exists()
