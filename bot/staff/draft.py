"""A page to write from questions that had no answer, and the test that goes with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from actions.library.catalogue import catalogue
from actions.library.kinds import FOLDER_OF_KIND, Kind
from actions.library.slugs import slug

MOST_QUESTIONS = 20
WIDEST = 1_000_000
"""Columns of a line of YAML: a question is never folded."""
MASKS = "private.mark."


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a page without its answer: refused by the check until somebody writes it."""

    name: str
    path: str
    page: str
    golden: str


def draft(questions: Sequence[str]) -> Draft:
    """Return the draft for questions about one thing, the most typical first."""
    asked = _usable(questions)
    name = f"{slug(asked[0])}.md"
    header = {
        "title": asked[0],
        "kind": Kind.FAQ.value,
        "url": None,
        "published": None,
        "verified": None,
        "expires": None,
        "questions": asked[:MOST_QUESTIONS],
    }
    fields = yaml.safe_dump(header, allow_unicode=True, sort_keys=False, width=WIDEST)
    advice = "\n".join(f"# {line}" for line in _text("advice").splitlines())
    golden = {"q": asked[0], "must": [_text("must")], "urls": [_text("url")], "style": "real"}
    return Draft(
        name,
        f"{FOLDER_OF_KIND[Kind.FAQ]}/{name}",
        f"---\n{advice}\n{fields}---\n",
        json.dumps(golden, ensure_ascii=False),
    )


def _usable(questions: Sequence[str]) -> list[str]:
    """Return different questions on one line each, without those in which something is masked."""
    texts = catalogue("bot.safety").texts
    masks = [mark for key, mark in texts.items() if key.startswith(MASKS)]
    lines = list(dict.fromkeys(" ".join(question.split()) for question in questions))
    open_ones = [line for line in lines if not any(mark in line for mark in masks)]
    return open_ones or lines


def _text(key: str) -> str:
    return catalogue("bot.staff").text(f"draft.{key}")
