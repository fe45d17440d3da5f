"""The two figures that say how long something takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def p50(seconds: Sequence[float]) -> float:
    """Return the median in milliseconds."""
    return float(np.percentile(seconds, 50)) * 1000


def p95(seconds: Sequence[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return float(np.percentile(seconds, 95)) * 1000
