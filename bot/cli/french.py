"""Help and usage errors in French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from typer import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup

from bot.cli.texts import text

HELP = "--help"


class FrenchCommand(TyperCommand):
    """A command whose help is French."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write what the command does, how to call it, and what it takes."""
        _write_head(self, ctx, formatter)
        params = self.get_params(ctx)
        arguments = [p for p in params if isinstance(p, TyperArgument)]
        _write_list(formatter, "arguments", ((_name(p), p.help) for p in arguments))
        _write_options(formatter, [p for p in params if p not in arguments])


class FrenchGroup(TyperGroup):
    """The list of commands, in French."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write what the program does and which commands it has."""
        _write_head(self, ctx, formatter)
        names = self.list_commands(ctx)
        commands = [(name, self.get_command(ctx, name)) for name in names]
        _write_list(formatter, "commands", ((n, c.help if c else None) for n, c in commands))
        _write_options(formatter, self.get_params(ctx))


def explain_usage(error: Any) -> str:
    """Return one French line for a usage error of the command line library."""
    context: Context | None = getattr(error, "ctx", None)
    command = context.command_path if context else "boussole"
    return f"{_what(error)} {text('usage.hint', command=command)}"


def is_usage_error(error: BaseException) -> bool:
    """Tell whether an exception means that the command line was written wrongly."""
    return getattr(error, "exit_code", None) == 2 and hasattr(error, "format_message")


def _what(error: Any) -> str:
    """Say what is wrong."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return text("usage.no_such_option", name=error.option_name)
    if kind == "MissingParameter":
        return text("usage.missing", name=_name(error.param))
    if kind == "BadParameter" and error.param is not None:
        return text("usage.bad_value", name=_name(error.param))
    if kind == "BadOptionUsage":
        return text("usage.bad_option", name=error.option_name)
    quoted = re.search(r"No such command '(.*)'", error.format_message())
    if quoted:
        return text("usage.no_such_command", name=quoted[1])
    return text("usage.extra")


def _write_head(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = " ".join(_piece(p) for p in command.get_params(ctx) if isinstance(p, TyperArgument))
    wanted = text("headings.wanted") if isinstance(command, TyperGroup) else pieces
    usage = f"{ctx.command_path} {wanted}".strip()
    formatter.write(f"{text('headings.usage', usage=usage)}\n")
    formatter.write_paragraph()
    formatter.write_text(command.help or "")


def _piece(argument: TyperArgument) -> str:
    return f"{_name(argument)}..." if argument.nargs != 1 else _name(argument)


def _name(param: Any) -> str:
    """Return a parameter as it stands in the help."""
    return str(param.metavar or param.opts[0])


def _write_options(formatter: Any, params: Iterable[Any]) -> None:
    rows = [
        (", ".join(p.opts), text("headings.help") if HELP in p.opts else p.help) for p in params
    ]
    _write_list(formatter, "options", rows)


def _write_list(formatter: Any, heading: str, rows: Iterable[tuple[str, str | None]]) -> None:
    shown = [(name, help_text or "") for name, help_text in rows]
    if shown:
        with formatter.section(text(f"headings.{heading}")):
            formatter.write_dl(shown)
