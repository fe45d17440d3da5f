"""The words and the HTML of the staff pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from actions.library.catalogue import catalogue
from bot.channels.written import french_date
from bot.store.receipt import french_moment


def text(key: str, /, **params: object) -> str:
    """Return one text of the staff pages."""
    return catalogue("bot.channels.staff").text(key, **params)


def named(group: str, name: str) -> str:
    """Return the French name of a value, or the value."""
    known: Mapping[str, str] = catalogue("bot.channels.staff").texts
    return known.get(f"{group}.{name}", name)


class StaffTemplates:
    """Render the templates of this folder, in the frame of the public pages."""

    def __init__(self) -> None:
        """Prepare the environment, once."""
        self._environment = Environment(
            loader=ChoiceLoader(
                [PackageLoader("bot.channels.staff"), PackageLoader("bot.channels")]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"t": _public, "s": text, "named": named}
        self._environment.filters |= {"day": _day, "moment": _moment}

    def render(self, name: str, /, **values: object) -> str:
        """Return the HTML of one template."""
        return self._environment.get_template(name).render(values)


def _public(key: str, **params: object) -> str:
    return catalogue("bot.channels").text(f"page.{key}", **params)


def _day(day: date) -> str:
    return french_date(day)


def _moment(at: datetime | str) -> str:
    """Write a moment in full; the state folder keeps moments as text."""
    return french_moment(datetime.fromisoformat(at) if isinstance(at, str) else at)
