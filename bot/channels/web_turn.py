"""A turn as browsers get it: the shape of the contract, each card also in words."""

from __future__ import annotations

from typing import Any

from actions.reply.reply import Turn
from bot.channels.web_card import web_card


def web_turn(turn: Turn) -> dict[str, Any]:
    """Return the JSON of a turn, its cards completed."""
    said = turn.to_dict()
    for reply in said["replies"]:
        if reply["card"]:
            reply["card"]["shown"] = web_card(reply["card"], reply["text"]).to_dict()
    return said
