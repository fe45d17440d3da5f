"""Countries by their French names (CLDR)."""

from __future__ import annotations

from functools import cache

from babel import Locale

# Territories of CLDR that are not countries.
_NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}


@cache
def _names() -> dict[str, str]:
    territories = Locale("fr").territories
    return {
        code: name.replace("’", "'")
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def is_country(code: str) -> bool:
    """Tell whether a code is an ISO 3166 country code (Kosovo's XK included)."""
    return code in _names()


def country_name(code: str) -> str:
    """Return the French name of a country, or the code itself when it is unknown."""
    return _names().get(code) or str(Locale("fr").territories.get(code, code))
