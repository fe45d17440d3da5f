"""The messages of one chat one after the other, the chats side by side."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.telegram.inbox import Waiting

Serve = Callable[[Waiting], Awaitable[None]]


class Queues:
    """A queue for each chat that has something to say, gone when it is empty."""

    def __init__(self, serve: Serve, failed: Serve) -> None:
        """Take what is done with each message, and with one that failed: it would again."""
        self._serve = serve
        self._failed = failed
        self._heaps: dict[int, list[tuple[int, Waiting]]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._updates: set[int] = set()
        self._open = True

    def put(self, waiting: Waiting) -> None:
        """Queue a message by its number, so that late arrivals find their place."""
        item = waiting.incoming
        self._updates.add(item.update)
        heapq.heappush(self._heaps.setdefault(item.chat, []), (item.update, waiting))
        if self._open and item.chat not in self._workers:
            self._workers[item.chat] = asyncio.create_task(self._work(item.chat))

    def drop(self, chat: int) -> None:
        """Forget what a chat still has queued."""
        heap = self._heaps.get(chat, [])
        self._updates.difference_update(number for number, _ in heap)
        heap.clear()

    def updates(self) -> frozenset[int]:
        """Return the numbers of what is queued or under way."""
        return frozenset(self._updates)

    async def close(self, seconds: float) -> None:
        """Let what is under way end, for so long; the rest waits for the next start."""
        self._open = False
        if self._workers:
            _, late = await asyncio.wait(self._workers.values(), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, chat: int) -> None:
        """Serve a chat until its queue is empty."""
        heap = self._heaps[chat]
        try:
            while heap and self._open:
                _, waiting = heapq.heappop(heap)
                await self._safely(waiting)
                self._updates.discard(waiting.incoming.update)
        finally:
            del self._workers[chat]
            if not heap:
                self._heaps.pop(chat, None)

    async def _safely(self, waiting: Waiting) -> None:
        """Serve one message; an error becomes a log line and ends nothing else."""
        try:
            await self._serve(waiting)
        except Exception as error:  # noqa: BLE001 - the next message of this chat still counts
            structlog.get_logger().error("telegram update failed", error=type(error).__name__)
            with suppress(SQLAlchemyError):  # it is tried once more at the next start, then
                await self._failed(waiting)

    def __len__(self) -> int:
        """Count the chats that are being served."""
        return len(self._workers)
