"""Pages that say nearly the same: compared by their runs of three words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from actions.library.folding import words
from actions.library.page import Page

RUN = 3
ALIKE = 0.7
"""Share of common runs from which two pages are one page written twice."""
COMMON = 30
"""A run that more pages than this have is a turn of phrase, it names no pair."""


def near_duplicates(pages: Sequence[Page]) -> Iterator[tuple[Page, Page, float]]:
    """Yield pairs of pages, the earlier one first, with the share of what they have in common."""
    runs = [_runs(page.body) for page in pages]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    for (a, b), count in sorted(shared.items()):
        share = count / (len(runs[a]) + len(runs[b]) - count)
        if share >= ALIKE and pages[a].body.split() != pages[b].body.split():
            yield pages[a], pages[b], share


def _runs(text: str) -> set[int]:
    plain = [word.text for word in words(text)]
    return {hash(tuple(plain[i : i + RUN])) for i in range(max(1, len(plain) - RUN + 1))}
