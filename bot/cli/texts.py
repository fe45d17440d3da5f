"""The French texts of the command line."""

from __future__ import annotations

from actions.library.catalogue import catalogue


def text(key: str, /, **params: object) -> str:
    """Return one text of the command line."""
    return catalogue("bot.cli").text(key, **params)
