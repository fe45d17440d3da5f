"""A message that is sent again is answered again, not asked again.

A phone that lost the line cannot know whether its message arrived. It sends the same key with the
same message; whoever comes second gets the first answer. Kept in this process, for as long as a
browser keeps a conversation.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

HEADER = "idempotency-key"
KEY = re.compile(r"[\w-]{16,64}", re.ASCII)
MOST_ANSWERS = 2_000
SECONDS = 30 * 60

Answer = dict[str, Any]
Name = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: asyncio.Future[Answer]
    until: float


class Answered:
    """Remember the answers of the last while by the key they were asked with."""

    def __init__(
        self,
        most: int = MOST_ANSWERS,
        seconds: float = SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Set how many answers are kept, and for how long."""
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[Name, _Kept] = OrderedDict()

    async def once(self, name: Name, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer known under a name; do the work only where there is none."""
        self._tidy()
        known = self._kept.get(name)
        if known is None:
            task = asyncio.ensure_future(work())  # goes on when the one who asked hangs up
            known = self._kept[name] = _Kept(task, self._clock() + self._seconds)
            task.add_done_callback(lambda done: self._drop_failed(name, done))
        return await asyncio.shield(known.answer)

    def forget(self, belongs: Callable[[str], bool]) -> int:
        """Drop the answers given to the sessions that `belongs` picks; return how many."""
        given = [
            name
            for name, kept in self._kept.items()
            if _answered(kept.answer) and belongs(kept.answer.result().get("session", ""))
        ]
        for name in given:
            del self._kept[name]
        return len(given)

    def _tidy(self) -> None:
        """Drop what is too old or too much, the oldest first."""
        now = self._clock()
        while self._kept:
            name, kept = next(iter(self._kept.items()))
            if kept.until > now and len(self._kept) < self._most:
                return
            del self._kept[name]

    def _drop_failed(self, name: Name, done: asyncio.Future[Answer]) -> None:
        if done.cancelled() or done.exception() is not None:
            self._kept.pop(name, None)


def _answered(answer: asyncio.Future[Answer]) -> bool:
    return answer.done() and not answer.cancelled() and answer.exception() is None


def read_key(given: str | None) -> str | None:
    """Return a key that can be trusted to be the sender's own, or None."""
    return given if given and KEY.fullmatch(given) else None
