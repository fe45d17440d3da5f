"""Everything that is remembered, put together over one database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.clock import Clock, utc_now
from bot.store.database import Database
from bot.store.erasure import Erasure
from bot.store.feedback import Feedback
from bot.store.history import History
from bot.store.places import KeptRows, Place
from bot.store.retention import Retention
from bot.store.switches import Switches


class Memory:
    """What the service remembers, and how it forgets."""

    def __init__(
        self, database: Database, places: Sequence[Place] = (), clock: Clock = utc_now
    ) -> None:
        """Take the database, and the places beside it where words of people may be."""
        self.database = database
        self.clock = clock
        self.history = History(database)
        self.feedback = Feedback(database, clock)
        self.switches = Switches(database, clock)
        self.erasure = Erasure((KeptRows(database), *places), clock)
        self.retention = Retention(database, clock, tasks=(self.erasure.retry,))

    def close(self) -> None:
        """Give the database back."""
        self.database.close()
