"""What keeps a change of the folder from going live without somebody looking at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.library.catalogue import catalogue
from actions.search.passage import Passage
from bot.preview.changes import Change, Sort

BARRED = frozenset({Sort.WRONG, Sort.LOST, Sort.FALSE})
"""Changes of an answer that a gate does not let through."""
HOTLINE = "hotline"


def barriers(
    found: Sequence[Change],
    live: Sequence[Passage],
    new: Sequence[Passage],
    errors: int,
    refusal: str | None,
) -> Iterator[str]:
    """Yield one line for each sort of thing to be looked at first; nothing where all is well.

    `errors` counts the files of the folder that cannot be read; `refusal` says why the folder as
    a whole would be.
    """
    count = sum(change.sort in BARRED for change in found)
    if count:
        yield _text("answers", count=count)
    lost = _countries(live) - _countries(new)
    if lost:
        yield _text("numbers", countries=", ".join(sorted(lost)))
    if errors:
        yield _text("errors", count=errors)
    if refusal:
        yield _text("refusal", reason=refusal)


def _countries(passages: Sequence[Passage]) -> set[str]:
    """Return the countries that have an emergency or help number (ISO codes)."""
    return {code for one in passages if one.kind == HOTLINE for code in one.countries}


def _text(key: str, **values: object) -> str:
    return catalogue("bot.preview").text(f"gate.{key}", **values)
