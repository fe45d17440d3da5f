"""Does a text contain what it must?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from actions.search.french import fold

_DIGIT_GAP = re.compile(r"(?<=\d)[\s\u00a0\u202f]+(?=\d)")


def contains(text: str, must: str) -> bool:
    """Say whether a text holds one of the alternatives of `must` ("a|b").

    Case, accents and spaces inside numbers do not count; digits match whole numbers only.
    """
    plain = _plain(text)
    return any(_holds(plain, _plain(choice)) for choice in must.split("|"))


def _holds(text: str, wanted: str) -> bool:
    before = r"(?<!\d)" if wanted[:1].isdigit() else ""
    after = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", text) is not None


def _plain(text: str) -> str:
    return " ".join(_DIGIT_GAP.sub("", fold(text)).split())


def same_page(url: str | None, wanted: str) -> bool:
    """Say whether two addresses are one page: scheme, www, anchor and last slash do not count."""
    return url is not None and _page(url) == _page(wanted)


def _page(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query
