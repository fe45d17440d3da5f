"""The parts of an answer, one after the other, each written down as it leaves."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.outgoing import Outbox
from bot.channels.telegram.sender import Sender


class Delivery:
    """Send what is left of an answer."""

    def __init__(self, inbox: Inbox, sender: Sender) -> None:
        """Take what remembers and what sends."""
        self._inbox = inbox
        self._sender = sender

    async def __call__(self, item: Incoming, outbox: Outbox) -> None:
        """Send the parts that were not sent, in order; one whose fate is unknown is skipped."""
        first = outbox.sent if outbox.urgent else max(outbox.sent, outbox.begun)
        for number, part in enumerate(outbox.parts[first:], start=first):
            ledger = _Line(self._inbox, item, number)
            await self._sender.send(item, part, ledger, urgent=outbox.urgent)
            if number + 1 < len(outbox.parts):
                await self._inbox.progress(item, number + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of the ledger for one part."""

    inbox: Inbox
    item: Incoming
    number: int

    async def begin(self) -> None:
        """Note that the part leaves."""
        await self.inbox.begin(self.item, self.number + 1)

    async def undo(self) -> None:
        """Note that it did not arrive."""
        await self.inbox.progress(self.item, self.number)
