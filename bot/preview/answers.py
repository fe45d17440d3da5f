"""Ask the same questions of two indexes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.library.countries import find_countries
from actions.reply.answerer import Answerer, Explanation
from actions.reply.reply import Source, Status
from actions.search.searcher import Searcher
from bot.evaluation.outcome import ANSWERS, Said, judge
from bot.evaluation.questions import Conversation, Item


@dataclass(frozen=True, slots=True)
class Answer:
    """What one index says to a question."""

    status: Status
    text: str
    sources: tuple[Source, ...]
    right: bool

    @property
    def answered(self) -> bool:
        """Say whether something was stated as the answer."""
        return self.status in ANSWERS

    @property
    def offered(self) -> bool:
        """Say whether passages were offered as « peut-être »."""
        return self.status is Status.SUGGESTED

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the pages cited, without their sections."""
        return tuple((source.url or source.title).partition("#")[0] for source in self.sources)


@dataclass(frozen=True, slots=True)
class Pair:
    """One question and its answers before and after."""

    item: Item
    before: Answer
    after: Answer


def ask_both(
    conversations: Sequence[Conversation],
    live: Searcher,
    new: Searcher,
    progress: Callable[[], None],
) -> list[Pair]:
    """Return the answers of both indexes to every question."""
    before, after = Answerer(lambda: live), Answerer(lambda: new)
    pairs: list[Pair] = []
    for conversation in conversations:
        country: str | None = None
        for item in conversation:
            named = find_countries(item.question)
            country = named[-1].iso if named else country
            pairs.append(Pair(item, _answer(before, item, country), _answer(after, item, country)))
            progress()
    return pairs


def _answer(answerer: Answerer, item: Item, country: str | None) -> Answer:
    found = answerer.explain(item.question, country=country)
    said = _said(found)
    sources = tuple(source for reply in found.turn.replies for source in reply.sources)
    return Answer(said.status, said.text, sources, judge(item, said, 0.0).right)


def _said(found: Explanation) -> Said:
    text = "\n\n".join(reply.text for reply in found.turn.replies)
    return Said(found.turn.status, text, found.turn.confidence, [])
