"""Question in, turn out: an answer in the source's words, suggestions, or an honest no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.library.catalogue import catalogue
from actions.reply.asked import asks_contact
from actions.reply.composed import Part, compose, text_of
from actions.reply.evidence import Evidence, Weighed
from actions.reply.found import Found, find
from actions.reply.languages import in_their_language
from actions.reply.preferences import RECORDS
from actions.reply.reply import Button, Card, Reply, Source, Status, Turn
from actions.search.passage import Passage
from actions.search.searcher import Hit, Searcher

SUGGESTIONS = 3
"""Passages offered when none is sure enough, and topics named when there is none."""
CONTACTS = 3
"""Contacts shown for one country."""
OLD_AFTER = 2
"""Years after which an answer says how old it is."""
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
        self._searcher = searcher
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
        searcher = self._searcher()
        found = find(searcher, question, country)
        if asks_contact(found.question):
            contacts = _contacts(searcher, found)
            if contacts:
                turn = Turn(Status.ANSWERED, _replies(contacts, today), CERTAIN)
                shown = "\n\n".join(reply.text for reply in turn.replies)
                return Explanation(turn, found.hits, CERTAIN, shown, (), found.countries)
        sure = self.evidence.probability(found.signals)
        chance = max(sure, CERTAIN if found.written else 0.0)
        if chance >= self.evidence.answered:
            best = (found.parts[0].passage, found.excerpt)
            turn = Turn(Status.ANSWERED, _replies([best], today), chance)
        else:
            turn = self._unsure(searcher, found.question, found.hits, chance)
        weighed = self.evidence.weigh(found.signals)
        return Explanation(turn, found.hits, chance, found.excerpt, weighed, found.countries)

    def _unsure(
        self, searcher: Searcher, question: str, hits: Sequence[Hit], chance: float
    ) -> Turn:
        """Choose between suggestions and an honest no."""
        topics = _one_a_page(hits)[:SUGGESTIONS]
        if chance >= self.evidence.suggested:
            intro = Reply(_text("suggested"))
            shown = [_suggestion(compose(searcher, question, hit.row)) for hit in topics]
            return Turn(Status.SUGGESTED, (intro, *shown), chance)
        buttons = tuple(Button(hit.passage.title, hit.passage.title) for hit in topics)
        return Turn(Status.UNANSWERABLE, (Reply(_text("unanswerable"), buttons=buttons),), chance)


def _contacts(searcher: Searcher, found: Found) -> list[tuple[Passage, str]]:
    """Return contacts or hotlines of the countries, whichever is closest to the question first."""
    rows = [
        row
        for row, passage in enumerate(searcher.index.passages)
        if passage.kind in RECORDS and not set(found.countries).isdisjoint(passage.countries)
    ]
    ranked = searcher.rank(found.question, rows)
    same = [hit for hit in ranked if hit.passage.kind == ranked[0].passage.kind]
    return [(hit.passage, hit.passage.text) for hit in same[:CONTACTS]]


def source_of(passage: Passage) -> Source:
    """Return the source of a passage, with a link to its section where the page has one."""
    url = f"{passage.url}#{passage.anchor}" if passage.url and passage.anchor else passage.url
    return Source(passage.title, url, passage.published, passage.verified)


def _replies(found: Sequence[tuple[Passage, str]], today: date) -> tuple[Reply, ...]:
    """Return a reply for each passage, then a word on the age of what was said."""
    replies = [_reply(passage, text) for passage, text in found]
    oldest = min((p.published for p, _ in found if p.published), default=None)
    if oldest and oldest <= today.replace(year=today.year - OLD_AFTER, day=min(today.day, 28)):
        replies.append(Reply(_text("old", year=oldest.year)))
    return tuple(replies)


def _reply(passage: Passage, text: str) -> Reply:
    """Return a text of a passage with its source and card."""
    return Reply(text, (source_of(passage),), _card(passage))


def _suggestion(parts: Sequence[Part]) -> Reply:
    """Return what a page may have to say, with its source."""
    return _reply(parts[0].passage, text_of(parts))


def _card(passage: Passage) -> Card | None:
    """Return the card of a passage made from a record."""
    if passage.card is None:
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
