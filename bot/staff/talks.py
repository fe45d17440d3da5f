"""Conversations for staff to read again: masked, under names that lead to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.reply.reply import Status
from bot.keys import Keys
from bot.store.history import Exchange
from bot.store.memory import Memory

PURPOSE = "staff-talk"
UNSETTLED = frozenset({Status.UNANSWERABLE, Status.HANDOFF, Status.ERROR})
"""Turns after which somebody may still be without what they asked for."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation."""

    name: str
    """Made from its inner name with a key: it tells it apart, and nothing else."""
    exchanges: Sequence[Exchange]

    @property
    def began(self) -> datetime:
        """Return when its first message came."""
        return self.exchanges[0].at

    @property
    def ended(self) -> datetime:
        """Return when its last message came."""
        return self.exchanges[-1].at

    @property
    def channel(self) -> str:
        """Return where it took place."""
        return self.exchanges[0].channel

    @property
    def unsettled(self) -> int:
        """Count the turns after which somebody may still be without what they asked for."""
        return sum(exchange.turn.status in UNSETTLED for exchange in self.exchanges)

    @property
    def danger(self) -> bool:
        """Say whether somebody told of a danger."""
        return any(exchange.turn.status is Status.CRISIS for exchange in self.exchanges)


class Talks:
    """The conversations that are still kept: their text goes a day after they end."""

    def __init__(self, memory: Memory, keys: Keys) -> None:
        """Take where they are kept, and what names them."""
        self._memory = memory
        self._keys = keys

    async def since(self, moment: datetime) -> Sequence[Talk]:
        """Return the conversations that had a message since a moment, the latest first."""
        kept: dict[str, list[Exchange]] = {}
        for exchange in await self._memory.history.since(moment):
            kept.setdefault(exchange.conversation, []).append(exchange)
        talks = [Talk(self._keys.tag(PURPOSE, inner), told) for inner, told in kept.items()]
        return sorted(talks, key=lambda talk: talk.ended, reverse=True)
