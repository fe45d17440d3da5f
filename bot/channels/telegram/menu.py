"""The menu of the commands, in French, for everybody."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import ExtBot

from actions.library.catalogue import catalogue
from bot.channels.telegram.command_line import NAMES
from bot.channels.telegram.patience import patiently

LANGUAGES = (None, "fr")
AGAIN_SECONDS = 300.0


async def show_menu(bot: ExtBot[Any]) -> None:
    """Set the menu, however long Telegram refuses it: people are answered without it."""
    texts = catalogue("bot.channels.telegram")
    menu = [BotCommand(name, texts.text(f"menu.{name}")) for name in NAMES]
    for language in LANGUAGES:
        while True:
            if await _set(bot, menu, language):
                break
            await asyncio.sleep(AGAIN_SECONDS)


async def _set(bot: ExtBot[Any], menu: list[BotCommand], language: str | None) -> bool:
    """Set the menu of one language; tell whether Telegram took it."""
    try:
        await patiently(lambda: bot.set_my_commands(menu, language_code=language))
    except TelegramError as error:
        structlog.get_logger().warning("telegram menu refused", error=error.message)
        return False
    return True
