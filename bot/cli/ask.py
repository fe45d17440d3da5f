"""`boussole ask`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.errors import ServiceError
from bot.settings import Settings

if TYPE_CHECKING:
    from actions.reply.answerer import Explanation
    from actions.search.searcher import Hit


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("ask", cls=FrenchCommand, help=text("ask.help"))
    def command(
        question: str = typer.Argument(metavar="QUESTION", help=text("ask.question")),
        as_json: bool = typer.Option(False, "--json", help=text("ask.json")),
        explained: bool = typer.Option(False, "--explain", help=text("ask.explain")),
    ) -> None:
        from bot.conversation.normalise import normalise

        plain = normalise(question)
        if not plain:
            raise ServiceError("question_empty")
        settings = Settings.load()
        from bot.content import open_answerer

        answerer = open_answerer(settings)
        explanation = answerer.explain(plain)
        if as_json:
            typer.echo(json.dumps(to_json(explanation), ensure_ascii=False, indent=2))
        else:
            from rich.console import Console

            from actions.reply.languages import in_their_language
            from bot.channels.terminal import show_turn

            turn = in_their_language(plain, explanation.turn)
            console = Console(highlight=False)
            show_turn(console, turn)
            if explained:
                from bot.cli.explaining import show_explanation

                show_explanation(console, explanation, answerer.evidence)


def to_json(explanation: Explanation) -> dict[str, Any]:
    """Return the shape that programs read."""
    turn = explanation.turn.to_dict()
    sources = [source for reply in turn["replies"] for source in reply["sources"]]
    return {
        "status": turn["status"],
        "answer": "\n\n".join(reply["text"] for reply in turn["replies"]),
        "confidence": turn["confidence"],
        "sources": sources,
        "passages": [_passage(hit) for hit in explanation.hits],
    }


def _passage(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "title": passage.title,
        "url": passage.url,
        "path": passage.path,
        "text": passage.text,
        "score": round(float(hit.signals.fused), 4),
    }
