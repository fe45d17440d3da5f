"""The figures of an evaluation, in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.texts import text

NAMES = ("accuracy", "shown_right", "coverage", "wrong_rate", "false_answer_rate")


def show(figures: Mapping[str, Any]) -> None:
    """Print the figures, then the tables."""
    for name in NAMES:
        typer.echo(text("evaluate.figure", name=text(f"evaluate.{name}"), value=figures[name]))
    recall, latency = figures["recall"], figures["latency_ms"]
    typer.echo(text("evaluate.recall", one=recall["1"], three=recall["3"], ten=recall["10"]))
    typer.echo(text("evaluate.latency", p50=latency["p50"], p95=latency["p95"]))
    console = Console(highlight=False)
    for key in ("by_style", "by_type"):
        console.print(_table(text(f"evaluate.{key}"), figures[key]))
    if "baselines" in figures:
        console.print(_side_by_side(figures))


def _side_by_side(figures: Mapping[str, Any]) -> Table:
    """Put the assistant beside the baselines, over the same questions."""
    whole = sum(row["questions"] for row in figures["by_style"].values())
    asked = sum(row["answerable"] for row in figures["by_style"].values())
    ways = {"boussole": figures, **figures["baselines"]}
    rows = {
        text(f"evaluate.ways.{name}"): {**way, "questions": whole, "answerable": asked}
        for name, way in ways.items()
    }
    return _table(text("evaluate.side_by_side"), rows)


def _table(title: str, rows: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return a table with a row for each group of questions."""
    table = Table(title=title, title_justify="left")
    table.add_column("", no_wrap=True)
    for name in ("questions", *NAMES, "first"):
        table.add_column(text(f"evaluate.columns.{name}"), justify="right")
    for name, row in rows.items():
        table.add_row(name, str(row["questions"]), *_cells(row))
    return table


def _cells(row: Mapping[str, Any]) -> list[str]:
    """Return the figures of a row; a dash for what its questions cannot show."""
    asked = row["answerable"] > 0
    trick = row["answerable"] < row["questions"]
    shares = [row[name] if asked else None for name in NAMES[:-1]]
    shares += [row[NAMES[-1]] if trick else None, row["recall"]["1"] if asked else None]
    return ["–" if share is None else f"{100 * share:.1f}" for share in shares]
