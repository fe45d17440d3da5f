"""Messages that tell of danger and messages that do not, as written down in tests/safety/data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.library.yaml_text import parse_yaml
from bot.paths import PROJECT
from bot.safety.danger.model import ORDINARY

DATA = Path(__file__).parent / "data"
LEARN, HELD_OUT = DATA / "learn", DATA / "held-out"
BLIND = DATA / "blind"
"""Written apart from the others and from the router; never learnt from nor tuned on."""
BLIND_2 = DATA / "blind-2"
"""The same, by others, after the thresholds were chosen."""
NOT_ORDINARY = DATA / "not-ordinary.txt"
"""Lines of the question sets and of the dialogue's examples that do tell of danger."""
_ENTITY = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")


@dataclass(frozen=True, slots=True)
class Said:
    """A message, the danger it tells of or « ordinaire », and how it says it."""

    text: str
    label: str
    style: str

    @property
    def dangerous(self) -> bool:
        """Tell whether it must be recognised."""
        return self.label != ORDINARY


def read_messages(folder: Path) -> list[Said]:
    """Return the messages of a folder: a file for each danger, the ordinary ones in several."""
    return [
        Said(line.strip(), path.stem.partition("-")[0], style)
        for path in sorted(folder.glob("*.yml"))
        for style, block in _read_yaml(path).items()
        for line in block.splitlines()
        if line.strip()
    ]


def read_questions(part: str) -> list[Said]:
    """Return the questions of a golden set (« dev », « held-out »), which are ordinary."""
    texts = (
        turn["q"]
        for path in sorted((PROJECT / "tests" / "golden" / part).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for row in [json.loads(line)]
        for turn in row.get("turns", [row])
    )
    return _ordinary(texts, "golden")


def read_training_questions() -> list[Said]:
    """Return the questions written to train search and evidence with, which are ordinary."""
    data = PROJECT / "tests" / "bench" / "data"
    files = [*sorted(data.glob("*.jsonl")), *sorted((data / "folders").glob("*.jsonl"))]
    rows = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())
    return _ordinary((row["q"] for row in rows), "question")


def read_examples() -> list[Said]:
    """Return what the dialogue learns from, which is ordinary."""
    texts = (
        _ENTITY.sub(r"\1", line[2:])
        for path in sorted((PROJECT / "bot" / "dialogue" / "data" / "nlu").glob("*.yml"))
        for intent in _read_yaml(path)["nlu"]
        for line in intent.get("examples", "").splitlines()
        if line.startswith("- ")
    )
    return _ordinary(texts, "dialogue")


def _read_yaml(path: Path) -> Any:
    """Return the values of a YAML file."""
    return parse_yaml(path.read_text(encoding="utf-8")).data


def _ordinary(texts: Iterator[str], style: str) -> list[Said]:
    """Return texts as ordinary messages, but for those that are listed as dangers."""
    left_out = set(NOT_ORDINARY.read_text(encoding="utf-8").splitlines())
    return [Said(text, ORDINARY, style) for text in texts if text not in left_out]
