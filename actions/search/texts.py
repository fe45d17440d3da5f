"""Documents to passages and to the texts that are embedded for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from actions.search.chunks import passages_of
from actions.search.passage import Document, Passage
from actions.search.units import Unit, passage_units, question_units


@dataclass(slots=True)
class Texts:
    """Passages in the order of their rows, and the units that speak for them."""

    passages: list[Passage] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def add(self, documents: Iterable[Document]) -> None:
        """Cut documents and take their passages in."""
        for document in documents:
            self._take(passages_of(document), document.questions)

    def keep(self, passages: Iterable[Passage]) -> None:
        """Take over passages of an earlier version, page by page."""
        for _, page in groupby(passages, key=lambda passage: passage.path):
            same = list(page)
            self._take(same, same[0].questions)

    def _take(self, passages: Sequence[Passage], questions: Sequence[str]) -> None:
        first = len(self.passages)
        self.passages.extend(passages)
        end = len(self.passages)
        for row in range(first, end):
            self.units.extend(passage_units(row, self.passages[row]))
        self.units.extend(question_units(questions, first, end))
