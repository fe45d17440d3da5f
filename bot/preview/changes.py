"""What became of an answer, the riskiest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.preview.answers import Pair


class Sort(StrEnum):
    """Sorts of change, in the order in which somebody should look at them."""

    WRONG = "wrong"
    LOST = "lost"
    FALSE = "false"
    UNSURE = "unsure"
    SOURCE = "source"
    FEWER = "fewer"
    WORDING = "wording"
    DATES = "dates"
    OFFERS = "offers"
    MENDED = "mended"
    SILENT = "silent"
    NEW = "new"
    OFFERED = "offered"


RISKS = frozenset({Sort.WRONG, Sort.LOST, Sort.FALSE, Sort.UNSURE, Sort.SOURCE, Sort.FEWER})
"""Changes after which somebody may be told less, or something else."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not what it was."""

    sort: Sort
    pair: Pair


def _still_offered(pair: Pair) -> bool:
    """Say whether a page that answered is now at least among the suggestions."""
    return pair.after.offered and not set(pair.before.pages).isdisjoint(pair.after.pages)


_TESTS: tuple[tuple[Sort, Callable[[Pair], bool]], ...] = (
    (Sort.WRONG, lambda p: p.before.right and p.after.answered and not p.after.right),
    (Sort.LOST, lambda p: p.before.answered and not (p.after.answered or _still_offered(p))),
    (Sort.UNSURE, lambda p: p.before.answered and p.after.offered),
    (Sort.NEW, lambda p: p.after.answered and not p.before.answered),
    (Sort.FEWER, lambda p: p.before.offered and not p.after.offered),
    (Sort.OFFERED, lambda p: p.after.offered and not p.before.offered),
    (Sort.OFFERS, lambda p: p.after.offered and p.before.text != p.after.text),
    (Sort.SOURCE, lambda p: p.after.answered and p.before.pages != p.after.pages),
    (Sort.WORDING, lambda p: p.after.answered and p.before.text != p.after.text),
    (Sort.DATES, lambda p: p.after.answered and p.before.sources != p.after.sources),
)
_TRICKS: tuple[tuple[Sort, Callable[[Pair], bool]], ...] = (
    (Sort.FALSE, lambda p: p.after.answered and not p.before.answered),
    (Sort.SILENT, lambda p: p.before.answered and not p.after.answered),
)


def changes(pairs: Sequence[Pair]) -> list[Change]:
    """Return the changes, the riskiest first, each question once."""
    found: dict[tuple[str, Sort], Change] = {}
    for pair in pairs:
        sort = _sort(pair)
        if sort is not None:
            found.setdefault((pair.item.question, sort), Change(sort, pair))
    order = list(Sort)
    return sorted(found.values(), key=lambda change: order.index(change.sort))


def _sort(pair: Pair) -> Sort | None:
    if not pair.item.answerable:
        tests: tuple[tuple[Sort, Callable[[Pair], bool]], ...] = _TRICKS
    elif pair.item.must and pair.after.right and not pair.before.right and pair.before.answered:
        return Sort.MENDED
    else:
        tests = _TESTS
    return next((sort for sort, test in tests if test(pair)), None)
