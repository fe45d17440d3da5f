"""How much one person, and one address, may send."""

from __future__ import annotations

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from bot.conversation.context import Context
from bot.conversation.message import Message

MOST_CHARACTERS = 2_000
MOST_A_MINUTE = 40  # far above what anybody types, far below what a loop sends
MOST_FROM_ONE_PLACE = 400  # a shelter or a town may stand behind one address


class Counting:
    """Count what arrives in a minute: with the other processes where they share, else alone."""

    def __init__(self, shared: Storage | None = None) -> None:
        """Take where it is counted when processes count together."""
        self._alone = MovingWindowRateLimiter(MemoryStorage())
        self._limiter = MovingWindowRateLimiter(shared) if shared else self._alone

    async def hit(self, rate: RateLimitItem, *who: str) -> bool:
        """Count once; False when it is too often. Alone while what is shared is away."""
        try:
            return bool(await self._limiter.hit(rate, *who))
        except StorageError:
            return bool(await self._alone.hit(rate, *who))

    async def allows(self, rate: RateLimitItem, *who: str) -> bool:
        """Tell whether one more would be let through, without counting it."""
        try:
            return bool(await self._limiter.test(rate, *who))
        except StorageError:
            return bool(await self._alone.test(rate, *who))


class Limits:
    """Refuse floods and essays, kindly."""

    def __init__(
        self,
        a_minute: int = MOST_A_MINUTE,
        characters: int = MOST_CHARACTERS,
        from_one_place: int = MOST_FROM_ONE_PLACE,
        shared: Storage | None = None,
    ) -> None:
        """Set the limits, and where they are counted when processes count together."""
        self._rate = RateLimitItemPerMinute(a_minute)
        self._place_rate = RateLimitItemPerMinute(from_one_place)
        self._counting = Counting(shared)
        self._characters = characters

    async def __call__(self, context: Context) -> None:
        """Close the context when there is too much of it."""
        length = len(context.text)
        if await self._too_many(context.message):
            context.refuse("too_many")
        elif length > self._characters:
            context.refuse("too_long", length=length, limit=self._characters)

    async def _too_many(self, message: Message) -> bool:
        """Count a message for its conversation, then for the place it comes from."""
        if not await self._counting.hit(self._rate, message.conversation):
            return True
        place = message.origin
        return bool(place) and not await self._counting.hit(self._place_rate, place or "")
