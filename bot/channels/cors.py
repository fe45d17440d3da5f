"""Other sites may use the interface where they are named, and only the interface."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

INTERFACE = "/api/"
METHODS = ("GET", "POST", "DELETE")
HEADERS = ("Content-Type", "Idempotency-Key")
REMEMBERED_SECONDS = 7200  # what browsers keep at most: a slow line asks once


class InterfaceCors:
    """Open /api/ to the sites that embed the widget."""

    def __init__(self, app: ASGIApp, allow_origins: Sequence[str]) -> None:
        """Take the application and the origins that are let in."""
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=allow_origins,
            allow_methods=METHODS,
            allow_headers=HEADERS,
            max_age=REMEMBERED_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, with the answers of CORS where they belong."""
        inside = scope["type"] == "http" and scope["path"].startswith(INTERFACE)
        await (self._open if inside else self._app)(scope, receive, send)
