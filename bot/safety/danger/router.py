"""Tell danger from an ordinary message."""

from __future__ import annotations

from actions.library.kinds import Danger
from bot.safety.danger.lexicon import lexicon
from bot.safety.danger.spelling import plain


class Router:
    """Decide what a message is, by its turns of phrase."""

    def __call__(self, text: str) -> Danger | None:
        """Return the danger a message tells of, or None."""
        words = plain(text)
        found = lexicon().found(words)
        if not found or lexicon().seems_ordinary(words):
            return None
        return found[0]
