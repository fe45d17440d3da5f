"""Questions that the shipped knowledge answers, as its authors wrote them."""

from __future__ import annotations

import random

from actions.library.load import load_library
from bot.paths import PROJECT

SEED = 20261123


def shipped_questions() -> list[str]:
    """Return every question of the knowledge folder once, shuffled always the same way."""
    pages = load_library(PROJECT / "knowledge").library.pages
    questions = sorted({question for page in pages for question in page.questions})
    random.Random(SEED).shuffle(questions)
    return questions
