"""The golden questions: a set's, or those that staff wrote on the pages themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from actions.search.passage import Passage
from bot.evaluation.questions import Conversation, Item, read_questions

GOLDEN = Path("tests/golden/dev")


def golden(files: Sequence[Path], pages: Iterable[Passage]) -> list[Conversation]:
    """Return the questions of files; without any, the shipped set, else those of the pages."""
    shipped = sorted(GOLDEN.glob("*.jsonl"))
    return read_questions(files or shipped) if files or shipped else written(pages)


def written(
    passages: Iterable[Passage], paths: Collection[str] | None = None
) -> list[Conversation]:
    """Return the questions written on pages: on all of them, or on those with some paths."""
    asked: dict[str, Conversation] = {}
    for passage in passages:
        if paths is None or passage.path in paths:
            for question in passage.questions:
                asked.setdefault(question, (_item(question, passage.url),))
    return list(asked.values())


def _item(question: str, url: str | None) -> Item:
    return Item(question, (), (), (url,) if url else (), True, "written", "answerable", None)
