"""Questions and the passages that answer them, from data in the repository."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from actions.library.load import load_library
from actions.search.texts import Texts
from actions.search.units import Unit, UnitKind
from bot.content import documents
from tests.bench.excerpts import read_excerpts
from tests.bench.piaf import Asked, Paragraph, read_piaf

KNOWLEDGE = Path("knowledge")
TRAINING = Path("tests/bench/data/paraphrases.jsonl")
SEED = 20261124
FITTED = 0.7
"""Share of PIAF's articles the adapter learns from; the evidence model is fitted on the others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, the texts that answer it (any of them), and the page they are of."""

    question: str
    texts: tuple[str, ...]
    page: str
    family: str = ""
    """Which pages a search would confuse: those that bear the same word here."""
    named: bool = True
    """Whether the question tells its page from the others of the family."""


def split_piaf() -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs to learn from and the others, article by article."""
    paragraphs = read_piaf()
    titles = sorted({paragraph.title for paragraph in paragraphs})
    fitted = set(random.Random(SEED).sample(titles, round(len(titles) * FITTED)))
    return (
        [p for p in paragraphs if p.title in fitted],
        [p for p in paragraphs if p.title not in fitted],
    )


def piaf_pairs(paragraphs: Sequence[Paragraph]) -> Iterator[Pair]:
    """Yield PIAF's questions with the passages and windows that hold the answer."""
    for paragraph in paragraphs:
        texts = Texts()
        texts.add([paragraph])
        for asked in paragraph.asked:
            holding = [unit.text for unit in texts.units if asked.answer in unit.text]
            yield Pair(asked.text, tuple(holding or _whole(texts.units)), paragraph.path)


def written_pairs(measured: bool = False) -> Iterator[Pair]:
    """Yield the questions written for invented excerpts: those to learn from, or to measure with.

    Siblings of an excerpt are no wrong answer to a question that does not name which one it means.
    """
    for excerpt in read_excerpts():
        if excerpt.measured == measured:
            asked = tuple(Asked(question.text, question.answer) for question in excerpt.asked)
            paragraph = Paragraph(excerpt.path, excerpt.title, excerpt.text, asked)
            for pair, question in zip(piaf_pairs([paragraph]), excerpt.asked, strict=True):
                yield replace(pair, family=excerpt.family, named=question.named)


def page_pairs() -> Iterator[Pair]:
    """Yield the questions staff wrote for the shipped pages, and those written for training."""
    library = load_library(KNOWLEDGE).library
    pages: dict[str, tuple[str, ...]] = {}
    for document in documents(library, date.today()):
        texts = Texts()
        texts.add([document])
        whole = tuple(_whole(texts.units))
        pages[document.path] = whole
        if document.card is None:
            yield from (Pair(question, whole, document.path) for question in document.questions)
    for line in TRAINING.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        yield Pair(asked["q"], pages[asked["page"]], asked["page"])


def _whole(units: Sequence[Unit]) -> list[str]:
    """Return the passages among some units."""
    return [unit.text for unit in units if unit.kind is UnitKind.PASSAGE]
