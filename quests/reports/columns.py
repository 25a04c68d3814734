"""The columns of each report, for every format. Headers are fixed words: a file has one language.

French files are read by people (``title``), the open ones by programs (``key``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any


class Kind(StrEnum):
    """How a cell is written. ``CODE`` is text made of digits (SIRET, IDCC)."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    HOURS = "hours"
    COUNT = "count"
    STATE = "state"


@dataclass(frozen=True)
class Column:
    """One column: read from ``attribute`` (by default ``key``) of a line."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 18
    attribute: str = ""

    @property
    def read(self) -> Callable[[Any], Any]:
        """The cell's value of a line; ``None`` for nothing (or masked, in counts and hours)."""
        return attrgetter(self.attribute or self.key)


STATES = {"entered": "entré", "started": "commencé", "completed": "achevé"}
"""The French words of ``selectors.learners.State``."""

LEARNERS = (
    Column("agreement", "Convention", width=20),
    Column("financier", "Financeur"),
    Column("last_name", "Nom"),
    Column("first_name", "Prénom"),
    Column("employer", "Établissement", width=30),
    Column("siret", "SIRET", Kind.CODE, 16),
    Column("idcc", "IDCC", Kind.CODE, 8),
    Column("opco", "OPCO"),
    Column("territory", "Territoire", width=22),
    Column("programme", "Programme", width=32),
    Column("state", "État", Kind.STATE, 12),
    Column("entered_on", "Entrée", Kind.DATE, 12),
    Column("started_on", "Premier travail", Kind.DATE, 14),
    Column("completed_on", "Achèvement", Kind.DATE, 12),
    Column("hours_foreseen", "Heures prévues", Kind.HOURS, 14),
    Column("hours_in_period", "Heures créditées sur la période", Kind.HOURS, 28),
    Column("hours_credited", "Heures créditées au total", Kind.HOURS, 24),
)
EMPLOYERS = (
    Column("employer", "Établissement", width=30),
    Column("siret", "SIRET", Kind.CODE, 16),
    Column("territory", "Territoire", width=22),
    Column("opco", "OPCO"),
    Column("in_training", "En formation", Kind.COUNT, 14),
    Column("started", "Ayant commencé", Kind.COUNT, 16),
    Column("completed", "Ayant achevé", Kind.COUNT, 14),
    Column("hours", "Heures créditées sur la période", Kind.HOURS, 28),
)
TEAM = (
    Column("employer", "Établissement", width=30),
    Column("last_name", "Nom"),
    Column("first_name", "Prénom"),
    Column("programme", "Programme", width=32),
    Column("state", "État", Kind.STATE, 12),
    Column("entered_on", "Entrée", Kind.DATE, 12),
    Column("started_on", "Premier travail", Kind.DATE, 14),
    Column("completed_on", "Achèvement", Kind.DATE, 12),
    Column("minutes_credited", "Minutes créditées", Kind.COUNT, 18),
    Column("hours_credited", "Heures créditées", Kind.HOURS, 16),
)
