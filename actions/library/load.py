"""Read the knowledge folder: what is broken is reported, the rest is loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from actions.library.crisis_texts import CRISIS_TEXTS, CrisisTexts, read_crisis_texts
from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.library import Library, Loaded
from actions.library.page import Page
from actions.library.read_page import read_page
from actions.library.read_records import read_records, read_structure
from actions.library.records import Contact, Hotline, Structure

Record = TypeVar("Record", Contact, Hotline)

CONTACTS, HOTLINES, STRUCTURE = "contacts", "urgences", "structure.yml"
_GUIDES = {"lisezmoi.md", "readme.md"}
_YAML = {".yml", ".yaml"}
# Documents that belong in `boussole import`, not in the folder.
_DOCUMENTS = {".txt", ".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".jsonl", ".markdown"}


def load_library(folder: Path) -> Loaded:
    """Read every page and record of a knowledge folder."""
    if not folder.is_dir():
        finding = Finding.error(folder.as_posix(), 0, "errors.folder_missing")
        return Loaded(Library(folder), (finding,))
    reading = _Reading(folder)
    for path in knowledge_files(folder):
        reading.read(path)
    findings = sorted(reading.findings, key=lambda finding: (finding.path, finding.line))
    return Loaded(reading.library(), tuple(findings))


class _Reading:
    """What has been read so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages: list[Page] = []
        self._contacts: list[Contact] = []
        self._hotlines: list[Hotline] = []
        self._structure: Structure | None = None
        self._crisis: CrisisTexts | None = None
        self.findings: list[Finding] = []

    def read(self, path: Path) -> None:
        """Read one file into the collection it belongs to."""
        name = path.relative_to(self._folder).as_posix()
        try:
            self._sort(path, name)
        except ContentError as error:
            self.findings.append(Finding.of(name, error))

    def library(self) -> Library:
        """Return what was read as a library."""
        return Library(
            self._folder,
            tuple(self._pages),
            tuple(self._contacts),
            tuple(self._hotlines),
            self._structure,
            self._crisis,
        )

    def _sort(self, path: Path, name: str) -> None:
        top, suffix = name.split("/")[0], path.suffix.casefold()
        if suffix == ".md":
            self._keep_page(path, name)
        elif suffix in _YAML and name == STRUCTURE:
            self._structure, findings = read_structure(path, name)
            self.findings += findings
        elif suffix in _YAML and name == CRISIS_TEXTS:
            self._crisis, findings = read_crisis_texts(path, name)
            self.findings += findings
        elif suffix in _YAML and top == CONTACTS:
            self._contacts += self._note(*read_records(Contact, path, name))
        elif suffix in _YAML and top == HOTLINES:
            self._hotlines += self._note(*read_records(Hotline, path, name))
        elif suffix in _YAML | _DOCUMENTS:
            self.findings.append(Finding.warning(name, 1, "warnings.file_ignored"))

    def _keep_page(self, path: Path, name: str) -> None:
        page, findings = read_page(path, name)
        self.findings += findings
        if page is not None:
            self._pages.append(page)

    def _note(self, records: list[Record], findings: list[Finding]) -> list[Record]:
        self.findings += findings
        return records


def knowledge_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a knowledge folder in order, without hidden ones and guides."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):  # a folder that vanishes meanwhile is no error
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        found += (Path(place, name) for name in names if not _is_beside(name))
    return (path for path in sorted(found) if path.is_file())


def _is_beside(name: str) -> bool:
    """Tell what staff or editors keep beside the content."""
    return name.startswith((".", "_")) or name.endswith("~") or name.casefold() in _GUIDES
