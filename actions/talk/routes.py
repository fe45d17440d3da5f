"""What others decide or give: say who, and where to go."""

from __future__ import annotations

from actions.reply.answerer import Answerer
from actions.reply.reply import Reply, Status, Turn
from actions.talk.kinds import Kind
from actions.talk.records import Records, shown
from actions.talk.texts import text

SITUATIONS = {Kind.ASYLUM: "asile", Kind.AID: "autre"}
"""The hotline records that belong to a route."""
MAINLY = {Kind.AID}
"""Routes whose records must be for that first of all: « autre » is said of many."""
PLACES = 2
"""Records given on one route."""
EXPLAINING = ("faq", "programme", "organisation")
"""The kinds of pages that say what the OIM does and does not do; news and records do not."""


class Routes:
    """Explain and route; nothing is decided here."""

    def __init__(self, answerer: Answerer, records: Records) -> None:
        """Take what answers."""
        self._answerer = answerer
        self._records = records

    def say(self, kind: Kind, question: str, country: str | None) -> Turn:
        """Say who decides, where to go, and what a page says of it."""
        replies = (
            Reply(text(f"routes.{kind.value}")),
            *self._places(kind, country),
            *self._page(question, country),
        )
        return Turn(Status.OUT_OF_MANDATE, replies, 1.0)

    def _places(self, kind: Kind, country: str | None) -> tuple[Reply, ...]:
        """Return the records of the country that a route leads to."""
        if country is None:
            return ()
        if kind is Kind.ADVICE:
            desk = self._records.desk(country)
            return shown([desk] if desk else [])
        situation = SITUATIONS.get(kind, "")
        found = self._records.routes(situation, country, mainly=kind in MAINLY)
        return shown(found[:PLACES])

    def _page(self, question: str, country: str | None) -> tuple[Reply, ...]:
        """Return what a page that explains says of it, when one is sure to answer."""
        if not question:
            return ()
        turn = self._answerer.answer(question, country=country)
        titles = [source.title for reply in turn.replies[:1] for source in reply.sources]
        pages = [self._records.titled(title) for title in titles]
        sure = turn.status is Status.ANSWERED and any(
            page is not None and page.kind in EXPLAINING for page in pages
        )
        return turn.replies[:1] if sure else ()
