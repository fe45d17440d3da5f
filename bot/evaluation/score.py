"""Ask every question and count."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from actions.library.countries import find_countries
from actions.reply.answerer import Answerer, Explanation
from actions.reply.reply import Status
from bot.evaluation.match import contains, same_page
from bot.evaluation.questions import Conversation, Item

DEPTHS = (1, 3, 10)
"""Numbers of pages among which the right one is looked for."""
_ANSWERS = frozenset({Status.ANSWERED, Status.CRISIS})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    item: Item
    status: Status
    text: str
    right: bool
    confidence: float
    milliseconds: float
    rank: int | None

    @property
    def answered(self) -> bool:
        """Say whether something was stated as the answer."""
        return self.status in _ANSWERS

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the report."""
        return {
            "q": self.item.question,
            "style": self.item.style,
            "answerable": self.item.answerable,
            "status": self.status.value,
            "right": self.right,
            "confidence": round(self.confidence, 4),
            "rank": self.rank,
            "answer": self.text,
        }


def ask_all(
    answerer: Answerer, conversations: Sequence[Conversation], progress: Callable[[], None]
) -> list[Outcome]:
    """Ask the questions of every conversation, its country carried over as the dialogue does."""
    outcomes: list[Outcome] = []
    for conversation in conversations:
        country: str | None = None
        for item in conversation:
            named = find_countries(item.question)
            country = named[-1].iso if named else country
            start = time.perf_counter()
            explanation = answerer.explain(item.question, country=country)
            elapsed = 1000 * (time.perf_counter() - start)
            outcomes.append(_outcome(item, explanation, elapsed))
            progress()
    return outcomes


def _outcome(item: Item, explanation: Explanation, elapsed: float) -> Outcome:
    turn = explanation.turn
    text = "\n\n".join(reply.text for reply in turn.replies)
    right = (
        item.answerable
        and turn.status in {*_ANSWERS, Status.SUGGESTED}
        and all(contains(text, must) for must in item.must)
        and not any(contains(text, wrong) for wrong in item.must_not)
        and item.status in {None, turn.status}
    )
    pages = list(dict.fromkeys(hit.passage.path for hit in explanation.hits))
    urls = {hit.passage.path: hit.passage.url for hit in explanation.hits}
    rank = next(
        (
            place
            for place, path in enumerate(pages, start=1)
            if any(same_page(urls[path], wanted) for wanted in item.urls)
        ),
        None,
    )
    return Outcome(item, turn.status, text, right, turn.confidence, elapsed, rank)


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return every figure of a question set, in the shape of `evaluate --json`."""
    asked = [outcome for outcome in outcomes if outcome.item.answerable]
    trick = [outcome for outcome in outcomes if not outcome.item.answerable]
    times = [outcome.milliseconds for outcome in outcomes] or [0.0]
    return {
        **_figures(asked, trick),
        "recall": {
            str(depth): _share(o.rank is not None and o.rank <= depth for o in asked)
            for depth in DEPTHS
        },
        "latency_ms": {
            "p50": round(float(np.percentile(times, 50)), 1),
            "p95": round(float(np.percentile(times, 95)), 1),
        },
        "by_style": _groups(outcomes, lambda item: item.style),
        "by_type": _groups(outcomes, lambda item: item.kind),
        "items": [outcome.to_dict() for outcome in outcomes],
    }


def _figures(asked: Sequence[Outcome], trick: Sequence[Outcome]) -> dict[str, float]:
    return {
        "accuracy": _share(o.right and o.answered for o in asked),
        "shown_right": _share(o.right for o in asked),
        "coverage": _share(o.answered for o in asked),
        "wrong_rate": _share(o.answered and not o.right for o in asked),
        "false_answer_rate": _share(o.answered for o in trick),
    }


def _groups(
    outcomes: Sequence[Outcome], key: Callable[[Item], str]
) -> Mapping[str, Mapping[str, Any]]:
    """Return the figures of each group of questions."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome.item)].append(outcome)
    table: dict[str, Mapping[str, Any]] = {}
    for name, group in sorted(groups.items()):
        asked = [outcome for outcome in group if outcome.item.answerable]
        trick = [outcome for outcome in group if not outcome.item.answerable]
        table[name] = {"questions": len(group), **_figures(asked, trick)}
    return table


def _share(flags: Iterator[bool]) -> float:
    values = list(flags)
    return round(sum(values) / len(values), 4) if values else 0.0
