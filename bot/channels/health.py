"""Whether the service lives, is ready, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.library.catalogue import catalogue
from bot.conversation.dialogue import Answers
from bot.conversation.dialogue_client import DialogueClient
from bot.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Readiness:
    """Which parts are up, and whether people can be served."""

    index: bool
    dialogue: bool
    able: bool

    @property
    def reasons(self) -> list[str]:
        """Say what is missing, in French."""
        missing = (("no_index", not self.index), ("no_dialogue", not self.dialogue))
        return [catalogue("bot").text(f"readiness.{name}") for name, gone in missing if gone]

    @property
    def status(self) -> str:
        """Return one word for the whole."""
        if self.index and self.dialogue:
            return "ready"
        return "degraded" if self.able else "starting"


class Health:
    """Answer probes and the metrics collector."""

    def __init__(
        self, answerer: Answers | None, dialogue: DialogueClient | None, metrics: Metrics
    ) -> None:
        """Take the parts whose state is asked for."""
        self._answerer = answerer
        self._dialogue = dialogue
        self._metrics = metrics
        self._dialogue_seen = False

    def routes(self) -> list[Route]:
        """Return the routes of the probes."""
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    async def alive(self, _: Request) -> Response:
        """Say that the process answers."""
        return _uncached({"status": "ok"})

    async def ready(self, _: Request) -> Response:
        """Say whether people can be served, and what is missing."""
        found = await self.readiness()
        return _uncached(
            {"status": found.status, "reasons": found.reasons}, 200 if found.able else 503
        )

    async def readiness(self) -> Readiness:
        """Ask every part.

        A dialogue server that was up and went away leaves the service degraded but ready:
        questions still get a straight answer from the index.
        """
        index = self._answerer is not None
        dialogue = self._dialogue is not None and await self._dialogue.ready()
        self._dialogue_seen |= dialogue
        self._metrics.dialogue_up.set(dialogue)
        return Readiness(index, dialogue, able=index and self._dialogue_seen)

    async def metrics(self, _: Request) -> Response:
        """Write the metrics in the Prometheus text format."""
        return Response(self._metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _uncached(content: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})
