"""What kind of thing a question asks for, and whether a text holds one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from actions.reply.years import years_covered
from actions.search.french import content_words, fold, stems, words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2} ?h(?:eures?)?\b")
_CAPITALISED = re.compile(r"(?<=[\s'’«(-])[A-ZÀ-Ý][\w-]{2,}")
_DIGITS = re.compile(r"\d+")
_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]+ (?:[a-z]{1,3} )?[A-ZÀ-Ý][\w’'-]+")


class AnswerType(StrEnum):
    """What a right answer must hold."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Read the word lists, folded."""
    raw = files("actions.reply").joinpath("asked.yml").read_text(encoding="utf-8")
    return {
        name: frozenset(fold(word) for word in listed)
        for name, listed in yaml.safe_load(raw).items()
    }


def asks_contact(question: str) -> bool:
    """Say whether a question asks how to reach someone."""
    return not _lists()["contact"].isdisjoint(words(question))


def asks_for_us(text: str) -> bool:
    """Say whether a text names the OIM or speaks to it."""
    return not _lists()["us"].isdisjoint(words(text))


def asks_own_case(question: str) -> bool:
    """Say whether a question asks how somebody's own case stands."""
    return _says(question, "own_case")


def contact_subject(question: str) -> set[str]:
    """Return the stems of what a request for a contact names, beside any desk of the OIM."""
    around = _lists()["contact"] | _lists()["desk"]
    return {stem for word in content_words(question) if word not in around for stem in stems(word)}


def asked_type(question: str) -> AnswerType | None:
    """Return what a question asks for; None when its words do not show it."""
    asked = set(words(question))
    for kind in (AnswerType.DATE, AnswerType.NUMBER, AnswerType.PERSON):
        if not _lists()[kind].isdisjoint(asked):
            return kind
    return None


def same_question(question: str, written: Sequence[str]) -> bool:
    """Say whether staff wrote this question for a page: the same subject words, the same type."""
    asked, kind = set(stems(question)), asked_type(question)
    return bool(asked) and any(
        set(stems(other)) == asked and asked_type(other) is kind for other in written
    )


def holds(text: str, kind: AnswerType) -> bool:
    """Say whether a text holds something of a kind."""
    if kind is AnswerType.PERSON:
        return _NAME.search(text) is not None
    found = set(words(text))
    if kind is AnswerType.DATE:
        return _YEAR.search(text) is not None or not _lists()["months"].isdisjoint(found)
    return _DIGITS.search(text) is not None or not _lists()["numbers"].isdisjoint(found)


def begins_leaning(text: str) -> bool:
    """Say whether a sentence begins with a word that stands for something said before it."""
    return not _lists()["leaning"].isdisjoint(words(text)[:1])


def is_condition(text: str) -> bool:
    """Say whether a text says when what stands before it does not hold."""
    said = f" {' '.join(words(text))} "
    return _says(text, "conditions") or any(
        said.startswith(f" {phrase} ") for phrase in _lists()["turns"]
    )


def _says(text: str, name: str) -> bool:
    """Say whether a text has one of the phrases of a list."""
    said = f" {' '.join(words(text))} "
    return any(f" {phrase} " in said for phrase in _lists()[name])


def numbers_missing(question: str, text: str) -> bool:
    """Say whether the question names a number or a year that the text does not."""
    named = set(_DIGITS.findall(question)) - set(_DIGITS.findall(text))
    return not named <= {str(year) for year in years_covered(text)}


def names_missing(question: str, text: str) -> int:
    """Count the proper names of a question that a text does not have."""
    found = set(words(text))
    named = [m.group() for m in _CAPITALISED.finditer(question) if m.start() > 0]
    return sum(not set(words(name)) <= found for name in named)
