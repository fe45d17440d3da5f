"""The action endpoint of the bare turn: one action that does nothing.

python -m tests.bench.bare_actions --port PORT
"""

from __future__ import annotations

import argparse
from typing import Any

import uvicorn
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

NAME = "action_empty"


class ActionEmpty(Action):  # type: ignore[misc]
    """Do nothing."""

    def name(self) -> str:
        """Return the name the dialogue knows."""
        return NAME

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say nothing, change nothing."""
        return []


def application() -> Starlette:
    """Return the endpoint."""
    executor = ActionExecutor()
    executor.register_action(ActionEmpty())

    async def run(request: Request) -> Response:
        call = await request.json()
        result = await executor.run({**call, "domain": call.get("domain") or {}})
        return JSONResponse(result.model_dump() if result else {})

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return Starlette(routes=[Route("/webhook", run, methods=["POST"]), Route("/health", health)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    uvicorn.run(application(), port=parser.parse_args().port, log_config=None, access_log=False)
