"""What tells a knowledge folder from what it was, without reading its files."""

from __future__ import annotations

from pathlib import Path

from actions.library.load import knowledge_files

Stamp = tuple[object, ...]


def folder_stamp(folder: Path) -> Stamp:
    """Return the name, time and size of every file of a folder."""
    found: list[Stamp] = []
    for path in knowledge_files(folder):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(found)
