"""`boussole serve`."""

from __future__ import annotations

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("serve", cls=FrenchCommand, help=text("serve.help"))
    def command() -> None:
        from bot.serve import serve

        serve(Settings.load(), typer.echo)
