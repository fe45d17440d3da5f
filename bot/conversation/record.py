"""The last step: what happened, without a word of what was said."""

from __future__ import annotations

import structlog

from bot.conversation.context import Context
from bot.metrics import Metrics


class Record:
    """Count a closed message and write one line about it."""

    def __init__(self, metrics: Metrics) -> None:
        """Keep the counters."""
        self._metrics = metrics

    async def __call__(self, context: Context) -> None:
        """Write status, time and channel; never the text, never who spoke."""
        if context.turn is None:
            return
        channel, status = context.message.channel, context.turn.status.value
        self._metrics.turns.labels(channel, status).inc()
        self._metrics.turn_seconds.labels(channel).observe(context.seconds)
        structlog.get_logger().info(
            "turn",
            turn=context.id,
            channel=channel,
            status=status,
            milliseconds=round(context.seconds * 1000, 1),
            closed_by=context.step,
            confidence=round(context.turn.confidence, 3),
        )
