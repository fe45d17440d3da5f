"""Step 1: how much one person may send."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.conversation.context import Context

MOST_CHARACTERS = 2_000
MOST_A_MINUTE = 40  # far above what anybody types, far below what a loop sends


class Limits:
    """Refuse floods and essays, kindly."""

    def __init__(self, a_minute: int = MOST_A_MINUTE, characters: int = MOST_CHARACTERS) -> None:
        """Set the limits of one conversation."""
        self._rate = RateLimitItemPerMinute(a_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._characters = characters

    async def __call__(self, context: Context) -> None:
        """Close the context when there is too much of it."""
        length = len(context.text)
        if not await self._limiter.hit(self._rate, context.message.conversation):
            context.refuse("too_many")
        elif length > self._characters:
            context.refuse("too_long", length=length, limit=self._characters)
