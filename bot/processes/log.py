"""The log of one part: a rotating file, and its last lines for whoever asks why it died."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

MOST_BYTES = 5 * 1024 * 1024
BACKUPS = 3
LAST_LINES = 15
LONGEST_LINE = 8_000
NOTICE = "» "  # begins a line that is meant for whoever runs the service


class _Quiet(RotatingFileHandler):
    """Lose a line rather than the service when the disk is full."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Do nothing."""


class PartLog:
    """Take what a part writes, chunk by chunk."""

    def __init__(self, path: Path) -> None:
        """Open the file, in a folder made if need be."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.last: deque[str] = deque(maxlen=LAST_LINES)
        self.notice: Callable[[str], None] = lambda _: None
        self._rest = b""
        self._file = _Quiet(path, maxBytes=MOST_BYTES, backupCount=BACKUPS, encoding="utf-8")

    def feed(self, chunk: bytes) -> None:
        """Write the lines that are complete; keep the rest."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            self._write(line)
        if len(self._rest) > LONGEST_LINE:
            self.flush()

    def flush(self) -> None:
        """Write what is left of an unfinished line."""
        if self._rest:
            self._write(self._rest)
            self._rest = b""

    def close(self) -> None:
        """Close the file."""
        self.flush()
        self._file.close()

    def _write(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").rstrip()[:LONGEST_LINE]
        self.last.append(text)
        if text.startswith(NOTICE):
            self.notice(text.removeprefix(NOTICE))
        self._file.emit(logging.LogRecord("part", logging.INFO, "", 0, text, None, None))
