"""The number of an establishment. Pure: no Django."""

from __future__ import annotations

from stdnum.exceptions import ValidationError
from stdnum.fr import siret


class BadSiret(ValueError):
    """Not a SIRET: wrong length, a sign that is no digit, or a wrong check digit."""


def clean_siret(typed: str) -> str:
    """The fourteen digits of ``typed``, spaces and dots removed; raises ``BadSiret``.

    Check digits of the establishment and of its SIREN, La Poste's own rule included.
    """
    try:
        return str(siret.validate(typed))
    except ValidationError as error:
        raise BadSiret(str(error)) from error
