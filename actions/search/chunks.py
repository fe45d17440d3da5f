"""Pages to passages: one section, or a part of one, with whole blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from actions.search.passage import Document, Passage
from actions.search.sentences import split_sentences

TARGET = 900
"""Characters after which a passage takes no further block."""
_ANCHOR = re.compile(r"\s*\{#([\w-]+)\}\s*$")
LONGEST = 1500
"""Characters beyond which a paragraph is cut between sentences; lists and tables never are."""


def passages_of(document: Document) -> list[Passage]:
    """Cut a document along its headings into passages."""
    passages: list[Passage] = []
    for headings, blocks in _sections(document.body):
        titles = tuple(title for title, _ in headings)
        anchor = headings[-1][1] if headings else None
        passages.extend(
            Passage(
                path=document.path,
                kind=str(document.kind),
                title=document.title,
                url=document.url,
                published=document.published,
                verified=document.verified,
                countries=document.countries,
                facts=document.facts,
                headings=titles,
                anchor=anchor,
                blocks=tuple(group),
                questions=document.questions,
                card=document.card,
            )
            for group in _group(blocks)
        )
    return passages


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


_Heading = tuple[str, str | None]
"""Title and anchor; a page gives the anchor of its source as `## Title {#anchor}`."""


def _sections(body: str) -> Iterator[tuple[tuple[_Heading, ...], list[str]]]:
    """Yield each section's headings, outermost first, and its source blocks."""
    lines = body.splitlines()
    stack: list[tuple[int, _Heading]] = []
    blocks: list[str] = []
    tokens = _parser().parse(body)
    for index, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        if token.type == "heading_open":
            if blocks:
                yield tuple(heading for _, heading in stack), blocks
            level = int(token.tag[1:])
            stack = [entry for entry in stack if entry[0] < level]
            stack.append((level, _heading(tokens[index + 1].content)))
            blocks = []
        elif _is_block(token):
            source = "\n".join(lines[token.map[0] : token.map[1]]).strip()
            blocks.append(" ".join(source.split()) if is_prose(source) else source)
    if blocks:
        yield tuple(heading for _, heading in stack), blocks


def _heading(source: str) -> _Heading:
    """Separate a heading from the anchor written after it."""
    match = _ANCHOR.search(source)
    return (source[: match.start()], match.group(1)) if match else (source, None)


def _is_block(token: Token) -> bool:
    """Say whether a top-level token opens something that carries text."""
    return token.nesting >= 0 and token.type != "hr"


def _group(blocks: Sequence[str]) -> Iterator[list[str]]:
    """Pack blocks into passages; a list stays with the line that introduces it."""
    group: list[str] = []
    for block in _cut_long(blocks):
        size = sum(map(len, group))
        introduced = bool(group) and group[-1].endswith(":")
        if group and not introduced and size + len(block) > TARGET:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _cut_long(blocks: Sequence[str]) -> Iterator[str]:
    """Cut paragraphs that are too long between sentences."""
    for block in blocks:
        if len(block) <= LONGEST or not is_prose(block):
            yield block
            continue
        part = ""
        for sentence in split_sentences(block):
            if part and len(part) + len(sentence) > TARGET:
                yield part
                part = ""
            part = f"{part} {sentence}".strip()
        if part:
            yield part


def is_prose(block: str) -> bool:
    """Say whether a block is a paragraph, not a list, a table, a quote or code."""
    return not re.match(r"\s*(?:[-*+]\s|\d+[.)]\s|\||>|```)", block)
