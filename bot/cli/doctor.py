"""`boussole doctor`."""

from __future__ import annotations

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("doctor", cls=FrenchCommand, help=text("doctor.help"))
    def command(
        prepare: bool = typer.Option(False, "--prepare", help=text("doctor.prepare")),
    ) -> None:
        from bot.doctor import Level, examine

        settings = Settings.load()
        if prepare:
            prepare_model(settings)
        wrong = 0
        for found in examine(settings):
            wrong += found.level is Level.WRONG
            typer.echo(f"{text(f'doctor.{found.level.value}')} {found.text}")
        typer.echo(text("doctor.bad", count=wrong) if wrong else text("doctor.good"))
        if wrong and not prepare:  # set-up goes on: what is left to correct has been said
            raise typer.Exit(1)


def prepare_model(settings: Settings) -> None:
    """Build the embedding model that comes with the packages, unless it is there."""
    from actions.search.embedding.bundled import bundled_model
    from actions.search.embedding.encoder import BUNDLED

    if settings.embedding_model == BUNDLED:
        bundled_model(settings.cache)
