"""What goes wrong between us and Telegram, beyond the library's own errors."""

from __future__ import annotations

from telegram.error import NetworkError, TelegramError


class FloodError(TelegramError):
    """Telegram refused a call, which therefore did nothing: wait, then try again."""

    def __init__(self, seconds: float) -> None:
        super().__init__("flood")
        self.seconds = seconds


class AnsweredBadlyError(NetworkError):
    """The server said yes, in words that cannot be read: it did what it was asked."""


class ChatGoneError(Exception):
    """The person blocked the bot, or the chat no longer exists."""
