"""The written replies of messages.fr.yml."""

from __future__ import annotations

from actions.library.catalogue import catalogue
from actions.reply.reply import Button, Reply, Status, Turn
from actions.talk.kinds import Kind


def text(key: str, /, **params: object) -> str:
    """Return one text, its places filled."""
    return catalogue("actions").text(key, **params)


def buttons(lines: str) -> tuple[Button, ...]:
    """Return a button for each line."""
    return tuple(Button(line, line) for line in lines.splitlines() if line)


def written(kind: Kind) -> Turn:
    """Return the written reply to a kind of turn, with its status and a few questions."""
    texts = catalogue("actions").texts
    name = f"written.{kind.value}"
    offered = buttons(texts.get(f"{name}.examples", ""))
    status = Status(texts.get(f"{name}.status", Status.SMALLTALK.value))
    return Turn(status, (Reply(text(f"{name}.text"), buttons=offered),), 1.0)
