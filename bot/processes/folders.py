"""The folders of an installation: there, writable, used by one instance at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actions.library.os_reasons import reason as why
from bot.errors import ServiceError

LOCK = "serve.lock"
PROBE_BYTES = 65_536


def require_knowledge(folder: Path) -> None:
    """Check that the knowledge folder is there."""
    if not folder.is_dir():
        raise ServiceError("no_knowledge", folder=folder)


def require_writable(folder: Path, key: str) -> None:
    """Write and remove a file; ServiceError says why it cannot be done."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with probe.open("wb") as file:
                file.write(b"\0" * PROBE_BYTES)
                file.flush()
                os.fsync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise ServiceError(key, folder=folder, reason=why(error)) from None


@contextmanager
def only_instance(state: Path) -> Iterator[None]:
    """Hold the lock of a state folder; ServiceError when another instance has it."""
    with (state / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ServiceError("already_running", folder=state) from None
        yield
