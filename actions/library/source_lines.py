"""Find again the line a value was read from."""

from __future__ import annotations

from pathlib import Path


def line_of_field(path: Path, field: str) -> int:
    """Return the line of a header field in a page; 1 when it is not written."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 1
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(f"{field}:"):
            return number
        if line.startswith("---") and number > 1:
            break
    return 1


def line_of_text(path: Path, text: str) -> int:
    """Return the first line of a file that holds a text; 1 when none does."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 1
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
