"""Conversations in Redis, for several machines: any of them can go on with any conversation."""

from __future__ import annotations

from typing import Any, Iterator, MutableMapping

REDIS_URL = "DIALOGUE_REDIS_URL"
PREFIX = "boussole:tracker:"


class SharedTrackers(MutableMapping):
    """What Rasa's store in memory keeps in a dictionary, kept in Redis for a while."""

    def __init__(self, url: str, seconds: int) -> None:
        """Take the address, and how long a conversation left alone is kept."""
        import redis

        self._redis = redis.Redis.from_url(url, decode_responses=True, socket_timeout=5)
        self._seconds = seconds

    def __getitem__(self, sender: str) -> str:
        """Return a conversation."""
        found: Any = self._redis.get(PREFIX + sender)
        if found is None:
            raise KeyError(sender)
        return str(found)

    def __setitem__(self, sender: str, tracker: str) -> None:
        """Keep a conversation a while longer."""
        self._redis.set(PREFIX + sender, tracker, ex=self._seconds)

    def __delitem__(self, sender: str) -> None:
        """Forget a conversation."""
        if not self._redis.delete(PREFIX + sender):
            raise KeyError(sender)

    def __iter__(self) -> Iterator[str]:
        """Name the conversations."""
        return (key[len(PREFIX) :] for key in self._redis.scan_iter(f"{PREFIX}*"))

    def __len__(self) -> int:
        """Count the conversations."""
        return sum(1 for _ in self)
