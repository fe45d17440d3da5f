"""Bring the tables of a database up to date, from inside the package."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x626F7573  # any number, the same for every process


def migrate(connection: Connection) -> None:
    """Apply what is missing, in the caller's transaction; several processes may try at once."""
    if connection.dialect.name == "postgresql":  # SQLite's transaction is the lock already
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "heads")
