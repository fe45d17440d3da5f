"""A message as the patterns read it: no accents, no marks, short forms written out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from actions.library.folding import fold
from bot.safety.data import read_words

_TOKEN = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")


def plain(text: str) -> str:
    """Return the folded words of a text with its short forms written out."""
    lower = _REPEATED.sub(r"\1", unicodedata.normalize("NFC", text).casefold())
    known = _short_forms()
    return " ".join(_written_out(token, known) for token in _TOKEN.findall(lower))


def _written_out(token: str, known: Mapping[str, str]) -> str:
    """Return the words a token stands for; « né » is not « ne »."""
    folded = fold(token)
    return known.get(token) or known.get(folded) or folded


@cache
def _short_forms() -> Mapping[str, str]:
    """Read the short forms the search knows, and those of people in danger, once."""
    shared = read_words("actions.search", "sms.fr.yml")
    own = read_words("bot.safety.danger", "sms.yml")
    pairs = {**shared["toujours"], **shared["seulement_en_sms"], **own}
    return {
        short.casefold(): " ".join(_TOKEN.findall(fold(whole)))
        for short, whole in pairs.items()
        if " " not in short
    }
