"""The words of French, by how they are written without accents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spellchecker import SpellChecker

from actions.search.french import fold


@cache
def french() -> Mapping[str, tuple[str, ...]]:
    """Return the spellings of each folded word, the commonest first."""
    counts: Mapping[str, int] = SpellChecker(language="fr").word_frequency.dictionary
    found: dict[str, list[str]] = {}
    for word in sorted(counts, key=lambda word: -counts[word]):
        found.setdefault(fold(word), []).append(word)
    return {folded: tuple(spellings) for folded, spellings in found.items()}
