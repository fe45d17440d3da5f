"""Calls that may be made twice without harm: made again until they are heard, for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from telegram.error import BadRequest, NetworkError

from bot.channels.telegram.errors import FloodError

PATIENCE_SECONDS = 20.0
FIRST_DELAY = 0.5

T = TypeVar("T")


async def patiently(call: Callable[[], Awaitable[T]], seconds: float = PATIENCE_SECONDS) -> T:
    """Return what a call returns; the last TelegramError once patience is at an end."""
    end, delay = monotonic() + seconds, FIRST_DELAY
    while True:
        try:
            return await call()
        except BadRequest:
            raise  # the same words get the same no
        except (FloodError, NetworkError) as error:
            wait = error.seconds if isinstance(error, FloodError) else delay
            delay = delay if isinstance(error, FloodError) else delay * 2
            if monotonic() + wait > end:
                raise
        await asyncio.sleep(wait)
