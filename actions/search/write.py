"""Write all files of one version of the index; vectors already known are taken over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from actions.search.embedding.encoder import Encoder
from actions.search.french import grams, grams_of, stems, stems_of, words
from actions.search.index import (
    GRAMS,
    KEYS,
    LATE,
    LEXICAL,
    PASSAGES,
    UNITS,
    VECTORS,
    WORDS,
    write_passages,
)
from actions.search.late import LateStore
from actions.search.lexical import Lexical
from actions.search.manifest import FORMAT, Manifest, hash_files
from actions.search.texts import Texts
from actions.search.units import key_table, unit_table
from actions.search.vectorise import Progress, vectorise
from actions.search.vectors import VectorStore


def write_version(
    folder: Path,
    texts: Texts,
    pages: Mapping[str, str],
    encoder: Encoder,
    reused: Path | None,
    progress: Progress | None = None,
    expires: Mapping[str, str] | None = None,
) -> int:
    """Write all files of a version; return how many texts were embedded for it."""
    made = vectorise(texts.units, encoder, reused, progress)
    write_passages(folder / PASSAGES, texts.passages)
    np.save(folder / UNITS, unit_table(texts.units), allow_pickle=False)
    np.save(folder / KEYS, key_table(texts.units), allow_pickle=False)
    VectorStore.build(made.vectors).save(folder / VECTORS)
    LateStore.build(made.tokens, encoder.dimension).save(folder / LATE)
    written = [words(passage.all_words) for passage in texts.passages]
    Lexical.of_terms([stems_of(found) for found in written], stems).save(folder / LEXICAL)
    Lexical.of_terms([grams_of(found) for found in written], grams).save(folder / GRAMS)
    counts = Counter(word for found in written for word in found)
    (folder / WORDS).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    Manifest(
        format=FORMAT,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=encoder.name,
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        passages=len(texts.passages),
        units=len(texts.units),
        pages=pages,
        files=hash_files(folder),
        expires=expires or {},
    ).write(folder)
    return made.embedded
