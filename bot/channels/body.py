"""Read the body of a request, up to a limit."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request

from bot.channels.problems import Problem

MOST_BYTES = 2 * 1024 * 1024  # 100,000 characters fit, however they are escaped


async def read_body(request: Request, most: int = MOST_BYTES) -> bytes:
    """Return the whole body; Problem as soon as it grows past the limit."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", limit=most)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", limit=most)
    return bytes(body)
