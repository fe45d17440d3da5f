"""The public page and the same chat as a plain form: no script, no cookie, nothing stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.assets import Assets
from bot.channels.body import read_body
from bot.channels.headers import HEADERS
from bot.channels.http import CHANNEL
from bot.channels.origin import Origins
from bot.channels.problems import Problem, describe, problem_document
from bot.channels.sessions import Sessions
from bot.channels.templates import Templates
from bot.channels.transcript import Exchange, Transcript
from bot.conversation.limits import MOST_CHARACTERS
from bot.conversation.message import Message
from bot.conversation.payloads import SEALED
from bot.conversation.road import Road
from bot.keys import Keys

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 16

Handler = Callable[[Request, Exception], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of the page sends."""

    question: str
    payload: str | None
    session: str | None
    transcript: str


class Page:
    """Show the conversation, take the next question."""

    def __init__(
        self, road: Road, sessions: Sessions, keys: Keys, assets: Assets, origins: Origins
    ) -> None:
        """Take the road every message goes, and what keeps a page without memory honest."""
        self._road = road
        self._sessions = sessions
        self._keys = keys
        self._origins = origins
        self._templates = Templates()
        self._style = assets.address("/page.css")

    def routes(self) -> list[Route]:
        """Return the routes of the page."""
        return [
            Route("/", self.start, methods=["GET"]),
            Route("/texte", self.plain, methods=["GET"]),
            Route("/confidentialite", self.about, methods=["GET"]),
            Route("/accessibilite", self.about, methods=["GET"]),
            Route("/texte", self.answer, methods=["POST"]),
        ]

    def error_handlers(self) -> Mapping[Any, Handler]:
        """Return what answers errors: a page for people, a problem document for programs."""
        return {HTTPException: self._error, Exception: self._error}

    async def start(self, request: Request) -> Response:
        """Show the page as a visitor finds it: the form, which the chat replaces where it runs."""
        return self._show(Transcript(), session="", home=str(request.base_url).rstrip("/"))

    async def plain(self, _: Request) -> Response:
        """Show the conversation without a script."""
        return self._show(Transcript(), session="")

    async def about(self, request: Request) -> Response:
        """Show one of the pages that say how things are done here."""
        name = "about_privacy" if request.url.path == "/confidentialite" else "about_accessibility"
        return HTMLResponse(
            self._templates.render("about.html", name=name, style=self._style),
            headers={"Cache-Control": "no-store"},
        )

    async def answer(self, request: Request) -> Response:
        """Answer the question of the form and show the whole conversation."""
        form = read_form(request.headers.get("content-type", ""), await read_body(request))
        session = self._sessions.accept(form.session)
        transcript = Transcript.unseal(self._keys, session, form.transcript)
        conversation = self._sessions.conversation(session, CHANNEL)
        origin = self._origins.of(request)
        message = Message(CHANNEL, conversation, form.question, form.payload, origin)
        outcome = await self._road.walk(message)
        shown = Exchange(_question_shown(form, transcript), outcome.turn)
        before = Transcript() if outcome.forgotten else transcript
        return self._show(before.add(shown), session)

    def _show(self, transcript: Transcript, session: str, home: str = "") -> Response:
        """Render the page."""
        sealed = transcript.seal(self._keys, session) if transcript.exchanges else ""
        return HTMLResponse(
            self._templates.render(
                "page.html",
                exchanges=transcript.exchanges,
                transcript=sealed,
                session=session,
                limit=MOST_CHARACTERS,
                home=home,
                style=self._style,
            ),
            headers={"Cache-Control": "no-store"},
        )

    async def _error(self, request: Request, error: Exception) -> Response:
        """Answer a browser with a page, anything else with a problem document."""
        if "text/html" not in request.headers.get("accept", ""):
            return await problem_document(request, error)
        status, title, detail = describe(error)
        kept = dict(getattr(error, "headers", None) or {})
        page = self._templates.render("error.html", title=title, detail=detail, style=self._style)
        return HTMLResponse(page, status, {**HEADERS, **kept})


def read_form(media_type: str, body: bytes) -> Form:
    """Read the form; Problem says when it is none."""
    if media_type.partition(";")[0].strip().lower() != FORM:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "bad_form")
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad_form") from error
    last = {name: values[-1] for name, values in fields.items()}
    return Form(
        question=last.get("message", ""),
        payload=last.get("payload"),
        session=last.get("session"),
        transcript=last.get("transcript", ""),
    )


def _question_shown(form: Form, transcript: Transcript) -> str:
    """Return what the person said, in words: the title of a button, not what it carries."""
    if form.payload is None:
        return form.question[:MOST_CHARACTERS]
    if transcript.exchanges:
        title = transcript.exchanges[-1].title_of(form.payload)
        if title is not None:
            return title
    return "" if SEALED.fullmatch(form.payload) else form.payload[:MOST_CHARACTERS]
