"""What time a question is about, and what time a page speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from actions.reply.phrases import Phrases, plain
from actions.reply.years import years_in
from actions.search.passage import Passage

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class When:
    """The time a question is about."""

    years: tuple[int, ...]
    now: bool
    """It asks for what is true now, in so many words."""
    latest: bool
    """It asks for the newest of several."""
    past: bool
    """It speaks of the past."""
    months: tuple[int, ...] = ()
    """The months it names, from 1 to 12."""

    @property
    def present(self) -> bool:
        """Say whether an answer must be true today."""
        return self.now or not (self.past or self.years)

    @property
    def open(self) -> bool:
        """Say whether the newest answer is the best one."""
        return self.latest or self.now or not (self.past or self.years)


def when_of(question: str, today: date) -> When:
    """Return what the words of a question say of its time."""
    said = plain(question)
    asked = last_sentence(question)
    story = [] if _lists()["now"].within(plain(asked)) else years_in(question)
    named_years = years_in(asked) or story
    years = tuple(year for year in named_years if year <= today.year)
    lists = _lists()
    late = lists["latest"].within(lists["not_latest"].removed(said))
    named = tuple(year for year in years if year < today.year)
    now = lists["now"].within(said) or today.year in years
    past = lists["past"].within(said)
    return When(years, now, late and not named, past, months_in(asked))


def last_sentence(text: str) -> str:
    """Return the last sentence of a message: long ones tell a story first."""
    return _SENTENCE.split(text.strip())[-1]


def month_of(passage: Passage, today: date) -> tuple[int, int] | None:
    """Return year and month a passage speaks of; the month is 0 where only the year is known.

    It is the day of publication, else what the title says, else the first that the text says.
    """
    if passage.published:
        return passage.published.year, passage.published.month
    for text in (passage.title, passage.text):
        said = plain(text)
        dated = [(int(m[2]), _months().index(m[1]) + 1) for m in _month_year().finditer(said)]
        known = [*dated, *((year, 0) for year in years_in(text))]
        past = [one for one in known if one <= (today.year, today.month)]
        if past:
            return max(past) if text is passage.title else past[0]
    return None


def months_in(text: str) -> tuple[int, ...]:
    """Return the months a text names, from 1 to 12."""
    said = plain(text).split()
    return tuple(number for number, month in enumerate(_months(), 1) if month in said)


def without_months(text: str) -> str:
    """Return the folded words of a text without the names of months."""
    return _lists()["months"].removed(plain(text))


@cache
def _lists() -> dict[str, Phrases]:
    raw = files("actions.reply").joinpath("when.yml").read_text(encoding="utf-8")
    return {name: Phrases(map(str, listed)) for name, listed in yaml.safe_load(raw).items()}


@cache
def _months() -> list[str]:
    raw = files("actions.reply").joinpath("when.yml").read_text(encoding="utf-8")
    return [plain(month) for month in yaml.safe_load(raw)["months"]]


@cache
def _month_year() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(_months())}) ((?:19|20)\d\d)\b")
