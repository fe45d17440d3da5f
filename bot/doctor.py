"""What is missing or wrong on this machine, found without loading anything heavy."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version

from actions.library.catalogue import catalogue
from actions.library.errors import BoussoleError
from bot.dialogue_model import RASA_PYTHON, model_path
from bot.errors import ServiceError
from bot.processes.folders import only_instance, require_knowledge, require_writable
from bot.processes.sockets import reserve
from bot.settings import Settings

OLDEST_PYTHON = (3, 11)
LIBRARIES = ("starlette", "rasa-sdk", "torch", "sentence-transformers", "faiss-cpu")
RASA_VERSION = "3.6.21"
ENOUGH_BYTES = 2 * 1024**3
RASA_QUESTION = "import importlib.metadata as m; print(m.version('rasa'))"


class Level(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    LATER = "later"  # repaired by itself at the next start
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    level: Level
    text: str


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Look at everything the service needs; the network is not needed and not looked at."""
    for look in (
        _python, _libraries, _rasa, _knowledge, _folders, _space, _model, _dialogue, _index, _port,
    ):  # fmt: skip
        yield _run(look, settings)


def _run(look: Callable[[Settings], Diagnosis], settings: Settings) -> Diagnosis:
    """Look at one thing; an error that a person may read is a finding."""
    try:
        return look(settings)
    except BoussoleError as error:
        return Diagnosis(Level.WRONG, str(error))


def _python(_: Settings) -> Diagnosis:
    good = sys.version_info[:2] >= OLDEST_PYTHON
    return _say(Level.OK if good else Level.WRONG, "python", version=platform.python_version())


def _libraries(_: Settings) -> Diagnosis:
    missing = [name for name in LIBRARIES if not _installed(name)]
    if missing:
        return _say(Level.WRONG, "libraries_missing", names=", ".join(missing))
    return _say(Level.OK, "libraries")


def _rasa(_: Settings) -> Diagnosis:
    if not RASA_PYTHON.exists():
        raise ServiceError("no_rasa", path=RASA_PYTHON.parent.parent)
    try:
        answer = subprocess.run(
            [RASA_PYTHON, "-c", RASA_QUESTION],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return _say(Level.WRONG, "rasa_broken", path=RASA_PYTHON)
    found = answer.stdout.strip()
    if found != RASA_VERSION:
        return _say(Level.WRONG, "rasa_broken", path=RASA_PYTHON)
    return _say(Level.OK, "rasa", version=found)


def _knowledge(settings: Settings) -> Diagnosis:
    from actions.library.check import check_library
    from actions.library.load import load_library

    require_knowledge(settings.knowledge)
    loaded = load_library(settings.knowledge)
    errors = sum(f.level == "error" for f in check_library(loaded, date.today()))
    counts = {"pages": len(loaded.library.pages), "folder": settings.knowledge}
    if errors:
        return _say(Level.WRONG, "knowledge_errors", errors=errors, **counts)
    return _say(Level.OK, "knowledge", **counts)


def _folders(settings: Settings) -> Diagnosis:
    require_writable(settings.state, "state_unwritable")
    require_writable(settings.cache, "cache_unwritable")
    return _say(Level.OK, "folders", state=settings.state, cache=settings.cache)


def _space(settings: Settings) -> Diagnosis:
    existing = next(path for path in (settings.state, *settings.state.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    level = Level.OK if free >= ENOUGH_BYTES else Level.WRONG
    key = "space" if level is Level.OK else "space_short"
    return _say(level, key, free=f"{free / 1024**3:.1f}".replace(".", ","))


def _model(settings: Settings) -> Diagnosis:
    if settings.embedding_model != "bundled":
        return _say(Level.OK, "model_other", model=settings.embedding_model)
    if any(settings.cache.glob("embedding/*/modules.json")):
        return _say(Level.OK, "model")
    return _say(Level.LATER, "model_later")


def _dialogue(settings: Settings) -> Diagnosis:
    trained = model_path(settings.cache).exists()
    return _say(Level.OK, "dialogue") if trained else _say(Level.LATER, "dialogue_later")


def _index(settings: Settings) -> Diagnosis:
    from actions.search.manifest import Manifest
    from actions.search.versions import Versions

    current = Versions(settings.state).current()
    if current is None:
        return _say(Level.LATER, "index_later")
    manifest = Manifest.read(current)
    manifest.verify(current)
    return _say(Level.OK, "index", pages=len(manifest.pages), passages=manifest.passages)


def _port(settings: Settings) -> Diagnosis:
    place = {"host": settings.host, "port": settings.port}
    if settings.state.is_dir():
        with _running(settings) as running:
            if running:
                return _say(Level.OK, "running", **place)
    reserve(settings.host, settings.port).close()
    return _say(Level.OK, "port", **place)


@contextmanager
def _running(settings: Settings) -> Iterator[bool]:
    """Tell whether an instance holds the state folder."""
    try:
        with only_instance(settings.state):
            yield False
    except ServiceError as error:
        if error.key != "already_running":
            raise
        yield True


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _say(level: Level, key: str, **params: object) -> Diagnosis:
    return Diagnosis(level, catalogue("bot").text(f"doctor.{key}", **params))
