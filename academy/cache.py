"""A Redis cache that never takes the academy down with it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
T = TypeVar("T")
REST_SECONDS = 5.0


class DegradingRedisCache(BaseCache):
    """Redis while it answers; this process's own memory while it does not.

    Sign-in limits live in the cache: during an outage they count per process, which is looser than
    shared, but people can sign in. After a failure Redis is left alone for ``REST_SECONDS``, so that
    an outage costs one short wait and not one per request.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._redis = RedisCache(server, params)
        # Options are for the Redis client (socket timeouts); memory takes none of them.
        memory_params = {key: value for key, value in params.items() if key != "OPTIONS"}
        self._memory = LocMemCache(f"degraded:{server}", memory_params)
        self._rest_until = 0.0

    def _ask(self, question: Callable[[BaseCache], T]) -> T:
        if time.monotonic() >= self._rest_until:
            try:
                return question(self._redis)
            except (RedisError, OSError) as error:
                self._rest_until = time.monotonic() + REST_SECONDS
                logger.warning("cache degraded to memory", extra={"reason": type(error).__name__})
        return question(self._memory)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda cache: cache.add(key, value, *args, **kwargs))

    def get(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._ask(lambda cache: cache.get(key, *args, **kwargs))

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        self._ask(lambda cache: cache.set(key, value, *args, **kwargs))

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda cache: cache.touch(key, *args, **kwargs))

    def delete(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda cache: cache.delete(key, *args, **kwargs))

    def incr(self, key: Any, *args: Any, **kwargs: Any) -> int:
        return self._ask(lambda cache: cache.incr(key, *args, **kwargs))

    def has_key(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda cache: cache.has_key(key, *args, **kwargs))

    def get_many(self, keys: Any, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return self._ask(lambda cache: cache.get_many(keys, *args, **kwargs))

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return self._ask(lambda cache: cache.set_many(data, *args, **kwargs))

    def delete_many(self, keys: Any, *args: Any, **kwargs: Any) -> None:
        self._ask(lambda cache: cache.delete_many(keys, *args, **kwargs))

    def clear(self) -> None:
        self._memory.clear()
        self._ask(lambda cache: cache.clear())
