"""One message of a conversation at a time, in the order they came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

MOST_WAITING = 8  # messages of one conversation under way at once; a person never gets there


class FullError(Exception):
    """Too many messages of one conversation are waiting already."""


@dataclass(slots=True)
class _Gate:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0


class OneByOne(Protocol):
    """What keeps the messages of a conversation in order."""

    def turn_of(self, conversation: str) -> AbstractAsyncContextManager[None]:
        """Wait for the earlier messages of a conversation; FullError when they are too many."""


class Turnstile:
    """A lock for each conversation, forgotten as soon as nobody waits for it."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        """Set how many messages of one conversation may be under way."""
        self._most = most
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn_of(self, conversation: str) -> AsyncIterator[None]:
        """Wait for the earlier messages of a conversation; FullError when they are too many."""
        gate = self._gates.setdefault(conversation, _Gate())
        if gate.inside >= self._most:
            raise FullError
        gate.inside += 1
        try:
            async with gate.lock:  # first come, first served
                yield
        finally:
            gate.inside -= 1
            if not gate.inside:
                del self._gates[conversation]

    def __len__(self) -> int:
        """Count the conversations under way."""
        return len(self._gates)
