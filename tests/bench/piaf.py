"""The development half of PIAF as documents with their questions."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "piaf-dev.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question people wrote and a text that answers it."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a document of the index."""

    path: str
    title: str
    body: str
    asked: tuple[Asked, ...]
    kind: str = "faq"
    url: str | None = None
    published: date | None = None
    verified: date | None = None
    expires: date | None = None
    countries: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    card: None = None

    @property
    def digest(self) -> str:
        """Return the hash of the text."""
        return hashlib.sha256(self.body.encode()).hexdigest()


def read_piaf() -> list[Paragraph]:
    """Read every paragraph."""
    articles = json.loads(DATA.read_text(encoding="utf-8"))["data"]
    return [
        Paragraph(
            path=f"{number}-{place}",
            title=article["title"],
            body=paragraph["context"],
            asked=tuple(Asked(q["question"], q["answers"][0]["text"]) for q in paragraph["qas"]),
        )
        for number, article in enumerate(articles)
        for place, paragraph in enumerate(article["paragraphs"])
    ]
