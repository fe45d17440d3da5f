"""What the service answers from: the knowledge folder, its index, and what answers over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rasa_sdk import Action

from actions.library.check import check_library
from actions.library.library import Library, Loaded
from actions.library.record_pages import record_pages
from actions.registry import all_actions
from actions.reply.answerer import Answerer
from actions.search.build import BuildReport, update_index
from actions.search.earlier import withdraw_expired
from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.passage import Document
from actions.search.shrinking import REFUSALS
from actions.search.vectorise import Progress
from actions.search.versions import Versions
from bot.live_index import LiveIndex
from bot.settings import Settings
from bot.upkeep.status import FolderStatus


@dataclass(frozen=True, slots=True)
class Content:
    """What answers, and the actions through which the dialogue asks it."""

    answerer: Answerer
    actions: Sequence[Action]
    index: LiveIndex


def open_content(settings: Settings) -> Content:
    """Open the live index and what answers from it."""
    index = LiveIndex(settings)
    answerer = Answerer(index)
    return Content(answerer, all_actions(answerer, index), index)


def open_answerer(settings: Settings) -> Answerer:
    """Open the live index and return what answers from it."""
    return Answerer(LiveIndex(settings))


def refresh_index(
    settings: Settings,
    loaded: Loaded,
    *,
    today: date | None = None,
    encoder: Callable[[], Encoder] | None = None,
    full: bool = False,
    confirmed: bool = False,
    obey_rollback: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index up to date with the knowledge folder as it was loaded.

    What has expired leaves the live index even when the folder is refused. How the folder stands
    is noted in the state folder.
    `encoder` gives the model where it is loaded already.
    """
    today = today or date.today()
    versions = Versions(settings.state)
    model = encoder or (lambda: Encoder(settings.embedding_model, settings.cache))
    try:
        report = update_index(
            documents(loaded.library, today),
            versions,
            model,
            model=settings.embedding_model,
            today=today,
            broken={finding.path for finding in loaded.errors},
            withdrawn=withdrawn(loaded.library, today),
            full=full,
            confirmed=confirmed,
            obey_rollback=obey_rollback,
            progress=progress,
        )
    except SearchError as error:
        if error.key in REFUSALS and versions.current() is not None:
            withdraw_expired(versions, today, model)
            _note(settings, loaded, today, None, str(error))
        raise
    _note(settings, loaded, today, report, None)
    return report


def _note(
    settings: Settings,
    loaded: Loaded,
    today: date,
    report: BuildReport | None,
    refusal: str | None,
) -> None:
    """Write down for staff how the folder stands."""
    found = check_library(loaded, today)
    FolderStatus.now(settings.state, report, refusal, found).write(settings.state)


def documents(library: Library, today: date) -> list[Document]:
    """Return what is indexed: live pages, and live records as pages."""
    live = library.live(today)
    return [*live.pages, *record_pages(live)]


def withdrawn(library: Library, today: date) -> set[str]:
    """Return the paths of the pages and records that have expired."""
    live = {document.path for document in documents(library, today)}
    everything: list[Document] = [*library.pages, *record_pages(library)]
    return {document.path for document in everything} - live
