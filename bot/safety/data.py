"""Word lists in YAML beside the code; « on » and « no » stay words."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from actions.library.yaml_text import parse_yaml


def read_words(package: str, name: str) -> Any:
    """Return what a YAML file of a package holds, every scalar as text."""
    return parse_yaml(files(package).joinpath(name).read_text(encoding="utf-8")).data
