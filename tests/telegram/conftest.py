"""The whole channel over a Bot API server on loopback, with a small real dialogue and answerer."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from datetime import date
from pathlib import Path

import pytest

from actions.search.passage import Passage
from bot.channels.telegram import connection, sender
from bot.channels.telegram.channel import Telegram
from bot.conversation.dialogue_client import DialogueClient
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.store.database import FILE, Database
from tests.bot.conftest import TOKEN as DIALOGUE_TOKEN
from tests.bot.conftest import Answers, DialogueStub, serving
from tests.telegram.api import TOKEN, Api

SECRET = "a-secret_of_tests"


class World:
    """One installation and the Bot API server it speaks to; it can be stopped and started."""

    def __init__(self, api: Api, settings: Settings, dialogue: DialogueStub) -> None:
        self.api = api
        self.settings = settings
        self.dialogue = dialogue
        self.said: list[str] = []
        self.services: Services | None = None

    @asynccontextmanager
    async def running(self, token: str = TOKEN) -> AsyncIterator[Telegram]:
        metrics = Metrics()
        keys = Keys.of_state(self.settings.state)
        client = DialogueClient(self.dialogue.url, DIALOGUE_TOKEN, metrics)
        self.services = assemble(
            keys,
            Answers(),
            client,
            metrics,
            database=Database.open(self.settings),
            passages=lambda: PASSAGES,
        )
        assert self.services.memory is not None
        telegram = Telegram(
            self.settings, token, self.services.road, keys, self.services.memory, self.said.append
        )
        try:
            async with telegram.running():
                yield telegram
        finally:
            await self.services.close()

    def waits(self) -> int:
        """Count what the inbox still holds."""
        with closing(sqlite3.connect(self.settings.state / FILE)) as connection:
            return int(connection.execute(COUNT).fetchone()[0])


COUNT = "SELECT count(*) FROM telegram_inbox"


def passage(kind: str, title: str, published: date | None = None, **more: object) -> Passage:
    values: dict[str, object] = {
        "path": f"{kind}/{title}.md", "kind": kind, "title": title,
        "url": f"https://example.org/{kind}", "published": published, "verified": None,
        "countries": (), "facts": (), "headings": (title,), "anchor": None, "blocks": (title,),
    }  # fmt: skip
    return Passage(**(values | more))  # type: ignore[arg-type]


PASSAGES = [
    passage("actualite", "Ancienne nouvelle", date(2019, 5, 1)),
    passage("actualite", "Nouvelle récente", date(2026, 10, 2)),
    passage("actualite", "Nouvelle sans date"),
    passage("programme", "Retour volontaire depuis le Maroc"),
    passage("programme", "Évaluations de santé"),
    *(
        passage("contact", f"Contact : OIM {code}", countries=(code,))
        for code in ("SN", "ML", "GE", "MA")
    ),
]


async def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait for something to be true; fail when it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        await asyncio.sleep(0.02)


@pytest.fixture
def api() -> Iterator[Api]:
    server = Api()
    with serving(server.application()) as url:
        server.url = url
        yield server


@pytest.fixture
def dialogue() -> Iterator[DialogueStub]:
    stub = DialogueStub()
    with serving(stub.application()) as url:
        stub.url = url
        yield stub


@pytest.fixture
def settings(api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    monkeypatch.setenv("BOUSSOLE_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("BOUSSOLE_TELEGRAM_API", api.url)
    return Settings.load()


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between attempts than the service does."""
    monkeypatch.setattr(connection, "FIRST_DELAY", 0.05)
    monkeypatch.setattr(connection, "LONGEST_DELAY", 0.2)
    monkeypatch.setattr(sender, "FIRST_DELAY", 0.05)


@pytest.fixture
def world(api: Api, settings: Settings, dialogue: DialogueStub) -> World:
    return World(api, settings, dialogue)
