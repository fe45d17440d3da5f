"""Who floods reads it once, however long it goes on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

QUIET_SECONDS = 60.0
"""After so long without a refused message, another flood would be told again."""
MOST = 5_000


class Floods:
    """Remember when a conversation was last refused for sending too much."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Start with nobody flooding."""
        self._clock = clock
        self._refused: OrderedDict[str, float] = OrderedDict()

    def first(self, conversation: str) -> bool:
        """Note a refusal; tell whether the person must be told."""
        told = self.going_on(conversation)
        self._refused[conversation] = self._clock()
        self._refused.move_to_end(conversation)
        while len(self._refused) > MOST:
            self._refused.popitem(last=False)
        return not told

    def going_on(self, conversation: str) -> bool:
        """Tell whether a conversation was refused a moment ago."""
        last = self._refused.get(conversation)
        return last is not None and self._clock() - last < QUIET_SECONDS
