"""Reading what a phone posted: the fields of an answer and the id the phone gave it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest

from quests.questions import FormData


def posted(request: HttpRequest) -> FormData:
    """The posted fields, each with the list of its values."""
    return {
        name: values for name, values in request.POST.lists() if name not in {"csrfmiddlewaretoken", ClientId.field}
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
