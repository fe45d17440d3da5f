"""French texts kept in YAML beside the code that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Texts of one package, by dotted key."""

    package: str
    texts: Mapping[str, str]

    def text(self, key: str, /, **params: object) -> str:
        """Return the text for `key` with its `{placeholders}` filled; KeyError if there is none."""
        return self.texts[key].format(**params).strip()


@cache
def catalogue(package: str) -> Catalogue:
    """Read `messages.fr.yml` of a package, once."""
    raw = files(package).joinpath("messages.fr.yml").read_text(encoding="utf-8")
    return Catalogue(package, _flatten(yaml.safe_load(raw)))


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """Turn nested mappings into dotted keys."""
    flat: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = str(value)
    return flat
