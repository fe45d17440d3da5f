"""Join Telegram when it can be joined, stay joined, and say in one line why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import httpx
import structlog
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError, TimedOut

from actions.library.catalogue import catalogue
from bot.channels.telegram.client import Client
from bot.channels.telegram.errors import FloodError
from bot.channels.telegram.incoming import Identity
from bot.channels.telegram.reader import update_id
from bot.channels.telegram.updates import Updates

ALLOWED = ["message", "callback_query", "my_chat_member"]
FIRST_DELAY, LONGEST_DELAY = 1.0, 30.0
SHORTEST_POLL = 0.3  # seconds: a server that does not hold the line is not asked in a tight loop

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
        self.joined = asyncio.Event()
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
        """Find out who we are, say how updates come."""
        user = await self._bot.get_me()
        self._updates.me = Identity(user.id, user.username or "")
        self.joined.set()
        if self._webhook is None:
            await self._leave_webhook()
        else:
            await self._bot.set_webhook(
                self._webhook["url"],
                secret_token=self._webhook["secret"],
                allowed_updates=ALLOWED,
            )
        if self._said != "conflict":  # else only once something was received again
            self._tell_joined()

    async def _leave_webhook(self) -> None:
        """Ask for updates instead of having them posted; if that fails, asking will tell."""
        try:
            await self._bot.delete_webhook()
        except (BadRequest, InvalidToken) as error:
            structlog.get_logger().warning("telegram webhook kept", error=error.message)

    async def _receive(self) -> None:
        """Receive until something fails; with a webhook there is nothing to ask for."""
        if self._webhook is not None:
            self._delay = FIRST_DELAY
            await asyncio.Event().wait()
        while True:
            pause = asyncio.create_task(asyncio.sleep(SHORTEST_POLL))
            try:
                if not await self._poll():
                    await pause
            finally:
                pause.cancel()
            self._delay = FIRST_DELAY
            self._tell_joined()

    async def _poll(self) -> bool:
        """Ask once for updates, tell whether some came; they come again until they are kept."""
        try:
            updates = await self._bot.raw_updates(self._offset, ALLOWED)
        except TimedOut as error:
            if isinstance(error.__cause__, httpx.ReadTimeout):
                return False  # a silent night
            raise
        await self._updates.take(updates)
        numbers = [number for data in updates if (number := update_id(data)) is not None]
        self._offset = max(numbers) + 1 if numbers else self._offset
        return bool(numbers)

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
