"""One message as the dialogue heard it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A country named in the message."""

    iso: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """The text, the countries named in it, and the page a button opens."""

    text: str
    places: tuple[Place, ...] = ()
    page: str | None = None
    back: bool = False  # the first message after a long silence

    @property
    def country(self) -> str | None:
        """Return the country the message names first."""
        return self.places[0].iso if self.places else None
