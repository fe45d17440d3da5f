"""Write what a command was asked to write to a file."""

from __future__ import annotations

from pathlib import Path

from actions.library.os_reasons import reason as why
from bot.errors import ServiceError


def write_output(output: Path, content: str) -> None:
    """Write a file; ServiceError when the disk refuses."""
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise ServiceError("output_unwritable", file=output, reason=why(error)) from error
