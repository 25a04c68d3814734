"""Whether those who watch a board still may: their account is active, their session is alive."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils import timezone

from quests.leaderboard.hub import Ticket
from quests.people.models import User


def still_welcome(tickets: Iterable[Ticket]) -> set[Ticket]:
    """The tickets that are still good, in two queries whatever their number."""
    asked = set(tickets)
    people = User.objects.filter(is_active=True).in_bulk({ticket.user_id for ticket in asked})
    alive = _alive({ticket.session_key for ticket in asked if ticket.session_key})
    return {ticket for ticket in asked if (person := people.get(ticket.user_id)) and _signed_in(person, ticket, alive)}


def _signed_in(person: User, ticket: Ticket, alive: set[str]) -> bool:
    if ticket.session_key is None:
        return True
    # A new password ends the other sessions by their hash, not by removing them.
    hashes = {person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()}
    return ticket.session_key in alive and ticket.session_hash in hashes


def _alive(keys: set[str]) -> set[str]:
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    if hasattr(store, "get_model_class"):
        sessions = store.get_model_class().objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
        return set(sessions.values_list("session_key", flat=True))
    return {key for key in keys if store().exists(key)}
