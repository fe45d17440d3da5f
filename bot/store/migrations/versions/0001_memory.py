"""Conversations, feedback, unanswered questions, counts, switches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    _conversations()
    _counts()
    _staff()


def _conversations() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("at", Instant, nullable=False, index=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("label", sa.String(64)),
        sa.Column("question", sa.Text),
        sa.Column("answer", sa.JSON),
        sa.Column("page", sa.Text),
    )
    op.create_table(
        "feedback",
        sa.Column("turn", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("at", Instant, nullable=False),
        sa.Column("value", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(32)),
    )
    op.create_table(
        "unanswered",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("question", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _counts() -> None:
    op.create_table(
        "turn_counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("status", sa.String(16), primary_key=True),
        sa.Column("label", sa.String(64), primary_key=True),
        sa.Column("page", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "feedback_counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("page", sa.Text, primary_key=True),
        sa.Column("value", sa.String(8), primary_key=True),
        sa.Column("reason", sa.String(32), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def _staff() -> None:
    op.create_table(
        "switches",
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("off", sa.Boolean, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", Instant, nullable=False),
        sa.Column("place", sa.String(16), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(16)),
        sa.Column("message", sa.Text),
    )
