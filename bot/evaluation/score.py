"""Ask every question."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from actions.library.countries import find_countries
from actions.reply.answerer import Answerer
from bot.evaluation.outcome import Outcome, Said, judge
from bot.evaluation.questions import Conversation

Ask = Callable[[str, str | None], Said]
"""A way of answering: question and country (ISO code) the talk is about."""


def ask_all(
    ask: Ask, conversations: Sequence[Conversation], progress: Callable[[], None]
) -> list[Outcome]:
    """Ask the questions of every conversation, its country carried over as the dialogue does."""
    outcomes: list[Outcome] = []
    for conversation in conversations:
        country: str | None = None
        for item in conversation:
            named = find_countries(item.question)
            country = named[-1].iso if named else country
            start = time.perf_counter()
            said = ask(item.question, country)
            outcomes.append(judge(item, said, 1000 * (time.perf_counter() - start)))
            progress()
    return outcomes


def asking(answerer: Answerer) -> Ask:
    """Return the assistant's own way of answering."""

    def ask(question: str, country: str | None) -> Said:
        found = answerer.explain(question, country=country)
        return Said(
            found.turn.status,
            "\n\n".join(reply.text for reply in found.turn.replies),
            found.turn.confidence,
            [(hit.passage.path, hit.passage.url) for hit in found.hits],
            found.candidate,
            found.hits,
            found.weighed,
        )

    return ask
