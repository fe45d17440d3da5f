"""A contact as a vCard, so that a telephone saves all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_BYTES = 2048
FIELDS = {"email": "EMAIL", "url": "URL", "role": "TITLE", "hours": "NOTE"}
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})


def vcard(name: str, fields: Mapping[str, Any]) -> str | None:
    """Return the card in the format of RFC 2426; None when Telegram would find it too long."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:;{_written(name)};;;", f"FN:{_written(name)}"]
    lines.append(f"TEL:{_written(fields['phone'])}")
    lines += [f"{key}:{_written(fields[n])}" for n, key in FIELDS.items() if fields.get(n)]
    if fields.get("address"):
        lines.append(f"ADR:;;{_written(fields['address'])};;;;")
    card = "\r\n".join((*lines, "END:VCARD"))
    return card if len(card.encode()) <= MOST_BYTES else None


def _written(value: object) -> str:
    return str(value).translate(_ESCAPES)
