"""What a conversation keeps from one turn to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from actions.talk.kinds import Kind


@dataclass(frozen=True, slots=True)
class Memory:
    """The subject under discussion; the dialogue server keeps it as slots."""

    country: str | None = None
    here: str | None = None  # where the person said they are; not a topic, so it stays
    subject: str | None = None  # the last question, whole
    kind: Kind | None = None  # what answered it
    shown: str | None = None  # the title of the page that answered it
    failures: int = 0
    introduced: bool = False

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> Self:
        """Read the slots."""
        kind = slots.get("kind")
        return cls(
            country=slots.get("country"),
            here=slots.get("here"),
            subject=slots.get("subject"),
            kind=Kind(kind) if kind in set(Kind) else None,
            shown=slots.get("shown"),
            failures=int(slots.get("failures") or 0),
            introduced=bool(slots.get("introduced")),
        )

    def slots(self) -> dict[str, Any]:
        """Return the slots to set."""
        kept = asdict(self)
        return {**kept, "kind": self.kind.value if self.kind else None}
