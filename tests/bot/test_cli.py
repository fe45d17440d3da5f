"""The command line, as a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.paths import PROJECT

HEAVY = ("torch", "faiss", "sentence_transformers", "rasa_sdk", "numpy")


def boussole(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("BOUSSOLE_")}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=PROJECT,
        env={**clean, **environment},
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    page = tmp_path / "knowledge" / "faq" / "essai.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\ntitle: Essai\nkind: faq\nurl: https://example.org/\npublished: 2024-01-02\n"
        "verified: 2026-11-20\n---\n\nUne phrase d'essai.\n"
    )
    return tmp_path / "knowledge"


def test_help_is_french() -> None:
    done = boussole("--help")
    assert done.returncode == 0
    for word in ("Utilisation", "Commandes", "serve", "import", "doctor"):
        assert word in done.stdout
    assert "Show this" not in done.stdout
    assert boussole().stdout == done.stdout


@pytest.mark.parametrize("command", ["serve", "chat", "ask", "index", "check", "import", "doctor"])
def test_every_command_has_french_help(command: str) -> None:
    done = boussole(command, "--help")
    assert done.returncode == 0
    assert "Affiche cette aide." in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [("nope",), ("ask",), ("ask", "a", "b"), ("ask", "--x", "a"), ("index", "--full=1")],
)
def test_bad_usage_is_one_french_line(arguments: tuple[str, ...]) -> None:
    done = boussole(*arguments)
    assert done.returncode == 2
    assert "boussole" in only_line(done)


def test_a_bad_setting_is_one_line() -> None:
    done = boussole("check", BOUSSOLE_PORT="x")
    assert done.returncode == 1
    assert "BOUSSOLE_PORT" in only_line(done)


def test_check(knowledge: Path) -> None:
    good = boussole("check", BOUSSOLE_KNOWLEDGE=str(knowledge))
    assert good.returncode == 0, good.stdout
    (knowledge / "faq" / "casse.md").write_bytes(b"\xff\xfe\x00")
    bad = boussole("check", BOUSSOLE_KNOWLEDGE=str(knowledge))
    assert bad.returncode == 1
    assert any(line.startswith("faq/casse.md") for line in bad.stdout.splitlines())
    shown = json.loads(boussole("check", "--json", BOUSSOLE_KNOWLEDGE=str(knowledge)).stdout)
    assert len(shown["errors"]) == 1


def test_import_then_check(tmp_path: Path) -> None:
    seed = PROJECT / "tests" / "data" / "seed-page-georgie.txt"
    done = boussole("import", str(seed), "--into", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*.md"))
    missing = boussole("import", str(tmp_path / "rien.md"), "--into", str(tmp_path))
    assert missing.returncode == 1


def test_ask_without_an_index_is_one_line(knowledge: Path, tmp_path: Path) -> None:
    done = boussole("ask", "Bonjour", BOUSSOLE_STATE=str(tmp_path / "state"))
    assert done.returncode == 1
    assert "boussole index" in only_line(done)


def test_ask_nothing_is_one_line() -> None:
    done = boussole("ask", "  \u200b ")
    assert done.returncode == 1
    only_line(done)


def test_a_missing_knowledge_folder_is_one_line(tmp_path: Path) -> None:
    done = boussole("index", BOUSSOLE_KNOWLEDGE=str(tmp_path / "rien"))
    assert done.returncode == 1
    assert "BOUSSOLE_KNOWLEDGE" in only_line(done)


def test_an_unexpected_error_names_its_log(tmp_path: Path) -> None:
    code = (
        "import bot.cli.run as r\n"
        "def broken():\n    raise LookupError('hidden')\n"
        "r.build_app = broken\n"
        "raise SystemExit(r.run(['check']))"
    )
    environment = {**os.environ, "BOUSSOLE_STATE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    line = only_line(done)
    assert "Traceback" not in line
    log = tmp_path / "logs" / "errors.log"
    assert str(log) in line
    assert "hidden" in log.read_text()


def test_doctor_speaks_plainly(knowledge: Path, tmp_path: Path) -> None:
    done = boussole(
        "doctor",
        BOUSSOLE_KNOWLEDGE=str(knowledge),
        BOUSSOLE_STATE=str(tmp_path / "state"),
        BOUSSOLE_PORT="0",
    )
    assert "Python" in done.stdout
    assert "index" in done.stdout
    assert "Traceback" not in done.stderr


def test_light_commands_load_nothing_heavy() -> None:
    code = (
        "import sys\nfrom bot.cli.app import build_app\nbuild_app()\nimport bot.serve, bot.doctor\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, text=True, capture_output=True, check=True
    )
    assert done.stdout.strip() == "[]"
