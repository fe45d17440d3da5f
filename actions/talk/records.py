"""The records of the live index: contacts, and where else to go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actions.reply.answerer import source_of
from actions.reply.reply import Card, Reply
from actions.search.passage import Passage
from actions.search.searcher import Searcher

CONTACT, HOTLINE = "contact", "hotline"


class Records:
    """Find records by what they are, not by words; safe to share between threads."""

    def __init__(self, searcher: Callable[[], Searcher]) -> None:
        """Take the searcher of each turn from `searcher`, so that the index can change."""
        self._searcher = searcher

    def contacts(self, country: str | None, question: str, most: int) -> list[Passage]:
        """Return the contacts of a country, or of none, the closest to the question first."""
        searcher = self._searcher()
        rows = [
            row
            for row, one in enumerate(searcher.index.passages)
            if one.kind == CONTACT and (country in one.countries if country else not one.countries)
        ]
        return [hit.passage for hit in searcher.rank(question, rows)[:most]]

    def routes(self, situation: str, country: str | None) -> list[Passage]:
        """Return where to go for a situation in a country, those mainly for it first."""
        found = [
            one
            for one in self._searcher().index.passages
            if one.kind == HOTLINE
            and country in one.countries
            and situation in (one.card or {})["situations"]
        ]
        return sorted(found, key=lambda one: (one.card or {})["situations"].index(situation))

    def page(self, path: str) -> Passage | None:
        """Return the first passage of a page."""
        return next((one for one in self._searcher().index.passages if one.path == path), None)


def shown(passages: Sequence[Passage]) -> tuple[Reply, ...]:
    """Return passages as replies with their source, and their card if they are records."""
    return tuple(Reply(one.text, (source_of(one),), _card(one)) for one in passages)


def _card(passage: Passage) -> Card | None:
    if passage.card is None:
        return None
    return Card(passage.card["kind"], {k: v for k, v in passage.card.items() if k != "kind"})
