"""Logs: one JSON object a line in production, plain lines elsewhere; never a name or a secret.

People appear by their number only. Addresses appear as URL patterns (`join/<str:code>/`), never
with the code, token or search text somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

EMAIL = re.compile(r"[^\s@'\"<>]+@[^\s@'\"<>]+\.\w+")
QUERY = re.compile(r"\?[^\s'\"]+")


class RequestLogMiddleware(RequestMiddleware):
    """django-structlog's lines, with the URL pattern in the place of the address."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = getattr(request, "resolver_match", None)
        return f"{request.method} /{match.route}" if match else f"{request.method} (unresolved)"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Only a person already looked up: asking would cost every page two queries, and an outage twice."""
        user = getattr(request, "_cached_user", None)
        if user is not None:
            structlog.contextvars.bind_contextvars(user_id=user.pk)


def without_secrets(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Remove e-mail addresses and query strings from every text of ``event``."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = QUERY.sub("?…", EMAIL.sub("[e-mail]", value))
    return event


def without_addresses(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Reword Django's own "Not Found: /join/secret/": the status is enough."""
    if event.get("logger") in {"django.request", "django.security.csrf"} and "status_code" in event:
        event["event"] = f"response {event['status_code']}"
        event.pop("request", None)
    return event


def logging_config(*, json_lines: bool, level: str) -> dict[str, Any]:
    """A ``LOGGING`` setting; also configures structlog itself, which feeds the same handler."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(allow={"status_code", "reason", "event_type"}),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_addresses,
        without_secrets,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.processors.JSONRenderer() if json_lines else _plain_line
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # Access lines carry whole addresses; ours carry patterns.
            "django.channels.server": {"level": "WARNING"},
            "daphne": {"level": "WARNING"},
        },
    }


def _plain_line(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> str:
    exception = event.pop("exception", "")
    level, words = event.pop("level", ""), event.pop("event", "")
    for key in ("timestamp", "logger", "request_id"):
        event.pop(key, None)
    rest = " ".join(f"{key}={value}" for key, value in event.items())
    return f"[{level}] {words} {rest}".rstrip() + (f"\n{exception}" if exception else "")
