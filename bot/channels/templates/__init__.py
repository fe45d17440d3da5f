"""The HTML of the page: Jinja2, everything escaped."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from actions.library.catalogue import catalogue
from actions.reply.reply import Reply
from bot.channels.markdown import Renderer
from bot.channels.web_card import WebCard, web_card
from bot.channels.written import dates, safe_link


class Templates:
    """Render the templates of this folder."""

    def __init__(self) -> None:
        """Prepare the environment, once."""
        self._environment = Environment(
            loader=PackageLoader("bot.channels", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["t"] = _text
        self._environment.filters["markdown"] = Renderer()
        self._environment.filters["dates"] = dates
        self._environment.filters["card"] = _card
        self._environment.filters["safe_link"] = safe_link

    def render(self, name: str, /, **values: object) -> str:
        """Return the HTML of one template."""
        return self._environment.get_template(name).render(values)


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels").text(f"page.{key}", **params)


def _card(reply: Reply) -> WebCard | None:
    """Return the card of a reply in words."""
    card = reply.card
    return web_card({"kind": card.kind, **card.fields}, reply.text) if card else None
