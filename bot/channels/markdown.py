"""The small Markdown subset of replies, as HTML that can do no harm."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
RULES = ("newline", "escape", "emphasis", "list", "link", "autolink", "linkify", "table")


class Renderer:
    """Render Markdown: paragraphs, emphasis, lists, tables and links; HTML stays text."""

    def __init__(self) -> None:
        """Take the parser that every channel reads with."""
        self._parser = make_parser()
        self._parser.add_render_rule("link_open", _link_open)

    def __call__(self, text: str) -> Markup:
        """Return safe HTML."""
        return Markup(self._parser.render(text))  # noqa: S704 - HTML is off


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Follow only links that may be followed."""
        return allowed(url)


def make_parser() -> MarkdownIt:
    """Return a parser that knows the few rules that replies use."""
    parser = _Parser("zero", {"html": False, "linkify": True, "breaks": True})
    return parser.enable(list(RULES))


def allowed(address: str) -> bool:
    """Tell whether a link may be followed: a known scheme, never a relative address."""
    try:
        return urlsplit(address.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _link_open(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Keep the address of our pages from the sites that are linked to."""
    tokens[index].attrSet("rel", "noopener noreferrer")
    return renderer.renderToken(tokens, index, options, env)
