"""One reading of the knowledge folder: what is new goes live, what is wrong is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import structlog

from actions.library.catalogue import catalogue
from actions.library.library import Loaded
from actions.library.load import LibraryReader
from actions.search.build import BuildReport
from actions.search.errors import SearchError
from bot.content import refresh_index
from bot.live_index import LiveIndex
from bot.metrics import Metrics
from bot.settings import Settings

Today = Callable[[], date]


class Refresher:
    """Bring the live index up to date inside the process that answers from it."""

    def __init__(
        self, settings: Settings, index: LiveIndex, metrics: Metrics, today: Today = date.today
    ) -> None:
        """Take the index whose model embeds what is new."""
        self._settings = settings
        self._read = LibraryReader(settings.knowledge)
        self._index = index
        self._metrics = metrics
        self._today = today
        self._said: set[str] = set()

    def __call__(self) -> None:
        """Read the folder, publish what changed, note how it stands; never fail."""
        loaded = self._read()
        report, problem = self._publish(loaded)
        self._index.follow()
        errors = [str(finding) for finding in loaded.errors]
        outcome = "refused" if report is None else "held" if report.held else "live"
        self._metrics.refreshes.labels(outcome).inc()
        self._metrics.folder_errors.set(len(errors))
        if report is not None and report.changed:
            counts = {"pages": report.pages, "embedded": report.embedded}
            structlog.get_logger().info("folder live", **counts)
        self._say({*errors, *([problem] if problem else [])})

    def _publish(self, loaded: Loaded) -> tuple[BuildReport | None, str | None]:
        """Return what was built, or why nothing was."""
        try:
            report = refresh_index(
                self._settings,
                loaded,
                today=self._today(),
                encoder=lambda: self._index.encoder,
                obey_rollback=True,
            )
        except SearchError as error:
            return None, str(error)
        except Exception:  # noqa: BLE001 - people are still answered from the version that is live
            structlog.get_logger().exception("refresh failed")
            return None, catalogue("bot").text("upkeep.failed")
        return report, None

    def _say(self, problems: set[str]) -> None:
        """Log each thing that is wrong once."""
        for problem in sorted(problems - self._said):
            structlog.get_logger().error("folder", problem=problem)
        self._said = problems
