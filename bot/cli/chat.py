"""`boussole chat`."""

from __future__ import annotations

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("chat", cls=FrenchCommand, help=text("chat.help"))
    def command() -> None:
        from rich.console import Console

        from bot.channels.terminal import Terminal, open_talk

        console = Console(highlight=False)
        with open_talk(Settings.load()) as talk:
            Terminal(console, talk).run()
