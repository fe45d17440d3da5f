"""The database: SQLite in the state folder, or PostgreSQL for several machines."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import ServiceError
from bot.settings import Settings
from bot.store.migrate import migrate

FILE = "boussole.db"
CONNECT_SECONDS = 5
BUSY_SECONDS = 10
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
REASONS = (
    ("password", re.compile(r"password|mot de passe|authenti|role \"|rôle")),
    ("absent", re.compile(r"does not exist|n'existe pas")),
    ("forbidden", re.compile(r"permission denied|droit refusé")),
)
"""How PostgreSQL's refusals are told apart: at the connection it gives words only, no code."""
PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers and the writer do not wait for each other
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store = MEMORY",  # no text in temporary files
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)

T = TypeVar("T")


class Database:
    """Run short pieces of work, each in a transaction of its own."""

    def __init__(self, url: URL) -> None:
        """Prepare the engine; nothing is opened yet."""
        self.url = url
        self.engine = _engine(url)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Connect and bring the tables up to date; ServiceError when that cannot be done."""
        database = cls(address(settings))
        try:
            if settings.database_url is None:
                settings.state.mkdir(parents=True, exist_ok=True)
            database.write(migrate)
        except (SQLAlchemyError, OSError) as error:
            database.close()
            raise database.explain(error) from error
        return database

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the database is a file of this machine."""
        return self.url.get_backend_name() == "sqlite"

    def read(self, work: Callable[[Connection], T]) -> T:
        """Return what some reading returns; blocking."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(begin="BEGIN")
            with connection.begin():
                return work(connection)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Return what some writing returns, all of it done or none; blocking."""
        with self.engine.begin() as connection:
            return work(connection)

    async def reading(self, work: Callable[[Connection], T]) -> T:
        """Read in a thread."""
        return await asyncio.to_thread(self.read, work)

    async def writing(self, work: Callable[[Connection], T]) -> T:
        """Write in a thread."""
        return await asyncio.to_thread(self.write, work)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    def explain(self, error: Exception) -> ServiceError:
        """Say in one line why the database cannot be used."""
        said = str(getattr(error, "orig", error))
        reason = next((key for key, words in REASONS if words.search(said)), "unreachable")
        key = "sqlite" if self.is_sqlite else reason
        shown = self.url.database if self.is_sqlite else self.url.render_as_string()
        return ServiceError(f"database_{key}", address=shown)


def address(settings: Settings) -> URL:
    """Return where the database is; ServiceError when the address cannot be read."""
    if settings.database_url is None:
        return URL.create("sqlite", database=str(settings.state / FILE))
    try:
        url = make_url(settings.database_url)
    except (ArgumentError, ValueError):  # the message would repeat a password
        raise ServiceError("database_address") from None
    return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))


def sqlite_files(folder: Path) -> list[Path]:
    """Return the files the database of a state folder is made of."""
    return sorted(folder.glob(f"{FILE}*"))


def _engine(url: URL) -> Engine:
    """Return an engine that waits a bounded time for a connection."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, hide_parameters=True)
        _tame_sqlite(engine)
        return engine
    return create_engine(
        url,
        hide_parameters=True,  # a person's text never stands in an error
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )


def _tame_sqlite(engine: Engine) -> None:
    """Set the pragmas of each connection, and begin transactions ourselves.

    The driver begins a transaction at the first change only; a transaction that read before it
    wrote could then fail at once when another process writes.
    """

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        how = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
        connection.exec_driver_sql(how)
