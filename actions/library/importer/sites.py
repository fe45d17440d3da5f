"""What is known of the menus and oddities of the organisation's sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from actions.library.folding import fold


@dataclass(frozen=True, slots=True)
class Sites:
    """Menu labels, folded, and the patterns of what is never content."""

    labels: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    local: frozenset[str]
    banners: frozenset[str]
    structure: frozenset[str]
    glued: tuple[tuple[str, str], ...]
    junk: re.Pattern[str]
    ligatures: tuple[tuple[re.Pattern[str], str], ...]
    hosts: frozenset[str]
    worldwide: re.Pattern[str]
    signature: re.Pattern[str]
    kinds: Mapping[str, str]
    page: Mapping[str, object]


@cache
def sites() -> Sites:
    """Read `sites.fr.yml`, once."""
    text = files("actions.library.importer").joinpath("sites.fr.yml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    glued = [(label, part) for part, labels in data["statements"].items() for label in labels]
    return Sites(
        labels=_keys(data["labels"]),
        starts=_keys(data["starts"]),
        ends=_keys(data["ends"]),
        local=_keys(data["local"]),
        banners=_keys(data["banners"]),
        structure=_keys(data["structure"]),
        glued=tuple(glued),
        junk=re.compile("|".join(f"(?:{pattern})" for pattern in data["junk"]), re.IGNORECASE),
        ligatures=tuple((re.compile(rf"\b{k}"), v) for k, v in data["ligatures"].items()),
        hosts=frozenset(data["hosts"]),
        worldwide=re.compile(data["worldwide"], re.IGNORECASE),
        signature=re.compile(data["signature"]),
        kinds=data["kinds"],
        page=data["page"],
    )


def key(line: str) -> str:
    """Return a menu line in the form labels are compared in."""
    return " ".join(fold(line).replace("-", " ").replace("’", "'").split()).strip("•*·| ")


def _keys(labels: list[str]) -> frozenset[str]:
    return frozenset(key(label) for label in labels)
