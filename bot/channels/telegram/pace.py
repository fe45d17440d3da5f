"""How fast Telegram may be spoken to, and what happens when it says « too fast »."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import nullcontext
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter

BURST = 3
"""Messages in a row to one chat; beyond, one a second."""
MOST_CHATS = 2_000
PACED = "send"
UNPACED = "sendChatAction"

Begin = Callable[[], Awaitable[None]]
Call = Callable[..., Coroutine[Any, Any, Any]]


class FloodError(TelegramError):
    """Telegram refused a call, which therefore did nothing: wait, then try again."""

    def __init__(self, seconds: float) -> None:
        super().__init__("flood")
        self.seconds = seconds


class Pace(AIORateLimiter):
    """Keep Telegram's three rates; a refusal holds up its own chat, never the others.

    The library's limiter knows the rate of the bot and of a group. Left alone, it would stop every
    chat after one refusal, those of people in danger too; so a refusal is a FloodError of our own,
    and whoever called waits. `rate_limit_args` is called when a message is about to leave.
    """

    def __init__(self) -> None:
        """Start with nothing sent."""
        super().__init__(max_retries=0)
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
        begin: Begin | None = rate_limit_args

        async def once(*args: Any, **kwargs: Any) -> Any:
            if begin is not None:
                await begin()
            return await callback(*args, **kwargs)

        paced = endpoint.startswith(PACED) and endpoint != UNPACED and "chat_id" in data
        async with self._chat(data["chat_id"]) if paced else nullcontext():
            return await super().process_request(once, args, kwargs, endpoint, data, None)

    def _chat(self, chat: Any) -> AsyncLimiter:
        """Return the limiter of a chat; those that were not used for long are forgotten."""
        limiter = self._chats.pop(chat, None) or AsyncLimiter(BURST, BURST)
        self._chats[chat] = limiter
        while len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return limiter
