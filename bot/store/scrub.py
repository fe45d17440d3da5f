"""Make what was deleted leave the disk too."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import Database
from bot.store.tables import METADATA


def scrub(database: Database) -> bool:
    """Take deleted rows out of the files; False when a reader was in the way.

    SQLite overwrites deleted rows in its pages (secure_delete), but older pages stay in the
    write-ahead log until it is emptied. PostgreSQL keeps deleted rows until they are vacuumed.
    """
    try:
        return _empty_log(database) if database.is_sqlite else _vacuum(database)
    except SQLAlchemyError:
        return False


def _empty_log(database: Database) -> bool:
    connection = database.engine.raw_connection()
    try:
        row = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return row is not None and row[0] == 0


def _vacuum(database: Database) -> bool:
    with database.engine.connect() as plain:
        connection: Connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        for table in METADATA.tables:
            connection.execute(text(f'VACUUM "{table}"'))
    return True
