"""What an import is about to write, before it knows where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.library.countries import country_name, find_countries
from actions.library.importer.article import Article
from actions.library.importer.contact_lines import ContactLine
from actions.library.importer.document import Document
from actions.library.importer.menu import Menu
from actions.library.importer.sites import sites
from actions.library.importer.tidy import split_sentences
from actions.library.kinds import FOLDER_OF_KIND, Kind


@dataclass(frozen=True, slots=True)
class PageDraft:
    """One page to write."""

    source: str
    line: int
    folder: str
    title: str
    header: dict[str, Any]
    body: str


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """One contact record to write."""

    source: str
    fields: dict[str, Any]

    @property
    def country(self) -> str | None:
        """Return the country the record is for."""
        country: str | None = self.fields["country"]
        return country


def page_draft(document: Document, article: Article) -> PageDraft:
    """Return the page of an article."""
    return _draft(
        document.source,
        document.line,
        article.title,
        article.kind,
        document.url,
        article.body,
        published=article.published,
        place=article.place,
        countries=list(article.countries),
    )


def contact_draft(document: Document, article: Article, line: ContactLine) -> ContactDraft:
    """Return the record of a contact line."""
    about = article.countries[0] if len(article.countries) == 1 else None
    country = line.country or about
    kind = "siege" if line.headquarters else "bureau_pays" if country else "presse"
    named = find_countries(line.office or "", fuzzy=False)
    office = country_name(named[0].iso) if named else line.office
    place = None if named else line.office
    if place is None and article.place and not find_countries(article.place, fuzzy=False):
        place = article.place if country in article.countries else None
    label = office or (country_name(country) if country else line.person or line.email)
    fields: dict[str, Any] = {
        "name": f"OIM {label}",
        "person": line.person,
        "role": line.role,
        "kind": kind,
        "country": country,
        "place": place,
        "phone": line.phone,
        "email": line.email,
        "source": document.url,
        "published": article.published,
        "verified": None,
    }
    return ContactDraft(document.source, fields)


def menu_drafts(menus: Iterable[tuple[Document, Menu]]) -> list[PageDraft]:
    """Return one page for each site whose menu says who the organisation is."""
    by_site: dict[str | None, Counter[tuple[str | None, str | None]]] = {}
    first: dict[str | None, Document] = {}
    for document, menu in menus:
        site = _site(document, menu)
        if menu.who or menu.work:
            by_site.setdefault(site, Counter())[(menu.who, menu.work)] += 1
            first.setdefault(site, document)
    drafts = [_menu_draft(site, first[site], said) for site, said in by_site.items()]
    return [draft for draft in drafts if draft.body]


def structure_fields(menus: Iterable[tuple[Document, Menu]]) -> tuple[str, dict[str, Any]] | None:
    """Return the structure most menus state, and the source of the first."""
    counts = Counter(menu.structure for _, menu in menus if menu.structure and not menu.local)
    if not counts:
        return None
    entries = counts.most_common(1)[0][0]
    source = next(document.source for document, menu in menus if menu.structure == entries)
    page = sites().page
    return source, {
        "title": page["structure_title"],
        "url": page["url"],
        "published": None,
        "verified": None,
        "entries": [{"name": entry} for entry in entries],
    }


def _site(document: Document, menu: Menu) -> str | None:
    """Return the country of a local menu, or None for the menu of the whole organisation."""
    local = menu.local or (document.host and document.host not in sites().hosts)
    named = find_countries(menu.who or "", fuzzy=False) if local else []
    if local and not named:
        return document.host or ""
    return named[0].iso if named else None


def _menu_draft(
    site: str | None, document: Document, said: Counter[tuple[str | None, str | None]]
) -> PageDraft:
    page = sites().page
    who, work = said.most_common(1)[0][0]
    if site is not None:
        who, work = _own(who, site), _own(work, site)
    parts = [f"## {page[name]}\n\n{text}" for name, text in (("who", who), ("work", work)) if text]
    title = str(page["title"])
    if site is not None:
        title = str(page["local_title"]).format(country=country_name(site)).replace("  ", " ")
    return _draft(
        document.source,
        document.line,
        title,
        Kind.ORGANISATION,
        str(page["url"]) if site is None else _home(document),
        "\n\n".join(parts),
        countries=[site] if site and len(site) == 2 else [],
        questions=page["questions"] if site is None else None,
    )


def _own(text: str | None, site: str) -> str | None:
    """Keep what the menu of a country says of it; the rest is said, and dated, elsewhere."""
    kept = [
        sentence
        for sentence in split_sentences(text or "")
        if site in {match.iso for match in find_countries(sentence, fuzzy=False)}
        and not sites().worldwide.search(sentence)
    ]
    return " ".join(kept) or None


def _home(document: Document) -> str | None:
    return f"https://{document.host}/" if document.host else None


def _draft(
    source: str, line: int, title: str, kind: Kind, url: str | None, body: str, **more: Any
) -> PageDraft:
    published: date | None = more.pop("published", None)
    header = {
        "title": title,
        "kind": kind.value,
        "url": url,
        "published": published,
        "verified": None,
        "expires": None,
        **{name: value for name, value in more.items() if value},
    }
    return PageDraft(source, line, FOLDER_OF_KIND[kind], title, header, body)
