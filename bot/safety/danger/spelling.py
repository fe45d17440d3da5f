"""A message as the patterns read it: no accents, no marks, short forms written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from actions.library.folding import fold

_TOKEN = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")


def plain(text: str) -> str:
    """Return the folded words of a text with its short forms written out."""
    folded = _REPEATED.sub(r"\1", fold(text))
    known = _short_forms()
    return " ".join(known.get(token, token) for token in _TOKEN.findall(folded))


@cache
def _short_forms() -> Mapping[str, str]:
    """Read the short forms the search knows, and those of people in danger, once."""
    shared = yaml.safe_load(_read("actions.search", "sms.fr.yml"))
    own = yaml.safe_load(_read("bot.safety.danger", "sms.yml"))
    pairs = {**shared["toujours"], **shared["seulement_en_sms"], **own}
    return {
        fold(str(short)): " ".join(_TOKEN.findall(fold(str(whole))))
        for short, whole in pairs.items()
        if " " not in str(short)
    }


def _read(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")
