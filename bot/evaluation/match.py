"""Does a text contain what it must?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from actions.search.french import fold

_DIGIT_GAP = re.compile(r"(?<=\d)[\s\u00a0\u202f]+(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?!\d)")


def contains(text: str, must: str) -> bool:
    """Say whether a text holds one of the alternatives of `must` ("a|b").

    Case, accents and spaces inside numbers do not count; digits match whole numbers only.
    """
    folded = fold(text)
    texts = (_spaced(_DIGIT_GAP.sub("", folded)), _spaced(_joined_thousands(folded)))
    choices = [_spaced(_DIGIT_GAP.sub("", fold(choice))) for choice in must.split("|")]
    return any(_holds(plain, choice) for plain in texts for choice in choices)


def _joined_thousands(text: str) -> str:
    """Take the spaces out of « 12 500 » and leave those of « en 2015 157 États »."""
    return _THOUSANDS.sub(lambda match: _DIGIT_GAP.sub("", match.group()), text)


def _holds(text: str, wanted: str) -> bool:
    """Say whether a text holds another; digits at its ends are the ends of a whole number."""
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", text) is not None


def _spaced(text: str) -> str:
    return " ".join(text.split())


def same_page(url: str | None, wanted: str) -> bool:
    """Say whether two addresses are one page: scheme, www, anchor and last slash do not count."""
    return url is not None and _page(url) == _page(wanted)


def _page(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query
