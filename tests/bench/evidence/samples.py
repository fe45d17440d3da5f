"""Questions with the signals of what is found for them, and whether that is right."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.library.load import load_library
from actions.reply.found import Found, find
from actions.search.build import update_index
from actions.search.embedding.encoder import BUNDLED, Encoder
from actions.search.embedding.tokens import Tokens
from actions.search.index import Index
from actions.search.passage import Document
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from bot.content import documents
from bot.evaluation.match import contains
from bot.evaluation.questions import Item, read_questions
from tests.bench.adapter.pairs import SEED, split_piaf

ASKED_OF_A_PARAGRAPH = 2
SMALL = {1: 60, 3: 30, 6: 20, 12: 10, 25: 4, 50: 2}
"""Pages in small folders, and how many such folders are tried: a folder begins small."""
ASKED_OF_A_PAGE = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """Signals of one question, whether its best passage is right, and whether any could be."""

    values: NDArray[np.float64]
    right: bool
    answerable: bool
    kind: str
    source: str
    page: str
    """The page that was found: its questions stay together when models are compared."""


class Remembering(Encoder):
    """The bundled encoder, which embeds each text once."""

    def __init__(self, cache: Path) -> None:
        """Load the model."""
        super().__init__(BUNDLED, cache)
        self._known: dict[str, tuple[NDArray[np.float32], Tokens]] = {}

    def passages_and_tokens(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> tuple[NDArray[np.float32], list[Tokens]]:
        """Return the vectors of passages, from memory where they were asked before."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        vectors, tokens = super().passages_and_tokens(new, progress)
        self._known.update(zip(new, zip(vectors, tokens, strict=True), strict=True))
        found = [self._known[text] for text in texts]
        width = (len(found), self.dimension)
        return np.array([vector for vector, _ in found]).reshape(width), [own for _, own in found]


class Collector:
    """Asks questions of folders; keeps the indexes, so that a second run embeds nothing."""

    def __init__(self, encoder: Encoder, scratch: Path) -> None:
        """Build in `scratch`."""
        self._encoder = encoder
        self._scratch = scratch

    def searcher(self, name: str, pages: Sequence[Document]) -> Searcher:
        """Index some pages."""
        versions = Versions(self._scratch / f"{name}-{self._encoder.fingerprint}")
        report = update_index(
            pages, versions, lambda: self._encoder, model=self._encoder.name, confirmed=True
        )
        return Searcher(Index(report.version), self._encoder)

    def folder(self, name: str, knowledge: Path) -> Searcher:
        """Index a knowledge folder."""
        return self.searcher(name, documents(load_library(knowledge).library, date.today()))

    def piaf(self) -> Iterator[Sample]:
        """Ask PIAF's other articles, half of their paragraphs removed: right subject, no fact."""
        _, paragraphs = split_piaf()
        kept = random.Random(SEED).sample(paragraphs, len(paragraphs) // 2)
        for name, pages in (("piaf", paragraphs), ("piaf-removed", kept)):
            searcher, paths = self.searcher(name, pages), {page.path for page in pages}
            for paragraph in paragraphs:
                for question in paragraph.asked[:ASKED_OF_A_PARAGRAPH]:
                    found = find(searcher, question.text)
                    right = found.hits[0].passage.path == paragraph.path
                    there = paragraph.path in paths
                    yield _sample(found, right, there, "answerable" if there else "removed", name)

    def small(self, name: str, knowledge: Path, file: Path) -> Iterator[Sample]:
        """Ask a few pages at a time their own questions, and those of as many other pages."""
        pages = [p for p in documents(load_library(knowledge).library, date.today()) if p.url]
        items: dict[str, list[Item]] = {}
        for conversation in read_questions([file]):
            for url in conversation[0].urls:
                items.setdefault(url, []).append(conversation[0])
        pages = [page for page in pages if page.url in items]
        draw = random.Random(SEED)
        for size, times in SMALL.items():
            for _ in range(times):
                drawn = draw.sample(pages, 2 * size)
                searcher = self._scratched(drawn[:size])
                for page in drawn:
                    there, own = page in drawn[:size], items[str(page.url)]
                    for item in draw.sample(own, min(ASKED_OF_A_PAGE, len(own))):
                        found = find(searcher, item.question)
                        right = there and all(contains(found.excerpt, must) for must in item.must)
                        kind = "answerable" if there else "removed"
                        yield _sample(found, right, there, kind, f"small-{name}")

    def _scratched(self, pages: Sequence[Document]) -> Searcher:
        """Index some pages in a place that is thrown away."""
        with tempfile.TemporaryDirectory() as scratch:
            versions = Versions(Path(scratch))
            report = update_index(pages, versions, lambda: self._encoder, model=self._encoder.name)
            return Searcher(Index(report.version), self._encoder)


def asked(searcher: Searcher, name: str, files: Sequence[Path]) -> Iterator[Sample]:
    """Ask the first questions of some question sets; what nobody needs to weigh is left out."""
    for conversation in read_questions(files):
        item: Item = conversation[0]
        found = find(searcher, item.question)
        if not found.written and not found.declared:
            right = item.answerable and all(contains(found.excerpt, must) for must in item.must)
            yield _sample(found, right, item.answerable, item.kind, name)


def _sample(found: Found, right: bool, answerable: bool, kind: str, source: str) -> Sample:
    page = found.hits[0].passage.path
    return Sample(found.signals, bool(right), answerable, kind, source, f"{source}:{page}")
