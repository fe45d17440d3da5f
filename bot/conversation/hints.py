"""What the application already knows of a message, so that the dialogue need not find it again."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.library.countries import find_countries

MISSPELT = 0.8
"""Confidence in a country whose name was corrected."""


def hints(text: str, vector: NDArray[np.float32] | None = None) -> dict[str, Any]:
    """Return countries and sentence vector of a message, as the dialogue's components read them."""
    known: dict[str, Any] = {
        "countries": [
            {
                "value": match.iso,
                "start": match.start,
                "end": match.end,
                "confidence": 1.0 if match.exact else MISSPELT,
            }
            for match in find_countries(text)
        ]
    }
    if vector is not None:
        known["embedding"] = b64encode(vector.astype("<f2").tobytes()).decode("ascii")
    return known
