"""Saved web pages: the main text as Markdown, and what the page's own data says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.utils import decode_file

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.document import Document
from actions.library.importer.readers.given import given
from actions.library.importer.readers.reader import MAX_IMPORT_BYTES, Reading
from actions.library.text_file import read_text_file

# Only what states a date of publication: never a date guessed from the text.
_DATES = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued")
_TITLES = ("og:title", "twitter:title", "dc.title")
FEWEST_WORDS = 3
"""Words from which a button is more than « Menu » or « Rechercher »."""
SHORTEST = 200
"""Characters below which the extraction may have taken a short page for a frame."""
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_FRAME = "<html><body><article>{}</article></body></html>"
_AROUND = ("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template")
_SITE_NAME = (" | ", " – OIM", " - OIM")


def read_html(path: Path) -> Reading:
    """Read a saved web page as one document."""
    text = _text(path)
    findings: list[Finding] = []
    return Reading((html_document(text, str(path), 1, {}, findings),), tuple(findings))


def _text(path: Path) -> str:
    """Return the text of a page, whatever the encoding an older site was saved in."""
    try:
        return read_text_file(path, MAX_IMPORT_BYTES).text
    except ContentError as error:
        if error.key != "file_encoding":
            raise
    return str(decode_file(path.read_bytes())).replace("\r\n", "\n")


def html_document(
    text: str, source: str, line: int, known: dict[str, Any], findings: list[Finding]
) -> Document:
    """Make a document of the HTML of a page; what is already known of it wins."""
    tree = trafilatura.load_html(text if _WHOLE.search(text) else _FRAME.format(text))
    lines = _main_text(tree) if tree is not None else []
    if not lines:
        raise ContentError("no_text", line=line)
    stated = _stated(tree) | {key: value for key, value in known.items() if value}
    facts = given(stated, source, line, findings)
    return Document(source, tuple(lines), line=line, markdown=True, **facts)


def _main_text(tree: Any) -> list[str]:
    """Return the page without what surrounds it, as Markdown; short texts are taken as they are."""
    for button in tree.iter("button"):
        if len((button.text_content() or "").split()) >= FEWEST_WORDS:
            button.tag = "p"  # what opens a folded part is its title
    main = trafilatura.extract(
        deepcopy(tree),
        output_format="markdown",
        include_links=True,
        include_tables=True,
        with_metadata=False,
        favor_recall=True,
    )
    found = [line for line in (main or "").splitlines() if line.strip()]
    if sum(map(len, found)) >= SHORTEST:
        return (main or "").splitlines()
    for around in list(tree.iter(*_AROUND)):
        if around.getparent() is not None:
            around.drop_tree()
    plain = [" ".join(text.split()) for text in tree.xpath("//body//text()")]
    plain = [text for text in plain if text]
    return plain if sum(map(len, plain)) > sum(map(len, found)) else (main or "").splitlines()


def _stated(tree: Any) -> dict[str, Any]:
    metas = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold(): value
        for meta in tree.iter("meta")
        if (value := meta.get("content"))
    }
    published = next((metas[name] for name in _DATES if name in metas), None)
    published = published or next(_linked_data_dates(tree), None)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    return {
        "title": _title(tree, metas),
        "url": canonical or metas.get("og:url"),
        "published": published,
    }


def _title(tree: Any, metas: dict[str, str]) -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = next((metas[name] for name in _TITLES if name in metas), None)
    title = title or tree.findtext(".//title") or ""
    for mark in _SITE_NAME:
        title = title.partition(mark)[0]
    return title.strip() or None


def _linked_data_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except ValueError:
            continue
        for item in data if isinstance(data, list) else [data]:
            graph = item.get("@graph", [item]) if isinstance(item, dict) else []
            for node in graph if isinstance(graph, list) else []:
                if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
