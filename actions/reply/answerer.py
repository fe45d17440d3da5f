"""Question in, turn out: an answer in the source's words, suggestions, or an honest no."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.library.catalogue import catalogue
from actions.library.countries import without_countries
from actions.library.kinds import Kind
from actions.reply.asked import asks_contact, asks_for_us, asks_own_case, contact_subject
from actions.reply.composed import compose, text_of
from actions.reply.evidence import Evidence, Weighed
from actions.reply.found import Found, find
from actions.reply.languages import in_their_language
from actions.reply.preferences import RECORDS
from actions.reply.reply import Button, Card, Reply, Source, Status, Turn
from actions.reply.when import month_of
from actions.search.french import stems
from actions.search.passage import Passage
from actions.search.searcher import Hit, Searcher

SUGGESTIONS = 3
"""Passages offered when none is sure enough, and topics named when there is none."""
CONTACTS = 3
"""Contacts shown for one country."""
OLD_AFTER = 2
"""Years after which an answer says how old it is."""
LINES_OF_PURPOSE = 3
"""First lines of a contact: its name, and what it is for."""
CERTAIN = 0.95
"""Confidence of an answer that staff wrote for this question or this country."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A turn and what led to it."""

    turn: Turn
    hits: Sequence[Hit]
    probability: float
    candidate: str = ""
    """What was weighed: the excerpt that is the answer, or would have been."""
    weighed: tuple[Weighed, ...] = ()
    """The signals of the candidate; none where no evidence was asked for."""
    countries: tuple[str, ...] = ()
    """The countries (ISO codes) the question was taken to be about."""


class Answerer:
    """Answers from the live index; safe to share between threads."""

    def __init__(self, searcher: Callable[[], Searcher]) -> None:
        """Take the searcher of each question from `searcher`, so that the index can change."""
        self.searcher = searcher
        self.evidence = Evidence.load()

    def answer(
        self, question: str, *, country: str | None = None, today: date | None = None
    ) -> Turn:
        """Return the turn for a question; `country` (ISO code) is what the talk is about."""
        turn = self.explain(question, country=country, today=today).turn
        return in_their_language(question, turn)

    def explain(
        self, question: str, *, country: str | None = None, today: date | None = None
    ) -> Explanation:
        """Return the turn with the passages found and how sure we are."""
        today = today or date.today()
        searcher = self.searcher()
        found = find(searcher, question, country, today)
        if asks_contact(found.question):
            contacts = _contacts(searcher, found)
            if contacts and _is_for(found, contacts[0][0]):
                turn = Turn(Status.ANSWERED, _replies(contacts, today), CERTAIN)
                shown = "\n\n".join(reply.text for reply in turn.replies)
                return Explanation(turn, found.hits, CERTAIN, shown, (), found.countries)
        chance = self._chance(found, today)
        if chance >= self.evidence.answered:
            best = (found.parts[0].passage, found.excerpt)
            turn = Turn(Status.ANSWERED, _replies([best], today), chance)
        else:
            turn = self._unsure(searcher, found, chance, today)
        weighed = self.evidence.weigh(found.signals)
        return Explanation(turn, found.hits, chance, found.excerpt, weighed, found.countries)

    def _chance(self, found: Found, today: date) -> float:
        """Return how sure we are; what is true now is never sure from news or from old pages.

        How somebody's own case stands is never sure.
        """
        if found.written or found.declared:
            return CERTAIN
        chance = self.evidence.probability(found.signals)
        first = found.parts[0].passage
        dated = found.fact is not None and found.fact.alone and _is_dated(first, today)
        others = first.kind in RECORDS and not _is_for(found, first)
        if dated or others or asks_own_case(found.question):
            return min(chance, math.nextafter(self.evidence.answered, 0.0))
        return chance

    def _unsure(self, searcher: Searcher, found: Found, chance: float, today: date) -> Turn:
        """Choose between suggestions and an honest no."""
        hits = [hit for hit in found.hits if _may_be_offered(found, hit.passage)]
        topics = _one_a_page(hits)[:SUGGESTIONS]
        if chance >= self.evidence.suggested and topics:
            first = topics[0].row == found.hits[0].row
            parts = [found.parts] if first else []
            rest = topics[len(parts) :]
            parts += [compose(searcher, found.question, hit.row) for hit in rest]
            shown = [(one[0].passage, text_of(one)) for one in parts]
            replies = _replies(_distinct(shown), today, "old_among")
            return Turn(Status.SUGGESTED, (Reply(_text("suggested")), *replies), chance)
        buttons = tuple(Button(hit.passage.title, hit.passage.title) for hit in topics)
        return Turn(Status.UNANSWERABLE, (Reply(_text("unanswerable"), buttons=buttons),), chance)


def _contacts(searcher: Searcher, found: Found) -> list[tuple[Passage, str]]:
    """Return contacts or hotlines of the countries, whichever is closest to the question first.

    Those nobody has checked, as an import takes them out of the news, come after all others; before
    them, those for a purpose that the question does not name.
    """
    rows = [
        row
        for row, passage in enumerate(searcher.index.passages)
        if passage.kind in RECORDS and not set(found.countries).isdisjoint(passage.countries)
    ]
    named = contact_subject(without_countries(found.question))
    ranked = sorted(
        searcher.rank(found.question, rows),
        key=lambda hit: (hit.passage.verified is None, _is_narrow(hit.passage, named)),
    )
    same = [hit for hit in ranked if hit.passage.kind == ranked[0].passage.kind]
    return [(hit.passage, hit.passage.text) for hit in same[:CONTACTS]]


def _is_narrow(contact: Passage, named: set[str]) -> bool:
    """Say whether a contact serves one purpose, of which none of the named stems speaks."""
    purpose = (contact.card or {}).get("situation")
    return bool(purpose) and named.isdisjoint(stems(_purpose(contact)))


def _is_for(found: Found, contact: Passage) -> bool:
    """Say whether a contact is one asked for: ours, or one that has a word of the question."""
    named = contact_subject(without_countries(found.question))
    ours = asks_for_us(found.question) and asks_for_us(contact.title)
    return ours or not named or not named.isdisjoint(stems(_purpose(contact)))


def _may_be_offered(found: Found, passage: Passage) -> bool:
    """Keep numbers out of the suggestions that are for another country or another purpose."""
    same = not set(found.countries).isdisjoint(passage.countries)
    return passage.kind not in RECORDS or same or _is_for(found, passage)


def _purpose(contact: Passage) -> str:
    """Return what a contact is for: its title, and what it says before the number and its note."""
    lines = contact.text.splitlines()
    return "\n".join((contact.title, *lines[:LINES_OF_PURPOSE]))


def source_of(passage: Passage) -> Source:
    """Return the source of a passage, with a link to its section where the page has one."""
    url = f"{passage.url}#{passage.anchor}" if passage.url and passage.anchor else passage.url
    return Source(passage.title, url, passage.published, passage.verified)


def _replies(
    found: Sequence[tuple[Passage, str]], today: date, note: str = "old"
) -> tuple[Reply, ...]:
    """Return a reply for each passage, then a word on the age of what was said."""
    replies = [_reply(passage, text) for passage, text in found]
    years = [year for passage, _ in found if (year := _year(passage, today))]
    if years and min(years) <= today.year - OLD_AFTER:
        replies.append(Reply(_text(note, year=min(years))))
    return tuple(replies)


def _year(passage: Passage, today: date) -> int | None:
    """Return the year a passage is of; of a page without a date only news are taken to be old."""
    if passage.published:
        grace = passage.published.replace(day=1) > today.replace(year=today.year - OLD_AFTER, day=1)
        return None if grace else passage.published.year
    known = month_of(passage, today) if passage.kind == Kind.ACTUALITE else None
    return known[0] if known else None


def _is_dated(passage: Passage, today: date) -> bool:
    """Say whether a passage speaks of its time: a news item, or a page that is old."""
    return passage.kind == Kind.ACTUALITE or _year(passage, today) is not None


def _distinct(found: Sequence[tuple[Passage, str]]) -> list[tuple[Passage, str]]:
    """Keep one passage of each address, and each text once."""
    seen: set[str] = set()
    kept = []
    for passage, text in found:
        marks = {text, passage.url or passage.path}
        if seen.isdisjoint(marks):
            kept.append((passage, text))
        seen |= marks
    return kept


def _reply(passage: Passage, text: str) -> Reply:
    """Return a text of a passage with its source and card."""
    return Reply(text, (source_of(passage),), _card(passage))


def _card(passage: Passage) -> Card | None:
    """Return the card of a passage made from one record; the structure is a list of them."""
    if passage.card is None or "entries" in passage.card:
        return None
    return Card(passage.card["kind"], {k: v for k, v in passage.card.items() if k != "kind"})


def _one_a_page(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the best passage of each page."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.path, hit)
    return list(best.values())


def _text(key: str, **params: object) -> str:
    return catalogue("actions.reply").text(key, **params)
