"""What a source says of itself: title, address, date, kind; a bad value is reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from pydantic import TypeAdapter, ValidationError

from actions.library.fields import WebAddress
from actions.library.finding import Finding
from actions.library.importer.dates import full_date
from actions.library.importer.sites import sites
from actions.library.kinds import Kind

_ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)


class Given(TypedDict):
    """The facts of a document that its source may state."""

    title: str | None
    url: str | None
    published: date | None
    kind: Kind | None


def given(values: Mapping[str, object], source: str, line: int, findings: list[Finding]) -> Given:
    """Read the facts a source states."""

    def refuse(field: str, value: str) -> None:
        params = {"field": field, "value": value[:60]}
        findings.append(Finding.warning(source, line, "imports.bad_value", **params))

    title, url = _text(values, "title"), _text(values, "url")
    published, kind = _text(values, "published"), _text(values, "kind")
    if url and not _valid(url):
        refuse("url", url)
        url = None
    day = full_date(published) if published else None
    if published and day is None:
        refuse("published", published)
    kind = sites().kinds.get((kind or "").casefold(), kind)
    sort = Kind(kind) if kind and kind in set(Kind) else None
    if kind and sort is None:
        refuse("kind", kind)
    title = sites().signature.sub("", title) if title else None
    return Given(title=title, url=url, published=day, kind=sort)


def _text(values: Mapping[str, object], field: str) -> str | None:
    value = values.get(field)
    return " ".join(str(value).split()) or None if isinstance(value, str | int) else None


def _valid(url: str) -> bool:
    try:
        _ADDRESS.validate_python(url)
    except ValidationError:
        return False
    return True
