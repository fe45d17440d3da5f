"""The order to erase a conversation, as only this installation can write it."""

from __future__ import annotations

import re

from bot.keys import Keys

PURPOSE = "erase"
REFERENCE = re.compile(r"[\w-]{22}", re.ASCII)  # what Keys.conversation makes
SEALED = re.compile(r"([\w-]{22})~([\w-]{22})", re.ASCII)


def seal_reference(keys: Keys, conversation: str) -> str:
    """Write the order: the reference a person was given, and the proof that staff sends it."""
    return f"{conversation}~{keys.tag(PURPOSE, conversation)}"


def open_reference(keys: Keys, given: str) -> str | None:
    """Return the conversation of an order written here, else None."""
    match = SEALED.fullmatch(given)
    if match and keys.matches(match[2], PURPOSE, match[1]):
        return match[1]
    return None
