"""Part the menu of a site from the page under it, and keep what the menu states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.library.importer.sites import Sites, key, sites

# A menu is looked for near the top only, and is never longer than this.
FIRST_LINES = 12
LONGEST_MENU = 100
# One label above a text is its title, not a menu.
SHORTEST_MENU = 4
LONGEST_BULLET = 110
LONGEST_DOUBLED = 60

_BULLET = re.compile(r"^\s*[-•*·]\s*")
_PROSE_END = re.compile(r"[.!?…:;»]\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Menu:
    """What a menu states."""

    who: str | None = None
    work: str | None = None
    structure: tuple[str, ...] = ()
    local: bool = False


def split_menu(lines: Sequence[str], title: str | None = None) -> tuple[Menu | None, list[str]]:
    """Return the menu, if there is one, and the lines of the page without it.

    A known `title` ends the menu wherever it stands.
    """
    known = sites()
    start = _start(lines, known)
    if start is None:
        return None, list(lines)
    end = _end(lines, start, known, key(title or ""))
    if sum(bool(line.strip()) for line in lines[start:end]) < SHORTEST_MENU:
        return None, list(lines)
    before = [line for line in lines[:start] if not _in_menu(line, known, bullets=False)]
    return _states(lines[start:end], known), before + list(lines[end:])


def _start(lines: Sequence[str], known: Sites) -> int | None:
    filled = [i for i, line in enumerate(lines) if line.strip()][:FIRST_LINES]
    for index in filled:
        if _label(lines[index]) in known.starts or _statement(lines[index], known):
            return index
    return None


def _end(lines: Sequence[str], start: int, known: Sites, title: str) -> int:
    """Return the index after the menu: past its last entry, or past all that looks like it."""
    limit = min(len(lines), start + LONGEST_MENU)
    strict = start
    for index in range(start, limit):
        line = lines[index]
        if _label(line) == title != "" and title not in known.labels:
            break
        if _label(line) in known.ends:
            return _past_end(lines, index)
        listed = _in_menu(line, known) or _doubled(lines, index)
        if not listed and (len(line) > LONGEST_BULLET or _PROSE_END.search(line)):
            break
        strict += listed and strict == index
    return strict


def _past_end(lines: Sequence[str], last: int) -> int:
    """Return the index of the first line that is not the last entry once more."""
    index = last + 1
    while index < len(lines) and _label(lines[index]) in {"", _label(lines[last])}:
        index += 1
    return index


def _doubled(lines: Sequence[str], index: int) -> bool:
    """Tell a label of the menu by its being written twice."""
    label = _label(lines[index])
    around = [_label(lines[i]) for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return 0 < len(label) <= LONGEST_DOUBLED and label in around


def _in_menu(line: str, known: Sites, *, bullets: bool = True) -> bool:
    label = _label(line)
    if not label or label in known.labels or _statement(line, known):
        return True
    return bullets and bool(_BULLET.match(line)) and len(line) <= LONGEST_BULLET


def _states(lines: Sequence[str], known: Sites) -> Menu:
    said: dict[str, str] = {}
    for line in lines:
        if statement := _statement(line, known):
            said.setdefault(*statement)
    return Menu(
        said.get("who"),
        said.get("work"),
        _structure(lines, known),
        any(_label(line) in known.local for line in lines),
    )


def _statement(line: str, known: Sites) -> tuple[str, str] | None:
    """Return what a label glued to a sentence says: « Qui sommes nousL'Organisation… »."""
    text = line.strip()
    for label, part in known.glued:
        rest = text[len(label) :]
        if text.casefold().startswith(label.casefold()) and rest[:1].isupper():
            return part, rest
    return None


def _structure(lines: Sequence[str], known: Sites) -> tuple[str, ...]:
    entries: list[str] = []
    inside = False
    for line in filter(str.strip, lines):
        label = _label(line)
        if label in known.structure and not _BULLET.match(line):
            inside = True
        elif inside and label and _BULLET.match(line) and label not in known.labels:
            entries.append(_LINK.sub(r"\1", _BULLET.sub("", line)).strip())
        elif inside:
            break
    return tuple(entries)


def _label(line: str) -> str:
    return key(_BULLET.sub("", _LINK.sub(r"\1", line)))
