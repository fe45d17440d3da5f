"""Contradictions: two numbers or names for one fact, one sentence with two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from actions.library.facts import Fact, Said, current_facts
from actions.library.finding import Finding
from actions.library.folding import fold, words
from actions.library.kinds import Kind
from actions.library.library import Library
from actions.library.load import STRUCTURE
from actions.library.page import Page
from actions.library.source_lines import line_of_field, line_of_text

# A frame of fewer words says too little to be about the same thing.
SHORTEST_FRAME = 6

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.,](?=\d)[^.!?\n]+)*")
_NUMBER = re.compile(r"\d[\d\u00a0\u202f ]*(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def check_facts(library: Library) -> Iterator[Finding]:
    """Report facts without an authority, and pages that say something else than it."""
    yield from _twice(library)
    for fact in current_facts():
        authority = next((page for page in library.pages if fact.name in page.facts), None)
        if authority is None:
            yield from _no_authority(library, fact)
        else:
            yield from _contradictions(library, fact, authority)
    yield from _frames(library)


def _twice(library: Library) -> Iterator[Finding]:
    """A current fact has one authority."""
    declared: dict[str, Page] = {}
    for page in library.pages:
        for fact in page.facts:
            first = declared.setdefault(fact, page)
            if first is not page:
                line = line_of_field(library.folder / page.path, "facts")
                params = {"fact": fact, "other": first.path}
                yield Finding.error(page.path, line, "checks.fact_twice", **params)


def _no_authority(library: Library, fact: Fact) -> Iterator[Finding]:
    """Report a fact once: where it is said, or that nobody says it."""
    for page in _lasting(library):
        for said in fact.said_in(page.body):
            line = line_of_text(library.folder / page.path, said.words)
            params = {"fact": fact.name, "label": fact.label}
            yield Finding.warning(page.path, line, "checks.fact_alone", **params)
            return
    if library.structure is not None:
        params = {"fact": fact.name, "label": fact.label}
        yield Finding.warning(STRUCTURE, 1, "checks.fact_missing", **params)


def _contradictions(library: Library, fact: Fact, authority: Page) -> Iterator[Finding]:
    known = next(fact.said_in(authority.body), None)
    if known is None:
        return
    for page in _lasting(library):
        for said in fact.said_in(page.body):
            if not _agree(said, known):
                line = line_of_text(library.folder / page.path, said.words)
                yield _other(page.path, line, fact, said.value, authority, known)
    for entry in library.structure.entries if library.structure else ():
        if entry.name == fact.entry and entry.person:
            said = Said(entry.person, entry.person)
            if not _agree(said, known):
                line = line_of_text(library.folder / STRUCTURE, entry.person)
                yield _other(STRUCTURE, line, fact, entry.person, authority, known)


def _other(path: str, line: int, fact: Fact, value: str, authority: Page, known: Said) -> Finding:
    params = {"label": fact.label, "value": value, "other": authority.path, "known": known.value}
    return Finding.warning(path, line, "checks.fact_differs", **params)


def _agree(said: Said, known: Said) -> bool:
    """Tell whether two values are one; a name may have its middle name."""
    first, second = set(fold(said.value).split()), set(fold(known.value).split())
    return first <= second or second <= first


def _lasting(library: Library) -> Iterator[Page]:
    """Yield the pages that speak of today: news say what was true on their day."""
    return (page for page in library.pages if page.kind is not Kind.ACTUALITE)


def _frames(library: Library) -> Iterator[Finding]:
    """Report a sentence that two pages write with two numbers."""
    first: dict[tuple[object, ...], tuple[Page, str, str]] = {}
    for page in _lasting(library):
        for frame, number, sentence in chain(*map(_framed, page.body.splitlines())):
            key = (frame, page.countries)
            other, known, _ = first.setdefault(key, (page, number, sentence))
            if other is not page and known != number:
                line = line_of_text(library.folder / page.path, sentence)
                params = {"value": number, "other": other.path, "known": known}
                yield Finding.warning(page.path, line, "checks.number_differs", **params)


def _framed(line: str) -> Iterator[tuple[str, str, str]]:
    """Yield the sentences of a line that hold one number, as frame, number and sentence."""
    for sentence in _SENTENCE.findall(line):
        numbers = _NUMBER.findall(sentence)
        if len(numbers) == 1 and not _YEAR.search(sentence):
            frame = " ".join(word.text for word in words(_NUMBER.sub(" # ", sentence)))
            if len(frame.split()) >= SHORTEST_FRAME:
                yield frame, "".join(numbers[0].split()), sentence.strip()
