"""The indexed passage: a part of a page with all that an answer must say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, Self


class Document(Protocol):
    """What the index needs of a page or of a record shown as one."""

    @property
    def path(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def verified(self) -> date | None: ...
    @property
    def expires(self) -> date | None: ...
    @property
    def countries(self) -> tuple[str, ...]: ...
    @property
    def questions(self) -> tuple[str, ...]: ...
    @property
    def facts(self) -> tuple[str, ...]: ...
    @property
    def body(self) -> str: ...
    @property
    def card(self) -> Mapping[str, Any] | None: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the index."""

    path: str
    kind: str
    title: str
    url: str | None
    published: date | None
    verified: date | None
    countries: tuple[str, ...]
    facts: tuple[str, ...]
    headings: tuple[str, ...]
    anchor: str | None
    blocks: tuple[str, ...]
    questions: tuple[str, ...] = ()
    card: Mapping[str, Any] | None = None

    @property
    def text(self) -> str:
        """Return the passage in the source's own words, as Markdown."""
        return "\n\n".join(self.blocks)

    @property
    def context(self) -> str:
        """Return the titles above the passage, outermost first."""
        repeated = self.headings[:1] == (self.title,)
        return " – ".join((self.title, *self.headings[repeated:]))

    @property
    def all_words(self) -> str:
        """Return titles, text and questions: everything a word may be looked for in."""
        return "\n".join((self.context, self.text, *self.questions))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a line of the index."""
        return {
            "path": self.path,
            "kind": self.kind,
            "title": self.title,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "verified": self.verified.isoformat() if self.verified else None,
            "countries": list(self.countries),
            "facts": list(self.facts),
            "headings": list(self.headings),
            "anchor": self.anchor,
            "blocks": list(self.blocks),
            "questions": list(self.questions),
            "card": self.card,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a line of the index."""
        dates = {
            name: date.fromisoformat(data[name]) if data[name] else None
            for name in ("published", "verified")
        }
        names = ("countries", "facts", "headings", "blocks", "questions")
        lists = {name: tuple(data[name]) for name in names}
        return cls(**{**data, **dates, **lists})
