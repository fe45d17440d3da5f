"""`boussole evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from actions.library.os_reasons import reason as why
from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.errors import ServiceError
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("evaluate", cls=FrenchCommand, help=text("evaluate.help"))
    def command(
        files: list[Path] = typer.Argument(metavar="FICHIER...", help=text("evaluate.files")),
        output: Path | None = typer.Option(None, "--json", help=text("evaluate.json")),
    ) -> None:
        from bot.content import open_answerer
        from bot.evaluation.questions import read_questions
        from bot.evaluation.score import ask_all, summarise

        settings = Settings.load()
        conversations = read_questions(files)
        total = sum(map(len, conversations))
        if not total:
            raise ServiceError("questions_none")
        answerer = open_answerer(settings)
        with typer.progressbar(length=total, label=text("evaluate.progress")) as bar:
            figures = summarise(ask_all(answerer, conversations, lambda: bar.update(1)))
        _show(figures)
        if output is not None:
            _write(output, figures)


def _show(figures: dict[str, Any]) -> None:
    """Print the figures, then a line for each style."""
    for name in ("accuracy", "shown_right", "coverage", "wrong_rate", "false_answer_rate"):
        typer.echo(text("evaluate.figure", name=text(f"evaluate.{name}"), value=figures[name]))
    recall, latency = figures["recall"], figures["latency_ms"]
    typer.echo(text("evaluate.recall", one=recall["1"], three=recall["3"], ten=recall["10"]))
    typer.echo(text("evaluate.latency", p50=latency["p50"], p95=latency["p95"]))
    for table in ("by_style", "by_type"):
        for name, row in figures[table].items():
            typer.echo(text("evaluate.group", name=name, **row))


def _write(output: Path, figures: dict[str, Any]) -> None:
    try:
        output.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise ServiceError("output_unwritable", file=output, reason=why(error)) from error
