"""The invented folders: valid pages, and questions that say the truth about them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from actions.library.load import load_library
from bot.evaluation.match import contains
from bot.evaluation.questions import Item, read_questions

FOLDERS = Path(__file__).parent / "data" / "folders"
GOLDEN = Path(__file__).parents[1] / "golden"
STYLES = {"keyword", "formal", "oral", "sms", "typo", "paraphrase", "long"}
TYPES = {"near_miss", "removed", "off_topic", "personal"}


class Fixture(NamedTuple):
    """A folder of pages, its questions, and the least there must be of each."""

    pages: Path
    questions: Path
    least_pages: int
    least_answerable: int
    least_unanswerable: int


NOUVELLES = Fixture(FOLDERS / "nouvelles", FOLDERS / "nouvelles.jsonl", 140, 450, 220)
GUICHET = Fixture(FOLDERS / "guichet", FOLDERS / "guichet.jsonl", 70, 220, 100)
RESEAU = Fixture(FOLDERS / "reseau", FOLDERS / "reseau.jsonl", 60, 370, 170)
INSTITUT = Fixture(FOLDERS / "institut", FOLDERS / "institut.jsonl", 60, 440, 180)
BLIND, BLIND_2 = (
    Fixture(GOLDEN / name / "pages", GOLDEN / name / "questions.jsonl", 60, 160, 80)
    for name in ("blind", "blind-2")
)
each_folder = pytest.mark.parametrize(
    "fixture",
    [NOUVELLES, GUICHET, RESEAU, INSTITUT, BLIND, BLIND_2],
    ids=["nouvelles", "guichet", "reseau", "institut", "blind", "blind-2"],
)


def _items(fixture: Fixture) -> list[Item]:
    return [item for turns in read_questions([fixture.questions]) for item in turns]


@each_folder
def test_every_page_is_valid(fixture: Fixture) -> None:
    """No page is refused, and the folder has not shrunk."""
    loaded = load_library(fixture.pages)
    assert not [finding for finding in loaded.findings if finding.level == "error"]
    assert len(loaded.library.pages) >= fixture.least_pages


@each_folder
def test_every_fact_stands_on_each_of_its_pages(fixture: Fixture) -> None:
    """An answerable question names pages that exist and that hold what the answer must."""
    texts = {
        page.url: f"{page.title}\n{page.body}" for page in load_library(fixture.pages).library.pages
    }
    missing = [
        (item.question, url, must)
        for item in _items(fixture)
        for url in item.urls
        for must in item.must
        if not contains(texts.get(url, ""), must)
    ]
    assert not missing


@each_folder
def test_questions_are_complete_and_asked_once(fixture: Fixture) -> None:
    """Every question has its style, its pages and fact or its type, and no question comes twice."""
    items = _items(fixture)
    twice = [q for q, count in Counter(item.question for item in items).items() if count > 1]
    assert not twice
    assert {item.style for item in items} == STYLES
    answerable = [item for item in items if item.answerable]
    assert not [item.question for item in answerable if not (item.urls and item.must)]
    others = [item for item in items if not item.answerable]
    assert not [item.question for item in others if item.urls or item.kind not in TYPES]


@each_folder
def test_there_are_enough_questions_of_each_sort(fixture: Fixture) -> None:
    """Both sorts are there in number."""
    answerable = sum(item.answerable for item in _items(fixture))
    assert answerable >= fixture.least_answerable
    assert len(_items(fixture)) - answerable >= fixture.least_unanswerable
