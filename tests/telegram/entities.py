"""Read text as the Bot API server reads `parse_mode=HTML`: strictly, refusing what it refuses.

Written from the documented rules, apart from the code under test: known tags only, properly
nested and closed, four named references and numeric ones, offsets in UTF-16 units, text trimmed.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
        "ins": "underline", "s": "strikethrough", "code": "code", "pre": "pre",
        "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler"}  # fmt: skip
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'))*)\s*>")
HREF = re.compile(r"href=(?:\"([^\"]*)\"|'([^']*)')")
REFERENCE = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);")


class EntitiesError(ValueError):
    """The text cannot be parsed; the server answers 400."""


@dataclass(frozen=True)
class Entity:
    type: str
    offset: int
    length: int
    url: str | None = None


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text a person sees and its entities; EntitiesError on bad markup."""
    text, open_tags, entities, place = "", [], [], 0
    while place < len(source):
        if source[place] != "<":
            character, place = _character(source, place)
            text += character
            continue
        match = TAG.match(source, place)
        if match is None:
            raise EntitiesError(f"Can't parse entities: bad tag at byte offset {place}")
        closing, name, attributes = match[1], match[2].lower(), match[3]
        place = match.end()
        if name not in TAGS:
            raise EntitiesError(f'Can\'t parse entities: unsupported start tag "{name}"')
        if not closing:
            href = HREF.search(attributes)
            url = html.unescape(href[1] or href[2] or "") if href else None
            open_tags.append((name, utf16(text), url))
            continue
        if not open_tags or open_tags[-1][0] != name:
            raise EntitiesError(f"Can't parse entities: unexpected end tag </{name}>")
        _, start, url = open_tags.pop()
        length = utf16(text) - start
        if length and (name != "a" or (url or "").startswith(("http://", "https://", "tg://"))):
            entities.append(Entity(TAGS[name], start, length, url))
    if open_tags:
        raise EntitiesError(f"Can't parse entities: can't find end tag of {open_tags[-1][0]}")
    return _trimmed(text, entities)


def _character(source: str, place: int) -> tuple[str, int]:
    """Read one character; a reference that is not one stays as it is written."""
    match = REFERENCE.match(source, place) if source[place] == "&" else None
    return (html.unescape(match[0]), match.end()) if match else (source[place], place + 1)


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take the white space from both ends, as the server does, and move the entities."""
    lead = utf16(text) - utf16(text.lstrip())
    kept = text.strip()
    moved = [Entity(e.type, e.offset - lead, e.length, e.url) for e in entities]
    return kept, [e for e in moved if e.offset >= 0 and e.offset + e.length <= utf16(kept)]
