"""What the service counts. Every name is declared here and nowhere else."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

LATENCIES = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 6.0, 12.0)


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        """Declare every metric once."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.turns = Counter(
            "boussole_turns", "Turns by channel and status.", ("channel", "status"),
            registry=self.registry,
        )  # fmt: skip
        self.turn_seconds = Histogram(
            "boussole_turn_seconds", "Time from message to turn.", ("channel",),
            buckets=LATENCIES, registry=self.registry,
        )  # fmt: skip
        self.dialogue_failures = Counter(
            "boussole_dialogue_failures", "Times the dialogue gave no turn.", ("reason",),
            registry=self.registry,
        )  # fmt: skip
        self.straight_answers = Counter(
            "boussole_straight_answers", "Turns answered from the index without the dialogue.",
            registry=self.registry,
        )  # fmt: skip
        self.errors = Counter(
            "boussole_errors", "Turns that ended in an apology.", ("step",),
            registry=self.registry,
        )  # fmt: skip
        self.actions = Histogram(
            "boussole_action_seconds", "Time taken by an action of the dialogue.", ("action",),
            buckets=LATENCIES, registry=self.registry,
        )  # fmt: skip
        self.dialogue_up = Gauge(
            "boussole_dialogue_up", "1 when the dialogue server answered the last time.",
            registry=self.registry,
        )  # fmt: skip
        self.refreshes = Counter(
            "boussole_refreshes", "Readings of the knowledge folder.", ("outcome",),
            registry=self.registry,
        )  # fmt: skip
        self.folder_errors = Gauge(
            "boussole_folder_errors", "Errors in the knowledge folder.", registry=self.registry,
        )  # fmt: skip

    def text(self) -> bytes:
        """Write everything in the Prometheus text format."""
        return generate_latest(self.registry)
