"""What is shared, opened once at the start."""

from __future__ import annotations

from dataclasses import dataclass

from limits.aio.storage import RedisStorage, Storage
from redis.asyncio import Redis

from bot.safety.danger.waiting import Waiting
from bot.settings import Settings
from bot.shared.connection import open_redis
from bot.shared.turnstile import SharedTurnstile
from bot.shared.waiting import SharedWaiting


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared limits, order and waiting."""

    redis: Redis
    turnstile: SharedTurnstile
    waiting: Waiting
    limits: Storage

    async def close(self) -> None:
        """Give the connections back."""
        await self.redis.aclose()


def open_shared(settings: Settings) -> Shared | None:
    """Return what is shared over Redis; None for one machine."""
    redis = open_redis(settings)
    if redis is None:
        return None
    limits = RedisStorage(
        f"async+{settings.redis_url}",
        implementation="redispy",
        wrap_exceptions=True,
        key_prefix="boussole:limits",
        connection_pool=redis.connection_pool,  # type: ignore[arg-type]
    )
    return Shared(redis, SharedTurnstile(redis), SharedWaiting(redis), limits)
