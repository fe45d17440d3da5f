"""Cut a long text into messages: between paragraphs, lines or sentences, never in a word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from actions.search.sentences import split_sentences
from bot.channels.telegram.formatted import Formatted, Span, units

LONGEST = 4096  # of a message, after its entities are parsed
MOST_ENTITIES = 100  # Telegram shows the formatting of the first hundred only
EMPTIEST = 3  # a cut at a better place may leave a message a third full, not less
BLANK_LINE, LINE_END, SPACE = re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"\s+")
JOINERS = "\u200d\ufe0f\ufe0e"


def split(formatted: Formatted, longest: int = LONGEST) -> list[Formatted]:
    """Return the messages of a text, in order; none is empty."""
    parts, start = [], 0
    while start < len(formatted.text):
        end = _end(formatted, start, longest)
        parts.append(formatted.part(start, end))
        start = end
    return [part for part in parts if part.text]


def _end(formatted: Formatted, start: int, longest: int) -> int:
    """Return where the message that begins at `start` ends."""
    text, spans = formatted.text, formatted.spans
    furthest = min(_reach(text, start, longest), _entities_end(spans, start))
    if furthest >= len(text):
        return len(text)
    least = start + max((furthest - start) // EMPTIEST, 1)
    breaks = [place for place in _breaks(text, start, furthest) if place >= least]
    hard = _between_characters(text, start, furthest)
    edges = sorted({e for span in spans for e in (span.start, span.end)}, reverse=True)
    far = [edge for edge in edges if least <= edge <= furthest]
    near = [edge for edge in edges if start < edge < least]
    candidates = (*breaks, *far, hard, *near)
    whole = (place for place in candidates if not _inside(spans, place))
    return next(whole, 0) or next(iter(breaks), hard)


def _breaks(text: str, start: int, furthest: int) -> Iterator[int]:
    """Yield the places where a message may end, the best first, the last of each kind first."""
    for pattern in (BLANK_LINE, LINE_END):
        yield from _last(pattern, text, start, furthest)
    window, place, ends = text[start : furthest + 1], 0, list[int]()
    for sentence in split_sentences(window)[:-1]:
        place = window.index(sentence, place) + len(sentence)
        ends.append(start + place)
    yield from reversed(ends)
    yield from _last(SPACE, text, start, furthest)


def _last(pattern: re.Pattern[str], text: str, start: int, furthest: int) -> Iterator[int]:
    """Yield the places of a kind of break, the last first."""
    return reversed([match.start() for match in pattern.finditer(text, start, furthest + 1)])


def _reach(text: str, start: int, longest: int) -> int:
    """Return the furthest place that a message from `start` may reach."""
    if units(text[start : start + longest]) <= longest:
        return start + longest
    sizes = list(accumulate(units(character) for character in text[start : start + longest]))
    return start + max(bisect_right(sizes, longest), 1)


def _entities_end(spans: Sequence[Span], start: int) -> int:
    """Return where the hundred and first entity from `start` begins."""
    later = sorted(span.start for span in spans if span.end > start)
    return max(later[MOST_ENTITIES], start + 1) if len(later) > MOST_ENTITIES else 2**31


def _inside(spans: Sequence[Span], place: int) -> bool:
    return any(span.start < place < span.end for span in spans)


def _between_characters(text: str, start: int, furthest: int) -> int:
    """Return the last place where no accent or part of an emoji is torn off."""
    place = furthest
    while place > start + 1 and _joined(text, place):
        place -= 1
    return furthest if _joined(text, place) else place


def _joined(text: str, place: int) -> bool:
    """Tell whether the characters around a place are shown as one."""
    before, after = text[place - 1], text[place]
    modifier = "\U0001f3fb" <= after <= "\U0001f3ff"
    flag = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    combining = unicodedata.combining(after) != 0
    return combining or modifier or flag or after in JOINERS or before == JOINERS[0]
