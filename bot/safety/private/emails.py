"""E-mail addresses, written as such or spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

_AT = r"(?:@|＠|\s*[\[({]\s*(?:at|arobase|@|a)\s*[\])}]\s*|\s+(?:arobase|arobaze|arobas|at)\s+)"
_DOT = (
    r"(?:\.|\s*[\[({]\s*(?:dot|point|\.)\s*[\])}]\s*|\s+(?:point|dot)\s+"
    r"|(?:\s+\.\s*|,)(?=[a-z]{2,3}\b))"
)
_ADDRESS = re.compile(
    rf"(?:[\w+%-]{{1,30}}\s(?:point|dot)\s)?[\w.+%-]{{1,64}}\s?{_AT}\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)


_BY = re.compile(r"[\w.+%-]{1,64}\s+chez\s+[\w-]{1,63}\s+point\s+[a-z]{2,4}\b", re.IGNORECASE)
_MAILBOX = re.compile(r"(?:hq|info|contact|\w*(?:iom|oim)\w*)@(?:[\w-]+\.)?iom\.int", re.IGNORECASE)
"""A mailbox of the organisation, which is nobody's own."""
_PROFILE = re.compile(
    r"(?:(?:facebook|fb|instagram|tiktok|twitter|x|snapchat)\.com|t\.me|wa\.me|m\.me)/[\w.@+-]{3,64}"
    r"|(?<![\w.])@[\w.-]{3,64}",
    re.IGNORECASE,
)
CUED = 40  # characters before a profile that may say whose it is


def find_emails(text: str) -> Iterator[Span]:
    """Yield the addresses of a text, and the profiles people give of themselves."""
    for pattern in (_ADDRESS, _BY):
        for match in pattern.finditer(text):
            if not _MAILBOX.fullmatch(match[0].strip()):
                yield Span(match.start(), match.end(), Private.EMAIL)
    plain = folded(text)
    for match in _PROFILE.finditer(text):
        before = plain[max(0, match.start() - CUED) : match.start()]
        if re.search(rf"\b{words('profil')}\b", before):
            yield Span(match.start(), match.end(), Private.EMAIL)
