"""Run one command: whatever happens, one French line and a status."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import structlog

from actions.library.errors import BoussoleError
from bot.cli.app import build_app
from bot.cli.french import explain_usage, is_usage_error
from bot.errors import ServiceError
from bot.settings import Settings

LOG = "errors.log"
FAILED, MISUSED, INTERRUPTED = 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit status."""
    if not arguments:
        arguments = ["--help"]
    _quieten()
    try:
        status = build_app()(args=list(arguments), prog_name="boussole", standalone_mode=False)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BoussoleError as error:
        return _fail(str(error))
    except Exception as error:  # noqa: BLE001 - never a traceback
        if is_usage_error(error):
            return _fail(explain_usage(error), MISUSED)
        return _fail(str(_unexpected(error)))
    return status if isinstance(status, int) else 0


def _quieten() -> None:
    """Keep log lines off the terminal: commands speak in French lines of their own."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _fail(line: str, status: int = FAILED) -> int:
    """Write one line for the person at the terminal."""
    sys.stderr.write(f"{' '.join(line.split())}\n")
    return status


def _unexpected(error: Exception) -> ServiceError:
    """Keep the traceback in a file and name it."""
    kind = type(error).__name__
    try:
        log = _log_file()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- {datetime.now(UTC).isoformat(timespec='seconds')}\n")
            file.writelines(traceback.format_exception(error))
    except OSError:
        return ServiceError("unexpected_unlogged", kind=kind)
    return ServiceError("unexpected", kind=kind, log=log)


def _log_file() -> Path:
    """Return the log of the state folder, wherever that is."""
    try:
        state = Settings.load().state
    except ServiceError:
        state = Path("var").resolve()
    return state / "logs" / LOG
