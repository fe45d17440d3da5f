"""Conversations in memory: short, and forgotten when left alone."""

from __future__ import annotations

import os
import time
from typing import Any, Dict, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.shared_trackers import REDIS_URL, SharedTrackers


class BoundedTrackerStore(InMemoryTrackerStore):
    """Keep the last events of the conversations that are still going on."""

    def __init__(
        self,
        domain: Domain,
        host: EndpointConfig | None = None,  # noqa: ARG002 - given to every store
        event_broker: Optional[EventBroker] = None,
        max_events: int = 120,
        idle_minutes: float = 60,
        **kwargs: Dict[str, Any],
    ) -> None:
        """Set the two limits; Rasa passes the other arguments to every store."""
        super().__init__(domain, event_broker, **kwargs)
        self._max_events = max_events
        self._idle_seconds = idle_minutes * 60
        self._seen: Dict[str, float] = {}
        self._shared = bool(os.environ.get(REDIS_URL))
        if self._shared:
            self.store = SharedTrackers(os.environ[REDIS_URL], int(self._idle_seconds))

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """Return an empty tracker that remembers a bounded number of events."""
        return DialogueStateTracker(
            sender_id, self.domain.slots, max_event_history=self._max_events
        )

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker and drop the conversations idle for too long."""
        await super().save(tracker)
        if self._shared:
            return  # Redis drops what is idle, on whichever machine it was used last
        now = time.monotonic()
        self._seen.pop(tracker.sender_id, None)
        self._seen[tracker.sender_id] = now
        self._drop_idle(now)

    def forget(self, sender_id: str) -> bool:
        """Drop one conversation; tell whether it was there."""
        self._seen.pop(sender_id, None)
        return self.store.pop(sender_id, None) is not None

    def _drop_idle(self, now: float) -> None:
        """Forget from the oldest on; `_seen` is in order of last use."""
        while self._seen:
            oldest, seen = next(iter(self._seen.items()))
            if now - seen <= self._idle_seconds:
                return
            del self._seen[oldest]
            self.store.pop(oldest, None)
