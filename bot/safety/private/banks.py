"""Bank accounts and cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}\b")
_CARD = re.compile(r"(?<![\d+])\d(?:[ .-]?\d){12,18}(?!\d)")
CUED = 30  # characters between « carte bancaire » and its number
_SHORTEST_IBAN = 15
_LEAST_DIGITS = 8  # « vol AH1234 Alger Paris » passes the check by chance


def find_banks(text: str) -> Iterator[Span]:
    """Yield the IBAN and card numbers of a text."""
    for match in _IBAN.finditer(text):
        length = _iban_length(match[0])
        if length:
            yield Span(match.start(), match.start() + length, Private.BANK)
    for match in _CARD.finditer(text):
        if _luhn(re.sub(r"\D", "", match[0])):
            yield Span(match.start(), match.end(), Private.BANK)
    cue = rf"\b{words('carte')}\b[^\d]{{0,{CUED}}}?((?:[a-z]{{2}})?\d(?:[ .-]?[a-z]?\d){{7,33}})"
    secret = rf"\b{words('code_secret')}\b[^\d.?!]{{0,{CUED}}}(\d{{3,8}})\b"
    for pattern in (cue, secret):
        for match in re.finditer(pattern, folded(text)):
            yield Span(match.start(1), match.end(1), Private.BANK)


def _iban_length(text: str) -> int:
    """Return how many characters of a text are a valid IBAN, or 0."""
    for end in range(len(text), _SHORTEST_IBAN - 1, -1):
        compact = re.sub(r"[ .-]", "", text[:end]).upper()
        if len(compact) < _SHORTEST_IBAN or not text[end - 1].isalnum():
            continue
        if sum(map(str.isdigit, compact)) >= _LEAST_DIGITS and _mod97(compact):
            return end
    return 0


def _mod97(compact: str) -> bool:
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
