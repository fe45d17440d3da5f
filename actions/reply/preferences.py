"""What a question itself says about the pages that can answer it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from actions.reply.asked import asks_contact
from actions.search.passage import Passage

SAME_COUNTRY = 0.8
"""Worth of a page about a country the question names, beside the standardised scores."""
OTHER_COUNTRY = -1.2
"""Worth of a page about another country than the one named."""
RECORD = -1.2
"""Worth of a contact or hotline record where no contact is asked for."""
RECORDS = frozenset({"contact", "hotline"})
"""Kinds of passages that are shown as cards of an address or a number."""


def preference(question: str, countries: Collection[str]) -> Callable[[Passage], float]:
    """Return what a passage gains or loses for a question about some countries (ISO codes)."""
    wants_contact = asks_contact(question)

    def worth(passage: Passage) -> float:
        total = 0.0
        if passage.kind in RECORDS and not wants_contact:
            total += RECORD
        if countries and passage.countries:
            same = not set(countries).isdisjoint(passage.countries)
            total += SAME_COUNTRY if same else OTHER_COUNTRY
        return total

    return worth
