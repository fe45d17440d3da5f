"""A whole application without heavy parts: the answerer and the dialogue are small and real."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.reply.reply import Button, Card, Reply, Source, Status, Turn
from bot.application import build_application
from bot.conversation.dialogue_client import DialogueClient
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.store.database import Database

TOKEN = "a-token-for-tests"

ANSWER = Turn(
    Status.ANSWERED,
    (
        Reply(
            "L'OIM compte **175** États membres.",
            (Source("Qui sommes-nous", "https://example.org/fr", None, date(2026, 11, 20)),),
            Card("contact", {"name": "Bureau d'essai", "phone": "+33199000000"}),
            (Button("Géorgie", '/set_country{"country": "GE"}'), Button("Autre", "Autre question")),
        ),
    ),
    0.9,
)


class Answers:
    """Answer every question the same way, remembering it."""

    def __init__(self, turn: Turn = ANSWER) -> None:
        self.turn = turn
        self.asked: list[str] = []

    def answer(self, question: str) -> Turn:
        self.asked.append(question)
        return self.turn


@dataclass
class DialogueStub:
    """The dialogue server's channel: what it was sent, and what it says next."""

    says: Any = field(default_factory=lambda: [{"custom": ANSWER.to_dict()}])
    status: int = 200
    delay: float = 0.0
    got: list[dict[str, Any]] = field(default_factory=list)
    forgot: list[str] = field(default_factory=list)
    url: str = ""

    async def forget(self, request: Request) -> Response:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        self.forgot.append(request.path_params["sender"])
        return JSONResponse({"known": True}, self.status)

    async def webhook(self, request: Request) -> Response:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        self.got.append(await request.json())
        if self.delay:
            time.sleep(self.delay)  # noqa: ASYNC251 - the stub has nothing else to do
        return JSONResponse(self.says, self.status)

    def application(self) -> Starlette:
        async def ready(_: Request) -> Response:
            return JSONResponse({"ready": True})

        return Starlette(
            routes=[
                Route("/webhooks/boussole/", ready),
                Route("/webhooks/boussole/webhook", self.webhook, methods=["POST"]),
                Route("/webhooks/boussole/conversations/{sender}", self.forget, methods=["DELETE"]),
            ]
        )


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application on a free port of loopback, in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys.of_state(tmp_path)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    monkeypatch.setenv("BOUSSOLE_ALLOWED_ORIGINS", "https://site.example.org")
    return Settings.load()


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def dialogue() -> Iterator[DialogueStub]:
    stub = DialogueStub()
    with serving(stub.application()) as url:
        stub.url = url
        yield stub


@pytest.fixture
async def services(
    keys: Keys, settings: Settings, answers: Answers, dialogue: DialogueStub
) -> AsyncIterator[Services]:
    metrics = Metrics()
    client = DialogueClient(dialogue.url, TOKEN, metrics)
    database = Database.open(settings)
    made = assemble(keys, answers, client, metrics, database=database)
    yield made
    await made.close()


@pytest.fixture
async def http(settings: Settings, services: Services) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(
        build_application(settings, services), raise_app_exceptions=False
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://boussole.test") as client:
        yield client


async def chat(http: httpx.AsyncClient, message: str, session: str | None = None) -> dict[str, Any]:
    answer = await http.post("/api/chat", json={"message": message, "session": session})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
