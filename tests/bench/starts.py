"""How long `boussole serve` takes until it says that it is ready."""

from __future__ import annotations

from actions.search.embedding.bundled import bundled_model
from tests.bench.options import Options
from tests.bench.service import Service, serving
from tests.bench.table import Cell, Table


def measure(options: Options) -> list[Table]:
    """Start twice on the same folders."""
    bundled_model(options.cache)
    cache = options.scratch / "cache"
    cache.mkdir()
    (cache / "embedding").symlink_to(options.cache / "embedding")
    with serving(cache, options.state) as cold:
        pass
    with serving(cache, options.state) as warm:
        pass
    return [
        Table(
            "Starts",
            ("", "prepared s", "application s", "ready s"),
            [_row("cold", cold), _row("**warm** (under 25)", warm)],
            (
                "Seconds from the command; prepared: index and dialogue model are up to date.",
                "Cold: empty state folder, embedding model there, dialogue model to be trained.",
                "Warm: the same folders again.",
            ),
        )
    ]


def _row(name: str, start: Service) -> list[Cell]:
    return [name, start.listening, start.application, start.ready]
