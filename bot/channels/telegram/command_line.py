"""« /contacts Sénégal »: a command, for whom, and with what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.library.folding import fold

NAMES = (
    "start", "aide", "urgence", "contacts", "actualites", "programmes", "recommencer", "donnees",
    "effacer",
)  # fmt: skip
"""The commands, in the order of the menu."""
ALIASES = {
    "help": "aide", "contact": "contacts", "actualite": "actualites", "programme": "programmes",
    "reset": "recommencer", "restart": "recommencer", "mesdonnees": "donnees",
    "urgences": "urgence", "sos": "urgence", "commencer": "start",
}  # fmt: skip
_LINE = re.compile(r"/([^\W_]\w*)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as somebody typed it."""

    name: str
    target: str | None
    argument: str

    @property
    def known(self) -> bool:
        """Tell whether the command is one of ours."""
        return self.name in NAMES


def in_our_words(text: str) -> str:
    """Return a command of ours by its own name: « /help » would pass for a cry for help."""
    command = read_command(text)
    if command is None or not command.known:
        return text
    return f"/{command.name} {command.argument}".strip()


def read_command(text: str) -> Command | None:
    """Return the command that a text is, whatever its accents and capitals, or None."""
    match = _LINE.fullmatch(text.strip())
    if match is None:
        return None
    name = fold(match[1])
    return Command(ALIASES.get(name, name), match[2], (match[3] or "").strip())
