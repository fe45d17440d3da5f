"""The action endpoint: where the dialogue server asks for what only this process can do.

Loopback only. Bodies and errors follow Rasa's own action server protocol, which no person reads.
"""

from __future__ import annotations

import asyncio
import hmac
import inspect
import json
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter
from typing import Any

import structlog
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException, Tracker
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.body import read_body
from bot.metrics import Metrics

MOST_BYTES = 8 * 1024 * 1024  # an action call carries the whole conversation

Run = Callable[[CollectingDispatcher, Tracker, dict[str, Any]], Awaitable[Any]]


class ActionEndpoint:
    """Run the actions that the dialogue asks for."""

    def __init__(self, actions: Sequence[Action], token: str, metrics: Metrics) -> None:
        """Register action objects, their services inside them already."""
        self._token = token.encode()
        self._metrics = metrics
        self._executor = ActionExecutor()
        for action in actions:
            self._executor.register_function(action.name(), off_the_loop(action))

    def application(self) -> Starlette:
        """Return the application to serve on loopback."""
        return Starlette(
            routes=[
                Route("/health", self.health),
                Route("/webhook", self.run, methods=["POST"]),
            ]
        )

    async def health(self, _: Request) -> Response:
        """Say that the endpoint answers."""
        return JSONResponse({"status": "ok"})

    async def run(self, request: Request) -> Response:
        """Run one action and return its events and messages."""
        if not hmac.compare_digest(request.query_params.get("token", "").encode(), self._token):
            return JSONResponse({"error": "forbidden"}, 403)
        try:
            call = json.loads(await read_body(request, MOST_BYTES))
            name = call["next_action"]
            call["domain"] = call.get("domain") or {}  # left out by a selective domain
        except (ValueError, TypeError, KeyError):
            return JSONResponse({"error": "malformed"}, 400)
        return await self._result(name, call)

    async def _result(self, name: str, call: dict[str, Any]) -> Response:
        """Execute and translate what the executor returns or raises."""
        started = perf_counter()
        try:
            result = await self._executor.run(call)
        except ActionNotFoundException:
            return JSONResponse({"error": "not found", "action_name": name}, 404)
        except ActionExecutionRejection:
            return JSONResponse({"error": "rejected", "action_name": name}, 400)
        except Exception as error:  # noqa: BLE001 - the dialogue is told, the process lives
            structlog.get_logger().error("action failed", action=name, error=type(error).__name__)
            return JSONResponse({"error": "failed", "action_name": name}, 500)
        self._metrics.actions.labels(name).observe(perf_counter() - started)
        return JSONResponse(result.model_dump() if result else {})


def off_the_loop(action: Action) -> Run:
    """Return the action's run as a coroutine; blocking work goes to a thread."""

    async def run(
        dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Any:
        if inspect.iscoroutinefunction(action.run):
            return await action.run(dispatcher, tracker, domain)
        return await asyncio.to_thread(action.run, dispatcher, tracker, domain)

    return run
