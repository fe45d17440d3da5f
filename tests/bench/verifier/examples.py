"""Questions with texts that answer them and texts that do not, from data in the repository."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from actions.reply.found import find
from actions.search.embedding.encoder import Encoder
from actions.search.searcher import Searcher
from tests.bench.adapter.pairs import SEED, TRAINING
from tests.bench.excerpts import Excerpt, read_excerpts
from tests.bench.piaf import Paragraph

NEAR_MISSES = Path("tests/bench/data/near_misses.jsonl")
WINDOW = 550
"""Characters of the windows that PIAF's paragraphs are cut into."""
NEAREST = 6
"""Among how many of the nearest texts of other paragraphs a wrong one is drawn."""
BESIDE = 0.6
"""Share of the questions that name what they are about which are put to a sibling too."""
_SENTENCES = re.compile(r"(?<=[.!?;:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a text that begins with its title."""

    question: str
    text: str
    right: bool
    span: tuple[int, int] | None = None
    """Where the answer stands in the text; None where nobody said."""


def written(measured: bool = False) -> Iterator[Example]:
    """Yield the questions written for excerpts: those to learn from, or those to measure with.

    A question that names what it is about is paired with a sibling of its excerpt too: a text on
    the same subject, of another place, year or public, that does not answer it.
    """
    draw = random.Random(SEED)
    families: dict[str, list[Excerpt]] = defaultdict(list)
    excerpts = [excerpt for excerpt in read_excerpts() if excerpt.measured == measured]
    for excerpt in excerpts:
        families[excerpt.family].append(excerpt)
    for excerpt in excerpts:
        whole = _text(excerpt.title, excerpt.text)
        siblings = [other for other in families[excerpt.family] if other is not excerpt]
        for asked in excerpt.asked:
            yield Example(asked.text, whole, True, _place(whole, asked.answer))
            others = [s for s in siblings if asked.answer.lower() not in s.text.lower()]
            if asked.named and others and draw.random() < BESIDE:
                other = draw.choice(others)
                yield Example(asked.text, _text(other.title, other.text), False)
        for question in excerpt.missed:
            yield Example(question, whole, False)


def of_shipped(searcher: Searcher) -> Iterator[Example]:
    """Yield what is found in the shipped folder for questions written for training."""
    for line in TRAINING.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        found = find(searcher, item["q"])
        right = found.hits[0].passage.path == item["page"]
        yield Example(found.question, _text(found.hits[0].passage.title, found.excerpt), right)
    for line in NEAR_MISSES.read_text(encoding="utf-8").splitlines():
        found = find(searcher, json.loads(line)["q"])
        yield Example(found.question, _text(found.hits[0].passage.title, found.excerpt), False)


def of_piaf(paragraphs: Sequence[Paragraph], encoder: Encoder) -> Iterator[Example]:
    """Yield people's questions, each with one window that answers and two near ones."""
    draw = random.Random(SEED)
    windows = [(n, w) for n, paragraph in enumerate(paragraphs) for w in _windows(paragraph.body)]
    owners = np.array([n for n, _ in windows])
    texts = [_text(paragraphs[n].title, window) for n, window in windows]
    vectors = encoder.passages(texts)
    for number, paragraph in enumerate(paragraphs):
        for asked in paragraph.asked:
            own = np.flatnonzero(owners == number)
            holding = [row for row in own if asked.answer in windows[row][1]]
            if holding:
                row = draw.choice(holding)
                yield Example(asked.text, texts[row], True, _place(texts[row], asked.answer))
            order = np.argsort(-(vectors @ encoder.query(asked.text)))
            others = [
                row
                for row in order
                if owners[row] != number and asked.answer.lower() not in windows[row][1].lower()
            ][:NEAREST]
            beside = [row for row in own if asked.answer not in windows[row][1]]
            wrong = [draw.choice(beside)] if beside else []
            for row in [*wrong, *draw.sample(others, 2 - len(wrong))]:
                yield Example(asked.text, texts[row], False)


def _text(title: str, excerpt: str) -> str:
    return f"{title}\n{excerpt}"


def _place(text: str, answer: str) -> tuple[int, int]:
    start = text.rindex(answer)
    return start, start + len(answer)


def _windows(text: str) -> Iterator[str]:
    """Cut a text into windows of whole sentences that overlap by one."""
    sentences = [sentence for sentence in _SENTENCES.split(text) if sentence.strip()]
    start = 0
    while start < len(sentences):
        end, window = start, ""
        while end < len(sentences) and (not window or len(window) + len(sentences[end]) < WINDOW):
            window, end = f"{window} {sentences[end]}".strip(), end + 1
        yield window
        start = end if end == len(sentences) else max(start + 1, end - 1)
