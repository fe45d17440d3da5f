"""Find interpreters that really run, wherever version managers keep them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

APPLICATION = ((3, 11), (3, 12), (3, 13))
"""Versions the application runs on, the best tried first."""
RASA = (3, 10)
"""The only version the last open-source Rasa runs on."""
_PROBE = "import ctypes, sqlite3, ssl, sys, venv, ensurepip; print(*sys.version_info[:2])"
_MANAGERS = (
    "~/.pyenv/versions/{0}.*/bin/python",
    "~/.asdf/installs/python/{0}.*/bin/python",
    "~/.local/share/mise/installs/python/{0}*/bin/python",
    "~/.local/share/uv/python/cpython-{0}*/bin/python3",
    "~/.rye/py/cpython@{0}*/bin/python3",
    "~/miniconda3/envs/*/bin/python{0}",
    "~/anaconda3/envs/*/bin/python{0}",
    "/opt/homebrew/opt/python@{0}/bin/python{0}",
    "/usr/local/opt/python@{0}/bin/python{0}",
    "/opt/python/*{0}*/bin/python3",
)


def find_python(version: tuple[int, int], extra: Path | None = None) -> Path | None:
    """Return an interpreter of exactly this version that can make environments."""
    for candidate in _candidates("{}.{}".format(*version), extra):
        if _runs(candidate, version):
            return candidate
    return None


def _candidates(version: str, extra: Path | None) -> Iterator[Path]:
    """Yield every place where an interpreter of this version may be."""
    for name in (f"python{version}", "python3"):
        for folder in os.get_exec_path():
            found = shutil.which(name, path=folder)
            if found:
                yield Path(found)
    patterns = list(_MANAGERS)
    if root := os.environ.get("PYENV_ROOT"):
        patterns.append(f"{root}/versions/{{0}}.*/bin/python")
    for pattern in patterns:
        place = Path(pattern.format(version)).expanduser()
        yield from sorted(Path(place.anchor).glob(str(place.relative_to(place.anchor))))
    if extra and extra.is_dir():
        yield from sorted(extra.glob(f"cpython-{version}*/bin/python{version}"))


def _runs(python: Path, version: tuple[int, int]) -> bool:
    """Run the interpreter: a shim without a version behind it is not a Python."""
    try:
        done = subprocess.run(
            [python, "-c", _PROBE], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.split() == [str(part) for part in version]
