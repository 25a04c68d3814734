"""What a door knows of a request behind ``login_required``, for the type checker."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from quests.people.models import User


class PersonRequest(HttpRequest):
    """A request of somebody signed in. Never instantiated: the middleware fills these in."""

    user: User
    htmx: HtmxDetails
