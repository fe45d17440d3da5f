"""The index version that answers now; another process may publish a new one at any time."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import structlog

from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.threads import one_thread_a_question
from actions.search.versions import Versions
from bot.settings import Settings


class LiveIndex:
    """Give the searcher of the live version; reopen when another is published."""

    def __init__(self, settings: Settings) -> None:
        """Open the live version, or the one before it when that is damaged."""
        self._versions = Versions(settings.state)
        if self._versions.current() is None:  # said before the model is loaded
            raise SearchError("index_missing")
        one_thread_a_question()
        self._encoder = Encoder(settings.embedding_model, settings.cache)
        self._lock = Lock()
        self._refused: set[str] = set()
        self._searcher = self._open_best()

    def __call__(self) -> Searcher:
        """Return the searcher to use for one question."""
        if self._lock.acquire(blocking=False):  # whoever comes meanwhile uses the old one
            try:
                self._follow()
            finally:
                self._lock.release()
        return self._searcher

    def follow(self) -> None:
        """Open the version that was published now, not at the next question."""
        with self._lock:
            self._follow()

    @property
    def encoder(self) -> Encoder:
        """Return the model, to embed new texts with."""
        return self._encoder

    def forget(self) -> None:
        """Drop the questions that were kept in memory to be embedded once."""
        self._encoder.forget()

    def _follow(self) -> None:
        """Open the version that was published, once; keep the old one if it cannot be used."""
        try:
            current = self._versions.current()
        except SearchError:
            return
        if current is not None and current.name != self._searcher.index.version:
            self._searcher = self._try(current) or self._searcher

    def _open_best(self) -> Searcher:
        """Open the live version or, if it is damaged, the newest that is sound."""
        current = self._versions.current()
        if current is None:
            raise SearchError("index_missing")
        older = [folder for folder in self._versions.all() if folder != current]
        for folder in (current, *reversed(older)):
            searcher = self._try(folder)
            if searcher is not None:
                return searcher
        raise SearchError("index_damaged", file=current)

    def _try(self, folder: Path) -> Searcher | None:
        """Open a version; None, and one line in the log, when it cannot be used."""
        if folder.name in self._refused:
            return None
        try:
            return Searcher(Index(folder), self._encoder)
        except SearchError as error:
            self._refused.add(folder.name)
            structlog.get_logger().error("index refused", version=folder.name, reason=error.key)
            return None
