"""Step 2: one plain line of text, without anything that hides."""

from __future__ import annotations

import unicodedata

from bot.conversation.context import Context

JOINERS = "\u200c\u200d"  # needed inside emoji and in some scripts
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})  # control, format (bidi, tags), surrogate, private


class Normalise:
    """Make the text of a message plain."""

    async def __call__(self, context: Context) -> None:
        """Clean the text; close the context when nothing legible is left."""
        context.text = normalise(context.text)
        if not context.text:
            context.refuse("empty")


def normalise(text: str) -> str:
    """Return the text in NFC, without hidden characters, on one line; idempotent."""
    visible = "".join(map(_shown, text))
    line = " ".join(unicodedata.normalize("NFC", visible).split())
    return line if any(map(_legible, line)) else ""


def _shown(character: str) -> str:
    """Keep a character, replace a break by a space, drop what cannot be seen."""
    if character.isspace():
        return " "
    if character in JOINERS:
        return character
    return "" if _is_hidden(character) else character


def _is_hidden(character: str) -> bool:
    """Tell whether a character can carry text or order that nobody sees."""
    code = ord(character)
    return (
        unicodedata.category(character) in HIDDEN
        or 0xE0000 <= code <= 0xE0FFF  # tags and variation selectors supplement
        or 0xFDD0 <= code <= 0xFDEF  # noncharacters
        or code & 0xFFFE == 0xFFFE
    )


def _legible(character: str) -> bool:
    """Tell whether a character alone can be read: not a space, a joiner or a bare accent."""
    return not character.isspace() and unicodedata.category(character)[0] in "LNPS"
