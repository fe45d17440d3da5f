"""`boussole report`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from bot.cli.french import FrenchCommand
from bot.cli.output import write_output
from bot.cli.texts import text
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("report", cls=FrenchCommand, help=text("report.help"))
    def command(
        since: str = typer.Option("7d", "--since", metavar="DURÉE", help=text("report.since")),
        html: Path | None = typer.Option(None, "--html", help=text("report.html")),
    ) -> None:
        from actions.library.load import load_library
        from bot.staff.report import first_day, make_report
        from bot.staff.report_texts import report_lines, report_page
        from bot.store.database import Database

        settings, today = Settings.load(), date.today()
        start = first_day(since, today)
        library = load_library(settings.knowledge).library
        database = Database.open(settings)
        try:
            report = database.read(lambda c: make_report(c, library, start, today))
        finally:
            database.close()
        for line in report_lines(report):
            typer.echo(line)
        if html is not None:
            write_output(html, report_page(report))
            typer.echo(text("report.written", file=html))
