"""The time, handed in so that a test can move it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)
