"""The changes as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from actions.library.catalogue import catalogue
from bot.preview.answers import Answer
from bot.preview.beside import Pages
from bot.preview.changes import RISKS, Change

MOST_PATHS = 20
LONGEST = 300
"""Characters of an answer that are shown; the HTML page has all of it."""


def lines(found: Sequence[Change], pages: Pages, asked: int, refusal: str | None) -> Iterator[str]:
    """Yield what changes in the folder, then what changes in the answers, the riskiest first."""
    if refusal:
        yield _text("refusal", reason=refusal)
    if not len(pages):
        yield _text("same")
        return
    counts = {name: len(getattr(pages, name)) for name in ("added", "changed", "gone")}
    yield _text("pages", **counts)
    yield from _paths(pages)
    yield ""
    if not found:
        yield _text("none", asked=asked)
        return
    risks = sum(change.sort in RISKS for change in found)
    yield _text("summary", asked=asked, changes=len(found), risks=risks)
    for sort, group in groupby(found, key=lambda change: change.sort):
        same = list(group)
        yield ""
        yield _text("title", sort=_text(f"sorts.{sort.value}"), count=len(same))
        for change in same:
            yield from _change(change)


def _paths(pages: Pages) -> Iterator[str]:
    shown = [
        _text(name, path=path)
        for name in ("gone", "changed", "added")
        for path in getattr(pages, name)
    ]
    yield from shown[:MOST_PATHS]
    if len(shown) > MOST_PATHS:
        yield _text("more", count=len(shown) - MOST_PATHS)


def _change(change: Change) -> Iterator[str]:
    yield f"  {_text('question', question=change.pair.item.question)}"
    for name, answer in (("before", change.pair.before), ("after", change.pair.after)):
        yield f"    {_text(name, status=_text(f'statuses.{answer.status.value}'))}"
        yield f"      {_shortened(answer.text)}"
        yield f"      [{_source(answer)}]"


def _source(answer: Answer) -> str:
    named = [
        f"{source.title}, {source.url}" if source.url else source.title for source in answer.sources
    ]
    return " ; ".join(dict.fromkeys(named)) or _text("no_source")


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


def _text(key: str, **params: object) -> str:
    return catalogue("bot.preview").text(key, **params)
