"""What the tests of the staff pages ask with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import httpx

from actions.reply.reply import Status
from actions.search.manifest import FORMAT, Manifest
from bot.application import build_application
from bot.channels.origin import Origins
from bot.channels.staff.door import Door
from bot.conversation.limits import Counting
from bot.keys import Keys
from bot.services import Services
from bot.settings import Settings
from bot.store.feedback import Opinion
from bot.upkeep.status import FolderStatus
from tests.bot.test_page import Tags

WORD = "un jeton pour les essais"
ADDRESS = "http://boussole.test"
HOSTILE = '</textarea><script>alert("x")</script><img src=x onerror=alert(1)> "\'&{{ 7*7 }}'
PAGES = (
    "", "/contenu", "/questions", "/brouillon", "/brouillon.md", "/conversations", "/conversation"
)  # fmt: skip
PLACES = ["203.0.113.5", "203.0.113.6"]

Say = Callable[..., Awaitable[str]]


def client(settings: Settings, services: Services, place: str = PLACES[0]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(
        build_application(settings, services), raise_app_exceptions=False, client=(place, 1)
    )
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers={"accept": "text/html"})


async def enter(http: httpx.AsyncClient, word: str = WORD, **headers: str) -> httpx.Response:
    return await http.post("/equipe/entrer", data={"jeton": word}, headers=headers)


async def shown(http: httpx.AsyncClient, address: str) -> Tags:
    answer = await http.get(address)
    assert answer.status_code == 200, answer.text
    return Tags(answer.text)


def door(keys: Keys, now: datetime, word: str = WORD) -> Door:
    return Door(keys, word, Origins(keys, ()), Counting(), lambda: now)


def publish(settings: Settings, *pages: str) -> None:
    """Write what names the live version, as an index of these pages does."""
    version = settings.state / "index" / "1a2b3c"
    version.mkdir(parents=True)
    (version.parent / "current").write_text("1a2b3c\n", encoding="utf-8")
    at = "2026-11-20T08:05:00+00:00"
    Manifest(FORMAT, at, "bundled", "f", 384, 77, 99, dict.fromkeys(pages, "d"), {}).write(version)
    status = FolderStatus(at, "refused", "Bien plus petit <qu'avant>.", "1a2b3c", len(pages), 77)
    status.write(settings.state)


def links(page: Tags, start: str) -> list[str]:
    return [
        value for _, name, value in page.attributes if name == "href" and value.startswith(start)
    ]


async def ask_around(say: Say, services: Services) -> None:
    assert services.memory is not None
    for text in (
        "Combien coûte un visa pour le Canada ?",
        "le visa du Canada coûte combien",
        "Mon nom est [nom], combien coûte le visa du Canada ?",
        "Quel temps fait-il à Tunis ?",
    ):
        await say(text)
    answered = await say("Quand ouvre le phare ?", Status.ANSWERED)
    await services.memory.feedback.give(answered, Opinion("down", "outdated"))
