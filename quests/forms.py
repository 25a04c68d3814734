"""Reading what a phone posted: the fields of an answer and the id the phone gave it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from quests.questions import FormData


def posted(request: HttpRequest) -> FormData:
    """The posted fields, each with the list of its values."""
    return {
        name: values
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", ClientId.field, ShownAt.field}
    }


class ClientId:
    """The UUID a phone gives to an answer, so that sending it twice is safe."""

    field = "client_id"

    @staticmethod
    def new() -> str:
        """A fresh id for a form about to be shown."""
        return str(uuid4())

    @classmethod
    def of(cls, request: HttpRequest) -> UUID:
        """The posted id; a form without a readable one gets a fresh id."""
        try:
            return UUID(request.POST.get(cls.field, ""))
        except ValueError:
            return uuid4()


class ShownAt:
    """When a question was put on the screen, signed by the server: nothing is written to know it."""

    field = "shown_at"
    longest = 15 * 60
    """Seconds after which somebody was doing something else: no time is kept."""

    @classmethod
    def now(cls) -> str:
        """The mark of a form about to be shown."""
        return signing.dumps(int(timezone.now().timestamp()), salt=cls.field)

    @classmethod
    def seconds(cls, request: HttpRequest) -> int | None:
        """Seconds since the form was shown; None without a readable mark, or after too long."""
        try:
            shown = signing.loads(request.POST.get(cls.field, ""), salt=cls.field)
        except signing.BadSignature:
            return None
        spent = int(timezone.now().timestamp()) - shown
        return spent if 0 <= spent <= cls.longest else None
