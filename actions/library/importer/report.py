"""What an import did, or would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.library.finding import Finding

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The files an import wrote, by what became of them, and what it has to say."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    # Edited by a person since they were imported: left as they are.
    kept: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    dry_run: bool = False

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the sources that could not be imported."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what someone should look at."""
        return tuple(finding for finding in self.findings if finding.level == "warning")
