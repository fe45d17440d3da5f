"""The tables. What a row may hold, and for how long: docs/privacy.md.

Other packages add their own tables to `METADATA` and a migration to `migrations/versions`.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, String, Table, Text

from bot.store.types import Instant

METADATA = MetaData()

TURNS = Table(
    "turns",
    METADATA,
    Column("id", String(32), primary_key=True),  # the id feedback names
    Column("conversation", String(64), nullable=False, index=True),  # a keyed hash
    Column("channel", String(16), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("label", String(64)),  # of a danger turn, which has no question
    Column("question", Text),  # masked
    Column("answer", JSON),
    Column("page", Text),  # address or title of the first source
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("turn", String(32), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("value", String(8), nullable=False),
    Column("reason", String(32)),
)

UNANSWERED = Table(
    "unanswered",  # cut loose: no conversation, no hour, and the key is drawn by lot
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("question", Text, nullable=False),
    sqlite_with_rowid=False,  # a row number would tell the order
)

TURN_COUNTS = Table(
    "turn_counts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("status", String(16), primary_key=True),
    Column("label", String(64), primary_key=True),
    Column("page", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

FEEDBACK_COUNTS = Table(
    "feedback_counts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("page", Text, primary_key=True),
    Column("value", String(8), primary_key=True),
    Column("reason", String(32), primary_key=True),
    Column("count", Integer, nullable=False),
)

SWITCHES = Table(
    "switches",
    METADATA,
    Column("channel", String(16), primary_key=True),
    Column("off", Boolean, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("place", String(16), nullable=False),  # staff pages or command line
    Column("action", String(32), nullable=False),
    Column("channel", String(16)),
    Column("message", Text),
)
