"""Erase a conversation everywhere, and say what was done."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.store.clock import Clock
from bot.store.places import ForgetError, Place
from bot.store.receipt import receipt_text


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased, when, and the places that could not be reached."""

    at: datetime
    counts: Mapping[str, int]
    left: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Say it in French."""
        return receipt_text(self.at, self.counts, self.left)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the receipt."""
        return {
            "erased": not self.left,
            "at": self.at.isoformat(timespec="seconds"),
            "counts": dict(self.counts),
            "left": list(self.left),
            "text": self.text,
        }


class Erasure:
    """Ask every place to forget; try again later where one could not."""

    def __init__(self, places: Sequence[Place], clock: Clock) -> None:
        """Take the places, and the clock for the receipt."""
        self._places = list(places)
        self._clock = clock
        self._owed: dict[tuple[str, str], Place] = {}

    def add(self, place: Place) -> None:
        """Take one more place."""
        self._places.append(place)

    async def erase(self, conversation: str) -> Receipt:
        """Forget a conversation; the caller keeps its messages out meanwhile."""
        counts = await asyncio.gather(
            *(self._forget(place, conversation) for place in self._places)
        )
        done = dict(zip((place.name for place in self._places), counts, strict=True))
        left = tuple(name for name, count in done.items() if count is None)
        return Receipt(self._clock(), {n: c for n, c in done.items() if c is not None}, left)

    async def retry(self) -> None:
        """Do what could not be done before."""
        for (_, conversation), place in list(self._owed.items()):
            await self._forget(place, conversation)

    async def _forget(self, place: Place, conversation: str) -> int | None:
        """Return how much was forgotten, or None when it is still owed."""
        key = (place.name, conversation)
        try:
            count = await place.forget(conversation)
        except ForgetError:
            self._owed[key] = place
            return None
        except Exception as error:  # noqa: BLE001 - the other places go on
            structlog.get_logger().error(
                "erasing failed", place=place.name, error=type(error).__name__
            )
            self._owed[key] = place
            return None
        self._owed.pop(key, None)
        return count
