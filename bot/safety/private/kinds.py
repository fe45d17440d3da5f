"""What is private, and where it stands in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Private(StrEnum):
    """A kind of private data; its mark and its name are in messages.fr.yml."""

    EMAIL = "email"
    BANK = "bank"
    DOCUMENT = "document"
    BIRTH = "birth"
    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text that is private."""

    start: int
    end: int
    kind: Private


Finder = Callable[[str], Iterable[Span]]
"""Finds one kind in a text whose digits are plain (`readable`)."""
