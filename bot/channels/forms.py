"""The forms of the pages without a script."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.channels.body import read_body
from bot.channels.problems import Problem

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 16


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of the page sends."""

    question: str
    payload: str | None
    session: str | None
    transcript: str
    value: str | None = None
    reason: str | None = None


async def read_request(request: Request) -> Form:
    """Read the form of a request."""
    return read_form(request.headers.get("content-type", ""), await read_body(request))


def read_form(media_type: str, body: bytes) -> Form:
    """Read the form of the chat; Problem says when it is none."""
    last = read_fields(media_type, body)
    return Form(
        question=last.get("message", ""),
        payload=last.get("payload"),
        session=last.get("session"),
        transcript=last.get("transcript", ""),
        value=last.get("value"),
        reason=last.get("reason"),
    )


def read_fields(media_type: str, body: bytes) -> dict[str, str]:
    """Read the fields of any form, the last of each name; Problem says when it is none."""
    if media_type.partition(";")[0].strip().lower() != FORM:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "bad_form")
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad_form") from error
    return {name: values[-1] for name, values in fields.items()}
