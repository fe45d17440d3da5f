"""Logs of the application process: one JSON object a line, on standard output."""

from __future__ import annotations

import logging
import sys

import structlog

from bot.processes.log import NOTICE


def tell_operator(line: str) -> None:
    """Show a line to whoever runs the service: the supervisor passes it on."""
    sys.stdout.write(f"{NOTICE}{line}\n")
    sys.stdout.flush()


def configure_logs() -> None:
    """Write our own lines as JSON, and of the libraries only what is wrong."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout, format="%(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
