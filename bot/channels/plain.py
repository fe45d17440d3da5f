"""/texte: the same chat as a plain form. No script, no cookie, nothing kept in the browser."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from actions.library.catalogue import catalogue
from actions.reply.reply import Status
from bot.channels.forms import Form, read_request
from bot.channels.http import CHANNEL
from bot.channels.origin import Origins
from bot.channels.problems import Problem
from bot.channels.sessions import Sessions
from bot.channels.templates import Templates
from bot.channels.transcript import Exchange, Transcript
from bot.conversation.limits import MOST_CHARACTERS
from bot.conversation.message import Message
from bot.conversation.payloads import SEALED
from bot.conversation.road import Road
from bot.conversation.turnstile import FullError
from bot.keys import Keys
from bot.store.feedback import REASONS, OpinionError, read_opinion, reason_text
from bot.store.memory import Memory

RATED = frozenset({Status.ANSWERED, Status.SUGGESTED, Status.UNANSWERABLE, Status.OUT_OF_MANDATE})


class PlainChat:
    """Show the conversation, take the next question, an opinion, the wish to be forgotten."""

    def __init__(
        self,
        road: Road,
        sessions: Sessions,
        keys: Keys,
        origins: Origins,
        memory: Memory | None,
        style: str,
    ) -> None:
        """Take the road every message goes, and what keeps a page without memory honest."""
        self._road = road
        self._sessions = sessions
        self._keys = keys
        self._origins = origins
        self._memory = memory
        self._templates = Templates()
        self._style = style

    def routes(self) -> list[Route]:
        """Return the routes of the chat without a script."""
        return [
            Route("/texte", self.start, methods=["GET"]),
            Route("/texte", self.answer, methods=["POST"]),
            Route("/texte/avis", self.opinion, methods=["POST"]),
            Route("/texte/effacer", self.erase, methods=["POST"]),
        ]

    async def start(self, _: Request) -> Response:
        """Show the empty form."""
        return self.show(Transcript(), session="")

    async def answer(self, request: Request) -> Response:
        """Answer the question of the form and show the whole conversation."""
        form = await read_request(request)
        session = self._sessions.accept(form.session)
        transcript = Transcript.unseal(self._keys, session, form.transcript)
        conversation = self._sessions.conversation(session, CHANNEL)
        origin = self._origins.of(request)
        message = Message(CHANNEL, conversation, form.question, form.payload, origin)
        outcome = await self._road.walk(message)
        shown = Exchange(_question_shown(form, transcript), outcome.turn, outcome.id)
        before = Transcript() if outcome.forgotten else transcript
        return self.show(before.add(shown), session)

    async def opinion(self, request: Request) -> Response:
        """Keep what somebody thinks of the last answer."""
        form = await read_request(request)
        session = self._sessions.accept(form.session)
        transcript = Transcript.unseal(self._keys, session, form.transcript)
        try:
            opinion = read_opinion(form.value or (form.reason and "down"), form.reason)
        except OpinionError as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"bad_{error.field}") from error
        last = transcript.exchanges[-1].id if transcript.exchanges else ""
        kept = self._memory is not None and await self._memory.feedback.give(last, opinion)
        if not kept:
            raise Problem(HTTPStatus.NOT_FOUND, "unknown_turn")
        asked = "why" if opinion.value == "down" and opinion.reason is None else "thanks"
        return self.show(transcript, session, opinion=asked, typed=form.question)

    async def erase(self, request: Request) -> Response:
        """Erase the conversation everywhere and show the receipt."""
        form = await read_request(request)
        if not form.session or not self._sessions.known(form.session) or self._memory is None:
            return self.show(Transcript(), session="", receipt=_text("nothing_kept"))
        conversation = self._sessions.conversation(form.session, CHANNEL)
        try:
            async with self._road.alone(conversation):
                receipt = await self._memory.erasure.erase(conversation)
        except FullError as error:
            raise Problem(HTTPStatus.CONFLICT, "busy") from error
        return self.show(Transcript(), session="", receipt=receipt.text)

    def show(
        self,
        transcript: Transcript,
        session: str,
        *,
        home: str = "",
        opinion: str = "",
        typed: str = "",
        receipt: str = "",
    ) -> Response:
        """Render the page; `home` is the address of the public one, which the chat takes over."""
        exchanges = transcript.exchanges
        page = self._templates.render(
            "page.html",
            exchanges=exchanges,
            transcript=transcript.seal(self._keys, session) if exchanges else "",
            session=session,
            limit=MOST_CHARACTERS,
            home=home,
            style=self._style,
            sensitive=any(one.turn.status is Status.CRISIS for one in exchanges),
            rated=bool(exchanges) and exchanges[-1].turn.status in RATED and bool(self._memory),
            reasons=[(name, reason_text(name)) for name in REASONS],
            opinion=opinion,
            typed=typed[:MOST_CHARACTERS],
            receipt=receipt,
        )
        return HTMLResponse(page, headers={"Cache-Control": "no-store"})


def _question_shown(form: Form, transcript: Transcript) -> str:
    """Return what the person said, in words: the title of a button, not what it carries."""
    if form.payload is None:
        return form.question[:MOST_CHARACTERS]
    if transcript.exchanges:
        title = transcript.exchanges[-1].title_of(form.payload)
        if title is not None:
            return title
    return "" if SEALED.fullmatch(form.payload) else form.payload[:MOST_CHARACTERS]


def _text(key: str) -> str:
    return catalogue("bot.channels").text(f"page.{key}")
