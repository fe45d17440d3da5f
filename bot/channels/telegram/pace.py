"""How fast Telegram may be spoken to, and what happens when it says « too fast »."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from aiolimiter import AsyncLimiter
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter

from bot.channels.telegram.fate import may_have_arrived

BURST = 3
"""Messages in a row to one chat; beyond, one a second."""
MOST_CHATS = 2_000
UNPACED = "sendChatAction"
"""A sign that may be lost takes no place from a message."""

Call = Callable[..., Coroutine[Any, Any, Any]]


class Ledger(Protocol):
    """Where it is noted that a message leaves, so that a restart does not send it twice."""

    async def begin(self) -> None:
        """Note that from here on the message may have arrived."""

    async def undo(self) -> None:
        """Note that it did not."""


class Pace(AIORateLimiter):
    """Keep Telegram's three rates; a refusal holds up its own chat, never the others.

    The library's limiter knows the rate of the bot and of a group. Left alone, it would stop every
    chat after one refusal, those of people in danger too; so a refusal is a FloodError of our own,
    and whoever called waits. `rate_limit_args` is the ledger of a message that must not come twice:
    once it has left, nobody interrupts it before its fate is written down.
    """

    def __init__(self) -> None:
        """Start with nothing sent."""
        super().__init__(max_retries=0)
        self._leaving: set[asyncio.Task[Any]] = set()
        self._chats: OrderedDict[Any, AsyncLimiter] = OrderedDict()

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any,
    ) -> Any:
        """Make one call when its turn comes."""
        ledger: Ledger | None = rate_limit_args
        if endpoint == UNPACED:
            return await callback(*args, **kwargs)
        if ledger is None:
            return await super().process_request(callback, args, kwargs, endpoint, data, None)

        async def once(*args: Any, **kwargs: Any) -> Any:
            leaving = asyncio.create_task(_noted(ledger, lambda: callback(*args, **kwargs)))
            self._leaving.add(leaving)
            leaving.add_done_callback(self._left)
            return await asyncio.shield(leaving)

        async with self._chat(data["chat_id"]):
            return await super().process_request(once, args, kwargs, endpoint, data, None)

    async def settle(self, seconds: float) -> None:
        """Wait for the fate of what has left, for so long."""
        if self._leaving:
            _, late = await asyncio.wait(self._leaving, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _left(self, task: asyncio.Task[Any]) -> None:
        """Forget a call that is over; whoever waited for it may be gone."""
        self._leaving.discard(task)
        if not task.cancelled():
            task.exception()

    def _chat(self, chat: Any) -> AsyncLimiter:
        """Return the limiter of a chat; those that were not used for long are forgotten."""
        limiter = self._chats.pop(chat, None) or AsyncLimiter(BURST, BURST)
        self._chats[chat] = limiter
        while len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return limiter


async def _noted(ledger: Ledger, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Make one call between two lines of its ledger."""
    await ledger.begin()
    try:
        return await call()
    except TelegramError as error:  # any other may have arrived
        if not may_have_arrived(error):
            await ledger.undo()
        raise
