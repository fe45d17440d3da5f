"""The receipt of an erasure, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel.dates import format_datetime

from actions.library.catalogue import catalogue

MOMENT = "d MMMM y 'à' HH:mm"


def french_moment(at: datetime) -> str:
    """Write a moment in full, in universal time."""
    return format_datetime(at, MOMENT, locale="fr")


def receipt_text(at: datetime, counts: Mapping[str, int], left: Sequence[str]) -> str:
    """Say what was erased, and honestly what was not."""
    texts = catalogue("bot.store")
    lines = [
        texts.text(f"receipt.done.{place}", count=counts[place])
        for place in counts
        if f"receipt.done.{place}" in texts.texts
    ]
    head = "receipt.partly" if left else "receipt.erased"
    said = [texts.text(head, moment=french_moment(at)), "\n".join(lines)]
    for place in left:
        key = f"receipt.left.{place}"
        said.append(texts.text(key if key in texts.texts else "receipt.left.other"))
    if not left:
        said.append(texts.text("receipt.after"))
    return "\n\n".join(part for part in said if part)
