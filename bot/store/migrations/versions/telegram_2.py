"""Telegram: which machine answers an update, and until when the others leave it alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "telegram_2"
down_revision = "telegram_1"


def upgrade() -> None:
    """Add the columns."""
    machine = sa.Column("machine", sa.String(32), nullable=False, server_default="")
    op.add_column("telegram_inbox", machine)
    op.add_column("telegram_inbox", sa.Column("until", Instant))
