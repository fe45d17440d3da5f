"""Dates a source states in full; a year is never guessed."""

from __future__ import annotations

import re
from datetime import date

from actions.library.folding import fold

_MONTHS = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre|janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c)\b\.?"
)
# The first letters that tell French months apart.
_STARTS = ("ja", "f", "mar", "av", "mai", "juin", "juil", "ao", "s", "o", "n", "d")
_DAY_MONTH = rf"\d{{1,2}}(?:er)?\s+{_MONTHS}"
_FULL = re.compile(rf"(\d{{1,2}})(?:er)?\s+({_MONTHS})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_ISO = re.compile(r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")
_PARTIAL = re.compile(rf"{_DAY_MONTH}(?!\s+(?:19|20)\d\d)", re.IGNORECASE)


def full_date(text: str) -> date | None:
    """Return the first date of a text that has its day, month and year."""
    try:
        if match := _ISO.search(text):
            return date.fromisoformat(match["iso"])
        if match := _SLASHED.search(text):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match := _FULL.search(text):
            month = next(i for i, s in enumerate(_STARTS, 1) if fold(match[2]).startswith(s))
            return date(int(match[3]), month, int(match[1]))
    except ValueError:
        pass
    return None


def partial_date(text: str) -> str | None:
    """Return the first day and month without a year, as written."""
    match = _PARTIAL.search(text)
    return match[0] if match else None
