"""An end of the road: the exchange is written down, as far as it may be."""

from __future__ import annotations

from actions.reply.reply import Status
from bot.conversation.context import Context
from bot.store.clock import Clock
from bot.store.history import Exchange, History

MASKED_FROM = "dialogue"
"""The step behind the masking of private data: what closed before it keeps no words."""
NOT_KEPT = frozenset({"", "limits"})
"""Closed before anything was read: a flood writes nothing."""


class Remember:
    """Keep the turn, and the masked question where there is no danger."""

    def __init__(self, history: History, clock: Clock) -> None:
        """Keep where exchanges go and the clock."""
        self._history = history
        self._clock = clock

    async def __call__(self, context: Context) -> None:
        """Write the exchange; nothing of a conversation that was just erased."""
        if context.turn is None or context.forgotten or context.step in NOT_KEPT:
            return
        message = context.message
        await self._history.add(
            Exchange(
                context.id,
                message.conversation,
                message.channel,
                self._clock(),
                context.turn,
                await self._question(context),
                context.label,
            )
        )

    async def _question(self, context: Context) -> str | None:
        """Return what may be kept of what was said: for a button, its title."""
        if context.turn is None or context.label or context.turn.status is Status.CRISIS:
            return None
        if context.order is not None:
            said = context.message.payload or context.message.text
            return await self._history.title_of(context.message.conversation, said)
        return context.text if context.step == MASKED_FROM else None
