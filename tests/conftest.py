"""What every test may ask for: services that may be absent, and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

from academy.bootstrap import find_chromium

REQUIRED = os.environ.get("ACADEMY_REQUIRE_SERVICES") == "1"


def _missing() -> dict[str, str]:
    """Mark -> what to do, for each service this machine does not offer."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        browser = None
    else:
        browser = find_chromium()
    needs = {
        "postgres": (os.environ.get("TEST_DATABASE_URL"), "set TEST_DATABASE_URL"),
        "redis": (os.environ.get("TEST_REDIS_URL"), "set TEST_REDIS_URL"),
        "browser": (browser, "install chromium"),
    }
    return {mark: advice for mark, (present, advice) in needs.items() if not present}


def pytest_configure(config: pytest.Config) -> None:
    """Where services are required, their absence fails the run instead of thinning it."""
    if REQUIRED and (missing := _missing()):
        raise pytest.UsageError(f"required but missing: {', '.join(missing.values())}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here; browser tests last (their loop lives until the end)."""
    missing = _missing()
    for item in items:
        for mark in item.iter_markers():
            if mark.name in missing:
                item.add_marker(pytest.mark.skip(reason=missing[mark.name]))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session", autouse=True)
def _allow_browser_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright keeps a loop open in the main thread; Django must not mistake it for async code."""
    with pytest.MonkeyPatch.context() as patch:
        if any(item.get_closest_marker("browser") for item in request.session.items):
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``django_db_setup`` leaves a copy of the database as migrations make it (SQLite only)."""
    return tmp_path_factory.mktemp("database") / "migrated.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, migrated_database: Path, request: pytest.FixtureRequest
) -> None:
    """pytest-django's own, then the copy: servers of other processes start from it in no time."""
    from django.db import connection  # settings must be ready

    browsers = any(item.get_closest_marker("browser") for item in request.session.items)
    if not browsers or connection.vendor != "sqlite":
        return
    with django_db_blocker.unblock():
        # Without a test that asks for the database, pytest-django has made none.
        if "django_migrations" in connection.introspection.table_names():
            connection.cursor().execute("VACUUM INTO %s", [str(migrated_database)])


@pytest.fixture(autouse=True)
def _clean_surroundings(tmp_path: Path, settings: Any) -> None:
    """Each test has its own uploads and an empty cache."""
    from django.core.cache import cache  # settings must be ready

    settings.MEDIA_ROOT = str(tmp_path / "media")
    cache.clear()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database of its own, dropped at the end."""
    import psycopg
    from psycopg import sql

    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    name = f"academy_test_{uuid4().hex[:12]}"
    with psycopg.connect(urlunsplit(server), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield urlunsplit(server._replace(path=f"/{name}"))
    with psycopg.connect(urlunsplit(server), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def redis_url() -> str:
    """The address of the Redis to test with."""
    return os.environ["TEST_REDIS_URL"]
