"""The step before all others: a person in danger is answered here, whatever else is down."""

from __future__ import annotations

import asyncio
from typing import Protocol

import structlog

from actions.library.countries import is_country
from actions.library.kinds import Danger
from actions.reply.reply import Turn
from bot.conversation.context import Context
from bot.conversation.payloads import SEALED
from bot.safety.danger.after import After, said_after
from bot.safety.danger.languages import language_of
from bot.safety.danger.places import answered_country, whereabouts
from bot.safety.danger.replies import Replies
from bot.safety.danger.router import Read
from bot.safety.danger.waiting import Helped, Waiting


class Recognises(Protocol):
    """What tells danger from an ordinary message."""

    def read(self, text: str) -> Read:
        """Return what was seen; blocking, safe in threads."""


class DangerFirst:
    """Answer danger, and the country that was asked for; let everything else pass."""

    def __init__(self, router: Recognises, replies: Replies, waiting: Waiting) -> None:
        """Take what recognises, what is said, and who was asked for a country."""
        self._router = router
        self._replies = replies
        self._waiting = waiting

    async def __call__(self, context: Context) -> None:
        """Close the context when somebody is in danger."""
        if SEALED.fullmatch(context.text):
            return
        read = await asyncio.to_thread(self._router.read, context.text)
        danger = read.danger
        if danger is None:
            context.vector = read.vector
        if await self._follow(context, danger) or danger is None:
            return
        context.label = danger.value
        country = whereabouts(context.text)
        await self._waiting.put(context.message.conversation, Helped(danger, country))
        context.close(self._replies.turn(danger, country, language_of(context.text)))

    async def _follow(self, context: Context, danger: Danger | None) -> bool:
        """Stay near somebody who was just helped: their country, « et après ? », « merci »."""
        conversation = context.message.conversation
        helped = await self._waiting.get(conversation)
        if helped is None:
            return False
        after = said_after(context.text)
        country = None if danger else answered_country(context.text)
        turn: Turn | None = None
        if country:
            turn = self._replies.numbers_turn(helped.danger, country)
        elif after and (helped.near or (after is After.NO_REPLY and not danger)):
            turn = self._replies.after_turn(helped.danger, helped.country, after)
        if turn:
            helped = Helped(helped.danger, country or helped.country)
            context.label = helped.danger.value
            context.close(turn)
        if turn or helped.near:
            await self._waiting.put(conversation, helped if turn else helped.elsewhere())
        return turn is not None


class ChosenCountry:
    """Answer the button of a country: it carries all that is needed."""

    def __init__(self, replies: Replies, waiting: Waiting) -> None:
        """Take what is said, and who was given numbers."""
        self._replies = replies
        self._waiting = waiting

    async def __call__(self, context: Context) -> None:
        """Close the context when its order comes from such a button."""
        parts = (context.order or "").split()
        if len(parts) != 3 or parts[0] != "/danger":
            return
        _, danger, country = parts
        if danger in set(Danger) and is_country(country):
            context.label = danger
            helped = Helped(Danger(danger), country)
            await self._waiting.put(context.message.conversation, helped)
            context.close(self._replies.numbers_turn(Danger(danger), country))
        else:
            structlog.get_logger().warning("unknown danger order")
