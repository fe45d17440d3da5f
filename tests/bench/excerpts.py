"""Excerpts of invented pages with their questions, as written down in data/answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path("tests/bench/data/answers")
MEASURED = 10
"""One family of excerpts in so many is only measured with."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the words of the excerpt that answer it, and whether it says which it means."""

    text: str
    answer: str
    named: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text with its title, the questions it answers and those it only seems to."""

    path: str
    family: str
    """What excerpts that a search would confuse have in common; its own path where it is alone."""
    title: str
    text: str
    asked: tuple[Question, ...]
    missed: tuple[str, ...]
    measured: bool


def read_excerpts() -> Iterator[Excerpt]:
    """Yield the excerpts, file by file."""
    for file in sorted(DATA.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            yield _excerpt(f"{file.stem}-{number}", file.stem, json.loads(line))


def _excerpt(path: str, file: str, item: dict[str, Any]) -> Excerpt:
    family = item.get("family")
    asked = (Question(each["q"], each["answer"], each.get("named", True)) for each in item["asked"])
    return Excerpt(
        path=path,
        family=path if family is None else f"{file}:{family}",
        title=item["title"],
        text=item["text"],
        asked=tuple(asked),
        missed=tuple(item["missed"]),
        measured=family is not None and family % MEASURED == 0,
    )
