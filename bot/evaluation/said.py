"""A turn and what led to it, as it is judged."""

from __future__ import annotations

from actions.reply.answerer import Explanation
from actions.reply.reply import Turn
from bot.evaluation.outcome import Said


def said_by(found: Explanation, turn: Turn) -> Said:
    """Return what was said to a question, with all that led to it."""
    return Said(
        turn.status,
        "\n\n".join(reply.text for reply in turn.replies),
        turn.confidence,
        [(hit.passage.path, hit.passage.url) for hit in found.hits],
        found.candidate,
        found.hits,
        found.weighed,
    )
