"""Read a file a person wrote: UTF-8 text, nothing else."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from actions.library.errors import ContentError
from actions.library.os_reasons import reason as why

MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file (composed accents, Unix line ends) and the hash of its bytes."""

    text: str
    digest: str


def read_text_file(path: Path, max_bytes: int = MAX_BYTES) -> TextFile:
    """Read a text file; ContentError when it is missing, empty, binary or not UTF-8."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ContentError("file_missing") from None
    except OSError as error:
        raise ContentError("file_unreadable", reason=why(error)) from None
    return TextFile(decode(raw, max_bytes), hashlib.sha256(raw).hexdigest())


def decode(raw: bytes, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file's bytes; ContentError when they hold none."""
    if len(raw) > max_bytes:
        raise ContentError("file_too_large", limit=max_bytes // 1_000_000)
    if b"\0" in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContentError("file_binary")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError("file_encoding", line=raw.count(b"\n", 0, error.start) + 1) from None
    if not text.strip():
        raise ContentError("file_empty")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
