"""The changes as one HTML file that needs no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from actions.library.catalogue import catalogue
from bot.preview.answers import Answer
from bot.preview.beside import Pages
from bot.preview.changes import RISKS, Change

_WORDS = re.compile(r"\s+|[^\s]+")


def page(
    found: Sequence[Change], pages: Pages, asked: int, refusal: str | None, today: date
) -> str:
    """Return the page."""
    environment = Environment(
        loader=PackageLoader("bot.preview"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"text": catalogue("bot.preview").text, "marked": marked}
    return environment.get_template("preview.html").render(
        changes=found,
        counts=Counter(change.sort for change in found),
        risky=[change for change in found if change.sort in RISKS],
        calm=[change for change in found if change.sort not in RISKS],
        pages=pages,
        asked=asked,
        refusal=refusal,
        today=today,
    )


def marked(before: Answer, after: Answer) -> tuple[Markup, Markup]:
    """Return both texts with what differs between them marked, word by word."""
    old, new = _WORDS.findall(before.text), _WORDS.findall(after.text)
    left, right = Markup(), Markup()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[a:b])), escape("".join(new[c:d]))
        left += gone if kind == "equal" else _in("del", gone)
        right += come if kind == "equal" else _in("ins", come)
    return left, right


def _in(tag: str, text: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), text) if text else text  # noqa: S704
