"""Where words of a conversation may be, and how each place forgets them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Connection, delete

from bot.conversation.dialogue_client import DialogueClient
from bot.safety.danger.waiting import Waiting
from bot.store.database import Database
from bot.store.scrub import scrub
from bot.store.tables import FEEDBACK, TURNS


class ForgetError(Exception):
    """A place could not forget now; it is tried again."""


class Place(Protocol):
    """Somewhere words may be; `name` is the key of its text in a receipt."""

    name: str

    async def forget(self, conversation: str) -> int:
        """Forget a conversation; return how much was there. ForgetError when it cannot be done."""


class KeptRows:
    """The rows of the database, and the pages of the disk they were on."""

    name = "messages"

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    async def forget(self, conversation: str) -> int:
        """Delete the rows, then what is left of them on disk; feedback goes with its turn."""
        count = await self._database.writing(lambda c: _delete(c, conversation))
        if not await asyncio.to_thread(scrub, self._database):
            raise ForgetError
        return count


class DialogueMemory:
    """The dialogue server's own memory of the conversation."""

    name = "dialogue"

    def __init__(self, client: DialogueClient) -> None:
        """Keep the connection."""
        self._client = client

    async def forget(self, conversation: str) -> int:
        """Ask the dialogue server to forget."""
        if not await self._client.forget(conversation):
            raise ForgetError
        return 1


class Caches:
    """Texts held in memory to answer faster: small, without owner, so all of them go."""

    name = "caches"

    def __init__(self, clear: Callable[[], None]) -> None:
        """Take what empties them."""
        self._clear = clear

    async def forget(self, conversation: str) -> int:  # noqa: ARG002 - they know no conversation
        """Empty them."""
        self._clear()
        return 0


class Waited:
    """The danger a country was asked for: a label and an hour."""

    name = "waiting"

    def __init__(self, waiting: Waiting) -> None:
        """Keep what waits."""
        self._waiting = waiting

    async def forget(self, conversation: str) -> int:
        """Stop waiting."""
        return await self._waiting.forget(conversation)


def _delete(connection: Connection, conversation: str) -> int:
    connection.execute(delete(FEEDBACK).where(FEEDBACK.c.conversation == conversation))
    return connection.execute(delete(TURNS).where(TURNS.c.conversation == conversation)).rowcount
