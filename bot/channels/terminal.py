"""The assistant in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from actions.library.catalogue import catalogue
from actions.reply.reply import Button, Reply, Turn
from bot.channels.talk import Talk, open_talk
from bot.channels.written import card_rows, dates, told_by_card

LEAVE = {"quitter", "exit", "quit"}

__all__ = ["Terminal", "open_talk", "show_turn"]


class Terminal:
    """Read questions, show turns, until the person leaves."""

    def __init__(self, console: Console, talk: Talk) -> None:
        """Take where to write and whom to ask."""
        self._console = console
        self._talk = talk
        self._buttons: list[Button] = []

    def run(self) -> None:
        """Talk until « quitter », the end of the input, or Ctrl-C."""
        self._console.print(_text("welcome"))
        if not self._talk.whole:
            self._console.print(_text("alone"), style="yellow")
        for typed in self._lines():
            turn = self._talk.send(self._meant(typed))
            self._buttons = show_turn(self._console, turn)
        self._console.print(_text("bye"))

    def _lines(self) -> Iterator[str]:
        """Yield what the person types."""
        while True:
            self._console.print(f"\n[bold]{_text('prompt')}[/bold] > ", end="")
            line = sys.stdin.readline()
            if not line or line.strip().lower() in LEAVE:
                return
            yield line.rstrip("\n")

    def _meant(self, typed: str) -> str:
        """Return the payload of the button whose number was typed, else the text."""
        number = typed.strip()
        if number.isascii() and number.isdigit() and 1 <= int(number) <= len(self._buttons):
            return self._buttons[int(number) - 1].payload
        return typed


def show_turn(console: Console, turn: Turn) -> list[Button]:
    """Write a turn and return its buttons, in the order of their numbers."""
    buttons: list[Button] = []
    console.print(f"\n[bold blue]{_text('bot')}[/bold blue]")
    for reply in turn.replies:
        _show_reply(console, reply)
        for button in reply.buttons:
            buttons.append(button)
            console.print(Text(f"  {len(buttons)}. {button.title}", style="cyan"))
    if buttons:
        console.print(_text("choose"), style="dim")
    return buttons


def _show_reply(console: Console, reply: Reply) -> None:
    console.print(Markdown(reply.text, hyperlinks=False))
    if reply.card and not told_by_card(reply):
        for label, value, _ in card_rows(reply.card):
            console.print(Text(f"  {label} : {value}"))
    if reply.sources:
        console.print(_text("sources"), style="dim")
    for source in reply.sources:
        address = f" <{source.url}>" if source.url else ""
        console.print(Text(f"  - {source.title} ({dates(source)}){address}", style="dim"))


def _text(key: str) -> str:
    return catalogue("bot.channels").text(f"terminal.{key}")
