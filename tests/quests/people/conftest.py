"""Employers' codes, and what a newcomer types."""

from __future__ import annotations

from uuid import uuid4

import pytest

from quests.models import Employer, JoinCode
from quests.people.services import Newcomer, create_join_code


@pytest.fixture
def join_code(hotel: Employer) -> JoinCode:
    """The code on the hotel's staff-room poster."""
    return create_join_code(hotel, seats=3)


@pytest.fixture
def newcomer() -> Newcomer:
    """Somebody on her first day."""
    return Newcomer(
        display_name="Zoé",
        first_name="Zoé",
        last_name="Lefebvre",
        trade="reception",
        is_minor=False,
        language="fr",
    )


@pytest.fixture
def form() -> dict[str, str]:
    """The same as her phone posts it."""
    return {
        "display_name": "Zoé",
        "first_name": "Zoé",
        "last_name": "Lefebvre",
        "trade": "reception",
        "client_id": str(uuid4()),
    }
