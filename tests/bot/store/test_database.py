"""Opening, migrating and writing the database, in both kinds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, select, text

from bot.errors import ServiceError
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import METADATA, TURN_COUNTS, TURNS

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def row(number: int, **more: Any) -> dict[str, Any]:
    known = {"conversation": "c", "channel": "web", "at": NOON, "status": "answered"}
    return {"id": f"t{number}", **known, **more}


def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, METADATA)

    assert database.read(differences) == []


def test_a_second_start_changes_nothing(database: Database, settings: Settings) -> None:
    database.write(lambda connection: connection.execute(insert(TURNS), row(1)))
    again = Database.open(settings)
    assert again.read(lambda c: c.execute(select(TURNS.c.id)).scalars().all()) == ["t1"]
    again.close()


def test_several_processes_may_start_at_once(settings: Settings) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(lambda _: Database.open(settings), range(6)))
    names = [set(inspect(database.engine).get_table_names()) for database in opened]
    assert all(set(METADATA.tables) <= found for found in names)
    for database in opened:
        database.close()


def test_a_moment_keeps_its_zone(database: Database) -> None:
    at = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    database.write(lambda c: c.execute(insert(TURNS), row(1, at=at)))
    found = database.read(lambda c: c.execute(select(TURNS.c.at)).scalar_one())
    assert found == NOON
    assert found.utcoffset() == timedelta(0)
    with pytest.raises(Exception, match="zone"):
        database.write(lambda c: c.execute(insert(TURNS), row(2, at=at.replace(tzinfo=None))))


def test_work_that_fails_leaves_nothing(database: Database) -> None:
    def work(connection: Connection) -> None:
        connection.execute(insert(TURNS), row(1))
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - ours
        database.write(work)
    assert database.read(lambda c: c.execute(select(TURNS)).all()) == []


def test_writers_wait_for_each_other(database: Database) -> None:
    day = {"day": NOON.date(), "channel": "web", "status": "answered", "label": "", "page": ""}
    database.write(lambda c: c.execute(insert(TURN_COUNTS), {**day, "count": 0}))

    def add(_: int) -> None:
        def work(connection: Connection) -> None:
            locked = select(TURN_COUNTS.c.count).with_for_update()
            count = connection.execute(locked).scalar_one()
            connection.execute(TURN_COUNTS.update().values(count=count + 1))

        database.write(work)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(60)))
    assert database.read(lambda c: c.execute(select(TURN_COUNTS.c.count)).scalar_one()) == 60


async def test_reading_and_writing_off_the_loop(database: Database) -> None:
    await database.writing(lambda c: c.execute(insert(TURNS), row(1)))
    assert await database.reading(lambda c: c.execute(text("SELECT 1")).scalar_one()) == 1


def test_an_error_never_repeats_a_text(database: Database) -> None:
    private = row(1, question="je m'appelle Personne")
    database.write(lambda c: c.execute(insert(TURNS), private))
    with pytest.raises(Exception, match="INSERT") as caught:
        database.write(lambda c: c.execute(insert(TURNS), private))
    assert "Personne" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://quelquun:secret@127.0.0.1:9/base", "ne répond pas"),
        ("postgres://127.0.0.1:9/base", "ne répond pas"),
        ("postgresql://[::1", "incorrecte"),
        ("postgresql://hôte:port/base", "illisible"),
        ("sqlite:////nulle/part/base.db", "ne peut pas être ouvert"),
    ],
)
def test_a_database_out_of_reach_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, says: str
) -> None:
    monkeypatch.setenv("BOUSSOLE_DATABASE_URL", address)
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    with pytest.raises(ServiceError, match=says) as caught:
        Database.open(Settings.load())
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_database_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, postgresql: str
) -> None:
    monkeypatch.setenv("BOUSSOLE_DATABASE_URL", postgresql.replace("/test?", "/absente?"))
    with pytest.raises(ServiceError, match="n'existe pas"):
        Database.open(Settings.load())


def test_a_damaged_file_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "boussole.db").write_bytes(b"not a database at all" * 100)
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    with pytest.raises(ServiceError, match="abîmé"):
        Database.open(Settings.load())
