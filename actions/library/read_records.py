"""Read contacts, hotlines and the structure."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from actions.library.finding import Finding
from actions.library.records import Contact, Hotline, Structure
from actions.library.text_file import read_text_file
from actions.library.validation import build
from actions.library.yaml_text import Place, parse_yaml

Record = TypeVar("Record", Contact, Hotline)


def read_records(model: type[Record], path: Path, name: str) -> tuple[list[Record], list[Finding]]:
    """Read a file of one record or a list of them; a faulty record leaves the others in."""
    yaml = parse_yaml(read_text_file(path).text)
    data = yaml.data
    many: list[tuple[Place, object]] = [((), data)]
    if isinstance(data, list):
        many = [((i,), item) for i, item in enumerate(data)]
    records: list[Record] = []
    findings: list[Finding] = []
    for place, raw in many:
        record, found = build(model, name, yaml, place, raw, path=name, line=yaml.line(place))
        findings += found
        if record is not None:
            records.append(record)
    return records, findings


def read_structure(path: Path, name: str) -> tuple[Structure | None, list[Finding]]:
    """Read the structure of the organisation."""
    yaml = parse_yaml(read_text_file(path).text)
    return build(Structure, name, yaml, (), yaml.data, path=name)
