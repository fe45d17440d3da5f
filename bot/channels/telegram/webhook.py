"""POST /telegram/webhook: keep the update, answer 200 at once."""

from __future__ import annotations

import hmac
import json
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.body import read_body
from bot.channels.problems import Problem
from bot.channels.telegram.reader import UnknownSelfError, update_id
from bot.channels.telegram.updates import Updates

PATH = "/telegram/webhook"
HEADER = "x-telegram-bot-api-secret-token"
MOST_BYTES = 1024 * 1024


class Webhook:
    """Take updates that Telegram posts."""

    def __init__(self, updates: Updates, secret: str) -> None:
        """Take where updates go, and the secret that only Telegram was told."""
        self._updates = updates
        self._secret = secret.encode()

    def routes(self) -> list[Route]:
        """Return the route of the webhook."""
        return [Route(PATH, self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """Keep one update; it is answered later. Telegram sends again what it got no 200 for."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            raise Problem(HTTPStatus.FORBIDDEN, "other")
        try:
            data = json.loads(await read_body(request, MOST_BYTES))
        except (ValueError, RecursionError) as error:
            raise Problem(HTTPStatus.BAD_REQUEST, "bad_json") from error
        if update_id(data) is None:
            raise Problem(HTTPStatus.BAD_REQUEST, "bad_json")
        try:
            await self._updates.take([data])
        except UnknownSelfError as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "other") from error
        return Response()
