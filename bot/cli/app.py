"""The commands, put together: one module each."""

from __future__ import annotations

import typer

from bot.cli import (
    ask,
    chat,
    check,
    doctor,
    evaluate,
    importing,
    index,
    memory,
    preview,
    reporting,
    serve,
)
from bot.cli.french import FrenchGroup
from bot.cli.texts import text

GROUPS = (serve, chat, ask, index, check, importing, preview, evaluate, reporting, memory, doctor)


def build_app() -> typer.Typer:
    """Return the application with all its commands."""
    app = typer.Typer(
        cls=FrenchGroup,
        help=text("help"),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_nothing)
    for group in GROUPS:
        group.register(app)
    return app


def _nothing() -> None:
    """Keep commands as sub-commands, however many there are."""
