"""What people are told when a name, a code or a SIRET cannot be used."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quests.errors import JoinRefused, QuestError
from quests.people.names import LONGEST, BadName, clean_name
from quests.people.siret import BadSiret, clean_siret

NAME = {
    "empty": _("Write at least one letter."),
    "too_long": _("This name is too long: shorten it."),
    "odd_characters": _("This name holds signs that do not show well. Type it with letters."),
}
JOIN = {
    "unknown": _("This code is not known here. Check the poster and type it again."),
    "expired": _("This code is no longer valid. Ask your employer for the new one: it takes a minute."),
    "revoked": _("This code has been replaced. Ask your employer for the new one."),
    "joined": _("This form was sent already and the account is open: sign in to come back."),
    "full": _("Every seat of this code is taken. Ask your employer for a new one."),
}
SIRET = _("A SIRET has fourteen digits and checks itself: one of these is wrong.")
SIRET_KNOWN = _("An employer with this SIRET is here already.")


def kept_name(typed: str, *, longest: int = LONGEST) -> str:
    """The name as it will be kept; raises ``QuestError`` in kind words."""
    try:
        return clean_name(typed, longest=longest)
    except BadName as error:
        raise QuestError(NAME[error.code], code=error.code) from error


def kept_siret(typed: str) -> str:
    """The fourteen digits of a SIRET; raises ``QuestError``."""
    try:
        return clean_siret(typed)
    except BadSiret as error:
        raise QuestError(SIRET, code="siret_invalid") from error


def join_refused(code: str) -> JoinRefused:
    """The refusal ``code`` of ``JOIN``; ``joined``: the same form opened an account some time ago."""
    return JoinRefused(JOIN[code], code=code)
