"""What is wrong, or soon will be, in the knowledge folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from actions.library.check_facts import check_facts
from actions.library.check_links import check_links
from actions.library.check_near import near_duplicates
from actions.library.check_private import check_private
from actions.library.crisis_texts import CRISIS_TEXTS
from actions.library.finding import Finding
from actions.library.folding import words
from actions.library.library import Library, Loaded
from actions.library.page import Page
from actions.library.records import Contact, Hotline
from actions.library.source_lines import line_of_field, line_of_text

SOON = timedelta(days=30)

Item = Page | Contact | Hotline
One = TypeVar("One", Page, Contact, Hotline)


def check_library(loaded: Loaded, today: date) -> tuple[Finding, ...]:
    """Return the findings of loading and of every check, in the order of the files."""
    library = loaded.library
    findings = [
        *loaded.findings,
        *_check_dates(library, today),
        *_check_sources(library),
        *_check_repeats(library),
        *check_facts(library.live(today)),
        *_check_contacts(library),
        *_check_near(library),
        *_check_questions(library),
        *check_links(library),
        *check_private(library),
        *_check_crisis(library),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.path, finding.line)))


def summary(library: Library, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the JSON shape of `boussole check --json`."""
    kinds: dict[str, int] = defaultdict(int)
    for page in library.pages:
        kinds[page.kind.value] += 1
    shown: dict[str, list[dict[str, Any]]] = {"error": [], "warning": []}
    for finding in findings:
        place = {"path": finding.path, "line": finding.line}
        shown[finding.level].append({**place, "message": finding.message})
    return {
        "pages": dict(sorted(kinds.items())),
        "contacts": len(library.contacts),
        "hotlines": len(library.hotlines),
        "errors": shown["error"],
        "warnings": shown["warning"],
    }


def _check_dates(library: Library, today: date) -> Iterator[Finding]:
    items: tuple[Item, ...] = (*library.pages, *library.contacts, *library.hotlines)
    for item in items:
        if item.expires is not None and item.expires < today:
            yield _warning(library, item, "expires", "expired", day=item.expires)
        elif item.expires is not None and item.expires <= today + SOON:
            yield _warning(library, item, "expires", "expires_soon", day=item.expires)
        for field in ("published", "verified"):
            day = getattr(item, field, None)
            if day is not None and day > today:
                yield _warning(library, item, field, "future", field=field, day=day)


def _check_sources(library: Library) -> Iterator[Finding]:
    for page in library.pages:
        if page.url is None:
            yield _warning(library, page, "url", "no_source_page")
    for contact in library.contacts:
        if contact.source is None:
            yield _warning(library, contact, "source", "no_source_contact", name=contact.name)
    for hotline in library.hotlines:
        missing = [name for name in ("source", "verified") if getattr(hotline, name) is None]
        if missing:
            params = {"name": hotline.name, "fields": ", ".join(missing)}
            yield Finding.error(hotline.path, hotline.line, "checks.hotline_unchecked", **params)


def _check_repeats(library: Library) -> Iterator[Finding]:
    bodies = _groups(library.pages, lambda page: " ".join(page.body.split()))
    for first, other in bodies:
        yield _warning(library, other, "title", "same_body", other=first.path)
    addresses = _groups(library.pages, lambda page: page.url and (page.kind, page.url))
    for first, other in addresses:
        if " ".join(first.body.split()) != " ".join(other.body.split()):
            yield _warning(library, other, "url", "same_url", other=first.path)
    titles = _groups(library.pages, lambda page: (page.kind, page.title.casefold()))
    for first, other in titles:
        yield _warning(library, other, "title", "same_title", other=first.path)


def _check_near(library: Library) -> Iterator[Finding]:
    for first, other, share in near_duplicates(library.pages):
        params = {"other": first.path, "share": round(100 * share)}
        yield _warning(library, other, "title", "near_body", **params)


def _check_questions(library: Library) -> Iterator[Finding]:
    """A question that staff wrote is answered without a doubt: from one page, then."""
    seen: dict[str, Page] = {}
    for page in library.pages:
        for question in page.questions:
            first = seen.setdefault(" ".join(word.text for word in words(question)), page)
            if first is not page:
                line = line_of_text(library.folder / page.path, question)
                params = {"question": question, "other": first.path}
                yield Finding.warning(page.path, line, "checks.same_question", **params)


def _check_contacts(library: Library) -> Iterator[Finding]:
    same = _groups(library.contacts, lambda c: (c.name, c.person, c.phone, c.email, c.url))
    for contact, other in same:
        params = {"name": contact.name, "other": contact.path}
        yield _warning(library, other, "name", "same_record", **params)
    numbers = _groups(library.hotlines, lambda h: (h.name, h.country, h.phone, h.sms))
    for hotline, again in numbers:
        params = {"name": hotline.name, "other": hotline.path}
        yield _warning(library, again, "name", "same_record", **params)


def _check_crisis(library: Library) -> Iterator[Finding]:
    """Numbers without the words that go with them are half a help."""
    if library.hotlines and library.crisis is None:
        yield Finding.warning(CRISIS_TEXTS, 1, "checks.no_crisis_texts")


def _groups(items: Iterable[One], key: Callable[[One], Hashable]) -> Iterator[tuple[One, One]]:
    """Yield each later item with the first that has the same key; None is no key."""
    seen: dict[Hashable, One] = {}
    for item in items:
        value = key(item)
        if value is not None and seen.setdefault(value, item) is not item:
            yield seen[value], item


def _warning(library: Library, item: Item, field: str, key: str, /, **params: object) -> Finding:
    line = 1 if isinstance(item, Page) else item.line
    if isinstance(item, Page):
        line = line_of_field(library.folder / item.path, field)
    return Finding.warning(item.path, line, f"checks.{key}", **params)
