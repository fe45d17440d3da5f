"""Where updates come in, from either side: kept first, then queued."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.channels.telegram.inbox import Inbox, Waiting
from bot.channels.telegram.incoming import Identity, Incoming, Kind
from bot.channels.telegram.queues import Queues
from bot.channels.telegram.reader import read_update

Acknowledge = Callable[[Incoming], Awaitable[None]]


class Updates:
    """Take updates as Telegram sends them."""

    def __init__(self, inbox: Inbox, queues: Queues, acknowledge: Acknowledge) -> None:
        """Take where updates are kept, who serves them, and what answers a tap at once."""
        self._inbox = inbox
        self._queues = queues
        self._acknowledge = acknowledge
        self._taps: set[asyncio.Task[None]] = set()
        self._door = asyncio.Lock()
        self.me: Identity | None = None

    async def take(self, raw: Sequence[Any]) -> None:
        """Keep what asks for something and was never seen, then queue it.

        UnknownSelfError when a group wrote before we know our own name.
        """
        items = [item for data in raw if (item := read_update(data, self.me)) is not None]
        async with self._door:
            for item in await self._inbox.receive(items):
                self._queue(Waiting(item))

    async def resume(self) -> None:
        """Queue what was left unanswered, and say that what is queued here stays here."""
        async with self._door:
            queued = self._queues.updates()  # before the look: some are answered meanwhile
            for waiting in await self._inbox.waiting():
                if waiting.incoming.update not in queued:
                    self._queue(waiting)

    async def close(self, seconds: float) -> None:
        """Let what is under way end."""
        await self._queues.close(seconds)
        for tap in list(self._taps):
            tap.cancel()

    def _queue(self, waiting: Waiting) -> None:
        item = waiting.incoming
        if item.kind is Kind.BUTTON and waiting.outbox is None:
            tap = asyncio.ensure_future(self._acknowledge(item))
            self._taps.add(tap)
            tap.add_done_callback(self._taps.discard)
        if item.kind is Kind.GONE:
            self._queues.drop(item.chat)
        self._queues.put(waiting)
