"""One update from its arrival to its answer: nothing lost, nothing said twice."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError
from telegram.ext import ExtBot

from actions.library.catalogue import catalogue
from actions.reply.reply import Reply, Status, Turn
from bot.channels.telegram.buttons import Action, Buttons, NewButton
from bot.channels.telegram.command_line import in_our_words
from bot.channels.telegram.commands import CHANNEL
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.errors import ChatGoneError
from bot.channels.telegram.floods import Floods
from bot.channels.telegram.inbox import Inbox, Waiting
from bot.channels.telegram.incoming import Incoming, Kind
from bot.channels.telegram.opinions import Opinions, thumbs
from bot.channels.telegram.outgoing import Keyboard, Outbox, Part, Text
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.render import Renderer
from bot.channels.telegram.typing_sign import typing_sign
from bot.conversation.context import plain_turn
from bot.conversation.message import Message
from bot.conversation.road import Outcome, Road
from bot.keys import Keys
from bot.store.memory import Memory

RATED = {Status.ANSWERED, Status.SUGGESTED, Status.UNANSWERABLE, Status.OUT_OF_MANDATE}
"""Turns under which an opinion is asked for."""
FLOODS = {"too_many", "busy"}
"""Refusals that a person who floods reads once."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What answering needs."""

    bot: ExtBot[Any]
    road: Road
    keys: Keys
    memory: Memory
    inbox: Inbox
    buttons: Buttons
    deliver: Delivery


class Answering:
    """Serve what waits."""

    def __init__(self, tools: Tools) -> None:
        """Take the tools."""
        self._tools = tools
        self._render = Renderer()
        self._floods = Floods()
        self._opinions = Opinions(tools.bot, tools.buttons, tools.memory.feedback)
        self._albums: dict[int, str] = {}

    async def serve(self, waiting: Waiting) -> None:
        """Answer one update; while the database is away, wait for it: nothing may be lost."""
        left: Waiting | None = waiting
        while left is not None:
            item = left.incoming
            try:
                await self._serve(left)
                left = None
            except SQLAlchemyError as error:
                structlog.get_logger().error("telegram waits", error=type(error).__name__)
                left = await self._tools.inbox.found_again(item)

    async def give_up(self, waiting: Waiting) -> None:
        """Forget an update whose answer failed."""
        await self._tools.inbox.done(waiting.incoming)

    async def _serve(self, waiting: Waiting) -> None:
        """Answer one update, or send what is left of its answer."""
        item = waiting.incoming
        try:
            outbox = waiting.outbox or await self._outbox(item)
            await self._tools.deliver(item, outbox)
        except ChatGoneError:
            await self.forget(item)
        await self._tools.inbox.done(item)

    async def acknowledge(self, item: Incoming) -> None:
        """Take the waiting sign from a button at once, and say what was understood."""
        bot, conversation = self._tools.bot, self.conversation(item)
        try:
            pressed = await self._tools.buttons.find(item.text, conversation, item.update)
            said = _text("stale") if pressed is None else Opinions.thanks(pressed.action)
            await patiently(lambda: bot.answer_callback_query(item.query or "", text=said))
        except (TelegramError, SQLAlchemyError) as error:  # only a sign is lost
            structlog.get_logger().warning("telegram tap unsaid", error=type(error).__name__)

    async def forget(self, item: Incoming) -> None:
        """Forget whoever blocked us: what waits, and the conversation everywhere."""
        await self._tools.inbox.forget(item.chat)
        receipt = await self._tools.memory.erasure.erase(self.conversation(item))
        structlog.get_logger().info("telegram chat forgotten", left=list(receipt.left))

    def conversation(self, item: Incoming) -> str:
        """Return the name of a conversation: one person in one chat."""
        return self._tools.keys.conversation(CHANNEL, f"{item.chat}:{item.person}")

    async def _outbox(self, item: Incoming) -> Outbox:
        """Find the answer to an update and keep it before anything of it is sent."""
        try:
            outbox = await self._answer(item)
        except (SQLAlchemyError, ChatGoneError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, an apology
            structlog.get_logger().error("telegram answer failed", error=type(error).__name__)
            outbox = Outbox(self._render(plain_turn(Status.ERROR, "apology")))
        if outbox.parts:
            await self._tools.inbox.answer(item, outbox)
        return outbox

    async def _answer(self, item: Incoming) -> Outbox:
        """Return the messages that answer an update."""
        turn = await self._turn(item)
        if turn is None:
            return Outbox()
        outcome, rated = turn
        parts = self._render(outcome.turn)
        keyboard = await self._keyboard(item, outcome, rated=rated)
        urgent = outcome.turn.status is Status.CRISIS
        return Outbox(_with_keyboard(parts, keyboard), urgent=urgent)

    async def _turn(self, item: Incoming) -> tuple[Outcome, bool] | None:
        """Return the turn for an update, and whether it may be rated; None for silence."""
        if item.kind is Kind.GONE:
            raise ChatGoneError
        if item.kind is Kind.BUTTON:
            return await self._pressed(item)
        if item.kind is Kind.MEDIA and not item.text:
            return (_media(item), False) if self._first_of_album(item) else None
        outcome = await self._walk(item, in_our_words(item.text))
        if outcome is not None and item.kind is Kind.MEDIA:
            said = (*_media(item).turn.replies, *outcome.turn.replies)
            outcome = replace(outcome, turn=replace(outcome.turn, replies=said))
        return _rated(outcome)

    async def _pressed(self, item: Incoming) -> tuple[Outcome, bool] | None:
        """Do what a button says, once."""
        conversation = self.conversation(item)
        pressed = await self._tools.buttons.press(item.text, conversation, item.update)
        if pressed is None:
            return None
        if pressed.action is not Action.SAY:
            await self._opinions.take(item, conversation, pressed)
            return None
        await self._opinions.show(item, await self._tools.buttons.left(item.keyboard))
        return _rated(await self._walk(item, pressed.value))

    async def _walk(self, item: Incoming, text: str) -> Outcome | None:
        """Return what the road says, the sign of typing shown meanwhile; None for silence."""
        conversation = self.conversation(item)
        async with AsyncExitStack() as stack:
            if not self._floods.going_on(conversation):
                await stack.enter_async_context(typing_sign(self._tools.bot, item))
            outcome = await self._tools.road.walk(Message(CHANNEL, conversation, text))
        if outcome.refusal in FLOODS and not self._floods.first(conversation):
            return None
        return outcome

    async def _keyboard(self, item: Incoming, outcome: Outcome, *, rated: bool) -> Keyboard:
        """Return the buttons of a turn, and the thumbs under an answer."""
        choices = [
            NewButton(button.title, Action.SAY, button.payload)
            for reply in outcome.turn.replies
            for button in reply.buttons
        ]
        bunches = [choices] if choices else []
        if rated and not outcome.forgotten:
            bunches.append(thumbs(outcome.id))
        return await self._tools.buttons.issue(self.conversation(item), bunches)

    def _first_of_album(self, item: Incoming) -> bool:
        """Tell whether a picture is the first of those that were sent together."""
        if item.album is None:
            return True
        new = self._albums.get(item.chat) != item.album
        self._albums[item.chat] = item.album
        return new


def _rated(outcome: Outcome | None) -> tuple[Outcome, bool] | None:
    """Say whether an opinion on an outcome is asked for."""
    return None if outcome is None else (outcome, outcome.turn.status in RATED)


def _media(item: Incoming) -> Outcome:
    """Return the one kind sentence for what is not words."""
    text = catalogue("bot.channels.telegram").text(f"media.{item.media}")
    return Outcome(Turn(Status.REFUSED, (Reply(text),)), "")


def _with_keyboard(parts: Sequence[Part], keyboard: Keyboard) -> tuple[Part, ...]:
    """Put the buttons under the last text."""
    last = max((i for i, part in enumerate(parts) if isinstance(part, Text)), default=None)
    return tuple(
        replace(part, keyboard=keyboard) if i == last and isinstance(part, Text) else part
        for i, part in enumerate(parts)
    )


def _text(key: str) -> str:
    return catalogue("bot.channels.telegram").text(f"buttons.{key}")
