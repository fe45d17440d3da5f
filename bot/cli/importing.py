"""`boussole import`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings

KINDS = ("created", "updated", "unchanged", "kept")


def register(app: typer.Typer) -> None:
    """Add the command."""

    sources_wanted = typer.Argument(metavar="SOURCE", help=text("import.sources"))
    folder_wanted = typer.Option(None, "--into", help=text("import.into"))

    @app.command("import", cls=FrenchCommand, help=text("import.help"))
    def command(
        sources: list[str] = sources_wanted,
        into: Path | None = folder_wanted,
        dry_run: bool = typer.Option(False, "--dry-run", help=text("import.dry_run")),
    ) -> None:
        from rich.console import Console

        from actions.library.importer import import_sources
        from bot.progress import ProgressBar

        target = into or Settings.load().knowledge
        console = Console(stderr=True)
        with ProgressBar(console, text("import.progress")) as bar:
            report = import_sources(
                sources, target, today=date.today(), dry_run=dry_run, progress=bar.at
            )
        for kind in KINDS:
            for path in getattr(report, kind):
                typer.echo(text(f"import.{kind}", path=path))
        for finding in report.findings:
            typer.echo(text(f"check.{finding.level}", finding=finding), err=True)
        counts = {kind: len(getattr(report, kind)) for kind in KINDS}
        typer.echo(text("import.total", folder=target, **counts))
        if dry_run:
            typer.echo(text("import.dry"))
        if report.errors:
            raise typer.Exit(1)
