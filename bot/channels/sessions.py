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
        return given if given and self.known(given) else self.make()

    def known(self, given: str) -> bool:
        """Tell whether a session was made here."""
        if len(given) > LONGEST or not given.isascii():
            return False
        person, _, tag = given.partition(".")
        return self._keys.matches(tag, PURPOSE, person)

    def conversation(self, session: str, channel: str) -> str:
        """Return the name of the conversation of a session."""
        return self._keys.conversation(channel, session)
