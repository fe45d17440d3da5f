"""Read one Markdown page and its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.kinds import KIND_OF_FOLDER
from actions.library.page import DANGEROUS_LINK, Page
from actions.library.text_file import TextFile, read_text_file
from actions.library.validation import build
from actions.library.yaml_text import YamlText, parse_yaml

_FENCE = re.compile(r"-{3}[ \t]*")
_HEADING = re.compile(r"#\s+(.+?)\s*#*\s*")


@dataclass(frozen=True, slots=True)
class Split:
    """The header of a page and its body."""

    header: str
    body: str
    first_line: int


def read_page(path: Path, name: str) -> tuple[Page | None, list[Finding]]:
    """Read one page; ContentError or error findings when it cannot be kept."""
    return parse_page(read_text_file(path), name)


def parse_page(file: TextFile, name: str) -> tuple[Page | None, list[Finding]]:
    """Make a page of a text; ContentError or error findings when it cannot be kept."""
    split = split_header(file.text)
    yaml = parse_yaml(split.header, split.first_line)
    yaml = YamlText(yaml.data, {**yaml.lines, ("body",): _faulty_line(file.text, split.body)})
    raw = yaml.data if yaml.data is not None else {}
    own = {"path": name, "body": split.body, "digest": file.digest}
    page, findings = build(Page, name, yaml, (), _with_defaults(raw, name, split.body), **own)
    if page is not None and page.published is None:
        findings.append(_undated(name, yaml))
    return page, findings


def _faulty_line(text: str, body: str) -> int:
    """Return the line of what may be wrong in a body: a dangerous link, else its beginning."""
    start = text.rfind(body) if body.strip() else len(text.rstrip())
    link = DANGEROUS_LINK.search(body)
    return text.count("\n", 0, start + (link.start() if link else 0)) + 1


def split_header(text: str) -> Split:
    """Part a page into its YAML header and its Markdown body."""
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.strip())
    if not _FENCE.fullmatch(lines[start]):
        return Split("", text.strip("\n"), 1)
    for end in range(start + 1, len(lines)):
        if _FENCE.fullmatch(lines[end]):
            header = "\n".join(lines[start + 1 : end])
            return Split(header, "\n".join(lines[end + 1 :]).strip("\n"), start + 2)
    raise ContentError("header_unclosed", line=start + 1)


def _with_defaults(raw: object, name: str, body: str) -> object:
    """Fill in the kind from the folder and the title from the first heading."""
    if not isinstance(raw, dict):
        return raw
    defaults: dict[str, object] = {}
    kind = KIND_OF_FOLDER.get(name.split("/")[0])
    if kind is not None and raw.get("kind") is None:
        defaults["kind"] = kind.value
    heading = _HEADING.fullmatch(body.lstrip().split("\n")[0])
    if heading is not None and raw.get("title") is None:
        defaults["title"] = heading[1]
    return raw | defaults


def _undated(name: str, yaml: YamlText) -> Finding:
    return Finding.warning(name, yaml.line(("published",)), "warnings.undated")
