"""What the knowledge folder holds before and during an import."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actions.library.importer.drafts import PageDraft
from actions.library.load import load_library
from actions.library.page import Page


class Existing:
    """The pages and contacts there are, and which of them a draft is about."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}
        library = load_library(folder).library
        self._pages = list(library.pages)
        self._claimed: set[str] = set()
        self._contacts: dict[tuple[str, str], str] = {}
        for contact in library.contacts:
            self.add_contact(contact.model_dump(), contact.path)

    def text(self, path: str) -> str | None:
        """Return the text of a file, as it is or as this import left it."""
        if path not in self._texts:
            file = self._folder / path
            if not file.is_file():
                return None
            self._texts[path] = file.read_text(encoding="utf-8", errors="replace")
        return self._texts[path]

    def put(self, path: str, text: str) -> None:
        """Remember what this import wrote."""
        self._texts[path] = text

    def claim(self, draft: PageDraft) -> str | None:
        """Return the file a draft was imported to before, once: by address, else by title."""
        page = self._find(draft)
        if page is not None:
            self._claimed.add(page.path)
        return page.path if page else None

    def free_path(self, stem: str, suffix: str) -> str:
        """Return a file name nothing has yet."""
        path, number = f"{stem}{suffix}", 2
        while path in self._claimed or self.text(path) is not None:
            path, number = f"{stem}-{number}{suffix}", number + 1
        self._claimed.add(path)
        return path

    def list_path(self, stem: str) -> str:
        """Return a contacts file that records can be added to."""
        path, number = f"{stem}.yml", 2
        while not _is_list(self.text(path)):
            path, number = f"{stem}-{number}.yml", number + 1
        return path

    def has_contact(self, fields: Mapping[str, Any]) -> bool:
        """Tell whether a record gives this e-mail address, or this phone of this person."""
        return self.path_of_contact(fields) is not None

    def path_of_contact(self, fields: Mapping[str, Any]) -> str | None:
        """Return the file of the record that gives a contact."""
        return next((self._contacts[k] for k in _keys(fields) if k in self._contacts), None)

    def add_contact(self, fields: Mapping[str, Any], path: str) -> None:
        """Remember a record."""
        for name in _keys(fields):
            self._contacts.setdefault(name, path)

    def _find(self, draft: PageDraft) -> Page | None:
        free = [page for page in self._pages if page.path not in self._claimed]
        url = draft.header["url"]
        if url:
            return next((p for p in free if p.url and address(p.url) == address(url)), None)
        titled = [page for page in free if page.url is None and page.title == draft.title]
        same = (page for page in titled if page.body.strip() == draft.body.strip())
        return next(same, next(iter(titled), None))


def address(url: str) -> str:
    """Return a web address without what does not tell pages apart."""
    rest = url.partition("://")[2].removeprefix("www.")
    return rest.partition("#")[0].rstrip("/").casefold()


def _keys(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    email, phone = fields.get("email"), fields.get("phone")
    if email:
        return [("email", str(email).casefold())]
    return [("phone", f"{phone} {fields.get('person') or ''}")] if phone else []


def _is_list(text: str | None) -> bool:
    """Tell whether records can be added at the end of a file."""
    lines = [line for line in (text or "").splitlines() if line.strip()]
    return all(line.startswith(("- ", " ", "#")) for line in lines)
