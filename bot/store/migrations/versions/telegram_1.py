"""Telegram: updates seen and waiting, meanings of buttons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "telegram_1"
down_revision = None  # a branch of its own: it needs no other table
branch_labels = ("telegram",)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "telegram_seen",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", Instant, nullable=False, index=True),
    )
    op.create_table(
        "telegram_inbox",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, nullable=False, index=True),
        sa.Column("at", Instant, nullable=False),
        sa.Column("incoming", sa.JSON, nullable=False),
        sa.Column("outbox", sa.JSON),
        sa.Column("sent", sa.Integer, nullable=False, server_default="0"),
        sa.Column("begun", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "telegram_buttons",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("bunch", sa.String(32), nullable=False, index=True),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("used_by", sa.BigInteger),
        sa.Column("at", Instant, nullable=False, index=True),
    )
