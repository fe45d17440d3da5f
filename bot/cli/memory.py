"""`boussole erase` and `boussole switch`."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.french import FrenchCommand
from bot.cli.texts import text
from bot.errors import ServiceError
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command(
        "erase",
        cls=FrenchCommand,
        help=text("erase.help"),
        context_settings={"ignore_unknown_options": True},  # a reference may begin with a dash
    )
    def erase(
        conversation: str = typer.Argument(metavar="CONVERSATION", help=text("erase.conversation")),
    ) -> None:
        from bot.staff.erase import erase_conversation

        receipt = asyncio.run(erase_conversation(Settings.load(), conversation))
        typer.echo(receipt.text)
        if not receipt.erased:
            raise typer.Exit(1)

    @app.command("switch", cls=FrenchCommand, help=text("switch.help"))
    def switch(
        channel: str | None = typer.Argument(None, metavar="CANAL", help=text("switch.channel")),
        off: bool = typer.Option(False, "--off", help=text("switch.off")),
        on: bool = typer.Option(False, "--on", help=text("switch.on")),
        message: str = typer.Option("", "--message", help=text("switch.message")),
    ) -> None:
        from bot.staff.switch import show_switches, turn_switch

        settings = Settings.load()
        if off and on:
            raise ServiceError("switch_both")
        if channel is None and (off or on):
            raise ServiceError("switch_channel", channels=text("switch.channels"))
        if channel is not None and (off or on):
            asyncio.run(turn_switch(settings, channel, off=off, message=message))
        for line in asyncio.run(show_switches(settings)):
            typer.echo(line)
