"""What one's own page shows: everything the academy knows that a person looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from quests.ledger import selectors as ledger
from quests.ledger.models import Badge, BadgeAward
from quests.ledger.rhythm import Rhythm
from quests.people.access import RoleName, own_employments, roles_of
from quests.people.models import Employment, User
from quests.people.selectors import WaysBack, ways_back
from quests.programme.selectors import credited_seconds_of


@dataclass(frozen=True, kw_only=True)
class MeScreen:
    """My points, credited minutes, badges, employers and ways to sign in; ``today`` in Paris."""

    points: int
    minutes: int
    rhythm: Rhythm
    badges: tuple[tuple[Badge, BadgeAward | None], ...]
    employments: tuple[Employment, ...]
    roles: tuple[RoleName, ...]
    ways_back: WaysBack
    today: date

    @property
    def won(self) -> int:
        """How many badges are won."""
        return sum(award is not None for _badge, award in self.badges)


def me_screen(person: User) -> MeScreen:
    """The page of ``person``, in a bounded number of queries."""
    return MeScreen(
        points=ledger.total_points(person),
        minutes=credited_seconds_of(person) // 60,
        rhythm=ledger.weekly_rhythm(person),
        badges=tuple(ledger.badges_of(person)),
        employments=tuple(own_employments(person)),
        roles=roles_of(person),
        ways_back=ways_back(person),
        today=timezone.localdate(),
    )
