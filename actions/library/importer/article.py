"""Read a cleaned document: title, place, date, body, contacts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from actions.library.countries import find_countries
from actions.library.importer.contact_lines import ContactLine, split_contacts
from actions.library.importer.dates import full_date, partial_date
from actions.library.importer.document import Document
from actions.library.importer.sites import key, sites
from actions.library.importer.tidy import clean_lines, markdown, paragraphs
from actions.library.kinds import Kind

LONGEST_TITLE = 220
# A country named less often than this in a text does not say what it is about.
MIN_MENTIONS = 2
MOST_COUNTRIES = 6

_DATELINE = re.compile(
    r"^(?P<head>[A-ZÀ-Ý](?:[^.!?:;«»]|\.(?=[A-ZÀ-Ý]|\s+[-–—−])){1,70}?)\s+[-–—−]{1,2}\s+(?=\S)"
)
_DAY = re.compile(
    r",?\s*\(?(?:les? )?(?:\d{1,2}(?:er)?(?: et | au |[-–]))?"
    r"\d{1,2}(?:er)?(?:[/ ][\w/éû.]+)?(?: \d{4})?\)?$"
)
_SMALL_WORDS = {"de", "du", "des", "la", "le", "les", "et", "en", "d", "l", "sur", "au", "aux"}
_NEWS_PATH = re.compile(
    r"/(?:news|actualites?|nouvelles|stories|speeches|discours|communiques?)(?:/|$)"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A page as it will be written."""

    title: str
    title_found: bool
    kind: Kind
    place: str | None
    published: date | None
    partial: str | None
    countries: tuple[str, ...]
    body: str
    contacts: tuple[ContactLine, ...]


def read_article(document: Document, *, had_menu: bool) -> Article:
    """Read one document whose menu and boilerplate are gone."""
    lines = list(document.lines) if document.markdown else clean_lines(document.lines)
    lines, banner = _without_banner(lines)
    title, lines, found = _title(document, lines)
    lines, contacts = split_contacts(lines)
    if not any(line.strip() for line in lines):
        lines, contacts = list(document.lines), []
    parts = lines if document.markdown else paragraphs(lines)
    place, dated = _dateline(next((part for part in parts if part.strip()), ""))
    news = bool(banner or place or contacts or _NEWS_PATH.search(document.url or ""))
    body = "\n".join(parts).strip() if document.markdown else markdown(parts)
    headline = " ".join(filter(None, (*banner, dated)))
    published = document.published or full_date(headline)
    return Article(
        title=title,
        title_found=found,
        kind=document.kind or _kind(news, had_menu and found and not document.url),
        place=place,
        published=published,
        partial=None if published else partial_date(headline),
        countries=_countries(f"{title}\n{place or ''}", body),
        body=body,
        contacts=tuple(contacts),
    )


def _kind(news: bool, titled_under_menu: bool) -> Kind:
    # Under the menu of the site, pages other than news come without their title.
    return Kind.ACTUALITE if news or titled_under_menu else Kind.ORGANISATION


def _without_banner(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part « Communiqué », « Global » and the date above the title from the rest."""
    banner: list[str] = []
    for index, line in enumerate(lines):
        text = line.strip()
        dated = len(text) < 40 and (full_date(text) or partial_date(text))
        if text and key(text) not in sites().banners and not dated:
            return lines[index:], banner
        banner += [text] if text else []
    return lines, []


def _title(document: Document, lines: list[str]) -> tuple[str, list[str], bool]:
    """Return the title, the lines under it, and whether the source states it."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    top = lines[first].strip().lstrip("#* ").strip() if lines else ""
    if document.title:
        rest = lines[first + 1 :] if key(top) == key(document.title) else lines
        return document.title, rest, True
    rest = lines[first + 1 :]
    heading = lines[first].lstrip().startswith("#") if lines else False
    below = next((line for line in rest if line.strip()), "")
    wrapped = below[:1].islower()  # the first line of a paragraph, not a title
    if heading or (below and not wrapped and (_may_be_title(top) or _is_headline(top, below))):
        return top, rest, True
    return _title_of_address(document.url) or _shortened(top), lines, False


def _may_be_title(line: str) -> bool:
    ended = line.endswith((".", ";", ",", ":")) and not line.endswith("...")
    return 0 < len(line) <= LONGEST_TITLE and not ended and not _DATELINE.match(line)


def _is_headline(line: str, below: str) -> bool:
    """Tell a title that ends with a full stop by the dateline under it."""
    return len(line) <= LONGEST_TITLE and _dateline(below)[0] is not None


def _title_of_address(url: str | None) -> str | None:
    slug = unquote(urlsplit(url or "").path).rstrip("/").rpartition("/")[2]
    words = re.sub(r"\.\w+$", "", slug).replace("-", " ").replace("_", " ").strip()
    return words[0].upper() + words[1:] if len(words) > 3 and " " in words else None


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0] + "…"


def _dateline(text: str) -> tuple[str | None, str]:
    """Return the place that opens a news item, and the date beside it."""
    match = _DATELINE.match(text)
    if match is None:
        return None, ""
    head = match["head"].strip()
    day = _DAY.search(head)
    place = head[: day.start()].strip(" ,") if day else head
    words = re.findall(r"[^\s/,()’'-]+", place)
    capital = all(word[0].isupper() or word in _SMALL_WORDS for word in words)
    if not words or len(words) > 9 or not capital or any(c.isdigit() for c in place):
        return None, ""
    return place, day[0].strip(" ,()") if day else ""


def _countries(headline: str, body: str) -> tuple[str, ...]:
    """Return the countries a page is about: those of its title, else those it names most."""
    named = [match.iso for match in find_countries(headline, fuzzy=False)]
    if not named:
        counts = Counter(match.iso for match in find_countries(body, fuzzy=False))
        named = [iso for iso, count in counts.most_common(2) if count >= MIN_MENTIONS]
    return tuple(dict.fromkeys(named))[:MOST_COUNTRIES]
