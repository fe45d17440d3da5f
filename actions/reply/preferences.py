"""What a question itself says about the pages that can answer it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from actions.library.kinds import Kind
from actions.reply.asked import asks_contact
from actions.reply.current import Fact
from actions.reply.when import When, month_of, months_in
from actions.reply.years import years_covered
from actions.search.passage import Passage

SAME_COUNTRY = 0.8
"""Worth of a page about a country the question names, beside the standardised scores."""
OTHER_COUNTRY = -1.2
"""Worth of a page about another country than the one named."""
RECORD = -1.2
"""Worth of a contact or hotline record where no contact is asked for."""
DECLARED, NEWS = 0.5, -0.3
"""Worth of the page that declares a current fact the question may ask for, and of news then."""
SAME_YEAR, OTHER_YEAR = 0.4, -0.4
"""Worth of a page that speaks of a year the question names, and of one that does not."""
SAME_MONTH, OTHER_MONTH = 0.3, -0.3
"""Worth of news of a month the question names, and of news that is not."""
FRESH, HALF_LIFE = 1.0, 12.0
"""Worth of today's news where the newest is asked for, and the months after which it is half."""
RECORDS = frozenset({"contact", "hotline"})
"""Kinds of passages that are shown as cards of an address or a number."""


def preference(
    question: str, countries: Collection[str], when: When, fact: Fact | None, today: date
) -> Callable[[Passage], float]:
    """Return what a passage gains or loses for a question about some countries (ISO codes)."""
    wants_contact = asks_contact(question)

    def worth(passage: Passage) -> float:
        total = 0.0
        if passage.kind in RECORDS and not wants_contact:
            total += RECORD
        if countries and passage.countries:
            same = not set(countries).isdisjoint(passage.countries)
            total += SAME_COUNTRY if same else OTHER_COUNTRY
        if fact is not None:
            total += DECLARED * fact.declared_by(passage) + NEWS * _is_news(passage)
        total += _of_month(passage, when, today)
        if when.years:
            total += SAME_YEAR if _speaks_of(passage, when) else OTHER_YEAR
        elif when.latest and _is_news(passage):
            total += FRESH * _freshness(passage, today)
        return total

    return worth


def _is_news(passage: Passage) -> bool:
    return passage.kind == Kind.ACTUALITE


def _speaks_of(passage: Passage, when: When) -> bool:
    """Say whether a passage is of a year that the question names, or names it too."""
    if passage.published and passage.published.year in when.years:
        return True
    return not set(when.years).isdisjoint(years_covered(f"{passage.context} {passage.text}"))


def _of_month(passage: Passage, when: When, today: date) -> float:
    """Return what a news item is worth by its month, where the question names one."""
    known = month_of(passage, today)
    if not when.months or not _is_news(passage) or known is None or not known[1]:
        return 0.0
    named = {known[1], *months_in(f"{passage.context} {passage.text}")}
    return OTHER_MONTH if named.isdisjoint(when.months) else SAME_MONTH


def _freshness(passage: Passage, today: date) -> float:
    """Return 1 for news of today, half as much after each half life, 0 where nobody knows."""
    known = month_of(passage, today)
    if known is None:
        return 0.0
    months = 12 * (today.year - known[0]) + today.month - known[1]
    return float(0.5 ** (max(months, 0) / HALF_LIFE))
