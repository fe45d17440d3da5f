"""Commands shown in the documents exist."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def shown(pattern):
    found = set()
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        commands = "\n".join([*_BLOCK.findall(text), *re.findall(r"`([^`\n]+)`", text)])
        found.update(re.findall(pattern, commands))
    return sorted(found)


@pytest.mark.parametrize("target", shown(r"^make ([a-z-]+)"))
def test_every_target_shown_can_be_made(target):
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("command", shown(r"boussole ([a-z]+)"))
def test_every_command_shown_exists(command, boussole):
    done = subprocess.run([boussole, command, "--help"], capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document):
    for target in _LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("name", shown(r"tests/[\w/.-]+"))
def test_every_test_named_exists(name):
    assert (ROOT / name.rstrip(".")).exists()
