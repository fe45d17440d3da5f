"""A progress bar for what takes a while."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class ProgressBar:
    """Show how much is done; nothing at all when there is nothing to do."""

    def __init__(self, console: Console, what: str) -> None:
        """Draw on a console, named by what is being done."""
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._what = what
        self._task = self._bar.add_task(what, total=None, visible=False)

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal clean."""
        self._bar.stop()

    def start(self, total: int) -> None:
        """Show the bar with its goal; one line where no bar can be drawn."""
        if not self._bar.console.is_terminal:
            self._bar.console.print(self._what)
        self._bar.update(self._task, total=total, visible=True)

    def advance(self, count: int) -> None:
        """Move the bar."""
        self._bar.advance(self._task, count)

    def at(self, done: int, total: int) -> None:
        """Set the bar to a place on the way."""
        self._bar.update(self._task, completed=done, total=total, visible=True)
