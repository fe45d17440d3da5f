"""Turn sources into knowledge pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.article import Article, read_article
from actions.library.importer.boilerplate import drop_boilerplate
from actions.library.importer.document import Document
from actions.library.importer.drafts import (
    contact_draft,
    menu_drafts,
    page_draft,
    structure_fields,
)
from actions.library.importer.fetch import Fetcher
from actions.library.importer.menu import Menu, split_menu
from actions.library.importer.readers import READERS, Reading
from actions.library.importer.report import ImportReport, Progress
from actions.library.importer.sources import Source, sources_of
from actions.library.importer.writer import Writer


def import_sources(
    sources: Sequence[str | Path],
    into: Path,
    *,
    today: date,
    dry_run: bool = False,
    progress: Progress | None = None,
    fetcher: Fetcher | None = None,
) -> ImportReport:
    """Write the pages, contacts and structure that sources give into a knowledge folder."""
    findings: list[Finding] = []
    with fetcher or Fetcher() as fetching:
        documents = list(_read(sources_of(sources), fetching, findings, progress))
    menus: list[tuple[Document, Menu]] = []
    plain: list[Document] = []
    for document in documents:
        menu, lines = split_menu(document.lines, document.title)
        plain.append(replace(document, lines=tuple(lines)))
        if menu is not None:
            menus.append((document, menu))
    with_menu = {id(document) for document, _ in menus}
    writer = Writer(into, dry_run=dry_run)
    cleaned = drop_boilerplate(plain)
    try:
        _write_menus(writer, menus)
        for done, (original, document) in enumerate(zip(documents, cleaned, strict=True), 1):
            _write(writer, document, id(original) in with_menu, today, findings)
            if progress is not None:
                progress(done, len(documents))
    except ContentError as error:
        findings.append(Finding("error", str(into), 0, str(error)))
    return writer.report(findings)


def _read(
    sources: Sequence[Source], fetcher: Fetcher, findings: list[Finding], progress: Progress | None
) -> Iterator[Document]:
    for done, source in enumerate(sources, start=1):
        try:
            reading = _reading(source, fetcher)
        except ContentError as error:
            findings.append(Finding.of(source.name, error))
        else:
            findings += reading.findings
            yield from reading.documents
        if progress is not None and len(sources) > 1:
            progress(done, len(sources))


def _reading(source: Source, fetcher: Fetcher) -> Reading:
    if source.url is not None:
        return fetcher.read(source.url, source.name, source.line)
    reader = READERS.get(source.path.suffix.casefold())
    if reader is None:
        raise _unsupported(source.path)
    return reader(source.path)


def _unsupported(path: Path) -> ContentError:
    known = " ".join(sorted(READERS))
    if path.is_dir():
        return ContentError("source_empty_folder", known=known)
    if not path.exists():
        return ContentError("file_missing")
    return ContentError("source_suffix", suffix=path.suffix or path.name, known=known)


def _write_menus(writer: Writer, menus: Sequence[tuple[Document, Menu]]) -> None:
    for draft in menu_drafts(menus):
        writer.write_page(draft)
    if (structure := structure_fields(menus)) is not None:
        writer.write_structure(*structure)


def _write(
    writer: Writer, document: Document, had_menu: bool, today: date, findings: list[Finding]
) -> None:
    """Write the page and the contacts of one document."""
    if not any(line.strip() for line in document.lines):
        if not had_menu:
            findings.append(Finding.error(document.source, document.line, "errors.no_text"))
        return
    article = read_article(document, had_menu=had_menu)
    if article.published is not None and article.published > today:
        article = replace(article, published=None, partial=article.published.isoformat())
    findings += _remarks(document, article)
    writer.write_page(page_draft(document, article))
    writer.write_contacts(contact_draft(document, article, line) for line in article.contacts)


def _remarks(document: Document, article: Article) -> Iterator[Finding]:
    params = {"title": article.title}
    if not article.title_found:
        yield Finding.warning(document.source, document.line, "imports.title_made", **params)
    if article.published is None and article.partial:
        params["day"] = article.partial
        yield Finding.warning(document.source, document.line, "imports.no_year", **params)
    elif article.published is None:
        yield Finding.warning(document.source, document.line, "imports.undated", **params)
