"""How the knowledge folder stands: a small file that commands and staff pages read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from actions.library.finding import Finding
from actions.library.os_reasons import reason as why
from actions.search.build import BuildReport
from actions.search.errors import SearchError
from actions.search.manifest import Manifest
from actions.search.versions import Versions

FILE = "folder.json"
Outcome = Literal["live", "held", "refused"]
"""The folder is live; somebody went back from it; or it is refused and an older version answers."""


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """What came of the last reading of the knowledge folder."""

    at: str
    outcome: Outcome
    message: str | None
    version: str | None
    pages: int
    passages: int
    findings: tuple[Finding, ...] = ()

    @classmethod
    def now(
        cls, state: Path, report: BuildReport | None, refusal: str | None, found: Iterable[Finding]
    ) -> Self:
        """Make the status of this moment; without a report the folder was refused."""
        live = Versions(state).current()
        manifest = Manifest.read(live) if live else None
        return cls(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            outcome="refused" if report is None else "held" if report.held else "live",
            message=refusal,
            version=live.name if live else None,
            pages=len(manifest.pages) if manifest else 0,
            passages=manifest.passages if manifest else 0,
            findings=tuple(found),
        )

    @classmethod
    def read(cls, state: Path) -> Self | None:
        """Return the last status written in a state folder, None when there is none."""
        try:
            data = json.loads((state / FILE).read_text(encoding="utf-8"))
            findings = tuple(Finding(**finding) for finding in data.pop("findings"))
            return cls(**data, findings=findings)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what keeps a file or a record out."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    def write(self, state: Path) -> None:
        """Replace the status of a state folder in one step.

        Raises:
            SearchError: the state folder cannot be written.
        """
        part = state / f"{FILE}.part"
        try:
            state.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")
            part.replace(state / FILE)
        except OSError as error:
            raise SearchError("state_unwritable", path=state, reason=why(error)) from error
