"""`boussole index`."""

from __future__ import annotations

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings

FAILED = 1


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("index", cls=FrenchCommand, help=text("index.help"))
    def command(
        full: bool = typer.Option(False, "--full", help=text("index.full")),
        confirm: bool = typer.Option(False, "--confirm", help=text("index.confirm")),
        rollback: bool = typer.Option(False, "--rollback", help=text("index.rollback")),
    ) -> None:
        if rollback:
            _go_back()
            return
        from rich.console import Console

        from bot.processes.folders import require_knowledge

        settings = Settings.load()
        require_knowledge(settings.knowledge)
        from actions.library.load import load_library
        from bot.content import refresh_index
        from bot.progress import ProgressBar

        loaded = load_library(settings.knowledge)
        with ProgressBar(Console(stderr=True), text("index.progress")) as progress:
            report = refresh_index(
                settings, loaded, full=full, confirmed=confirm, progress=progress
            )
        key = "index.done" if report.changed else "index.unchanged"
        counts = {"pages": report.pages, "passages": report.passages, "embedded": report.embedded}
        typer.echo(text(key, **counts))
        for finding in loaded.errors:
            typer.echo(str(finding), err=True)
        if loaded.errors:
            typer.echo(text("index.broken", count=len(loaded.errors)), err=True)
            raise typer.Exit(FAILED)


def _go_back() -> None:
    """Make the version before the live one live again."""
    from actions.search.earlier import roll_back
    from actions.search.manifest import Manifest
    from actions.search.versions import Versions

    version = roll_back(Versions(Settings.load().state))
    typer.echo(text("index.went_back", pages=len(Manifest.read(version).pages)))
