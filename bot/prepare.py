"""What must be up to date before the service starts; run by the supervisor as a child process."""

from __future__ import annotations

import sys
from datetime import date

from rich.console import Console

from actions.library.catalogue import catalogue
from actions.library.check import check_library
from actions.library.errors import BoussoleError
from actions.library.library import Loaded
from actions.library.load import load_library
from bot.dialogue_model import training
from bot.processes.folders import require_knowledge, require_writable
from bot.settings import Settings

SHOWN = 5  # errors shown at a start; `boussole check` shows them all


def prepare(settings: Settings, console: Console) -> None:
    """Check the folder, then bring index and dialogue model up to date side by side."""
    require_knowledge(settings.knowledge)
    require_writable(settings.cache, "cache_unwritable")
    require_database(settings)
    loaded = load_library(settings.knowledge)
    report_folder(loaded, console)
    with training(settings.cache, settings.state / "logs" / "training.log") as trains:
        if trains:
            console.print(_text("training"), soft_wrap=True)
        update(settings, loaded, console)


def require_database(settings: Settings) -> None:
    """Say now, in one line, that the database cannot be reached; bring its tables up to date."""
    from bot.store.database import Database

    Database.open(settings).close()


def update(settings: Settings, loaded: Loaded, console: Console) -> None:
    """Update the index; an empty or much smaller folder leaves the last good one live."""
    from actions.search.errors import SearchError
    from actions.search.shrinking import REFUSALS
    from actions.search.versions import Versions
    from bot.content import refresh_index  # loads numpy and faiss
    from bot.progress import ProgressBar

    try:
        with ProgressBar(console, _text("indexing")) as progress:
            refresh_index(settings, loaded, obey_rollback=True, progress=progress)
    except SearchError as error:
        if error.key not in REFUSALS or Versions(settings.state).current() is None:
            raise
        console.print(str(error), markup=False, soft_wrap=True)


def report_folder(loaded: Loaded, console: Console) -> None:
    """Show what keeps a file out of the answers; warnings are for `boussole check`."""
    findings = check_library(loaded, date.today())
    errors = [finding for finding in findings if finding.level == "error"]
    for finding in errors[:SHOWN]:
        console.print(str(finding), markup=False, highlight=False, soft_wrap=True)
    if len(errors) > SHOWN:
        console.print(_text("more_errors", count=len(errors) - SHOWN), soft_wrap=True)
    warnings = len(findings) - len(errors)
    if warnings:
        console.print(_text("warnings", count=warnings), soft_wrap=True)


def main() -> int:
    """Prepare; one French line and status 1 when that fails."""
    console = Console(stderr=True, highlight=False)
    try:
        prepare(Settings.load(), console)
    except BoussoleError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1
    return 0


def _text(key: str, **params: object) -> str:
    return catalogue("bot").text(f"serve.{key}", **params)


if __name__ == "__main__":
    sys.exit(main())
