"""The connection to Redis, and what is done while it is away."""

from __future__ import annotations

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.errors import ServiceError
from bot.settings import Settings

PREFIX = "boussole:"
SECONDS = 2.0
FAILURES = (RedisError, OSError, TimeoutError)
"""What a Redis that is away or in trouble raises."""


def open_redis(settings: Settings) -> Redis | None:
    """Return a connection, used at the first need; None where there is one machine only."""
    if settings.redis_url is None:
        return None
    try:
        return Redis.from_url(
            settings.redis_url,
            decode_responses=True,
            socket_timeout=SECONDS,
            socket_connect_timeout=SECONDS,
        )
    except ValueError as error:
        raise ServiceError("redis_address") from error


class Trouble:
    """Write one line when Redis goes away, not one for every message."""

    def __init__(self) -> None:
        """Begin without trouble."""
        self._said = False

    def met(self, error: BaseException) -> None:
        """Say it the first time."""
        if not self._said:
            structlog.get_logger().error("redis away", error=type(error).__name__)
        self._said = True

    def over(self) -> None:
        """Say it when Redis is back."""
        if self._said:
            structlog.get_logger().info("redis back")
        self._said = False
