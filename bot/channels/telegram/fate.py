"""What became of a call that failed."""

from __future__ import annotations

import httpx
from telegram.error import NetworkError, TelegramError

from bot.channels.telegram.errors import AnsweredBadlyError

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.InvalidURL,
)
"""Failures before the first byte: the message cannot have arrived."""


def may_have_arrived(error: Exception) -> bool:
    """Tell whether a call that failed may have done what it was for.

    Not when it never left, and not when the server said no. A « yes » that cannot be read is one.
    """
    if not isinstance(error, TelegramError) or isinstance(error, AnsweredBadlyError):
        return True
    cause = error.__cause__
    lost = isinstance(cause, (httpx.HTTPError, httpx.InvalidURL))
    return isinstance(error, NetworkError) and lost and not isinstance(cause, NEVER_LEFT)
