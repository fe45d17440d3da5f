"""Erase one conversation, by the reference its person was given or by its session."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from bot.channels.http import CHANNEL
from bot.channels.sessions import Sessions
from bot.channels.talk import address_of
from bot.errors import ServiceError
from bot.keys import Keys
from bot.privacy.reference import REFERENCE, seal_reference
from bot.settings import Settings
from bot.store.database import Database
from bot.store.memory import Memory

TIMEOUT = httpx.Timeout(60.0, connect=1.0)


@dataclass(frozen=True, slots=True)
class Done:
    """What the person at the terminal is told."""

    text: str
    erased: bool


async def erase_conversation(settings: Settings, given: str) -> Done:
    """Have the running service erase; when none runs, erase the database: nothing else is left."""
    keys = Keys.of_state(settings.state)
    conversation = _conversation(keys, given.strip())
    path = f"{address_of(settings)}/api/conversations/{seal_reference(keys, conversation)}"
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
        try:
            answer = await client.delete(path)
            if answer.is_success:
                return Done(answer.json()["text"], bool(answer.json()["erased"]))
        except httpx.ConnectError:
            return await _alone(settings, conversation)
        except (httpx.HTTPError, ValueError, KeyError):
            pass
    raise ServiceError("erase_failed", address=address_of(settings))


async def _alone(settings: Settings, conversation: str) -> Done:
    memory = Memory(Database.open(settings))
    try:
        receipt = await memory.erasure.erase(conversation)
    finally:
        memory.close()
    return Done(receipt.text, not receipt.left)


def _conversation(keys: Keys, given: str) -> str:
    """Return the conversation of a session or of a reference."""
    sessions = Sessions(keys)
    if sessions.known(given):
        return sessions.conversation(given, CHANNEL)
    if REFERENCE.fullmatch(given):
        return given
    raise ServiceError("erase_unknown")
