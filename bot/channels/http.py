"""POST /api/chat: the interface every program uses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.body import read_body
from bot.channels.idempotency import HEADER, Answered, read_key
from bot.channels.origin import Origins
from bot.channels.problems import Problem
from bot.channels.sessions import Sessions
from bot.channels.web_turn import web_turn
from bot.conversation.message import Message
from bot.conversation.road import Road

CHANNEL = "web"  # the page and the interface share conversations


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """The body of a chat request."""

    message: str
    session: str | None


class ChatApi:
    """Answer chat requests."""

    name = "answers"  # as a place that can be made to forget

    def __init__(self, road: Road, sessions: Sessions, origins: Origins) -> None:
        """Take the road every message goes, the keeper of sessions, and who names addresses."""
        self._origins = origins
        self._road = road
        self._sessions = sessions
        self._answered = Answered()

    def routes(self) -> list[Route]:
        """Return the routes of this channel."""
        return [Route("/api/chat", self.chat, methods=["POST"])]

    async def chat(self, request: Request) -> Response:
        """Answer one message; the same one sent again gets the same answer."""
        asked = read_request(await read_body(request))
        origin = self._origins.of(request)
        key = read_key(request.headers.get(HEADER))
        if key is None:
            answer = await self._answer(asked, origin)
        else:
            name = (
                key,
                asked.session or "",
                sha256(asked.message.encode("utf-8", "surrogatepass")).hexdigest(),
            )
            answer = await self._answered.once(name, lambda: self._answer(asked, origin))
        return JSONResponse(answer, headers={"Cache-Control": "no-store", "Content-Language": "fr"})

    async def forget(self, conversation: str) -> int:
        """Drop the answers of a conversation that are kept to be given again."""
        return self._answered.forget(
            lambda session: self._sessions.conversation(session, CHANNEL) == conversation
        )

    async def _answer(self, asked: ChatRequest, origin: str | None) -> dict[str, Any]:
        """Walk the road."""
        session = self._sessions.accept(asked.session)
        conversation = self._sessions.conversation(session, CHANNEL)
        message = Message(CHANNEL, conversation, asked.message, origin=origin)
        outcome = await self._road.walk(message)
        return {"session": session, **web_turn(outcome.turn), "turn": outcome.id}


def read_request(body: bytes) -> ChatRequest:
    """Read the body of a chat request; Problem says what is wrong with it."""
    data = _read_json(body)
    if not isinstance(data, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "bad_json")
    message, session = data.get("message"), data.get("session")
    if not isinstance(message, str):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_message")
    if session is not None and not isinstance(session, str):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_session")
    return ChatRequest(message, session)


def _read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad_json") from error
