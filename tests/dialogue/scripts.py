"""Scripted dialogues: what is said, and what must come back.

One dialogue a line: `{"name", "risk", "turns": [...]}`, each turn with `say`, `status`, `has`,
`not`, `card` and `country`. Only `say` is required (or `tap`, the title of a button of the reply
before). `status` and each text of `has` are alternatives between bars; `country` is the one shown,
null for none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.library.catalogue import catalogue
from actions.library.countries import country_name
from actions.library.folding import fold

DATA = Path(__file__).parent / "data"
Turn = Mapping[str, Any]
Say = Callable[[str], Turn]
"""One message or button in, one turn out, in one conversation."""


@dataclass(frozen=True, slots=True)
class Script:
    """One dialogue."""

    name: str
    risk: str
    turns: Sequence[Mapping[str, Any]]

    @property
    def weight(self) -> int:
        """Return how much a failure of it weighs."""
        return {"high": 3, "medium": 2}.get(self.risk, 1)


def rows(name: str) -> list[dict[str, Any]]:
    """Read a JSON-lines file of tests/dialogue/data."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def read_scripts(name: str) -> list[Script]:
    """Read the dialogues of a file, named after what is said first."""
    return [
        Script(row.get("name", row["turns"][0]["say"]), row.get("risk", "low"), row["turns"])
        for row in rows(name)
    ]


def play(script: Script, say: Say) -> list[str]:
    """Play a dialogue and return what went wrong, a line each."""
    wrong: list[str] = []
    turn: Turn = {}
    for wanted in script.turns:
        turn = say(_message(wanted, turn))
        said = wanted.get("say") or wanted.get("tap")
        wrong += [f"« {said} »: {fault}" for fault in faults(wanted, turn)]
    return wrong


def faults(wanted: Mapping[str, Any], turn: Turn) -> Iterator[str]:
    """Yield how a turn differs from what is wanted."""
    text = _text(turn)
    if "status" in wanted and turn["status"] not in wanted["status"].split("|"):
        yield f"status {turn['status']}, not {wanted['status']}"
    for need in wanted.get("has", ()):
        if not any(fold(one) in text for one in need.split("|")):
            yield f"without « {need} »"
    for banned in wanted.get("not", ()):
        if fold(banned) in text:
            yield f"with « {banned} »"
    kinds = [reply["card"]["kind"] for reply in turn["replies"] if reply.get("card")]
    if "card" in wanted and wanted["card"] not in kinds:
        yield f"cards {kinds}, not {wanted['card']}"
    if "country" in wanted and shown_country(turn) != _named(wanted["country"]):
        yield f"country {shown_country(turn)}, not {wanted['country']}"


def shown_country(turn: Turn) -> str | None:
    """Return the name of the country a turn shows with its buttons."""
    start = catalogue("actions").text("country.kept", country="")
    notes = [reply["text"] for reply in turn["replies"] if reply["text"].startswith(start)]
    return notes[0].removeprefix(start).strip() if notes else None


def _named(code: str | None) -> str | None:
    return country_name(code) if code else None


def _message(wanted: Mapping[str, Any], before: Turn) -> str:
    """Return what is sent: words, or what the tapped button carries."""
    if "say" in wanted:
        return str(wanted["say"])
    offered = [b for reply in before["replies"] for b in reply["buttons"]]
    tapped = wanted["tap"]
    if isinstance(tapped, int):
        return str(offered[tapped]["payload"])
    return str(next(b["payload"] for b in offered if b["title"] == tapped))


def _text(turn: Turn) -> str:
    """Return everything a turn shows, folded."""
    parts: list[str] = []
    for reply in turn["replies"]:
        parts += [reply["text"], *(source["title"] for source in reply["sources"])]
        parts += [str(value) for value in (reply.get("card") or {}).values()]
        parts += [button["title"] for button in reply["buttons"]]
    return fold(" ".join(parts))
