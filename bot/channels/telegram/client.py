"""The library's bot, with updates as Telegram sends them."""

from __future__ import annotations

import json
import math
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.errors import AnsweredBadlyError, FloodError
from bot.channels.telegram.pace import Pace

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
READ_SECONDS = 20.0  # a send that times out may have arrived: better to wait for its answer
CONNECT_SECONDS = 10.0
POOL_SIZE = 128
POLL_SECONDS = 25
POLL_MARGIN_SECONDS = 10
FLOOD_SECONDS = 5.0  # when Telegram does not say how long
SHORTEST_FLOOD_SECONDS = 0.5


class Requests(HTTPXRequest):
    """The library's requests, in which a flood is an error of ours."""

    __slots__ = ()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make one request; FloodError when Telegram asks us to wait."""
        code, payload = await super().do_request(*args, **kwargs)
        data = _read(payload)
        if code < HTTPStatus.BAD_REQUEST and data.get("ok") is False:
            code = int(data.get("error_code", HTTPStatus.INTERNAL_SERVER_ERROR))
        if code == HTTPStatus.TOO_MANY_REQUESTS or _asked_to_wait(data) is not None:
            raise FloodError(_seconds(data))
        if not data:
            if code < HTTPStatus.MULTIPLE_CHOICES:
                raise AnsweredBadlyError("no answer of the Bot API")
            raise NetworkError(f"HTTP {code}")  # a gateway speaks, not Telegram
        return code, payload


class Client(ExtBot[Any]):
    """The bot."""

    __slots__ = ()

    async def raw_updates(self, offset: int | None, allowed: list[str]) -> list[dict[str, Any]]:
        """Wait for updates; each is read by itself, so that one of them cannot stop the others."""
        data = {"timeout": POLL_SECONDS, "allowed_updates": allowed, "offset": offset}
        found = await self._post(
            "getUpdates",
            {name: value for name, value in data.items() if value is not None},
            read_timeout=POLL_SECONDS + POLL_MARGIN_SECONDS,
        )
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    async def close_connections(self) -> None:
        """Give the connections back."""
        for request in self._request:
            await request.shutdown()


def make_client(token: str, api: str, pace: Pace) -> Client:
    """Return the bot, its requests patient and its pace Telegram's."""
    direct = urlsplit(api).hostname in LOOPBACK  # never through a proxy
    options: dict[str, Any] = {
        "read_timeout": READ_SECONDS,
        "connect_timeout": CONNECT_SECONDS,
        "pool_timeout": CONNECT_SECONDS,
        "httpx_kwargs": {"trust_env": not direct},
    }
    return Client(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=Requests(connection_pool_size=POOL_SIZE, **options),
        get_updates_request=Requests(connection_pool_size=2, **options),
        rate_limiter=pace,
    )


def _read(payload: bytes) -> dict[str, Any]:
    """Return what the Bot API answered; nothing when something else speaks, in HTML mostly."""
    try:
        data = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _asked_to_wait(data: dict[str, Any]) -> object:
    """Return the seconds an answer names, or None."""
    parameters = data.get("parameters")
    return parameters.get("retry_after") if isinstance(parameters, dict) else None


def _seconds(data: dict[str, Any]) -> float:
    """Return how long Telegram asks us to wait."""
    asked = _asked_to_wait(data)
    if isinstance(asked, (int, float)) and math.isfinite(asked):
        return max(float(asked), SHORTEST_FLOOD_SECONDS)
    return FLOOD_SECONDS
