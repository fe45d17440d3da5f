"""`boussole check`."""

from __future__ import annotations

import json
from datetime import date

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("check", cls=FrenchCommand, help=text("check.help"))
    def command(
        as_json: bool = typer.Option(False, "--json", help=text("check.json")),
    ) -> None:
        from actions.library.check import check_library, summary
        from actions.library.load import load_library

        loaded = load_library(Settings.load().knowledge)
        findings = check_library(loaded, date.today())
        errors = sum(finding.level == "error" for finding in findings)
        if as_json:
            shown = summary(loaded.library, findings)
            typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                typer.echo(text(f"check.{finding.level}", finding=finding))
            typer.echo(text("check.total", errors=errors, warnings=len(findings) - errors))
        if errors:
            raise typer.Exit(1)
