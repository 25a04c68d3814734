"""What every template may ask about the person in front of the screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from quests.people.access import roles_of


def roles(request: HttpRequest) -> dict[str, Any]:
    """``roles``: what the person may do. Read only by the pages that ask."""
    return {"roles": SimpleLazyObject(lambda: roles_of(request.user))}
