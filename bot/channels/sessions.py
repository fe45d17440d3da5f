"""Sessions of the web: made here, unguessable, never taken from anybody else."""

from __future__ import annotations

import secrets

from bot.keys import Keys

PURPOSE = "session"
RANDOM_BYTES = 18
LONGEST = 128


class Sessions:
    """Make sessions, and recognise those made here."""

    def __init__(self, keys: Keys) -> None:
        """Keep the keys that sign."""
        self._keys = keys

    def make(self) -> str:
        """Return a new session."""
        person = secrets.token_urlsafe(RANDOM_BYTES)
        return f"{person}.{self._keys.tag(PURPOSE, person)}"

    def accept(self, given: str | None) -> str:
        """Return the session if it was made here, else a new one."""
        if given and len(given) <= LONGEST and given.isascii():
            person, _, tag = given.partition(".")
            if self._keys.matches(tag, PURPOSE, person):
                return given
        return self.make()

    def conversation(self, session: str, channel: str) -> str:
        """Return the name of the conversation of a session."""
        return self._keys.conversation(channel, session)
