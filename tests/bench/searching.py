"""Search in small and large indexes, exact and by graph."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.search.build import update_index
from actions.search.index import Index
from actions.search.searcher import NEAREST_UNITS, Searcher
from actions.search.vectors import FLAT_UP_TO, VectorStore
from actions.search.versions import Versions
from tests.bench.options import Options
from tests.bench.piaf import read_piaf
from tests.bench.quantiles import p50, p95
from tests.bench.synthetic import CLOSENESS, REAL, SEED, Scattering, synthetic_documents
from tests.bench.table import Cell, Table

Query = NDArray[np.float32]
FLAT, GRAPH = "flat", "HNSW"


@dataclass(frozen=True, slots=True)
class Stores:
    """The same vectors twice, and how long the graph took to build beside the flat index."""

    flat: VectorStore
    graph: VectorStore
    graph_seconds: float | None


def measure(options: Options) -> list[Table]:
    """Build an index of each size, search it both ways."""
    encoder = Scattering(options.cache)
    asked = [asked.text for paragraph in read_piaf() for asked in paragraph.asked]
    questions = random.Random(SEED).sample(asked, options.searches)
    rows: list[list[Cell]] = []
    for count in options.chunks:
        with tempfile.TemporaryDirectory() as state:
            rows += _rows(count, encoder, questions, Path(state))
    return [
        Table(
            "Search, the question's own embedding left out",
            (
                *("chunks", "vectors", "kind", "p50 ms", "p95 ms", "vectors alone p50 ms"),
                *("same neighbours", "open s", "disk MB", "build s", "graph s"),
            ),
            rows,
            (
                "Synthetic: chunks are PIAF sentences shuffled, so that nothing need be embedded;",
                f"vectors are random ones scattered around {REAL} real ones (cosine {CLOSENESS}).",
                "Questions are real; flat and HNSW answer each of them one after the other.",
                f"Same neighbours: share of the {NEAREST_UNITS} nearest that are the exact ones.",
                f"Flat up to {FLAT_UP_TO:,} vectors today; open, disk, build: the kind in use.",
            ),
        )
    ]


def _rows(
    count: int, encoder: Scattering, questions: Sequence[str], state: Path
) -> list[list[Cell]]:
    """Measure one size."""
    documents = synthetic_documents(count)
    started = time.perf_counter()
    report = update_index(documents, Versions(state), lambda: encoder, model=encoder.name)
    built = time.perf_counter() - started
    started = time.perf_counter()
    searcher = Searcher(Index(report.version), encoder)
    opened = time.perf_counter() - started
    disk = sum(file.stat().st_size for file in report.version.rglob("*") if file.is_file()) / 1e6
    stores = _stores(searcher.index.vectors)
    # Remembered from here on: what follows is timed without it.
    queries = {question: encoder.query(question) for question in questions}
    whole, alone = _search(searcher, stores, queries)
    same = _same(stores, queries.values())
    shipped = FLAT if len(stores.flat) <= FLAT_UP_TO else GRAPH
    return [
        [
            *(f"{report.passages:,}", len(stores.flat), kind, p50(whole[kind]), p95(whole[kind])),
            *(p50(alone[kind]), same if kind == GRAPH else 1.0),
            *((opened, disk, built) if kind == shipped else (None, None, None)),
            stores.graph_seconds if kind == GRAPH else None,
        ]
        for kind in (FLAT, GRAPH)
    ]


def _stores(built: VectorStore) -> Stores:
    """Index the same vectors the other way too."""
    vectors = built.rows(np.arange(len(built)))
    if len(built) > FLAT_UP_TO:
        return Stores(VectorStore.build(vectors, flat_up_to=len(vectors)), built, None)
    started = time.perf_counter()
    graph = VectorStore.build(vectors, flat_up_to=0)
    seconds = time.perf_counter() - started
    return Stores(built, graph, seconds)


def _search(
    searcher: Searcher, stores: Stores, queries: Mapping[str, Query]
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the seconds of each search, and of its part among the vectors."""
    kinds = {FLAT: stores.flat, GRAPH: stores.graph}
    whole: dict[str, list[float]] = {kind: [] for kind in kinds}
    alone: dict[str, list[float]] = {kind: [] for kind in kinds}
    for question, query in queries.items():
        for kind, store in kinds.items():
            searcher.index.vectors = store
            started = time.perf_counter()
            searcher.search(question)
            found = time.perf_counter()
            store.search(query, NEAREST_UNITS)
            whole[kind].append(found - started)
            alone[kind].append(time.perf_counter() - found)
    return whole, alone


def _same(stores: Stores, queries: Iterable[Query]) -> float:
    """Return the share of the exact neighbours that the graph finds."""
    shares = []
    for query in queries:
        exact, _ = stores.flat.search(query, NEAREST_UNITS)
        found, _ = stores.graph.search(query, NEAREST_UNITS)
        shares.append(len(np.intersect1d(exact, found)) / len(exact))
    return float(np.mean(shares))
