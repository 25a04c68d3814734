"""Players with points, and the hub's process-wide state made new for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

import pytest
from channels.layers import channel_layers

from quests.factories import EmploymentFactory, UserFactory
from quests.leaderboard import broadcast, services
from quests.ledger.services import Line, award
from quests.models import Employer, Season, User

Scorer = Callable[..., User]


@pytest.fixture
def scorer(season: Season) -> Scorer:
    """``scorer(points, visible=True, at=None, employer=None)``: somebody with points in the season."""
    numbers = count(1)

    def make(
        points: int, *, visible: bool = True, at: datetime | None = None, employer: Employer | None = None
    ) -> User:
        person = UserFactory()
        if employer is not None:
            EmploymentFactory(person=person, employer=employer)
        if visible:
            services.appear(person)
        award(person, Line(source=f"test:{next(numbers)}", points=points), at=at)
        return person

    return make


@pytest.fixture(autouse=True)
def _new_process() -> Iterator[None]:
    """No hub, speaker or channel layer of another test's event loop."""
    yield
    broadcast._hub = broadcast._speaker = None
    channel_layers.backends.clear()
