"""What the live library has to show without a question: news by date, programmes by theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from actions.library.folding import fold
from actions.library.kinds import Kind
from actions.reply.reply import Source
from actions.search.passage import Passage

MOST_NEWS = 5
OTHER = "autres"


def latest_news(passages: Iterable[Passage]) -> tuple[Source, ...]:
    """Return the newest dated news items, the newest first."""
    pages = {p.path: p for p in passages if p.kind == Kind.ACTUALITE and p.published}
    newest = sorted(pages.values(), key=lambda p: (str(p.published), p.path), reverse=True)
    return tuple(Source(p.title, p.url, p.published, p.verified) for p in newest[:MOST_NEWS])


def programme_titles(passages: Iterable[Passage]) -> list[str]:
    """Return the titles of the programmes, in alphabetical order."""
    titles = {p.title for p in passages if p.kind == Kind.PROGRAMME}
    return sorted(titles, key=fold)


def themes(titles: Sequence[str]) -> dict[str, list[str]]:
    """Return the titles by theme; a theme that has none is left out."""
    groups: dict[str, list[str]] = {name: [] for name in (*_words(), OTHER)}
    for title in titles:
        groups[_theme(title)].append(title)
    return {name: group for name, group in groups.items() if group}


def _theme(title: str) -> str:
    """Return the first theme one of whose words begins a word of the title."""
    plain = fold(title)
    spoken = [word for word in plain.replace("'", " ").replace("’", " ").split() if word]
    for name, beginnings in _words().items():
        if any(word.startswith(tuple(beginnings)) for word in spoken):
            return name
    return OTHER


@cache
def _words() -> Mapping[str, list[str]]:
    """Read themes.yml, once."""
    text = files("bot.channels.telegram").joinpath("themes.yml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = yaml.safe_load(text)
    return {name: [fold(str(word)) for word in words] for name, words in data.items()}
