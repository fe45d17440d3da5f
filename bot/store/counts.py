"""Counts: what stays when the texts are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import FEEDBACK_COUNTS, TURN_COUNTS

TurnKey = tuple[date, str, str, str, str]
"""Day, channel, status, danger label, page."""
FeedbackKey = tuple[date, str, str, str]
"""Day, page, value, reason."""


def add_turns(connection: Connection, counts: Counter[TurnKey]) -> None:
    """Add turns to their counts."""
    _add(connection, TURN_COUNTS, counts.items())


def add_feedback(connection: Connection, counts: Counter[FeedbackKey]) -> None:
    """Add opinions to their counts."""
    _add(connection, FEEDBACK_COUNTS, counts.items())


def _add(
    connection: Connection, table: Table, counts: Iterable[tuple[tuple[Any, ...], int]]
) -> None:
    """Add each count to the row of its key, which the other columns are."""
    names = [column.name for column in table.primary_key]
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for key, count in sorted(counts):  # always in the same order: two processes cannot block
        row = {**dict(zip(names, key, strict=True)), "count": count}
        connection.execute(
            insert(table)
            .values(row)
            .on_conflict_do_update(index_elements=names, set_={"count": table.c.count + count})
        )
