"""Forget one conversation: Rasa has no interface for it."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore


async def forget_conversation(agent: Optional[Agent], sender: str) -> bool:
    """Drop tracker and lock, after the message that may be under way; tell if it was known."""
    if agent is None or agent.tracker_store is None:
        return False  # nothing is loaded yet: nothing is known
    async with agent.lock_store.lock(sender, wait_time_in_seconds=0.05):
        known = [_forget(store, sender) for store in _stores(agent.tracker_store)]
    agent.lock_store.delete_lock(sender)
    return any(known)


def _stores(store: Any) -> list[Any]:
    """Return the store of endpoints.yml, and the one Rasa falls back on if it was ever used."""
    if not isinstance(store, FailSafeTrackerStore):
        return [store]
    fallback = store._fallback_tracker_store
    return [store._tracker_store] + ([fallback] if fallback else [])


def _forget(store: Any, sender: str) -> bool:
    """Drop a conversation from a store, ours or Rasa's in memory."""
    if hasattr(store, "forget"):
        return bool(store.forget(sender))
    return store.store.pop(sender, None) is not None
