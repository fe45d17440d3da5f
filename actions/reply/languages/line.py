"""One line in the person's language: the answers are in French."""

from __future__ import annotations

from dataclasses import replace

from actions.reply.languages.data import languages
from actions.reply.languages.detect import language_of
from actions.reply.reply import Reply, Turn


def in_their_language(question: str, turn: Turn) -> Turn:
    """Return the turn, with a last line for a person who did not write in French."""
    code = language_of(question)
    if code is None:
        return turn
    line = languages().lines.get(code, languages().others)
    return replace(turn, replies=(*turn.replies, Reply(line)))
