"""`/healthz`: the process answers. `/readyz`: it can also work. Neither tells versions or names."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A check did not pass."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 "ready" or "degraded" (live news pause, play goes on); 503 "unavailable"."""
    required = {name: passes(name, check) for name, check in REQUIRED.items()}
    optional = {name: passes(name, check) for name, check in OPTIONAL.items()}
    status = "ready" if all(optional.values()) else "degraded"
    if not all(required.values()):
        status = "unavailable"
    checks = {name: "ok" if passed else "failed" for name, passed in (required | optional).items()}
    response = JsonResponse({"status": status, "checks": checks}, status=503 if status == "unavailable" else 200)
    if status == "unavailable":
        response.headers["Retry-After"] = "5"
    return response


def passes(name: str, check: Callable[[], None]) -> bool:
    """Whether ``check`` returns; whatever it raises is logged by class only."""
    try:
        check()
    except Exception as error:
        logger.warning("readiness check failed: %s", name, extra={"reason": type(error).__name__})
        return False
    return True


def database_writes() -> None:
    """Write a row and take it back: reading alone passes on a full disk or a read-only replica."""
    with transaction.atomic():
        Session.objects.create(
            session_key=get_random_string(32), session_data="", expire_date=timezone.now() - timedelta(days=1)
        )
        transaction.set_rollback(True)


def migrations_applied() -> None:
    """Raise NotReady while a migration waits; once complete, not looked at again (it is slow)."""
    if not _seen_complete and pending_migrations():
        raise NotReady
    _seen_complete.add(True)


_seen_complete: set[bool] = set()


def pending_migrations() -> list[str]:
    """Names of the migrations not yet applied, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def disk_has_room() -> None:
    """Raise NotReady under the floor: SQLite on a full disk cannot even read."""
    if shutil.disk_usage(Path(settings.VAR_DIR)).free < settings.READY_MIN_FREE_BYTES:
        raise NotReady


def redis_answers() -> None:
    """Ping Redis, when there is one."""
    if settings.REDIS_URL:
        _redis(settings.REDIS_URL).ping()


@cache
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5)


REQUIRED = {"database": database_writes, "migrations": migrations_applied, "disk": disk_has_room}
OPTIONAL = {"redis": redis_answers}
