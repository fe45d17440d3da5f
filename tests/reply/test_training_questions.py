"""The questions the models are trained with: well formed, and apart from the golden sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from actions.search.french import words

_TESTS = Path(__file__).parents[1]
_DATA = _TESTS / "bench" / "data"
_KNOWLEDGE = _TESTS.parent / "knowledge"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _key(question: str) -> str:
    return " ".join(words(question))


@pytest.mark.parametrize("name", ["paraphrases.jsonl", "near_misses.jsonl"])
def test_each_question_is_new_and_its_page_exists(name: str) -> None:
    """Refuse a double, and a page that was renamed or deleted."""
    rows = _rows(_DATA / name)
    assert len({_key(row["q"]) for row in rows}) == len(rows)
    pages = {row["page"] for row in rows if row["page"] is not None}
    assert [page for page in sorted(pages) if not (_KNOWLEDGE / page).is_file()] == []


def test_no_training_question_is_a_golden_one() -> None:
    """Keep the development set a fair measure."""
    golden = {
        _key(turn["q"])
        for path in (_TESTS / "golden" / "dev").glob("*.jsonl")
        for row in _rows(path)
        for turn in row.get("turns", [row])
    }
    training = {_key(row["q"]) for path in _DATA.glob("*.jsonl") for row in _rows(path)}
    assert not golden & training


def test_a_question_is_not_both_answered_and_unanswerable() -> None:
    """Refuse a label that contradicts the other file."""
    answered = {_key(row["q"]) for row in _rows(_DATA / "paraphrases.jsonl")}
    assert not answered & {_key(row["q"]) for row in _rows(_DATA / "near_misses.jsonl")}
