"""The Redis cache with Redis, without it, and when it comes back."""

import time

import pytest

from academy import cache as module
from academy.cache import DegradingRedisCache


@pytest.fixture
def degraded(closed_port):
    """A cache whose Redis does not exist."""
    cache = DegradingRedisCache(f"redis://127.0.0.1:{closed_port}/0", {"OPTIONS": {"socket_connect_timeout": 0.2}})
    cache.clear()
    return cache


def test_without_redis_it_remembers_for_this_process(degraded):
    degraded.set("a", 1)
    assert degraded.get("a") == 1
    assert degraded.add("a", 2) is False
    assert degraded.incr("a") == 2
    assert degraded.get_many(["a", "b"]) == {"a": 2}
    degraded.set_many({"b": 3})
    assert "b" in degraded
    assert degraded.get_or_set("c", 4) == 4
    assert degraded.touch("c", 10) is True
    degraded.delete_many(["a", "b"])
    assert degraded.delete("c") is True
    assert degraded.get("a", "gone") == "gone"


def test_an_outage_costs_one_wait_not_one_per_request(degraded, monkeypatch):
    asked = []
    monkeypatch.setattr(degraded._redis, "get", lambda *a, **k: asked.append(a))
    for _request in range(20):
        assert degraded.get("a", None) is None
    assert asked == []  # the fixture's clear() already found Redis absent


def test_redis_is_asked_again_after_a_rest(degraded, monkeypatch):
    monkeypatch.setattr(degraded._redis, "get", lambda *a, **k: "from redis")
    later = time.monotonic() + module.REST_SECONDS + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert degraded.get("a") == "from redis"


@pytest.mark.redis
def test_with_redis_two_processes_share(redis_url):
    one, two = (DegradingRedisCache(redis_url, {"KEY_PREFIX": "academy-test"}) for _ in range(2))
    one.set("shared", {"points": 3}, 30)
    assert two.get("shared") == {"points": 3}
    assert two.add("shared", 1, 30) is False
    two.delete("shared")
    assert one.get("shared") is None
