"""Read the knowledge folder: what is broken is reported, the rest is loaded."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from actions.library.crisis_texts import CRISIS_TEXTS, CrisisTexts, read_crisis_texts
from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.library import Library, Loaded
from actions.library.page import Page
from actions.library.read_page import read_page
from actions.library.read_records import read_records, read_structure
from actions.library.records import Contact, Hotline, Structure

CONTACTS, HOTLINES, STRUCTURE = "contacts", "urgences", "structure.yml"
_GUIDES = {"lisezmoi.md", "readme.md"}
_YAML = {".yml", ".yaml"}
_PARSED = _YAML | {".md"}
# Documents that belong in `boussole import`, not in the folder.
_DOCUMENTS = {".txt", ".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".jsonl", ".markdown"}


def load_library(folder: Path) -> Loaded:
    """Read every page and record of a knowledge folder."""
    return LibraryReader(folder)()


@dataclass(frozen=True, slots=True)
class _Content:
    """What one file holds, and what is wrong with it."""

    pages: tuple[Page, ...] = ()
    contacts: tuple[Contact, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    structure: Structure | None = None
    crisis: CrisisTexts | None = None
    findings: tuple[Finding, ...] = ()


class LibraryReader:
    """Reads a knowledge folder, again and again: a file that did not change is parsed once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder = folder
        self._known: dict[str, tuple[str, _Content]] = {}

    def __call__(self) -> Loaded:
        """Return every page and record as the folder holds them now."""
        if not self._folder.is_dir():
            finding = Finding.error(self._folder.as_posix(), 0, "errors.folder_missing")
            return Loaded(Library(self._folder), (finding,))
        files = {p.relative_to(self._folder).as_posix(): p for p in knowledge_files(self._folder)}
        self._known = {name: self._read(name, path) for name, path in files.items()}
        contents = [content for _, content in self._known.values()]
        library = Library(
            self._folder,
            tuple(page for content in contents for page in content.pages),
            tuple(contact for content in contents for contact in content.contacts),
            tuple(hotline for content in contents for hotline in content.hotlines),
            next((content.structure for content in contents if content.structure), None),
            next((content.crisis for content in contents if content.crisis), None),
        )
        findings = [finding for content in contents for finding in content.findings]
        return Loaded(library, tuple(sorted(findings, key=lambda one: (one.path, one.line))))

    def _read(self, name: str, path: Path) -> tuple[str, _Content]:
        """Return the digest of a file and what it holds, from memory where it is the same.

        The digest is taken first: a file that is saved meanwhile is read again at the next change.
        """
        digest = _digest(path)
        known = self._known.get(name)
        if known and digest and known[0] == digest:
            return known
        try:
            return digest, _parse(path, name)
        except ContentError as error:
            return digest, _Content(findings=(Finding.of(name, error),))


def _digest(path: Path) -> str:
    """Return a name for the content of a page or a record file; nothing for any other file."""
    if path.suffix.casefold() not in _PARSED:
        return ""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _parse(path: Path, name: str) -> _Content:
    """Read one file by its place and ending."""
    top, suffix = name.split("/")[0], path.suffix.casefold()
    if suffix == ".md":
        page, findings = read_page(path, name)
        return _Content(pages=(page,) if page else (), findings=tuple(findings))
    if suffix in _YAML and name == STRUCTURE:
        structure, findings = read_structure(path, name)
        return _Content(structure=structure, findings=tuple(findings))
    if suffix in _YAML and name == CRISIS_TEXTS:
        crisis, findings = read_crisis_texts(path, name)
        return _Content(crisis=crisis, findings=tuple(findings))
    if suffix in _YAML and top == CONTACTS:
        contacts, findings = read_records(Contact, path, name)
        return _Content(contacts=tuple(contacts), findings=tuple(findings))
    if suffix in _YAML and top == HOTLINES:
        hotlines, findings = read_records(Hotline, path, name)
        return _Content(hotlines=tuple(hotlines), findings=tuple(findings))
    if suffix in _YAML | _DOCUMENTS:
        return _Content(findings=(Finding.warning(name, 1, "warnings.file_ignored"),))
    return _Content()


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
