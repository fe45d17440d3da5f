"""Cut French prose into sentences without changing a character of them."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+(?:\s*[»\")\]])*(?=\s|$)")
_ABBREVIATIONS = re.compile(
    r"(?:^|[\s(«'’])"
    r"(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|art|al|cf|env|ex|fig|hab|ibid|n|no|p|pp|vol|chap"
    r"|éd|tél|max|min|av|bd|[A-Z])\.$"
)
_LONGEST_QUOTE = 300
"""Characters within which a quotation must close to be kept whole: some never close theirs."""
_CONTINUES = re.compile(r"\s*[a-zà-öø-ÿ0-9,;:)]")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, in order, stripped of outer white space."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _inside(text, start, match) or _quoted(text, start, match.end()):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _quoted(text: str, start: int, end: int) -> bool:
    """Say whether a quotation opened since `start` closes soon after `end`."""
    opened = text.count("«", start, end) > text.count("»", start, end)
    return opened and "»" in text[end : end + _LONGEST_QUOTE].partition("«")[0]


def _inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a stop belongs to an abbreviation, an initial or a quotation that goes on."""
    before, after = text[start : match.end()], text[match.end() :]
    if match.group() == "." and _ABBREVIATIONS.search(before):
        return bool(after.strip())
    return bool(_CONTINUES.match(after)) and not after.lstrip()[:1].isdigit()
