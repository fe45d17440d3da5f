"""What came of one question, and whether it was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.reply.evidence import Weighed
from actions.reply.reply import Status
from actions.search.searcher import Hit
from bot.evaluation.match import contains, same_page
from bot.evaluation.questions import Item

ANSWERS = frozenset({Status.ANSWERED, Status.CRISIS})
"""Statuses of turns that state something as the answer."""
Page = tuple[str, str | None]
"""Path and address of a page."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one way of answering says to a question."""

    status: Status
    text: str
    confidence: float
    pages: Sequence[Page]
    """The pages found, best first."""
    candidate: str = ""
    """What is the answer, or would be with a lower threshold."""
    hits: Sequence[Hit] = ()
    weighed: Sequence[Weighed] = ()


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
    candidate_right: bool = False
    """Whether the question would have been answered rightly with no threshold."""
    said: Said | None = field(default=None, repr=False)

    @property
    def answered(self) -> bool:
        """Say whether something was stated as the answer."""
        return self.status in ANSWERS

    @property
    def suggested(self) -> bool:
        """Say whether passages were offered as « peut-être »."""
        return self.status is Status.SUGGESTED

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the report."""
        return {
            "q": self.item.question,
            "style": self.item.style,
            "type": self.item.kind,
            "answerable": self.item.answerable,
            "status": self.status.value,
            "right": self.right,
            "confidence": round(self.confidence, 4),
            "rank": self.rank,
            "answer": self.text,
        }


def judge(item: Item, said: Said, milliseconds: float) -> Outcome:
    """Return what an answer is worth."""
    shown = said.status in ANSWERS or said.status is Status.SUGGESTED
    right = shown and _is_right(item, said.text) and item.status in {None, said.status}
    candidate = right if said.status in ANSWERS else _is_right(item, said.candidate)
    return Outcome(
        item,
        said.status,
        said.text,
        right,
        said.confidence,
        milliseconds,
        _rank(item, said.pages),
        candidate,
        said,
    )


def _is_right(item: Item, text: str) -> bool:
    """Say whether a text holds all that it must and nothing that it must not."""
    return (
        item.answerable
        and bool(text)
        and all(contains(text, must) for must in item.must)
        and not any(contains(text, wrong) for wrong in item.must_not)
    )


def _rank(item: Item, pages: Sequence[Page]) -> int | None:
    """Return the place of the first right page; None when it was not found."""
    different = dict(pages)
    for place, url in enumerate(different.values(), start=1):
        if any(same_page(url, wanted) for wanted in item.urls):
            return place
    return None
