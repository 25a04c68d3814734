"""Reading who works where. What one person may see of another is decided in ``access``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from quests.codes import normalised
from quests.people.access import RoleName, roles_of
from quests.people.models import Employment, JoinCode, User
from quests.people.refusals import join_refused

LANDINGS = {
    RoleName.ADMINISTRATOR: "wagtailadmin_home",
    RoleName.TRAINER: "wagtailadmin_home",
    RoleName.FUNDER: "reports:home",
    RoleName.MANAGER: "manage:home",
    RoleName.LEARNER: "play:home",
}
"""The first page of each role: the name of its address."""


def employments_on(learner: User, day: date) -> QuerySet[Employment]:
    """The learner's employments that are open on ``day``, the latest first."""
    return (
        Employment.objects.filter(Q(ended_on=None) | Q(ended_on__gte=day), person=learner, started_on__lte=day)
        .select_related("employer__territory", "employer__opco")
        .order_by("-started_on", "-pk")
    )


def employment_on(learner: User, day: date) -> Employment | None:
    """Where ``learner`` works on ``day``; of several employers, the latest."""
    return employments_on(learner, day).first()


def landing_name(roles: Iterable[RoleName]) -> str:
    """The name of the address where somebody with ``roles`` lands: that of the first role."""
    return LANDINGS[next(iter(roles), RoleName.LEARNER)]


def landing_url(person: User) -> str:
    """Where ``person`` lands after signing in, unless they were going somewhere."""
    return reverse(landing_name(roles_of(person)))


def usable_join_code(typed: str, *, at: datetime | None = None) -> JoinCode:
    """The join code that was scanned or typed, dashes and case aside, with its employer.

    Raises ``JoinRefused``: a malformed code and an unknown one are refused in the same words.
    """
    signs = normalised(typed)[:16]
    codes = JoinCode.objects.select_related("employer__territory")
    found = codes.filter(code__in=(signs, f"{signs[:4]}-{signs[4:]}")).first()
    if found is None:
        raise join_refused("unknown")
    if why := why_refused(found, at=at or timezone.now()):
        raise join_refused(why)
    return found


def why_refused(join_code: JoinCode, *, at: datetime) -> str:
    """Why nobody can join with ``join_code`` at ``at``: a refusal's code, "" when one can."""
    if join_code.revoked_at is not None:
        return "revoked"
    if join_code.expires_at <= at:
        return "expired"
    return "full" if join_code.uses >= join_code.seats else ""


@dataclass(frozen=True, kw_only=True)
class WaysBack:
    """How a person can sign in again once signed out."""

    password: bool
    passkeys: int
    email: str

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return self.password or self.passkeys > 0 or bool(self.email)


def ways_back(person: User) -> WaysBack:
    """What ``person`` has set up to sign in again; an address counts once it is verified."""
    passkeys = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    address = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary").first()
    return WaysBack(
        password=person.has_usable_password(),
        passkeys=passkeys.count(),
        email=address.email if address else "",
    )


def needs_second_step(person: User) -> bool:
    """Whether a password alone does not open this account: more than a learner, or an app in use."""
    if roles_of(person) != (RoleName.LEARNER,):
        return True
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())
