"""A step of the road: a channel that staff switched off answers with their message."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic

from actions.reply.reply import Reply, Status, Turn
from bot.conversation.context import Context, plain_turn
from bot.store.switches import Switch, Switches

KNOWN_SECONDS = 2.0
"""How long a state is believed before the database is asked again."""


class Switched:
    """Close everything but danger and one's own data while the channel is off."""

    def __init__(self, switches: Switches, seconds: float = KNOWN_SECONDS) -> None:
        """Keep the switches."""
        self._switches = switches
        self._seconds = seconds
        self._known: Mapping[str, Switch] = {}
        self._until = 0.0

    async def __call__(self, context: Context) -> None:
        """Close the context when its channel is off."""
        if monotonic() >= self._until:
            self._known = await self._switches.all()
            self._until = monotonic() + self._seconds
        switch = self._known.get(context.message.channel)
        if switch is not None and switch.off:
            context.close(_closed(switch))


def _closed(switch: Switch) -> Turn:
    if not switch.message:
        return plain_turn(Status.REFUSED, "switched_off")
    return Turn(Status.REFUSED, (Reply(switch.message),))
