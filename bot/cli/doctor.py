"""`boussole doctor`."""

from __future__ import annotations

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("doctor", cls=FrenchCommand, help=text("doctor.help"))
    def command() -> None:
        from bot.doctor import Level, examine

        wrong = 0
        for found in examine(Settings.load()):
            wrong += found.level is Level.WRONG
            typer.echo(f"{text(f'doctor.{found.level.value}')} {found.text}")
        typer.echo(text("doctor.bad", count=wrong) if wrong else text("doctor.good"))
        if wrong:
            raise typer.Exit(1)
