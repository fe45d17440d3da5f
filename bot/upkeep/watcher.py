"""Watch the knowledge folder: a thread that refreshes when files or the day change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event, Thread

import structlog
import watchfiles
from watchfiles import Change

from bot.upkeep.disks import needs_polling
from bot.upkeep.stamp import Stamp, folder_stamp

QUIET_MS = 100
"""A burst of changes is over after so long without one: an editor writes a file in steps."""
LONGEST_BURST_MS = 1000
LOOK_MS = 5000
"""How often the folder and the day are looked at where no change was reported."""
POLL_MS = 500
RETRY_SECONDS = 1.0
JOIN_SECONDS = 2.0


class Watcher:
    """Call `refresh` after every change, and once at the start."""

    def __init__(
        self,
        folder: Path,
        refresh: Callable[[], object],
        *,
        today: Callable[[], date] = date.today,
        look_ms: int = LOOK_MS,
    ) -> None:
        """Take what to watch and what to call, always from the same thread."""
        self._folder = folder
        self._refresh = refresh
        self._today = today
        self._look_ms = look_ms
        self._stop = Event()
        self._seen: Stamp = ()
        self._thread = Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; a refresh that is running is given a moment."""
        self._stop.set()
        self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        polling = needs_polling(self._folder)
        while not self._stop.is_set():
            self._look()
            try:
                self._watch(polling)
            except (OSError, RuntimeError) as error:  # the folder is away, or too many watches
                if self._folder.is_dir():
                    polling = True
                structlog.get_logger().warning("watch", reason=str(error)[:200], polling=polling)
                self._stop.wait(RETRY_SECONDS)

    def _watch(self, polling: bool | None) -> None:
        """Follow one folder until it is replaced by another of the same name."""
        root = _identity(self._folder)
        for changes in watchfiles.watch(
            self._folder,
            watch_filter=_is_content,
            debounce=LONGEST_BURST_MS,
            step=QUIET_MS,
            stop_event=self._stop,
            rust_timeout=self._look_ms,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=polling,
            poll_delay_ms=POLL_MS,
        ):
            self._look(certain=bool(changes))
            if _identity(self._folder) != root:
                return

    def _look(self, *, certain: bool = False) -> None:
        """Refresh if something changed since the last time."""
        stamp = (self._today(), *folder_stamp(self._folder))
        if certain or stamp != self._seen:
            self._seen = stamp
            self._refresh()


def _is_content(_: Change, path: str) -> bool:
    """Leave out the files that editors keep beside the one that is open."""
    return not Path(path).name.startswith((".", "_", "~")) and not path.endswith("~")


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
