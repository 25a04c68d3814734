"""Every address, every role, objects of two employers: what opens, what does not, what never shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from .table import GROUPS, PUBLIC_IN_STUDIO, ROLES, SIDES, TABLE, WRONG_METHOD, Line
from .world import ANONYMOUS, World, build

pytestmark = pytest.mark.django_db
HOTELS = ("learner", "colleague", "manager", "akto")
BRASSERIES = ("elsewhere", "other_manager", "afdas")
NEITHER = ("trainer", "editor")
NO_AUTHORS = (ANONYMOUS, "learner", "manager", "akto")
SAMPLES = {"int": "1", "uuid": str(uuid4()), "str": "x", "slug": "x", "path": "x"}


@pytest.fixture
def world(db: None) -> World:
    """Both employers and everybody around them."""
    return build()


def routes(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """Every route of the project, as the URLconf writes it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def address(line: Line, world: World, side: str) -> str:
    """The route with the arguments of one side's objects."""
    values = line.arguments(world, world.sides[side]) if line.arguments else {}
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), line.route)


def hidden_from(role: str, world: World, line: Line) -> tuple[str, ...]:
    """Words that must not be on any page of ``role``."""
    if line.route == "join/<str:code>/":  # whoever holds a code reads the employer's name, and no person's
        return tuple(side.secrets[1] for side in world.sides.values() if side.learner != world.people.get(role))
    ours, theirs = world.sides["akto"].secrets, world.sides["afdas"].secrets
    if role in HOTELS:
        return theirs
    if role in BRASSERIES:
        return ours
    return (*ours, *theirs) if role in (ANONYMOUS, *NEITHER) else ()


def body(response: Any) -> str:
    """The whole body, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode(errors="replace"))


def well_behaved(response: HttpResponse, where: str, *, signed_in: bool) -> None:
    """Headers every answer must have."""
    if response.get("Content-Type", "").startswith("text/html") and response.status_code != 302:
        assert "default-src" in response.get("Content-Security-Policy", ""), where
    if signed_in and response.status_code == 200:
        policy = response.get("Cache-Control", "")
        assert "no-store" in policy, where
        assert "private" in policy, where


def test_every_address_has_its_line() -> None:
    listed = {line.route for line in TABLE}
    known = {route for route in routes() if not route.startswith(tuple(GROUPS))}
    missing = known - listed
    assert not missing, f"Say in tests/access/table.py who may open: {sorted(missing)}"
    assert not listed - known, f"No longer in the URLconf, take out of tests/access/table.py: {sorted(listed - known)}"


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.route)
def test_who_may_open_it(world: World, line: Line, side: str) -> None:
    url = address(line, world, side)
    found = {}
    for role in ROLES:
        response = _asked(world.client(role), line, url)
        found[role] = response.status_code
        well_behaved(response, f"{role} {url}", signed_in=role != ANONYMOUS)
        if response.status_code in (200, 422):
            text = body(response)
            seen = [word for word in hidden_from(role, world, line) if word in text]
            assert not seen, f"{role} reads {seen} on {url}"
    assert found == {role: line.expected(role, side) for role in ROLES}


def _asked(client: Client, line: Line, url: str) -> Any:
    """Each role tries on the world as it was: what a POST changes is undone."""
    if not line.post:
        return client.get(url)
    from django.db import transaction

    with transaction.atomic():
        response = client.post(url)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.route)
def test_methods(world: World, line: Line) -> None:
    url = address(line, world, "akto")
    anyone = world.client("learner")
    for method in ("TRACE", "PROPFIND", "BREW"):
        assert anyone.generic(method, url).status_code == WRONG_METHOD, method
    if line.post:
        assert anyone.get(url).status_code == WRONG_METHOD
        assert anyone.put(url).status_code == WRONG_METHOD
        return
    for role in ("learner", "manager", "akto", ANONYMOUS):
        client = world.client(role)
        head = client.head(url)
        assert head.status_code == client.get(url).status_code, role
        assert not body(head)


@pytest.mark.parametrize(("path", "entitled"), [("/manage/export/", "manager"), ("/reports/export/csv/", "akto")])
def test_files_hold_only_what_their_reader_may_know(world: World, path: str, entitled: str) -> None:
    data = {"purpose": "control", "report": "learners"}
    for role in (*HOTELS, *NEITHER):
        response = world.client(role).post(path, data)
        assert response.status_code == (200 if role == entitled else 404), role
        text = body(response)
        assert ("Benali" in text) == (role == entitled)
        assert not any(word in text for word in world.sides["afdas"].secrets)


def test_another_employer_in_the_filter_is_no_way_in(world: World) -> None:
    reader, other = world.client("akto"), world.sides["afdas"]
    for name, value in (("employer", other.employer.pk), ("financier", other.employer.opco_id)):
        for path in ("/reports/", "/reports/learners/"):
            text = body(reader.get(path, {name: value}))
            assert not any(word in text for word in other.secrets), (path, name)


def _sample(route: str) -> str:
    """Some address of ``route``: what is behind must not matter to whoever may not enter."""
    path = re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[found[1]], route)
    path = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)|\([^()]*\)", "1", path)
    return "/" + re.sub(r"[\\^$]", "", path)


@pytest.mark.parametrize("role", NO_AUTHORS)
def test_nothing_of_the_studio_opens_for_others(world: World, role: str) -> None:
    client = world.client(role)
    studio = [route for route in routes() if route.startswith("studio/") and not route.startswith(PUBLIC_IN_STUDIO)]
    assert len(studio) > 200
    opened = [route for route in studio if client.get(_sample(route)).status_code not in (302, 403, 404)]
    assert not opened


def test_authors_enter_the_studio(world: World) -> None:
    for role in ("trainer", "editor", "administrator"):
        response = world.client(role).get("/studio/")
        assert response.status_code == 200
        well_behaved(response, role, signed_in=True)


@pytest.mark.parametrize("role", ROLES)
def test_account_pages_speak_of_nobody_else(world: World, role: str) -> None:
    client = world.client(role)
    others = [side.secrets[1] for side in world.sides.values() if side.learner != world.people.get(role)]
    for route in routes():
        if not route.startswith("accounts/"):
            continue
        response = client.get(_sample(route))
        assert response.status_code in (200, 302, 404, 405), route
        well_behaved(response, f"{role} {route}", signed_in=role != ANONYMOUS)
        assert not any(name in body(response) for name in others), route


@pytest.mark.parametrize("role", ROLES)
def test_published_pages_are_the_same_for_everyone(world: World, role: str) -> None:
    client = world.client(role)
    for path in ("/fr/", "/documents/1/x/"):
        response = client.get(path)
        assert response.status_code in (200, 404)
        well_behaved(response, path, signed_in=role != ANONYMOUS)
        assert not any(word in body(response) for side in world.sides.values() for word in side.secrets)
