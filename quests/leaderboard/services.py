"""Entering and leaving the boards, and the name one has there.

The one place of this feature that writes: the ledger keeps who is visible, this gives the name.
"""

from __future__ import annotations

import json
import random
import tomllib
from functools import cache as remember
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from quests import events
from quests.errors import QuestError, TooManyRequests
from quests.leaderboard.pseudonyms import DEFAULT, Parts, parts_from, pseudonym
from quests.ledger import services as ledger
from quests.people.models import User

REDRAW_SECONDS = 24 * 3600
MOST_TRIES = 20
CHANCE = random.SystemRandom()


@transaction.atomic
def appear(learner: User) -> None:
    """Show the learner on the boards under a pseudonym, drawn the first time. Refuses minors."""
    person = User.objects.select_for_update(no_key=True).get(pk=learner.pk)
    if person.is_minor:
        raise QuestError(
            _("Boards are for adults. Your points and badges count all the same, and nobody else sees them."),
            code="minor",
        )
    if not person.pseudonym:
        _give_pseudonym(person)
    learner.pseudonym = person.pseudonym
    ledger.set_visibility(learner, visible=True)


def leave(learner: User) -> None:
    """Take the learner off every board at once; the pseudonym stays theirs for a return."""
    ledger.set_visibility(learner, visible=False)


def redraw(learner: User) -> None:
    """Draw another pseudonym, at most once a day."""
    key = f"board:redrawn:{learner.pk}"
    if not cache.add(key, True, timeout=REDRAW_SECONDS):
        raise TooManyRequests(_("You can draw a new name once a day. Try again tomorrow."), retry_after=REDRAW_SECONDS)
    with transaction.atomic():
        _give_pseudonym(learner)
        events.publish(events.BoardVisibilityChanged(learner_id=learner.pk))


def _give_pseudonym(person: User) -> None:
    """Draw until the name is free; the database's constraint says so, not a look beforehand."""
    for tries in range(MOST_TRIES):
        name = pseudonym(_parts(getattr(settings, "PSEUDONYM_PARTS", "")), CHANCE, tries=tries)
        try:
            with transaction.atomic():
                User.objects.filter(pk=person.pk).update(pseudonym=name)
        except IntegrityError:
            continue
        person.pseudonym = name
        return
    raise QuestError(_("No free name was found. Try again in a moment."), code="no_pseudonym")


@remember
def _parts(path: str | Path) -> Parts:
    if not path or not Path(path).exists():
        return DEFAULT
    text = Path(path).read_text(encoding="utf-8")
    table = json.loads(text) if str(path).endswith(".json") else tomllib.loads(text)
    return parts_from(table.get("pseudonyms", table))
