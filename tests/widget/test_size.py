"""What a page must load stays small, and is what the sources make."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.paths import PROJECT

WIDGET = PROJECT / "bot" / "widget"
LOADER_BYTES = 2_048
ALL_BYTES = 18 * 1024


def packed(name: str) -> int:
    """Return the size of a built file as it goes over the line."""
    return len(gzip.compress((WIDGET / "dist" / name).read_bytes(), 9, mtime=0))


def test_the_loader_is_small() -> None:
    assert packed("widget.js") <= LOADER_BYTES


def test_everything_together_is_small() -> None:
    assert packed("widget.js") + packed("chat.js") <= ALL_BYTES


def test_nothing_else_is_loaded() -> None:
    assert sorted(path.name for path in (WIDGET / "dist").iterdir()) == ["chat.js", "widget.js"]


@pytest.mark.skipif(
    not (WIDGET / "node_modules").is_dir() or shutil.which("npm") is None,
    reason="the tools are not installed: run « npm ci » in bot/widget",
)
def test_the_built_files_are_what_the_sources_make(tmp_path: Path) -> None:
    environment = {**os.environ, "BOUSSOLE_WIDGET_OUT": str(tmp_path)}
    built = subprocess.run(
        ["npm", "run", "bundle"], cwd=WIDGET, env=environment, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stdout + built.stderr
    for name in ("chat.js", "widget.js"):
        assert (tmp_path / name).read_bytes() == (WIDGET / "dist" / name).read_bytes(), name
