"""Count the knowledge folder into `docs/content.md`: `python -m tests.content_table`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actions.library import Kind, Library, country_name, load_library
from actions.library.page import Page
from actions.library.records import Contact, Hotline
from bot.paths import PROJECT

DOC = PROJECT / "docs" / "content.md"
BEGIN, END = "<!-- begin: python -m tests.content_table -->", "<!-- end -->"
FRENCH_SPEAKING = """
BE BF BI BJ CA CD CF CG CH CI CM DJ DZ FR GA GN HT
KM LB LU MA MC MG ML MR MU NE RW SC SN TD TG TN VU
"""
"""Where French is official or everyday: what is missing there counts first."""


def figures(library: Library) -> dict[str, int]:
    """Return every count the table shows, by name."""
    counts: dict[str, int] = {}
    for kind in Kind:
        pages = [page for page in library.pages if page.kind is kind]
        counts[f"{kind.value} pages"] = len(pages)
        counts[f"{kind.value} dated"] = sum(page.published is not None for page in pages)
    counts["contacts"] = len(library.contacts)
    counts["contact countries"] = len(_countries(library.contacts))
    counts["with a phone number"] = len(_countries(c for c in library.contacts if c.phone))
    counts["with an e-mail address"] = len(_countries(c for c in library.contacts if c.email))
    counts["hotlines"] = len(library.hotlines)
    counts["hotline countries"] = len(_countries(library.hotlines))
    return counts


def table(library: Library) -> str:
    """Return the generated part of the document."""
    counts = figures(library)
    lines = [
        "| kind | pages | dated by their source | from – to | verified |",
        "|---|---:|---:|---|---|",
    ]
    for kind in Kind:
        pages = [page for page in library.pages if page.kind is kind]
        dated, checked = _span(p.published for p in pages), _span(p.verified for p in pages)
        number, with_date = counts[f"{kind.value} pages"], counts[f"{kind.value} dated"]
        lines.append(f"| {kind.value} | {number} | {with_date} | {dated} | {checked} |")
    news = [page for page in library.pages if page.kind is Kind.ACTUALITE]
    lines += [
        "",
        f"News by the year of the source, or of the event in the file name: {_years(news)}.",
        "",
    ]
    lines += ["| records | count | countries | with a phone number | with an e-mail address |"]
    lines += ["|---|---:|---:|---:|---:|"]
    for name, key in (("contacts", "contact"), ("hotlines", "hotline")):
        more = (
            f"{counts['with a phone number']} | {counts['with an e-mail address']}"
            if key == "contact"
            else "– | –"
        )
        lines.append(f"| {name} | {counts[name]} | {counts[f'{key} countries']} | {more} |")
    lines += ["", "Thin:", ""]
    reachable = _countries(c for c in library.contacts if c.phone or c.email)
    offices, helped = _countries(library.contacts), _countries(library.hotlines)
    lines += [
        f"- French-speaking countries without any contact: {_named(FRENCH_SPEAKING, offices)}.",
        f"- with the page of the office only: {_named(FRENCH_SPEAKING, reachable)}.",
        f"- without a hotline: {_named(FRENCH_SPEAKING, helped)}.",
        f"- years without news: {', '.join(_missing_years(news)) or 'none'}.",
    ]
    return "\n".join(lines)


def _countries(records: Iterable[Contact | Hotline]) -> set[str]:
    return {record.country for record in records if record.country}


def _named(wanted: str, found: set[str]) -> str:
    missing = [country_name(code) for code in wanted.split() if code not in found]
    return ", ".join(sorted(missing)) or "none"


def _span(days: Iterable[date | None]) -> str:
    known = sorted(day for day in days if day)
    return f"{known[0]} – {known[-1]}" if known else "–"


def _years_of(pages: Iterable[Page]) -> Counter[str]:
    named = (p.path.rpartition("/")[2][:4] for p in pages)
    return Counter(year for year in named if year.isdigit())


def _years(pages: Iterable[Page]) -> str:
    return ", ".join(f"{year}: {count}" for year, count in sorted(_years_of(pages).items()))


def _missing_years(pages: Iterable[Page]) -> list[str]:
    found = _years_of(pages)
    return [str(year) for year in range(2006, 2027) if str(year) not in found]


def render(text: str, library: Library) -> str:
    """Return the document with its generated part anew."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table(library)}\n\n{END}{rest.partition(END)[2]}"


def main(folder: Path = PROJECT / "knowledge") -> None:
    """Write the document."""
    text = render(DOC.read_text(encoding="utf-8"), load_library(folder).library)
    DOC.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
