"""Errors of the HTTP interface as problem documents (RFC 9457), in French."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from actions.library.catalogue import catalogue

MEDIA_TYPE = "application/problem+json"
KINDS = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
}


class Problem(HTTPException):
    """A request that cannot be served: the key of its text, and the parameters of that text."""

    def __init__(self, status: HTTPStatus, kind: str, **params: object) -> None:
        super().__init__(status)
        self.kind = kind
        self.params = params


def describe(error: Exception) -> tuple[int, str, str]:
    """Return the status, the title and the detail of an error."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    kind = error.kind if isinstance(error, Problem) else _kind(status)
    params = error.params if isinstance(error, Problem) else {}
    texts = catalogue("bot")
    title = texts.text(f"problems.{kind}.title")
    return status, title, texts.text(f"problems.{kind}.detail", **params)


async def problem_document(_: Request, error: Exception) -> Response:
    """Answer with the problem document of an error."""
    status, title, detail = describe(error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return JSONResponse(
        {"type": "about:blank", "title": title, "status": status, "detail": detail},
        status_code=status,
        headers={**headers, "Content-Language": "fr"},
        media_type=MEDIA_TYPE,
    )


def _kind(status: int) -> str:
    """Name the text for a status the framework itself raised."""
    return next((kind for known, kind in KINDS.items() if known == status), "other")
