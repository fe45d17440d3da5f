"""`boussole preview`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.french import FrenchCommand
from bot.cli.output import write_output
from bot.cli.texts import text
from bot.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.evaluation.questions import Conversation
    from bot.live_index import LiveIndex
    from bot.preview.answers import Pair
    from bot.preview.beside import Beside


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("preview", cls=FrenchCommand, help=text("preview.help"))
    def command(
        questions: list[Path] = typer.Option(
            [], "--questions", metavar="FICHIER", help=text("preview.questions")
        ),
        html: Path | None = typer.Option(None, "--html", help=text("preview.html")),
        gate: bool = typer.Option(False, "--gate", help=text("preview.gate")),
    ) -> None:
        from actions.library.load import load_library
        from bot.live_index import LiveIndex
        from bot.preview.beside import folder_beside
        from bot.preview.changes import changes
        from bot.preview.gate import barriers
        from bot.preview.lines import lines
        from bot.preview.page import page
        from bot.processes.folders import require_knowledge
        from bot.progress import ProgressBar

        settings = Settings.load()
        require_knowledge(settings.knowledge)
        loaded = load_library(settings.knowledge)
        for finding in loaded.errors:
            typer.echo(str(finding), err=True)
        index = LiveIndex(settings)
        today = date.today()
        with (
            ProgressBar(_console(), text("preview.building")) as bar,
            folder_beside(settings, loaded, index(), index.encoder, today, bar) as beside,
        ):
            pairs = _ask(index, beside, _conversations(questions, index, beside))
            passages = index().index.passages, beside.searcher.index.passages
        found = changes(pairs)
        for line in lines(found, beside.pages, len(pairs), beside.refusal):
            typer.echo(line)
        if html is not None:
            write_output(html, page(found, beside.pages, len(pairs), beside.refusal, today))
            typer.echo(text("preview.written", file=html))
        if gate:
            _hold(list(barriers(found, *passages, len(loaded.errors), beside.refusal)))


def _conversations(
    files: Sequence[Path], index: LiveIndex, beside: Beside
) -> Sequence[Conversation]:
    """Return the golden questions and those written on pages that change; none if none do."""
    from bot.preview.questions import golden, written

    pages = beside.pages
    if not len(pages):
        return []
    live, new = index().index.passages, beside.searcher.index.passages
    touched = {*pages.added, *pages.changed, *pages.gone}
    return [*golden(files, [*live, *new]), *written([*live, *new], touched)]


def _ask(index: LiveIndex, beside: Beside, conversations: Sequence[Conversation]) -> Sequence[Pair]:
    """Ask everything of both, with a progress bar where one can be drawn."""
    from bot.preview.answers import ask_both
    from bot.progress import ProgressBar

    if not conversations:
        return []
    with ProgressBar(_console(), text("preview.asking")) as bar:
        bar.start(sum(map(len, conversations)))
        return ask_both(conversations, index(), beside.searcher, lambda: bar.advance(1))


def _hold(barriers: Sequence[str]) -> None:
    """Say whether the folder may go live; leave with code 1 where it may not."""
    from actions.library.catalogue import catalogue

    said = catalogue("bot.preview").text
    typer.echo(f"\n{said('gate.closed' if barriers else 'gate.open')}")
    for barrier in barriers:
        typer.echo(barrier)
    if barriers:
        raise typer.Exit(1)


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True)
