"""One part to one chat: sent once, whatever the network and Telegram do meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import httpx
import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.outgoing import ContactCard, Keyboard, Part, Place
from bot.channels.telegram.pace import FloodError

MARGIN_SECONDS = 0.1  # beyond what Telegram asked for
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.InvalidURL,
)
"""Failures before the first byte: the message cannot have arrived."""
GONE = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")

Sleep = Callable[[float], Awaitable[None]]


class Ledger(Protocol):
    """Where it is noted that a part leaves, so that a restart does not send it twice."""

    async def begin(self) -> None:
        """Note that from here on the part may have arrived."""

    async def undo(self) -> None:
        """Note that it did not."""


class ChatGoneError(Exception):
    """The person blocked the bot, or the chat no longer exists."""


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
        chat, formatted, delay = item.chat, True, FIRST_DELAY
        while True:
            try:
                await self._call(item, chat, part, ledger.begin, formatted=formatted)
                return
            except ChatMigrated as error:
                chat = error.new_chat_id
            except BadRequest as error:
                if _gone(error):
                    raise ChatGoneError from error
                if not formatted or isinstance(part, (ContactCard, Place)):
                    _log("refused", part, error)
                    return
                formatted = False  # never seen; the words matter more than their looks
            except Forbidden as error:
                raise ChatGoneError from error
            except FloodError as error:
                await ledger.undo()
                await self._sleep(error.seconds + MARGIN_SECONDS)
            except (NetworkError, InvalidToken) as error:
                if not (never_arrived(error) or urgent):
                    _log("fate unknown", part, error)
                    return
                urgent = urgent and never_arrived(error)
                await ledger.undo()
                await self._sleep(delay)
                delay = min(delay * 2, LONGEST_DELAY)

    async def _call(
        self,
        item: Incoming,
        chat: int,
        part: Part,
        begin: Callable[[], Awaitable[None]],
        *,
        formatted: bool,
    ) -> None:
        """Make the one call that sends a part."""
        common: dict[str, Any] = {
            "chat_id": chat,
            "message_thread_id": item.thread,
            "reply_parameters": _reply_to(item),
            "rate_limit_args": begin,
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
            await self._bot.send_message(
                text=part.html if formatted else part.plain,
                parse_mode=ParseMode.HTML if formatted else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=markup(part.keyboard),
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


def never_arrived(error: TelegramError) -> bool:
    """Tell whether a call that failed did nothing: it never left, or the server said no."""
    cause = error.__cause__
    return not isinstance(cause, (httpx.HTTPError, httpx.InvalidURL)) or isinstance(
        cause, NEVER_LEFT
    )


def _reply_to(item: Incoming) -> ReplyParameters | None:
    """Point to the question where several people talk."""
    if not item.group or item.message is None:
        return None
    return ReplyParameters(item.message, allow_sending_without_reply=True)


def _gone(error: BadRequest) -> bool:
    return any(words in error.message.casefold() for words in GONE)


def _log(what: str, part: Part, error: TelegramError) -> None:
    """Say that a part is given up; never what it says, nor to whom."""
    structlog.get_logger().error(
        f"telegram message {what}", part=type(part).__name__, error=type(error).__name__
    )
