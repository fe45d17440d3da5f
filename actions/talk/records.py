"""The records of the live index: contacts, offices, and where else to go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from actions.reply.answerer import source_of
from actions.reply.reply import Card, Reply, Source
from actions.search.passage import Passage
from actions.search.searcher import Searcher

CONTACT, HOTLINE, PROGRAMME = "contact", "hotline", "programme"
_NUMBERED = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Office:
    """One entry of the structure: what it is, who holds it if the records say, and its words."""

    name: str
    person: str | None
    note: str
    words: str  # as the list says it
    source: Source
    fields: dict[str, Any]

    def reply(self) -> Reply:
        """Return the entry as the records word it, with a card."""
        return Reply(self.words, (self.source,), Card("person", self.fields))


class Records:
    """Find records by what they are, not by words; safe to share between threads."""

    def __init__(self, searcher: Callable[[], Searcher]) -> None:
        """Take the searcher of each turn from `searcher`, so that the index can change."""
        self._searcher = searcher

    def plainly(self, question: str) -> str:
        """Return a question with short forms written out and slips corrected."""
        return self._searcher().reword(question).text

    def contacts(self, country: str | None, question: str, most: int) -> list[Passage]:
        """Return the contacts of a country, or of none, the closest to the question first."""
        searcher = self._searcher()
        rows = [
            row
            for row, one in enumerate(searcher.index.passages)
            if one.kind == CONTACT and (country in one.countries if country else not one.countries)
        ]
        return [hit.passage for hit in searcher.rank(question, rows)[:most]]

    def desk(self, country: str, *, regional: bool = False) -> Passage | None:
        """Return the office of a country: the record of the shortest name; or the regional one."""
        desks = [
            one
            for one in self._searcher().index.passages
            if one.kind == CONTACT and country in one.countries
        ]
        wanted = [one for one in desks if ("régional" in one.title) is regional]
        return min(wanted or desks, key=lambda one: len(one.title), default=None)

    def routes(self, situation: str, country: str | None, *, mainly: bool = False) -> list[Passage]:
        """Return where to go for a situation in a country, those mainly for it first or only."""
        places = [
            ((one.card or {})["situations"], one)
            for one in self._searcher().index.passages
            if one.kind == HOTLINE and country in one.countries
        ]
        found = [(named.index(situation), one) for named, one in places if situation in named]
        found.sort(key=lambda pair: pair[0])
        return [one for place, one in found if not (mainly and place)]

    def offices(self) -> list[Office]:
        """Return the entries of the structure, in its order."""
        lists = [one for one in self._searcher().index.passages if "entries" in (one.card or {})]
        return list(_offices(lists)) if lists else []

    def page(self, path: str) -> Passage | None:
        """Return the first passage of a page."""
        return next((one for one in self._searcher().index.passages if one.path == path), None)

    def titled(self, title: str) -> Passage | None:
        """Return the first passage of the page of a title."""
        return next((one for one in self._searcher().index.passages if one.title == title), None)

    def programme(self, source: Source) -> Card | None:
        """Return the card of the programme that a source is the page of."""
        found = self.titled(source.title)
        if found is None or found.kind != PROGRAMME:
            return None
        fields = {"name": found.title, "url": found.url, "verified": _day(source.verified)}
        if len(found.countries) == 1:
            fields["country"] = found.countries[0]
        return Card(PROGRAMME, fields)


def shown(passages: Sequence[Passage]) -> tuple[Reply, ...]:
    """Return passages as replies with their source, and their card if they are records."""
    return tuple(Reply(one.text, (source_of(one),), _card(one)) for one in passages)


def _card(passage: Passage) -> Card | None:
    if passage.card is None or "entries" in passage.card:
        return None
    return Card(passage.card["kind"], {k: v for k, v in passage.card.items() if k != "kind"})


def _offices(lists: Sequence[Passage]) -> Iterator[Office]:
    """Yield the entries of the structure, each with its own line and source."""
    lines = _NUMBERED.findall("\n".join(one.text for one in lists))
    published, verified = lists[0].published, lists[0].verified
    for entry, line in zip((lists[0].card or {})["entries"], lines, strict=True):
        source = Source(entry["name"], entry["url"] or lists[0].url, published, verified)
        fields = {name: entry[name] for name in ("name", "person", "role", "url", "note")}
        fields["verified"] = _day(verified)
        yield Office(entry["name"], entry["person"], entry["note"] or "", line, source, fields)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
