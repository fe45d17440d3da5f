"""A folder, the staff pages over it, and people who ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from actions.reply.reply import Reply, Source, Status, Turn
from bot.services import Services
from bot.settings import Settings
from bot.store.history import Exchange
from tests.bot.staff.site import (
    WORD,
    Say,
    client,
    enter,
)
from tests.bot.upkeep.conftest import Folder


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    (tmp_path / "knowledge").mkdir()
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("BOUSSOLE_KNOWLEDGE", str(tmp_path / "knowledge"))
    monkeypatch.setenv("BOUSSOLE_STAFF_TOKEN", WORD)
    return Settings.load()


@pytest.fixture
def folder(settings: Settings) -> Folder:
    """Return a folder with a good page, one that expires, a broken one and a hotline."""
    made = Folder(settings.knowledge)
    soon = date.today() + timedelta(days=9)
    made.page("phare", "Le phare ouvre à 9 heures.", url="https://example.org/fr/phare")
    made.page("marche", "Le marché a lieu le lundi.", expires=soon.isoformat())
    made.text(
        "faq/abime.md", "---\ntitle: Abîmé\nkind: faq\npublished: 2026-13-01\n---\n\nTexte.\n"
    )
    made.text("urgences/a.yml", "- {name: Alpha, country: FR, phone: 01 99 00 11 11}\n")
    return made


@pytest.fixture
async def http(
    settings: Settings, services: Services, folder: Folder
) -> AsyncIterator[httpx.AsyncClient]:
    async with client(settings, services) as made:
        yield made


@pytest.fixture
async def inside(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """Return somebody who has come in."""
    answer = await enter(http)
    assert answer.status_code == 303
    return http


@pytest.fixture
def say(services: Services) -> Say:
    """Return what puts a turn into the memory and gives its id."""
    memory, count = services.memory, iter(range(1000))
    assert memory is not None

    async def put(text: str, status: Status = Status.UNANSWERABLE) -> str:
        name = f"turn-{next(count)}"
        sources = (Source("Phare", "https://example.org/fr/phare"),)
        turn = Turn(status, (Reply("…", sources if status is Status.ANSWERED else ()),))
        at = datetime.now(UTC)
        await memory.history.add(Exchange(name, f"raw-{name}", "web", at, turn, text))
        return name

    return put
