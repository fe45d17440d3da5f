"""Read question sets: JSON lines, one question or one conversation a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Item:
    """One question and what a right answer contains."""

    question: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    urls: tuple[str, ...]
    answerable: bool
    style: str
    kind: str
    status: str | None


Conversation = tuple[Item, ...]
"""Questions asked one after the other; most have one."""


def read_questions(files: Sequence[Path]) -> list[Conversation]:
    """Return the conversations of all files.

    Raises:
        ServiceError: a file cannot be read, or a line is not a question.
    """
    return [conversation for file in files for conversation in _read(file)]


def _read(file: Path) -> Iterator[Conversation]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceError("questions_unreadable", file=file) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            turns = data.get("turns", [data])
            style = "conversation" if "turns" in data else ""
            yield tuple(_item(turn, style) for turn in turns)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ServiceError("question_malformed", file=file, line=number) from error


def _item(data: Mapping[str, Any], style: str) -> Item:
    return Item(
        question=str(data["q"]),
        must=tuple(data.get("must", ())),
        must_not=tuple(data.get("must_not", ())),
        urls=tuple(data.get("urls", ())),
        answerable=bool(data.get("answerable", True)),
        style=str(style or data.get("style") or "other"),
        kind=str(data.get("type") or "answerable"),
        status=data.get("status"),
    )
