"""The public page, the pages that say how things are done here, and errors as pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.headers import HEADERS
from bot.channels.plain import PlainChat
from bot.channels.problems import describe, problem_document
from bot.channels.templates import Templates
from bot.channels.transcript import Transcript

ABOUT = {"/confidentialite": "about_privacy", "/accessibilite": "about_accessibility"}

Handler = Callable[[Request, Exception], Awaitable[Response]]


class Page:
    """Show what the public sees first."""

    def __init__(self, plain: PlainChat, style: str) -> None:
        """Take the chat without a script, which the page shows until the other one runs."""
        self._plain = plain
        self._templates = Templates()
        self._style = style

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        about = [Route(path, self.about, methods=["GET"]) for path in ABOUT]
        return [Route("/", self.start, methods=["GET"]), *about, *self._plain.routes()]

    def error_handlers(self) -> Mapping[Any, Handler]:
        """Return what answers errors: a page for people, a problem document for programs."""
        return {HTTPException: self._error, Exception: self._error}

    async def start(self, request: Request) -> Response:
        """Show the page as a visitor finds it: the form, which the chat replaces where it runs."""
        home = str(request.base_url).rstrip("/")
        return self._plain.show(Transcript(), session="", home=home)

    async def about(self, request: Request) -> Response:
        """Show one of the pages that say how things are done here."""
        page = self._templates.render("about.html", name=ABOUT[request.url.path], style=self._style)
        return HTMLResponse(page, headers={"Cache-Control": "no-store"})

    async def _error(self, request: Request, error: Exception) -> Response:
        """Answer a browser with a page, anything else with a problem document."""
        if "text/html" not in request.headers.get("accept", ""):
            return await problem_document(request, error)
        status, title, detail = describe(error)
        kept = dict(getattr(error, "headers", None) or {})
        page = self._templates.render("error.html", title=title, detail=detail, style=self._style)
        return HTMLResponse(page, status, {**HEADERS, **kept})
