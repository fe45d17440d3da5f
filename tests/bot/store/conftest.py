"""Every test of the memory runs on SQLite and, where it is there, on PostgreSQL."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot.settings import Settings
from bot.store.database import Database

POSTGRESQL = os.environ.get("TEST_POSTGRESQL", "postgresql+psycopg://127.0.0.1:5432/test")


@pytest.fixture
def postgresql() -> Iterator[str]:
    """Return the address of an empty schema of a real PostgreSQL."""
    engine = create_engine(POSTGRESQL, connect_args={"connect_timeout": 2})
    schema = f"boussole_{secrets.token_hex(4)}"
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432")
    try:
        yield f"{POSTGRESQL.replace('+psycopg', '')}?options=-csearch_path%3D{schema}"
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Settings:
    """Return settings that name the database."""
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    if request.param == "postgresql":
        monkeypatch.setenv("BOUSSOLE_DATABASE_URL", request.getfixturevalue("postgresql"))
    return Settings.load()


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Return an open database with empty tables."""
    opened = Database.open(settings)
    yield opened
    opened.close()
