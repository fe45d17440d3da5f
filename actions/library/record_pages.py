"""Records as short French pages, so that search treats them like any other page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from babel import Locale

from actions.library.catalogue import catalogue
from actions.library.countries import country_name, in_country
from actions.library.library import Library
from actions.library.phones import shown
from actions.library.records import Contact, Hotline, Structure, StructureEntry
from actions.library.slugs import slug


class RecordKind(StrEnum):
    """What sort of record a page was made from."""

    CONTACT = "contact"
    HOTLINE = "hotline"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record with the attributes of a `Page`; `record` is the value it was made from."""

    path: str
    title: str
    kind: RecordKind
    body: str
    digest: str
    record: Contact | Hotline | Structure
    url: str | None = None
    published: date | None = None
    verified: date | None = None
    expires: date | None = None
    countries: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def card(self) -> dict[str, Any] | None:
        """Return the record as the fields of a card, of the whole list for the structure."""
        fields = self.record.model_dump(mode="json", exclude={"path", "line", "kind", "expires"})
        return {"kind": self.kind.value, **fields}


def record_pages(library: Library) -> tuple[RecordPage, ...]:
    """Return every contact, every hotline and the structure as pages."""
    pages = [
        *(contact_page(contact) for contact in library.contacts),
        *(hotline_page(hotline) for hotline in library.hotlines),
    ]
    if library.structure is not None:
        pages.append(structure_page(library.structure))
    return tuple(_apart(pages))


def _apart(pages: Iterable[RecordPage]) -> Iterator[RecordPage]:
    """Number the records that share a file and a name, so that each has a path of its own."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen[page.path] += 1
        again = seen[page.path]
        yield replace(page, path=f"{page.path}-{again}") if again > 1 else page


def contact_page(contact: Contact) -> RecordPage:
    """Return a contact as a page that says whom to reach, and how."""
    country = country_name(contact.country) if contact.country else ""
    place = contact.place or country
    named = contact.name if place in contact.name else f"{contact.name} ({place})"
    fields = {
        "situation": contact.situation,
        "person": ", ".join(filter(None, (contact.person, contact.role))),
        "phone": contact.phone and shown(contact.phone),
        "email": contact.email,
        "address": contact.address,
        "place": contact.place,
        "country": country,
        "url": contact.url,
        "hours": contact.hours,
        "languages": _languages(contact.languages),
    }
    about = in_country(contact.country) if contact.country else f"({contact.place or named})"
    return _page(
        RecordKind.CONTACT,
        contact,
        _record_path(contact, contact.person),
        _text("contact_title", name=named),
        "\n".join((_text("contact_intro", name=named), "", *_list(fields))),
        questions=tuple(_text("contact_questions", about=about).splitlines()),
    )


def hotline_page(hotline: Hotline) -> RecordPage:
    """Return a hotline as a page that says when to call, and which number."""
    country = country_name(hotline.country) if hotline.country else _text("everywhere")
    situations = ", ".join(_text(f"situations.{name.value}") for name in hotline.situations)
    free = None if hotline.free is None else _text("free_yes" if hotline.free else "free_no")
    fields = {
        "situations": situations,
        "phone": dialled(hotline),
        "sms": hotline.sms and shown(hotline.sms),
        "email": hotline.email,
        "url": hotline.url,
        "country": country,
        "hours": hotline.hours,
        "free": free,
        "languages": _languages(hotline.languages),
        "note": hotline.note,
    }
    named = hotline.name if country in hotline.name else f"{hotline.name} ({country})"
    return _page(
        RecordKind.HOTLINE,
        hotline,
        _record_path(hotline),
        _text("hotline_title", name=named),
        "\n".join((_text("hotline_intro", name=named), "", *_list(fields))),
    )


def structure_page(structure: Structure) -> RecordPage:
    """Return the structure as a page with one ordered list, never cut."""
    intro = _text("structure_intro", count=len(structure.entries))
    entries = [f"{i}. {_entry(entry)}" for i, entry in enumerate(structure.entries, start=1)]
    return _page(
        RecordKind.STRUCTURE,
        structure,
        structure.path,
        structure.title,
        "\n".join((intro, "", *entries)),
        questions=tuple(_text("structure_questions").splitlines()),
    )


def _page(
    kind: RecordKind,
    record: Contact | Hotline | Structure,
    path: str,
    title: str,
    body: str,
    questions: tuple[str, ...] = (),
) -> RecordPage:
    country = getattr(record, "country", None)
    text = "\n".join((kind, title, body, *questions, record.model_dump_json(exclude={"line"})))
    return RecordPage(
        path=path,
        title=title,
        kind=kind,
        body=body,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        record=record,
        url=record.source or record.url,
        published=getattr(record, "published", None),
        verified=record.verified,
        expires=getattr(record, "expires", None),
        countries=(country,) if country and country != "EU" else (),
        questions=questions,
    )


def dialled(hotline: Hotline) -> str | None:
    """Return the number as it is dialled, with the international form where that differs."""
    if not hotline.phone or not hotline.dial:
        return None
    whole = shown(hotline.phone)
    if hotline.dial == whole:
        return whole
    return _text("dialled", dial=hotline.dial, whole=whole)


def _record_path(record: Contact | Hotline, person: str | None = None) -> str:
    """Return a place that stays when other records of the file come, go or change."""
    return f"{record.path}#{slug(' '.join(filter(None, (record.name, person))))}"


def _list(fields: dict[str, str | None]) -> Iterator[str]:
    return (_text(f"fields.{key}", value=value) for key, value in fields.items() if value)


def _entry(entry: StructureEntry) -> str:
    person = ", ".join(filter(None, (entry.person, entry.role)))
    text = _text("entry_person", name=entry.name, person=person) if person else entry.name
    return f"{text} — {entry.note}" if entry.note else text


def _languages(codes: tuple[str, ...]) -> str:
    names = Locale("fr").languages
    return ", ".join(str(names.get(code.casefold(), code)) for code in codes)


def _text(key: str, **params: object) -> str:
    return catalogue("actions.library").text(f"records.{key}", **params)
