"""What can be said without the dialogue server."""

from __future__ import annotations

from actions.reply.reply import Turn
from actions.talk.kinds import Kind
from actions.talk.texts import written
from actions.talk.words import folded, listed

SALUTES = 4
"""Words in the longest greeting: « bonjour à vous tous »."""


def greeting(text: str) -> Turn | None:
    """Return the written greeting for a message that only greets; None for any other."""
    said = folded(text)
    rest = listed("greeting") | listed("greeted")
    only = bool(said) and len(said) <= SALUTES and rest.issuperset(said)
    return written(Kind.GREET) if only and said[0] in listed("greeting") else None
