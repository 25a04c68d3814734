"""Joining, working somewhere, leaving; opening an employer and the codes on its poster."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from quests.codes import ALPHABET, new_human_code
from quests.errors import QuestError
from quests.events import LearnerJoined, publish
from quests.people.models import Employer, Employment, Financier, JoinCode, Territory, User
from quests.people.names import LONGEST_CIVIL
from quests.people.opco import normalised_idcc, opco_for
from quests.people.refusals import SIRET_KNOWN, join_refused, kept_name, kept_siret
from quests.people.selectors import usable_join_code, why_refused

WORDS = ("lampe", "terril", "beffroi", "galibot", "coron", "chevalet", "canal", "geant")
SENT_TWICE = timedelta(minutes=10)
"""For how long the same form, sent again, means the same newcomer."""


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """What a person says of themselves when joining; ``trade`` may be empty."""

    display_name: str
    first_name: str
    last_name: str
    trade: str
    is_minor: bool
    language: str

    def cleaned(self) -> Newcomer:
        """The same with names as they will be kept; raises ``QuestError``."""
        return Newcomer(
            display_name=kept_name(self.display_name),
            first_name=kept_name(self.first_name, longest=LONGEST_CIVIL),
            last_name=kept_name(self.last_name, longest=LONGEST_CIVIL),
            trade=self.trade,
            is_minor=self.is_minor,
            language=self.language,
        )


def join(typed: str, *, newcomer: Newcomer, client_id: UUID) -> User:
    """Open an account at the employer of a join code, taking one of its seats.

    ``client_id`` comes with the form: the same form sent twice within ten minutes (a double tap, a
    slow network) is one newcomer. It never leaves that form, and the account keeps only a digest
    of it with the names, so that it opens nobody else's account.
    Raises ``JoinRefused``, or ``QuestError`` for a name.
    """
    newcomer = newcomer.cleaned()
    names = (newcomer.display_name, newcomer.first_name, newcomer.last_name)
    uid = uuid5(client_id, "\n".join(names))
    try:
        return _just_joined(uid) or _join(typed, newcomer=newcomer, uid=uid)
    except IntegrityError:  # the copies of the form arrived at once, in two processes; or long after
        if person := _just_joined(uid):
            return person
        if User.objects.filter(uid=uid).exists():
            raise join_refused("joined") from None
        raise


def _just_joined(uid: UUID) -> User | None:
    since = timezone.now() - SENT_TWICE
    return User.objects.filter(uid=uid, date_joined__gte=since, is_active=True).first()


@transaction.atomic
def _join(typed: str, *, newcomer: Newcomer, uid: UUID) -> User:
    join_code = usable_join_code(typed)
    _take_seat(join_code)
    person = User(uid=uid, username=new_username(), **vars(newcomer))
    person.set_unusable_password()
    person.save()
    _employ(person, employer=join_code.employer)
    return person


@transaction.atomic
def join_employer(person: User, *, typed: str) -> Employment:
    """``person``, who has an account, works at the employer of a join code from today.

    Who works there already keeps their employment and takes no seat. Raises ``JoinRefused``.
    """
    join_code = usable_join_code(typed)
    employment, created = _employ(person, employer=join_code.employer)
    if created:
        _take_seat(join_code)
    return employment


def _take_seat(join_code: JoinCode) -> None:
    """Take one seat, in one statement: two phones can never share the last one."""
    now = timezone.now()
    taken = JoinCode.objects.filter(pk=join_code.pk, revoked_at=None, expires_at__gt=now, uses__lt=F("seats")).update(
        uses=F("uses") + 1
    )
    if not taken:
        join_code.refresh_from_db()
        raise join_refused(why_refused(join_code, at=now) or "full")


def _employ(person: User, *, employer: Employer) -> tuple[Employment, bool]:
    employment, created = Employment.objects.get_or_create(
        person=person,
        employer=employer,
        ended_on=None,
        defaults={"started_on": timezone.localdate()},
    )
    if created:
        publish(LearnerJoined(learner_id=person.pk, employment_id=employment.pk))
    return employment, created


def new_username() -> str:
    """A free sign-in name such as ``lampe-7k3f9``: never a number, nothing about the person."""
    while True:
        signs = "".join(secrets.choice(ALPHABET.lower()) for _ in range(5))
        username = f"{secrets.choice(WORDS)}-{signs}"
        if not User.objects.filter(username=username).exists():
            return username


@transaction.atomic
def end_employment(employment: Employment, *, on: date | None = None) -> None:
    """``employment`` ends today (or ``on``); one that has ended keeps its date."""
    day = max(on or timezone.localdate(), employment.started_on)
    if Employment.objects.filter(pk=employment.pk, ended_on=None).update(ended_on=day):
        employment.ended_on = day


@transaction.atomic
def rename(person: User, *, display_name: str) -> None:
    """Change the name colleagues read; raises ``QuestError``."""
    person.display_name = kept_name(display_name)
    person.save(update_fields=["display_name"])


@transaction.atomic
def choose_language(person: User, *, language: str) -> None:
    """Keep the language ``person`` reads in; one the academy does not speak is ignored."""
    if language in dict(settings.LANGUAGES) and language != person.language:
        person.language = language
        person.save(update_fields=["language"])


@transaction.atomic
def create_join_code(employer: Employer, *, seats: int = 200, valid_days: int = 365) -> JoinCode:
    """A new code for the staff-room poster; ``seats`` and ``valid_days`` are at least 1."""
    return JoinCode.objects.create(
        code=new_human_code(),
        employer=employer,
        seats=max(seats, 1),
        expires_at=timezone.now() + timedelta(days=max(valid_days, 1)),
    )


@transaction.atomic
def revoke_join_code(join_code: JoinCode) -> None:
    """Nobody joins with ``join_code`` any more; who joined stays. Revoking twice keeps the first date."""
    now = timezone.now()
    if JoinCode.objects.filter(pk=join_code.pk, revoked_at=None).update(revoked_at=now):
        join_code.revoked_at = now


def create_employer(
    siret: str,
    *,
    name: str,
    sector: str,
    territory: Territory,
    idcc: str = "",
    headcount: int | None = None,
    commune: str = "",
    opco: Financier | None = None,
) -> Employer:
    """Open an employer. Without ``opco`` the collective agreement proposes one, if it is known here.

    Raises ``QuestError`` (``siret_invalid``, ``siret_known``, or the name's own code).
    """
    employer = Employer(
        siret=kept_siret(siret),
        name=kept_name(name, longest=120),
        sector=sector,
        territory=territory,
        idcc=normalised_idcc(idcc),
        headcount=headcount,
        commune=commune,
        opco=opco or proposed_opco(idcc),
    )
    try:
        with transaction.atomic():
            employer.save(force_insert=True)
    except IntegrityError as error:
        raise QuestError(SIRET_KNOWN, code="siret_known") from error
    return employer


def proposed_opco(idcc: str) -> Financier | None:
    """The financier of a collective agreement, None when nobody knows it."""
    code = opco_for(idcc)
    return Financier.objects.filter(code=code).first() if code else None
