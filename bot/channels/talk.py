"""Two ways from the terminal to the road: through the running service, or alone."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import httpx

from actions.reply.reply import Turn
from bot.conversation.message import Message
from bot.errors import ServiceError
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings

TIMEOUT = httpx.Timeout(30.0, connect=1.0)
CHANNEL = "terminal"


class Talk(Protocol):
    """A conversation somebody can have."""

    @property
    def whole(self) -> bool:
        """Tell whether the dialogue takes part."""

    def send(self, text: str) -> Turn:
        """Return the turn for what was typed, or for the payload of a button."""


class ServedTalk:
    """Talk through the running service."""

    whole = True

    def __init__(self, client: httpx.Client) -> None:
        """Keep the connection; the service makes the session."""
        self._client = client
        self._session: str | None = None

    def send(self, text: str) -> Turn:
        """Post what was typed."""
        try:
            body = {"message": text, "session": self._session}
            answer = self._client.post("/api/chat", json=body).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise ServiceError("no_server", address=self._client.base_url) from error
        self._session = answer["session"]
        return Turn.from_dict(answer)


class LoneTalk:
    """Walk the same road in this process: the index answers, without the dialogue."""

    whole = False

    def __init__(self, services: Services, runner: asyncio.Runner) -> None:
        """Begin a conversation of its own."""
        self._services = services
        self._runner = runner
        self._conversation = services.keys.conversation(CHANNEL, secrets.token_hex())

    def send(self, text: str) -> Turn:
        """Walk the road."""
        message = Message(CHANNEL, self._conversation, text)
        return self._runner.run(self._services.road.walk(message)).turn


@contextmanager
def open_talk(settings: Settings) -> Iterator[Talk]:
    """Talk through the service if it runs, else alone."""
    with httpx.Client(base_url=address_of(settings), timeout=TIMEOUT, trust_env=False) as client:
        if _runs(client):
            yield ServedTalk(client)
            return
    with asyncio.Runner() as runner:
        yield LoneTalk(_lone_services(settings), runner)


def address_of(settings: Settings) -> str:
    """Return where the service of these settings is reached from this machine."""
    return f"http://{_bracketed(settings.host)}:{settings.port}"


def _runs(client: httpx.Client) -> bool:
    try:
        return bool(client.get("/healthz").json() == {"status": "ok"})
    except (httpx.HTTPError, ValueError):
        return False


def _lone_services(settings: Settings) -> Services:
    from bot.content import open_answerer  # loads the embedding model

    answerer = open_answerer(settings)
    keys = Keys.of_state(settings.state)
    return assemble(keys, answerer, None, Metrics(), knowledge=settings.knowledge)


def _bracketed(host: str) -> str:
    """Return a host as it stands in an address; any address of this machine becomes loopback."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
    return f"[{host}]" if ":" in host else host
