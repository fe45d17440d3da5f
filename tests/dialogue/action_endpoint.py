"""A small real action endpoint that remembers what Rasa asked."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.actions import ActionEndpoint as RealEndpoint


class ActionEndpoint:
    """Answer every action with one custom message that names it, or run the real ones."""

    def __init__(self, token: str) -> None:
        """Choose a port; entering the context starts the server."""
        self._token = token
        self.port = free_port()
        self.calls: list[dict[str, Any]] = []
        self.real: RealEndpoint | None = None
        app = Starlette(routes=[Route("/webhook", self._answer, methods=["POST"])])
        config = uvicorn.Config(app, port=self.port, log_level="warning", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def url(self) -> str:
        """Return the address Rasa is given."""
        return f"http://127.0.0.1:{self.port}/webhook"

    async def _answer(self, request: Request) -> Response:
        if self.real is not None:
            return await self.real.run(request)
        if request.query_params.get("token") != self._token:
            return JSONResponse({"error": "unauthorized"}, status_code=401)
        body = await request.body()
        call = await request.json()
        self.calls.append({**call, "size": len(body)})
        custom = {"status": "smalltalk", "replies": [], "action": call["next_action"]}
        return JSONResponse({"events": [], "responses": [{"custom": custom}]})

    def __enter__(self) -> Self:
        """Start listening."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._server.should_exit = True
        self._thread.join(timeout=10)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
