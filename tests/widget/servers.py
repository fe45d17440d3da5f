"""The real application over a scripted dialogue, and the sites of others that embed its widget."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.application import build_application
from bot.conversation.dialogue_client import DialogueClient
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.store.database import Database
from tests.bot.conftest import TOKEN, Answers, DialogueStub, serving
from tests.widget.turns import turn_for

STAFF_TOKEN = "un jeton pour les essais"


class ScriptedDialogue(DialogueStub):
    """A dialogue server that says one turn or another by the words of the message."""

    thinking = False

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Give no answer meanwhile."""
        self.thinking = True
        try:
            yield
        finally:
            self.thinking = False

    async def webhook(self, request: Request) -> Response:
        said: dict[str, Any] = await request.json()
        self.got.append(said)
        while self.thinking:  # noqa: ASYNC110 - the test is in another thread
            await asyncio.sleep(0.01)
        return JSONResponse([{"custom": turn_for(said["message"]).to_dict()}])

    def asked(self, word: str) -> int:
        """Return how often a message with this word arrived."""
        return sum(word in said["message"] for said in self.got)


class HostSite:
    """Somebody's site: whatever HTML is put under a path, with the policy it wants."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        self.url = ""

    def put(self, path: str, html: str, policy: str = "") -> str:
        """Publish a page; return its address."""
        headers = {"Content-Security-Policy": policy} if policy else {}
        self.pages[path] = (html, headers)
        return f"{self.url}/{path}"

    def application(self) -> Starlette:
        async def show(request: Request) -> Response:
            html, headers = self.pages.get(request.path_params["path"], ("", {}))
            return HTMLResponse(html, headers=headers)

        return Starlette(routes=[Route("/{path:path}", show)])


@dataclass(frozen=True)
class Site:
    """Everything a test needs to know about the servers."""

    url: str
    dialogue: ScriptedDialogue
    services: Services
    host: HostSite
    stranger: HostSite
    """A site that is not named in BOUSSOLE_ALLOWED_ORIGINS."""


@contextmanager
def running(state: Path) -> Iterator[Site]:
    """Serve the application and two sites."""
    dialogue, host, stranger = ScriptedDialogue(), HostSite(), HostSite()
    with ExitStack() as stack:
        for other in (dialogue, host, stranger):
            other.url = stack.enter_context(serving(other.application()))
        settings = Settings(
            state=state, allowed_origins=(host.url,), staff_token=SecretStr(STAFF_TOKEN)
        )
        metrics = Metrics()
        client = DialogueClient(dialogue.url, TOKEN, metrics)
        database = Database.open(settings)
        services = assemble(Keys.of_state(state), Answers(), client, metrics, database=database)
        url = stack.enter_context(serving(build_application(settings, services)))
        yield Site(url, dialogue, services, host, stranger)
