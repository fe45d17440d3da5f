"""The staff pages that show conversations again, to learn from them: read-only and masked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from bot.keys import Keys
from bot.staff.talks import Talk, Talks
from bot.store.memory import Memory

LOOKED_BACK = timedelta(days=7)
"""How far back conversations are looked for; most are forgotten long before."""
MOST_TALKS = 100


class Show(Protocol):
    """Render one page of the staff."""

    def __call__(
        self, name: str, current: str, *, status: HTTPStatus = ..., **values: object
    ) -> Response:
        """Return the page."""


class ReviewPages:
    """Show the conversations that are kept, and one of them."""

    def __init__(self, memory: Memory | None, keys: Keys, show: Show) -> None:
        """Take where they are kept; without memory there are none."""
        self._talks = Talks(memory, keys) if memory is not None else None
        self._show = show

    def pages(self) -> Mapping[str, Callable[[Request], Awaitable[Response]]]:
        """Return the pages by their address."""
        return {"/conversations": self.talks, "/conversation": self.talk}

    async def talks(self, _: Request) -> Response:
        """Show the conversations, the latest first."""
        talks = await self._read()
        return self._show(
            "talks.html",
            "talks",
            talks=None if talks is None else talks[:MOST_TALKS],
            more=max(0, len(talks or ()) - MOST_TALKS),
        )

    async def talk(self, request: Request) -> Response:
        """Show one conversation, turn by turn."""
        wanted = request.query_params.get("nom", "")
        found = next((talk for talk in await self._read() or () if talk.name == wanted), None)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        return self._show("talk.html", "talk", status=status, talk=found)

    async def _read(self) -> list[Talk] | None:
        """Return the conversations; none where nothing is remembered, or the database is away."""
        if self._talks is None:
            return None
        try:
            return list(await self._talks.since(datetime.now(UTC) - LOOKED_BACK))
        except SQLAlchemyError:
            return None
