"""The trained dialogue model, kept by the content it was trained from."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ServiceError
from bot.paths import PROJECT
from bot.processes.leash import leash

RASA_PYTHON = PROJECT / ".venv-rasa" / "bin" / "python"
CONFIG = PROJECT / "config.yml"
DIALOGUE = PROJECT / "bot" / "dialogue"
SOURCES = ("domain", "data", "components", "countries", "requirements.lock")
KEPT = 3
SUFFIX = ".tar.gz"


def model_path(cache: Path) -> Path:
    """Return where the model of the present sources is, or would be."""
    return cache / "dialogue" / f"{_fingerprint()}{SUFFIX}"


def newest_model(cache: Path) -> Path:
    """Return the model to serve: the present one or, if sources changed since, the last used."""
    present = model_path(cache)
    return (
        present if present.exists() else max(_models(cache / "dialogue"), default=present, key=_age)
    )


def require_rasa() -> None:
    """Check that the dialogue server's own environment and files are there."""
    if not RASA_PYTHON.exists():
        raise ServiceError("no_rasa", path=RASA_PYTHON.parent.parent)
    if not CONFIG.exists():
        raise ServiceError("no_dialogue_config", path=CONFIG)


def rasa_environment() -> dict[str, str]:
    """Return the environment of Rasa's processes: nothing of ours that it need not know."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOUSSOLE_")}
    return {**kept, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}


@contextmanager
def training(cache: Path, log: Path) -> Iterator[bool]:
    """Train the model beside what happens inside, unless there is one; tell which it is."""
    require_rasa()
    model = model_path(cache)
    if model.exists():
        os.utime(model)
        yield False
        return
    model.parent.mkdir(parents=True, exist_ok=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=".train-") as folder:
        draft = Path(folder) / model.name
        with log.open("wb") as output, _trainer(draft, output.fileno()) as trainer:
            yield True
            if trainer.wait() or not draft.exists():
                raise ServiceError("training_failed", log=log)
        draft.replace(model)
    _forget_old(model.parent)


@contextmanager
def _trainer(draft: Path, output: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the training; end it if what happens beside fails."""
    trainer = subprocess.Popen(
        [RASA_PYTHON, "-m", "bot.dialogue.train", "--model", draft],
        cwd=PROJECT,
        env=rasa_environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        preexec_fn=leash(),
    )
    try:
        yield trainer
    finally:
        if trainer.poll() is None:
            trainer.kill()
            trainer.wait()


def _fingerprint() -> str:
    """Hash everything the model depends on: names and contents."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.relative_to(PROJECT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _sources() -> list[Path]:
    """List the files the model depends on."""
    roots = (DIALOGUE / name for name in SOURCES)
    files = [file for root in roots for file in ([root] if root.is_file() else root.rglob("*"))]
    kept = (file for file in files if file.is_file() and file.suffix != ".pyc")
    return [CONFIG, *sorted(kept)]


def _forget_old(folder: Path) -> None:
    """Keep the models used last."""
    for model in sorted(_models(folder), key=_age)[:-KEPT]:
        model.unlink(missing_ok=True)


def _models(folder: Path) -> list[Path]:
    return list(folder.glob(f"*{SUFFIX}"))


def _age(model: Path) -> float:
    """Return when a model was last used."""
    return model.stat().st_mtime
