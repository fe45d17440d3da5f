"""`python3 -m bot.bootstrap [--dev]`: make whatever environment is missing or out of date."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bot.bootstrap.pythons import APPLICATION, RASA, find_python

ROOT = Path(__file__).resolve().parent.parent.parent
APP_FOLDER, RASA_FOLDER, FETCHED = ROOT / ".venv", ROOT / ".venv-rasa", ROOT / ".python"
APP_LOCK, DEV_LOCK = ROOT / "requirements/app.lock", ROOT / "requirements/dev.lock"
RASA_LOCK = ROOT / "bot/dialogue/requirements.lock"
TORCH = "torch==2.13.0"
"""Installed with its own dependencies, which differ from build to build: hence in no lock."""


class BootstrapError(Exception):
    """One line that says what is missing."""


def main() -> int:
    """Make the environments side by side; 0 when both are there."""
    started = time.monotonic()
    dev = "--dev" in sys.argv[1:]
    jobs = [job for job in (_application(dev), _rasa()) if not job.done()]
    try:
        with ThreadPoolExecutor() as pool:
            for future in [pool.submit(job.run) for job in jobs]:
                future.result()
    except BootstrapError as error:
        print(error, file=sys.stderr)
        return 1
    if jobs:
        print(_text("done", seconds=round(time.monotonic() - started)), flush=True)
    return 0


@dataclass(frozen=True, slots=True)
class Environment:
    """One environment: where, of which Python, with what installed."""

    key: str
    folder: Path
    locks: tuple[Path, ...]
    application: bool

    @property
    def stamp(self) -> Path:
        """Return the file that says the environment is complete: named after what is in it."""
        digest = hashlib.sha256(TORCH.encode())
        for lock in self.locks:
            digest.update(lock.read_bytes())
        return self.folder / f"complete-{digest.hexdigest()[:16]}"

    @property
    def log(self) -> Path:
        """Return the file that keeps what the installer says."""
        return self.folder / "setup.log"

    @property
    def python(self) -> Path:
        """Return the interpreter of the environment."""
        return self.folder / "bin" / "python"

    def done(self) -> bool:
        """Say whether the environment is complete and runs."""
        return self.stamp.is_file() and self.python.exists()

    def run(self) -> None:
        """Make the environment and fill it."""
        print(_text(f"{self.key}_environment", folder=self.folder.name), flush=True)
        if not self.python.exists():
            python = _application_python() if self.application else _rasa_python()
            made = subprocess.run(
                [python, "-m", "venv", "--clear", self.folder], capture_output=True, check=False
            )
            if made.returncode:
                raise BootstrapError(_text("no_venv", python=python))
        if self.application:
            self._pip(TORCH)
        for lock in self.locks:
            self._pip("--no-deps", "-r", str(lock))
        if self.application:
            self._pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
        for old in self.folder.glob("complete-*"):
            old.unlink()
        self.stamp.touch()

    def _pip(self, *arguments: str) -> None:
        """Install; the log keeps every word, the terminal none."""
        command = [
            str(self.python),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            *arguments,
        ]
        with self.log.open("ab") as log:
            if subprocess.run(command, stdout=log, stderr=log, check=False).returncode:
                step = next(part for part in arguments if not part.startswith("-"))
                raise BootstrapError(_text("failed", step=Path(step).name, log=self.log))


def _application(dev: bool) -> Environment:
    """Return the application's environment; once made for tests it stays so."""
    full = Environment("app", APP_FOLDER, (APP_LOCK, DEV_LOCK), application=True)
    if dev or full.done():
        return full
    return Environment("app", APP_FOLDER, (APP_LOCK,), application=True)


def _rasa() -> Environment:
    return Environment("rasa", RASA_FOLDER, (RASA_LOCK,), application=False)


def _application_python() -> Path:
    """Return the interpreter for the application."""
    for version in APPLICATION:
        if python := find_python(version):
            return python
    raise BootstrapError(_text("old_python"))


def _rasa_python() -> Path:
    """Return Python 3.10, fetched with uv when the machine has none."""
    if python := find_python(RASA, FETCHED):
        return python
    print(_text("fetching"), flush=True)
    scratch = FETCHED / "uv"
    version = "{}.{}".format(*RASA)
    steps = (
        [sys.executable, "-m", "venv", str(scratch)],
        [str(scratch / "bin/python"), "-m", "pip", "install", "--quiet", "uv"],
        [str(scratch / "bin/uv"), "python", "install", version, "--install-dir", str(FETCHED)],
    )
    for step in steps:
        if subprocess.run(step, capture_output=True, check=False).returncode:
            raise BootstrapError(_text("no_rasa_python"))
    if python := find_python(RASA, FETCHED):
        return python
    raise BootstrapError(_text("no_rasa_python"))


def _text(key: str, **params: object) -> str:
    texts = json.loads((Path(__file__).parent / "messages.fr.json").read_text(encoding="utf-8"))
    return str(texts[key]).format(**params)


if __name__ == "__main__":
    sys.exit(main())
