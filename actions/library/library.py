"""The knowledge folder as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from actions.library.crisis_texts import CrisisTexts
from actions.library.finding import Finding
from actions.library.page import Page
from actions.library.records import Contact, Hotline, Structure


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the assistant knows."""

    folder: Path
    pages: tuple[Page, ...] = ()
    contacts: tuple[Contact, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    structure: Structure | None = None
    crisis: CrisisTexts | None = None

    def live(self, today: date) -> Library:
        """Return the library without what has expired."""
        return replace(
            self,
            pages=tuple(page for page in self.pages if not page.expired(today)),
            contacts=tuple(contact for contact in self.contacts if not contact.expired(today)),
            hotlines=tuple(hotline for hotline in self.hotlines if not hotline.expired(today)),
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library, and what was found while reading it."""

    library: Library
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that kept a file or record out."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the findings that kept nothing out."""
        return tuple(finding for finding in self.findings if finding.level == "warning")
