"""The Telegram channel, put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from socket import gethostname
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import Route

from bot.channels.telegram.answering import Answering, Tools
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.client import make_client
from bot.channels.telegram.connection import Connection, Say
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.inbox import LEASE_SECONDS, Inbox
from bot.channels.telegram.menu import show_menu
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.places import KeptByTelegram
from bot.channels.telegram.queues import Queues
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.updates import Updates
from bot.channels.telegram.webhook import PATH, Webhook
from bot.conversation.road import Road
from bot.keys import Keys
from bot.settings import Settings
from bot.store.database import Database
from bot.store.memory import Memory

API = "https://api.telegram.org"
GRACE_SECONDS = 2.0  # for what is under way when the service stops
LEAVING_SECONDS = 4.0  # for the fate of messages that have left
PRUNE_SECONDS = 3600.0


class Telegram:
    """Receive and answer for as long as the service runs."""

    def __init__(self, settings: Settings, token: str, road: Road, keys: Keys, memory: Memory,
                 say: Say) -> None:  # fmt: skip
        """Join the parts; nothing is sent yet."""
        api = (settings.telegram_api or API).rstrip("/")
        self._pace = Pace()
        self._bot = make_client(token, api, self._pace)
        self._inbox = Inbox(memory.database, _machine(settings, memory.database))
        self._buttons = Buttons(memory.database)
        memory.erasure.add(KeptByTelegram(self._buttons))
        deliver = Delivery(self._inbox, Sender(self._bot))
        tools = Tools(self._bot, road, keys, memory, self._inbox, self._buttons, deliver)
        answering = Answering(tools)
        queues = Queues(answering.serve, answering.give_up)
        self._updates = Updates(self._inbox, queues, answering.acknowledge)
        secret = _secret(settings, keys)
        self._webhook = Webhook(self._updates, secret)
        url = webhook_url(settings.telegram_webhook_url)
        how = {"url": url, "secret": secret} if url else None
        self._connection = Connection(self._bot, self._updates, say, api=api, webhook=how)

    def routes(self) -> list[Route]:
        """Return the routes of this channel."""
        return self._webhook.routes()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Receive and answer; on leaving, what is under way ends and the rest is kept."""
        await self._updates.resume()
        works = (self._connection.run(), self._menu(), self._resume(), self._prune())
        tasks = [asyncio.create_task(work) for work in works]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task
            await self._updates.close(GRACE_SECONDS)
            await self._pace.settle(LEAVING_SECONDS)
            await self._bot.close_connections()

    async def _menu(self) -> None:
        """Show the menu once Telegram is joined."""
        await self._connection.joined.wait()
        await show_menu(self._bot)

    async def _resume(self) -> None:
        """Take up, now and then, what machines left that died."""
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            try:
                await self._updates.resume()
            except SQLAlchemyError as error:
                structlog.get_logger().error("telegram resuming failed", error=type(error).__name__)

    async def _prune(self) -> None:
        """Forget, now and then, what can no longer be of use."""
        while True:
            try:
                await self._inbox.prune()
                await self._buttons.prune()
            except SQLAlchemyError as error:
                structlog.get_logger().error("telegram pruning failed", error=type(error).__name__)
            await asyncio.sleep(PRUNE_SECONDS)


def webhook_url(given: str | None) -> str | None:
    """Return the address Telegram posts to: ours, unless another path was chosen."""
    if not given:
        return None
    return given if urlsplit(given).path.strip("/") else f"{given.rstrip('/')}{PATH}"


def _machine(settings: Settings, database: Database) -> str:
    """Return a name that stays the same over restarts and that no other machine has."""
    if database.is_sqlite:
        return ""  # the database is this machine's own
    return sha256(f"{gethostname()}:{settings.state}".encode()).hexdigest()[:32]


def _secret(settings: Settings, keys: Keys) -> str:
    """Return the secret of the webhook; one of our own where none was chosen."""
    if settings.telegram_secret is not None:
        return settings.telegram_secret.get_secret_value()
    return keys.tag("telegram-webhook")
