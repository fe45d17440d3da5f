"""What is given to import: files, folders, saved sites, addresses and lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from actions.library.importer.readers import READERS

WEB = ("http://", "https://")
_LISTS = {".lst", ".urls"}
_MAY_BE_LIST = {".txt"}
# A browser keeps here what a saved page is drawn with.
_BESIDE_SAVED = ("_files", "_fichiers", ".files")


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read: a file, or an address and the file and line that give it."""

    name: str
    path: Path
    url: str | None = None
    line: int = 1


def sources_of(given: Sequence[str | Path]) -> list[Source]:
    """Return the documents that the sources given stand for, in order."""
    return [source for each in given for source in _sources(each)]


def _sources(given: str | Path) -> Iterator[Source]:
    name = str(given)
    if name.startswith(WEB):
        yield Source(name, Path(name), name)
        return
    path = Path(given)
    inside = list(_files(path)) if path.is_dir() else []
    for file in inside or [path]:
        shown = str(file) if inside else name
        urls = _listed(file)
        if urls:
            yield from (Source(shown, file, url, line) for line, url in urls)
        else:
            yield Source(shown, file)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that can be read, without what surrounds saved pages."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        beside = any(part.startswith(".") for part in parts) or any(
            part.endswith(_BESIDE_SAVED) for part in parts[:-1]
        )
        if path.suffix.casefold() in READERS.keys() | _LISTS and path.is_file() and not beside:
            yield path


def _listed(path: Path) -> list[tuple[int, str]]:
    """Return the addresses of a list, with their lines; none when a file is something else."""
    suffix = path.suffix.casefold()
    if suffix not in _LISTS | _MAY_BE_LIST or not path.is_file():
        return []
    text = path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    filled = [(number, line) for number, line in lines if line and not line.startswith("#")]
    if suffix in _MAY_BE_LIST and any(not _is_address(line) for _, line in filled):
        return []
    return filled


def _is_address(line: str) -> bool:
    return line.startswith(WEB) and len(line.split()) == 1
