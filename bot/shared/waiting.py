"""Who was given numbers, known to every process."""

from __future__ import annotations

from redis.asyncio import Redis

from bot.safety.danger.waiting import MINUTES, Helped, MemoryWaiting
from bot.shared.connection import FAILURES, PREFIX, Trouble

KEY = f"{PREFIX}waiting:"


class SharedWaiting:
    """A label under a keyed hash, for half an hour; this process alone while Redis is away."""

    def __init__(self, redis: Redis) -> None:
        """Keep the connection."""
        self._redis = redis
        self._alone = MemoryWaiting()
        self._trouble = Trouble()

    async def put(self, conversation: str, helped: Helped) -> None:
        """Remember what was said last."""
        try:
            await self._redis.set(KEY + conversation, helped.code(), ex=MINUTES * 60)
        except FAILURES as error:
            self._trouble.met(error)
            await self._alone.put(conversation, helped)

    async def get(self, conversation: str) -> Helped | None:
        """Return it while it is fresh."""
        try:
            known = await self._redis.get(KEY + conversation)
        except FAILURES as error:
            self._trouble.met(error)
            known = None
        return Helped.of(known) if known else await self._alone.get(conversation)

    async def forget(self, conversation: str) -> int:
        """Stop waiting; what Redis cannot be told now ends by itself."""
        here = await self._alone.forget(conversation)
        try:
            return here + int(await self._redis.delete(KEY + conversation))
        except FAILURES as error:
            self._trouble.met(error)
            return here
