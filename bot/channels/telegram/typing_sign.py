"""« … est en train d'écrire » while the answer is made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.incoming import Incoming

AGAIN_SECONDS = 4.5  # Telegram takes the sign away after five
PATIENCE_SECONDS = 1.0  # for a sign under way, so that it does not follow the answer


@asynccontextmanager
async def typing_sign(bot: ExtBot[Any], item: Incoming) -> AsyncIterator[None]:
    """Show the sign until the block is left; that it cannot be shown matters to nobody."""
    done = asyncio.Event()
    showing = asyncio.create_task(_show(bot, item, done))
    try:
        yield
    finally:
        done.set()
        await asyncio.wait({showing}, timeout=PATIENCE_SECONDS)
        showing.cancel()


async def _show(bot: ExtBot[Any], item: Incoming, done: asyncio.Event) -> None:
    while not done.is_set():
        with suppress(TelegramError):
            await bot.send_chat_action(item.chat, ChatAction.TYPING, message_thread_id=item.thread)
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), AGAIN_SECONDS)
