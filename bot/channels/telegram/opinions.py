"""Thumbs under an answer, and why a thumb is down."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from actions.library.catalogue import catalogue
from bot.channels.telegram.buttons import Action, Buttons, NewButton, Pressed
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.outgoing import Keyboard
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.sender import markup
from bot.store.feedback import REASONS, Feedback, Opinion, reason_text

EDIT_SECONDS = 10.0  # the next answer of this chat waits meanwhile
PARTED = " "  # between the turn and the reason in the value of a button


class Opinions:
    """Take opinions, one a turn."""

    def __init__(self, bot: ExtBot[Any], buttons: Buttons, feedback: Feedback) -> None:
        """Take what shows buttons and what keeps opinions."""
        self._bot = bot
        self._buttons = buttons
        self._feedback = feedback

    async def take(self, item: Incoming, conversation: str, pressed: Pressed) -> None:
        """Keep an opinion; ask why after a thumb down."""
        turn, _, reason = pressed.value.partition(PARTED)
        up = pressed.action is Action.UP
        await self._feedback.give(turn, Opinion("up" if up else "down", reason or None))
        left = await self._buttons.left(item.keyboard)
        if pressed.action is Action.DOWN:
            left += await self._buttons.issue(conversation, [_reasons(turn)])
        await self.show(item, left)

    async def show(self, item: Incoming, keyboard: Keyboard) -> None:
        """Change the buttons under a message: those that were used are no longer there."""
        if item.message is None or keyboard == item.keyboard:
            return
        bot, new = self._bot, markup(keyboard)
        with suppress(TelegramError):  # a used button does nothing, even where it still shows
            await patiently(
                lambda: bot.edit_message_reply_markup(item.chat, item.message, reply_markup=new),
                EDIT_SECONDS,
            )

    @staticmethod
    def thanks(action: Action) -> str | None:
        """Return the short word shown when a button is pressed."""
        if action is Action.SAY:
            return None
        return _text("why" if action is Action.DOWN else "thanks")


def thumbs(turn: str) -> list[NewButton]:
    """Return the two thumbs of a turn."""
    return [
        NewButton(_text("up"), Action.UP, turn),
        NewButton(_text("down"), Action.DOWN, turn),
    ]


def _reasons(turn: str) -> list[NewButton]:
    """Return a button for each reason."""
    return [
        NewButton(reason_text(reason).capitalize(), Action.REASON, f"{turn}{PARTED}{reason}")
        for reason in REASONS
    ]


def _text(key: str) -> str:
    return catalogue("bot.channels.telegram").text(f"buttons.{key}")
