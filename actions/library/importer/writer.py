"""Write drafts into the knowledge folder; what a person has edited is left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from actions.library.countries import country_name
from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.drafts import ContactDraft, PageDraft
from actions.library.importer.existing import Existing
from actions.library.importer.fingerprint import is_untouched, mark, same_import
from actions.library.importer.report import ImportReport
from actions.library.load import CONTACTS, STRUCTURE
from actions.library.os_reasons import reason as why
from actions.library.read_page import parse_page
from actions.library.slugs import slug
from actions.library.text_file import TextFile

OTHERS = "autres"


class Writer:
    """Writes into one knowledge folder and remembers what it did."""

    def __init__(self, into: Path, *, dry_run: bool) -> None:
        self._into = into
        self._dry_run = dry_run
        self._existing = Existing(into)
        self._done: dict[str, dict[str, None]] = {
            outcome: {} for outcome in ("created", "updated", "unchanged", "kept")
        }
        self.findings: list[Finding] = []

    def write_page(self, draft: PageDraft) -> None:
        """Write one page: a new file, or the one it was imported to before."""
        text = _page_text(draft)
        path = self._existing.claim(draft) or self._existing.free_path(
            f"{draft.folder}/{slug(draft.title)}", ".md"
        )
        fault = self._fault(path, text)
        if fault is not None:
            params = {"title": draft.title, "reason": fault.message}
            self.findings.append(
                Finding.error(draft.source, draft.line, "imports.page_refused", **params)
            )
            return
        self._replace(path, text, draft.source)

    def write_structure(self, source: str, fields: dict[str, Any]) -> None:
        """Write the structure, unless there is one a person keeps."""
        text = mark(_yaml(fields), "entries:")
        self._replace(STRUCTURE, text, source)

    def write_contacts(self, drafts: Iterable[ContactDraft]) -> None:
        """Add the contacts that no record gives yet, one file a country."""
        for draft in drafts:
            country = draft.country
            stem = f"{CONTACTS}/{slug(country_name(country)) if country else OTHERS}"
            path = self._existing.list_path(stem)
            if self._existing.has_contact(draft.fields):
                self._note("unchanged", self._existing.path_of_contact(draft.fields) or path)
                continue
            before = self._existing.text(path) or ""
            joined = before.rstrip("\n") + "\n" if before.strip() else ""
            kept = {name: value for name, value in draft.fields.items() if value is not None}
            self._save(path, joined + _yaml([kept]), "updated" if before else "created")
            self._existing.add_contact(draft.fields, path)

    def report(self, findings: Iterable[Finding]) -> ImportReport:
        """Return what was done, with the findings of the way here."""
        done = {outcome: tuple(paths) for outcome, paths in self._done.items()}
        return ImportReport(**done, findings=(*findings, *self.findings), dry_run=self._dry_run)

    def _replace(self, path: str, text: str, source: str) -> None:
        before = self._existing.text(path)
        if before is None:
            self._save(path, text, "created")
        elif before == text or same_import(before, text):
            self._note("unchanged", path)
        elif is_untouched(before):
            self._save(path, text, "updated")
        else:
            self._note("kept", path)
            self.findings.append(Finding.warning(path, 1, "imports.edited", source=source))

    def _save(self, path: str, text: str, outcome: str) -> None:
        if not self._dry_run:
            write_text(self._into / path, text)
        self._existing.put(path, text)
        self._note(outcome, path)

    def _note(self, outcome: str, path: str) -> None:
        if outcome != "unchanged" or not any(path in paths for paths in self._done.values()):
            self._done["unchanged"].pop(path, None)
            if path not in self._done["created"]:
                self._done[outcome][path] = None

    @staticmethod
    def _fault(path: str, text: str) -> Finding | None:
        """Return why a page could not be loaded again, if it could not."""
        file = TextFile(text, hashlib.sha256(text.encode()).hexdigest())
        try:
            _, findings = parse_page(file, path)
        except ContentError as error:
            return Finding.of(path, error)
        return next((finding for finding in findings if finding.level == "error"), None)


def write_text(path: Path, text: str) -> None:
    """Write a file in one step; ContentError when the disk refuses."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise ContentError("unwritable", path=path, reason=why(error)) from None


def _page_text(draft: PageDraft) -> str:
    header = _yaml(draft.header)
    return mark(f"---\n{header}---\n\n{draft.body}\n", "---\n\n")


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
