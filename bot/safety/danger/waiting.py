"""Who was asked for a country: a label and an hour, never a word."""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic
from typing import Protocol

from actions.library.kinds import Danger

MINUTES = 30
MOST = 10_000  # conversations remembered by one process


class Waiting(Protocol):
    """Remember for a while which danger a conversation is about."""

    async def put(self, conversation: str, danger: Danger) -> None:
        """Begin to wait for a country."""

    async def get(self, conversation: str) -> Danger | None:
        """Return the danger, if a country is still waited for."""

    async def forget(self, conversation: str) -> int:
        """Stop waiting; return how much was remembered."""


class MemoryWaiting:
    """Wait in the memory of this process."""

    def __init__(self, seconds: float = MINUTES * 60) -> None:
        """Set how long a country is waited for."""
        self._seconds = seconds
        self._asked: OrderedDict[str, tuple[Danger, float]] = OrderedDict()

    async def put(self, conversation: str, danger: Danger) -> None:
        """Begin to wait; forget whoever waits longest when there are too many."""
        self._asked[conversation] = (danger, monotonic() + self._seconds)
        self._asked.move_to_end(conversation)
        while len(self._asked) > MOST:
            self._asked.popitem(last=False)

    async def get(self, conversation: str) -> Danger | None:
        """Return the danger; forget it when it is too old."""
        danger, until = self._asked.get(conversation, (None, 0.0))
        if danger is not None and until < monotonic():
            del self._asked[conversation]
            return None
        return danger

    async def forget(self, conversation: str) -> int:
        """Stop waiting; tell whether anything was remembered."""
        return int(self._asked.pop(conversation, None) is not None)
