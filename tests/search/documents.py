"""Small documents for the index."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A document with everything optional."""

    path: str
    body: str
    title: str = "Une page"
    kind: str = "organisation"
    url: str | None = "https://example.org/page"
    published: date | None = None
    verified: date | None = None
    expires: date | None = None
    countries: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    card: dict[str, Any] | None = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr((self.title, self.body, self.questions)).encode()).hexdigest()


BEES = Page("ruches.md", "Les ruches du village produisent 12 000 pots de miel par an.", "Ruches")
BOATS = Page(
    "bateaux.md",
    "Le port compte 40 bateaux.\n\n## Horaires\n\nLe phare ouvre à 9 heures. "
    "Il ferme à 18 heures. Le gardien habite sur place. La visite dure une heure.",
    "Port",
    questions=("à quelle heure voir la lumière du rivage",),
)
SCHOOL = Page("ecole.md", "L'école accueille 350 élèves. La directrice enseigne le latin.", "École")
VILLAGE = (BEES, BOATS, SCHOOL)
