"""The tables of this channel; what they hold, and for how long: docs/privacy.md."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Integer, String, Table, Text

from bot.store.tables import METADATA
from bot.store.types import Instant

SEEN = Table(
    "telegram_seen",  # numbers of updates only: nobody can be found by them
    METADATA,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
)

INBOX = Table(
    "telegram_inbox",  # what was received and not answered yet; deleted with the answer
    METADATA,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("incoming", JSON, nullable=False),
    Column("outbox", JSON),  # what answers it, once that is known
    Column("sent", Integer, nullable=False, default=0),
    Column("begun", Integer, nullable=False, default=0),
    Column("machine", String(32), nullable=False, default=""),  # which of several answers it
    Column("until", Instant),  # after this, another may
)

BUTTONS = Table(
    "telegram_buttons",  # what the short id of a button means
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),  # a keyed hash
    Column("bunch", String(32), nullable=False, index=True),  # buttons that are used together
    Column("action", String(8), nullable=False),
    Column("value", Text, nullable=False),
    Column("used_by", BigInteger),  # the update that used it
    Column("at", Instant, nullable=False, index=True),
)
