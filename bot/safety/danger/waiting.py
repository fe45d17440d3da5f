"""Who was given numbers: a label, a country and an hour, never a word."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from time import monotonic
from typing import Protocol, Self

from actions.library.kinds import Danger

MINUTES = 30
MOST = 10_000  # conversations remembered by one process


@dataclass(frozen=True, slots=True)
class Helped:
    """What a conversation was helped with."""

    danger: Danger
    country: str | None = None
    near: bool = True  # nothing else was spoken of since

    def elsewhere(self) -> Self:
        """Return the same once something else was spoken of."""
        return replace(self, near=False)

    def code(self) -> str:
        """Return one line for a store."""
        return f"{self.danger.value} {self.country or '-'} {int(self.near)}"

    @classmethod
    def of(cls, code: str) -> Self:
        """Read the line back."""
        danger, country, near = code.split()
        return cls(Danger(danger), None if country == "-" else country, near == "1")


class Waiting(Protocol):
    """Remember for a while which danger a conversation is about."""

    async def put(self, conversation: str, helped: Helped) -> None:
        """Remember what was said last."""

    async def get(self, conversation: str) -> Helped | None:
        """Return it while it is fresh."""

    async def forget(self, conversation: str) -> int:
        """Stop waiting; return how much was remembered."""


class MemoryWaiting:
    """Wait in the memory of this process."""

    def __init__(self, seconds: float = MINUTES * 60) -> None:
        """Set how long a country is waited for."""
        self._seconds = seconds
        self._asked: OrderedDict[str, tuple[Helped, float]] = OrderedDict()

    async def put(self, conversation: str, helped: Helped) -> None:
        """Begin to wait; forget whoever waits longest when there are too many."""
        self._asked[conversation] = (helped, monotonic() + self._seconds)
        self._asked.move_to_end(conversation)
        while len(self._asked) > MOST:
            self._asked.popitem(last=False)

    async def get(self, conversation: str) -> Helped | None:
        """Return it; forget it when it is too old."""
        helped, until = self._asked.get(conversation, (None, 0.0))
        if helped is not None and until < monotonic():
            del self._asked[conversation]
            return None
        return helped

    async def forget(self, conversation: str) -> int:
        """Stop waiting; tell whether anything was remembered."""
        return int(self._asked.pop(conversation, None) is not None)
