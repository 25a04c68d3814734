"""A manager hands out and withdraws the codes of their own employers only."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from quests.models import Employer, JoinCode, User
from quests.people.services import create_join_code


def test_a_new_code_is_shown_with_its_link_and_drawing(manager: User, hotel: Employer, signed_in: Any) -> None:
    client = signed_in(manager)
    page = client.post(f"/manage/employers/{hotel.pk}/codes/", follow=True).content.decode()
    code = JoinCode.objects.get(employer=hotel).code
    assert f'<h3 class="figure-value">{code}</h3>' in page
    assert f"{settings.SITE_URL}/join/{code}/" in page
    assert 'class="qr"' in page


def test_a_withdrawn_code_leaves_the_page(manager: User, hotel: Employer, signed_in: Any) -> None:
    code = create_join_code(hotel)
    client = signed_in(manager)
    page = client.post(f"/manage/codes/{code.pk}/revoke/", follow=True).content.decode()
    code.refresh_from_db()
    assert code.revoked_at
    assert code.code not in page


def test_another_employer_s_codes_do_not_exist(
    manager: User, receptionist: User, brasserie: Employer, hotel: Employer, signed_in: Any
) -> None:
    theirs, own = create_join_code(brasserie), create_join_code(hotel)
    client = signed_in(manager)
    assert client.post(f"/manage/codes/{theirs.pk}/revoke/").status_code == 404
    assert client.post(f"/manage/employers/{brasserie.pk}/codes/").status_code == 404
    assert signed_in(receptionist).post(f"/manage/codes/{own.pk}/revoke/").status_code == 404
    assert JoinCode.objects.filter(revoked_at=None).count() == 2
    assert theirs.code not in client.get("/manage/").content.decode()


def test_reading_changes_nothing(manager: User, hotel: Employer, signed_in: Any) -> None:
    assert signed_in(manager).get(f"/manage/employers/{hotel.pk}/codes/").status_code == 405
    assert not JoinCode.objects.exists()
