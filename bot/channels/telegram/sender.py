"""One part to one chat: sent once, whatever the network and Telegram do meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.errors import ChatGoneError, FloodError
from bot.channels.telegram.fate import may_have_arrived
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.outgoing import ContactCard, Keyboard, Part, Place
from bot.channels.telegram.pace import Ledger

MARGIN_SECONDS = 0.1  # beyond what Telegram asked for
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
MOST_FOR_A_CARD = 4
"""Times a card is tried while the network is sound: its words have been sent already."""
GONE = (
    "chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid", "user not found",
    "group chat was deactivated",
)  # fmt: skip

Sleep = Callable[[float], Awaitable[None]]


class Looks(IntEnum):
    """How much of a message is kept when Telegram refuses it: words matter most."""

    WHOLE = 0
    PLAIN = 1  # without formatting
    BARE = 2  # without buttons, topic and reply either


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a part goes, and how it looks."""

    item: Incoming
    chat: int
    looks: Looks = Looks.WHOLE


class Sender:
    """Send parts, patiently."""

    def __init__(self, bot: ExtBot[Any], sleep: Sleep = asyncio.sleep) -> None:
        """Take the bot, and how to wait: a wait ends early when the service stops."""
        self._bot = bot
        self._sleep = sleep

    async def send(self, item: Incoming, part: Part, ledger: Ledger, *, urgent: bool) -> None:
        """Send one part; ChatGoneError when there is nobody to send it to.

        What was refused or never left is sent again. A message whose fate nobody knows is not,
        for it would come twice; except where a number to call is worth more than that.
        """
        envelope, delay, left = Envelope(item, item.chat), FIRST_DELAY, MOST_FOR_A_CARD
        while True:
            try:
                return await self._call(envelope, part, ledger)
            except (BadRequest, Forbidden, ChatMigrated) as error:
                less = _less(envelope, part, error)
                if less is None:
                    return _log("refused", part, error)
                envelope = less
            except FloodError as error:
                await self._sleep(error.seconds + MARGIN_SECONDS)
            except TelegramError as error:
                doubtful = may_have_arrived(error)
                if doubtful and not urgent:
                    return _log("fate unknown", part, error)
                urgent = urgent and not doubtful
                left -= error.__cause__ is None
                if left <= 0 and isinstance(part, (ContactCard, Place)):
                    return _log("given up", part, error)
                await self._sleep(delay)
                delay = min(delay * 2, LONGEST_DELAY)
            except (KeyError, TypeError, ValueError, AttributeError) as error:  # sent all the same
                return _log("answered oddly", part, error)

    async def _call(self, envelope: Envelope, part: Part, ledger: Ledger) -> None:
        """Make the one call that sends a part."""
        bare = envelope.looks is Looks.BARE
        common: dict[str, Any] = {
            "chat_id": envelope.chat,
            "message_thread_id": None if bare else envelope.item.thread,
            "reply_parameters": None if bare else _reply_to(envelope.item),
            "rate_limit_args": ledger,
        }
        if isinstance(part, ContactCard):
            await self._bot.send_contact(
                phone_number=part.phone, first_name=part.name, vcard=part.vcard, **common
            )
        elif isinstance(part, Place):
            await self._bot.send_venue(
                latitude=part.latitude,
                longitude=part.longitude,
                title=part.title,
                address=part.address,
                **common,
            )
        else:
            formatted = envelope.looks is Looks.WHOLE
            await self._bot.send_message(
                text=part.html if formatted else part.plain,
                parse_mode=ParseMode.HTML if formatted else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=None if bare else markup(part.keyboard),
                **common,
            )


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return a keyboard as Telegram knows it."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(title, callback_data=data) for title, data in row]
            for row in keyboard
        ]
    )


def _less(envelope: Envelope, part: Part, error: TelegramError) -> Envelope | None:
    """Return how a refused part is sent instead; None to give it up, ChatGoneError if in vain."""
    if isinstance(error, ChatMigrated):
        moved = replace(envelope, chat=error.new_chat_id)
        return moved if moved != envelope else None
    if isinstance(error, Forbidden) or _gone(error):
        raise ChatGoneError from error
    if envelope.looks is Looks.BARE:
        return None
    card = isinstance(part, (ContactCard, Place))
    return replace(envelope, looks=Looks.BARE if card else Looks(envelope.looks + 1))


def _reply_to(item: Incoming) -> ReplyParameters | None:
    """Point to the question where several people talk."""
    if not item.group or item.message is None:
        return None
    return ReplyParameters(item.message, allow_sending_without_reply=True)


def _gone(error: TelegramError) -> bool:
    return any(words in error.message.casefold() for words in GONE)


def _log(what: str, part: Part, error: Exception) -> None:
    """Say that a part is given up; never what it says, nor to whom."""
    structlog.get_logger().error(
        f"telegram message {what}", part=type(part).__name__, error=type(error).__name__
    )
