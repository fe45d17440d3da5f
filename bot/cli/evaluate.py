"""`boussole evaluate`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.french import FrenchCommand
from bot.cli.output import write_output
from bot.cli.texts import text
from bot.errors import ServiceError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.evaluation.outcome import Outcome
    from bot.evaluation.questions import Conversation
    from bot.evaluation.score import Ask, Begin
    from bot.live_index import LiveIndex


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("evaluate", cls=FrenchCommand, help=text("evaluate.help"))
    def command(
        files: list[Path] = typer.Argument(metavar="FICHIER...", help=text("evaluate.files")),
        output: Path | None = typer.Option(None, "--json", help=text("evaluate.json")),
        html: Path | None = typer.Option(None, "--html", help=text("evaluate.html")),
        baselines: bool = typer.Option(False, "--baselines", help=text("evaluate.baselines")),
    ) -> None:
        from actions.reply.answerer import Answerer
        from bot.cli.evaluation_tables import show
        from bot.evaluation.figures import comparable, summarise
        from bot.evaluation.questions import read_questions
        from bot.evaluation.score import asking, talking
        from bot.live_index import LiveIndex

        settings = Settings.load()
        conversations = read_questions(files)
        if not sum(map(len, conversations)):
            raise ServiceError("questions_none")
        index = LiveIndex(settings)
        answerer = Answerer(index)
        progress = text("evaluate.progress")
        outcomes = _ask(asking(answerer), conversations, progress, talking(answerer))
        figures = summarise(outcomes)
        if baselines:
            figures["baselines"] = {
                name: comparable(_ask(way, conversations, text(f"evaluate.ways.{name}")))
                for name, way in _ways(settings, index).items()
            }
        show(figures)
        if output is not None:
            write_output(output, json.dumps(figures, ensure_ascii=False, indent=1))
        if html is not None:
            from bot.evaluation.page import page

            write_output(html, page(figures, outcomes, answerer.evidence.answered, date.today()))


def _ask(
    ask: Ask, conversations: Sequence[Conversation], what: str, begin: Begin | None = None
) -> list[Outcome]:
    """Ask everything, with a progress bar where one can be drawn."""
    from rich.console import Console

    from bot.evaluation.score import ask_all
    from bot.progress import ProgressBar

    with ProgressBar(Console(stderr=True), what) as bar:
        bar.start(sum(map(len, conversations)))
        return ask_all(ask, conversations, lambda: bar.advance(1), begin)


def _ways(settings: Settings, index: LiveIndex) -> dict[str, Ask]:
    """Prepare the baselines over the knowledge folder as it is."""
    from rich.console import Console

    from actions.library.load import load_library
    from bot.content import documents
    from bot.evaluation.baselines import chunks_of, ways
    from bot.processes.folders import require_knowledge
    from bot.progress import ProgressBar

    require_knowledge(settings.knowledge)
    library = load_library(settings.knowledge).library
    chunks = chunks_of(documents(library, date.today()))
    with ProgressBar(Console(stderr=True), text("evaluate.cutting")) as bar:
        bar.start(len(chunks))
        return ways(chunks, index.encoder, bar.advance)
