"""What the application already knows of a message, so that the dialogue need not find it again."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.library.countries import find_countries

Embed = Callable[[str], NDArray[np.float32] | None]
"""The bundled model's vector of a question; None where another model is in use."""
MISSPELT = 0.8
"""Confidence in a country whose name was corrected."""


class Hints:
    """Countries and sentence vector of a message, as the dialogue server's components read them."""

    def __init__(self, embed: Embed | None) -> None:
        """Take the encoder the search uses, so that a message is embedded once."""
        self._embed = embed

    def __call__(self, text: str) -> dict[str, Any]:
        """Return the metadata of one message."""
        hints: dict[str, Any] = {
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
        vector = self._embed(text) if self._embed else None
        if vector is not None:
            hints["embedding"] = b64encode(vector.astype("<f2").tobytes()).decode("ascii")
        return hints
