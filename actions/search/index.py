"""One version of the index, open."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.search.errors import SearchError
from actions.search.french import grams, stems
from actions.search.late import LateStore
from actions.search.lexical import Lexical
from actions.search.manifest import Manifest
from actions.search.passage import Passage
from actions.search.vectors import VectorStore

PASSAGES, UNITS, KEYS = "passages.jsonl", "units.npy", "keys.npy"
VECTORS, LATE, LEXICAL, GRAMS = "vectors.faiss", "late", "lexical", "grams"
WORDS = "words.json"


class Index:
    """Passages, vectors and words of one version; never changed once open."""

    def __init__(self, folder: Path) -> None:
        """Open a version after checking its manifest and every file against it.

        Raises:
            SearchError: the version is damaged or of another format.
        """
        self.folder = folder
        self.manifest = Manifest.read(folder)
        self.manifest.verify(folder)
        try:
            self.passages = read_passages(folder / PASSAGES)
            self.units: NDArray[np.int32] = np.load(folder / UNITS, allow_pickle=False)
            self.vectors = VectorStore.load(folder / VECTORS)
            self.late = LateStore.load(folder / LATE)
            self.words: dict[str, int] = json.loads((folder / WORDS).read_text(encoding="utf-8"))
            self.lexical = Lexical.load(folder / LEXICAL, len(self.passages), stems)
            self.grams = Lexical.load(folder / GRAMS, len(self.passages), grams)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise SearchError("index_damaged", file=folder) from error

    @property
    def version(self) -> str:
        """Return the name of the version."""
        return self.folder.name


def read_passages(file: Path) -> list[Passage]:
    """Read the passages of a version, in row order."""
    with file.open(encoding="utf-8") as stream:
        return [Passage.from_dict(json.loads(line)) for line in stream]


def write_passages(file: Path, passages: list[Passage]) -> None:
    """Write passages as JSON lines."""
    with file.open("w", encoding="utf-8") as stream:
        for passage in passages:
            stream.write(json.dumps(passage.to_dict(), ensure_ascii=False) + "\n")
