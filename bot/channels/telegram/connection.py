"""Join Telegram when it can be joined, stay joined, and say in one line why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import httpx
import structlog
from telegram import BotCommand
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError, TimedOut

from actions.library.catalogue import catalogue
from bot.channels.telegram.client import Client
from bot.channels.telegram.command_line import NAMES
from bot.channels.telegram.incoming import Identity
from bot.channels.telegram.pace import FloodError
from bot.channels.telegram.updates import Updates

ALLOWED = ["message", "callback_query", "my_chat_member"]
FIRST_DELAY, LONGEST_DELAY = 1.0, 30.0

Say = Callable[[str], None]


class Connection:
    """Keep the bot joined, by polling or by a webhook."""

    def __init__(
        self,
        bot: Client,
        updates: Updates,
        say: Say,
        *,
        api: str,
        webhook: Mapping[str, str] | None,
    ) -> None:
        """Take the bot, where updates go, and what shows a line to whoever runs the service."""
        self._bot = bot
        self._updates = updates
        self._say = say
        self._api = api
        self._webhook = webhook
        self._said = ""
        self._menu_shown = False
        self._offset: int | None = None
        self._delay = FIRST_DELAY

    async def run(self) -> None:
        """Join and receive, for ever; every failure is waited out."""
        while True:
            try:
                await self._join()
                await self._receive()
            except TelegramError as error:
                await asyncio.sleep(self._wait_after(error))
            except Exception as error:  # noqa: BLE001 - the database, for one: it may come back
                structlog.get_logger().error("telegram failed", error=type(error).__name__)
                await asyncio.sleep(LONGEST_DELAY)

    async def _join(self) -> None:
        """Find out who we are, show the menu, say how updates come."""
        user = await self._bot.get_me()
        self._updates.me = Identity(user.id, user.username or "")
        await self._show_menu()
        if self._webhook is None:
            await self._bot.delete_webhook()
        else:
            await self._bot.set_webhook(
                self._webhook["url"],
                secret_token=self._webhook["secret"],
                allowed_updates=ALLOWED,
            )
        if self._said != "conflict":  # else only once something was received again
            self._tell_joined()

    async def _show_menu(self) -> None:
        """Set the commands, in French, for everybody; without them the bot works all the same."""
        if self._menu_shown:
            return
        texts = catalogue("bot.channels.telegram")
        menu = [BotCommand(name, texts.text(f"menu.{name}")) for name in NAMES]
        try:
            await self._bot.set_my_commands(menu)
            await self._bot.set_my_commands(menu, language_code="fr")
        except (BadRequest, FloodError) as error:
            structlog.get_logger().warning("telegram menu refused", error=error.message)
        self._menu_shown = True

    async def _receive(self) -> None:
        """Receive until something fails; with a webhook there is nothing to ask for."""
        if self._webhook is not None:
            self._delay = FIRST_DELAY
            await asyncio.Event().wait()
        while True:
            await self._poll()
            self._delay = FIRST_DELAY
            self._tell_joined()

    async def _poll(self) -> None:
        """Ask once for updates; they are asked for again until they are kept."""
        try:
            updates = await self._bot.raw_updates(self._offset, ALLOWED)
        except TimedOut as error:
            if isinstance(error.__cause__, httpx.ReadTimeout):
                return  # a silent night
            raise
        await self._updates.take(updates)
        numbers = [n for data in updates if isinstance(n := data.get("update_id"), int)]
        self._offset = max(numbers) + 1 if numbers else self._offset

    def _wait_after(self, error: TelegramError) -> float:
        """Say once what is wrong; return how long to wait before trying again."""
        if isinstance(error, FloodError):
            self._tell("flood", seconds=error.seconds)
            return error.seconds
        if isinstance(error, InvalidToken):
            self._tell("bad_token")
        elif isinstance(error, Conflict):
            self._tell("conflict")
        elif isinstance(error, BadRequest):
            self._tell("refused", reason=error.message)
        else:
            self._tell("unreachable", api=self._api)
        wait, self._delay = self._delay, min(self._delay * 2, LONGEST_DELAY)
        return wait

    def _tell_joined(self) -> None:
        """Say under which name people find the bot."""
        self._tell("joined", username=self._updates.me.username if self._updates.me else "")

    def _tell(self, key: str, **params: object) -> None:
        """Say a line, unless it was the last one said."""
        if key != self._said:
            self._said = key
            self._say(catalogue("bot.channels.telegram").text(f"notices.{key}", **params))
