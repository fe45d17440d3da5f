"""The history of a conversation, its erasure, and feedback: what programs ask beside the chat."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.body import read_body
from bot.channels.http import CHANNEL
from bot.channels.problems import Problem
from bot.channels.sessions import Sessions
from bot.channels.web_turn import web_turn
from bot.conversation.road import Road
from bot.conversation.turnstile import FullError
from bot.keys import Keys
from bot.privacy.reference import open_reference
from bot.store.feedback import OpinionError, read_opinion
from bot.store.history import Exchange
from bot.store.memory import Memory

MOST_BYTES = 8 * 1024
LONGEST_TURN = 32
HEADERS = {"Cache-Control": "no-store", "Content-Language": "fr"}


class ConversationApi:
    """Give back, erase, take opinions."""

    def __init__(self, memory: Memory, road: Road, sessions: Sessions, keys: Keys) -> None:
        """Take what remembers, and what knows whose conversation it is."""
        self._memory = memory
        self._road = road
        self._sessions = sessions
        self._keys = keys

    def routes(self) -> list[Route]:
        """Return the routes of this channel."""
        return [
            Route("/api/conversations/{session}", self.history, methods=["GET"]),
            Route("/api/conversations/{session}", self.erase, methods=["DELETE"]),
            Route("/api/feedback", self.feedback, methods=["POST"]),
        ]

    async def history(self, request: Request) -> Response:
        """Return what was said in a conversation."""
        session = request.path_params["session"]
        exchanges = await self._memory.history.of(self._of_session(session))
        messages = [message for exchange in exchanges for message in to_messages(exchange)]
        return JSONResponse({"session": session, "messages": messages}, headers=HEADERS)

    async def erase(self, request: Request) -> Response:
        """Erase a conversation everywhere and return the receipt."""
        given = request.path_params["session"]
        conversation = open_reference(self._keys, given) or self._of_session(given)
        try:
            async with self._road.alone(conversation):
                receipt = await self._memory.erasure.erase(conversation)
        except FullError as error:
            raise Problem(HTTPStatus.CONFLICT, "busy") from error
        return JSONResponse(receipt.to_dict(), headers=HEADERS)

    async def feedback(self, request: Request) -> Response:
        """Take the opinion on a turn."""
        data = _read_object(await read_body(request, MOST_BYTES))
        turn = data.get("turn")
        if not isinstance(turn, str) or not 0 < len(turn) <= LONGEST_TURN:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_turn")
        try:
            opinion = read_opinion(data.get("value"), data.get("reason"))
        except OpinionError as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"bad_{error.field}") from error
        if not await self._memory.feedback.give(turn, opinion):
            raise Problem(HTTPStatus.NOT_FOUND, "unknown_turn")
        shown = {"turn": turn, "value": opinion.value, "reason": opinion.reason_text}
        return JSONResponse(shown, headers=HEADERS)

    def _of_session(self, session: str) -> str:
        """Return the conversation of a session made here; Problem for any other."""
        if not self._sessions.known(session):
            raise Problem(HTTPStatus.NOT_FOUND, "unknown_session")
        return self._sessions.conversation(session, CHANNEL)


def to_messages(exchange: Exchange) -> list[dict[str, Any]]:
    """Return what was said, empty where it must not be kept, then what was answered."""
    at = exchange.at.isoformat(timespec="seconds")
    turn = {**web_turn(exchange.turn), "turn": exchange.id}
    return [
        {"role": "person", "text": exchange.question or "", "at": at},
        {"role": "assistant", "turn": turn, "at": at},
    ]


def _read_object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad_json") from error
    if not isinstance(data, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "bad_json")
    return data
