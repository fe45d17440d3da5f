"""Ask every question."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from actions.library.countries import find_countries
from actions.reply.answerer import Answerer
from bot.evaluation.outcome import Outcome, Said, judge
from bot.evaluation.questions import Conversation
from bot.evaluation.said import said_by
from bot.evaluation.talking import Talking

Ask = Callable[[str, str | None], Said]
"""A way of answering: question and country (ISO code) the talk is about."""
Begin = Callable[[], Ask]
"""The beginning of a conversation of several turns; what answers may remember."""


def ask_all(
    ask: Ask,
    conversations: Sequence[Conversation],
    progress: Callable[[], None],
    begin: Begin | None = None,
) -> list[Outcome]:
    """Ask the questions of every conversation; `begin` answers those of several turns."""
    outcomes: list[Outcome] = []
    for conversation in conversations:
        answer = begin() if begin and len(conversation) > 1 else ask
        country: str | None = None
        for item in conversation:
            named = find_countries(item.question)
            country = named[-1].iso if named else country
            start = time.perf_counter()
            said = answer(item.question, country)
            outcomes.append(judge(item, said, 1000 * (time.perf_counter() - start)))
            progress()
    return outcomes


def asking(answerer: Answerer) -> Ask:
    """Return the assistant's own way of answering one question, as `boussole ask` does."""

    def ask(question: str, country: str | None) -> Said:
        found = answerer.explain(question, country=country)
        return said_by(found, found.turn)

    return ask


def talking(answerer: Answerer) -> Begin:
    """Return the assistant's own way through several turns: what was said before is carried on."""
    talk = Talking(answerer)
    return talk.begin
