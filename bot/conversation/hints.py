"""What the application already knows of a message, so that the dialogue need not find it again."""

from __future__ import annotations

from typing import Any

from actions.library.countries import find_countries

MISSPELT = 0.8
"""Confidence in a country whose name was corrected."""


def hints(text: str) -> dict[str, Any]:
    """Return the countries of a message, as the dialogue server's component reads them."""
    return {
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
