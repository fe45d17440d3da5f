"""One spelling for a name, however it was typed."""

from __future__ import annotations

import re
import unicodedata

NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return lower-case ASCII words parted by single spaces."""
    plain = text.lower().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return NOT_WORD.sub(" ", letters).strip()
