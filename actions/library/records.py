"""Contacts, hotlines and the structure of the organisation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from actions.library.catalogue import catalogue
from actions.library.countries import country_name
from actions.library.fields import (
    Country,
    CountryOrUnion,
    Day,
    Email,
    Flag,
    Line,
    Lines,
    WebAddress,
    fail,
)
from actions.library.kinds import ContactKind, Situation
from actions.library.phones import HelpNumber, OfficeNumber, national


class _Record(BaseModel):
    """What contacts and hotlines share."""

    model_config = ConfigDict(frozen=True)

    path: str = ""
    line: int = 1
    email: Email | None = None
    url: WebAddress | None = None
    hours: Line | None = None
    languages: Lines = ()
    source: WebAddress | None = None
    verified: Day | None = None
    expires: Day | None = None

    def expired(self, today: date) -> bool:
        """Tell whether the record is past its last day."""
        return self.expires is not None and self.expires < today


class Contact(_Record):
    """Whom to reach at the organisation, and how."""

    person: Line | None = None
    role: Line | None = None
    country: Country | None = None
    kind: ContactKind = ContactKind.BUREAU_PAYS
    situation: Line | None = None
    place: Line | None = None
    address: Line | None = None
    phone: OfficeNumber | None = None
    published: Day | None = None
    name: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _name(cls, data: object) -> object:
        if not isinstance(data, dict) or data.get("name"):
            return data
        country = str(data.get("country") or "").upper()
        place = country_name(country) if country else data.get("place") or data.get("person")
        return data | {"name": place and _text("contact_name", place=place)}

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.email or self.url):
            raise fail("unreachable")
        return self


class Hotline(_Record):
    """A number to call in an emergency or for help."""

    country: CountryOrUnion | None = None
    situations: Annotated[
        tuple[Situation, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v or [])
    ] = ()
    phone: HelpNumber | None = None
    # As people dial it in the country; made from `phone` unless the record says it.
    dial: Annotated[Line | None, Field(validate_default=True)] = None
    sms: HelpNumber | None = None
    free: Flag | None = None
    note: Line | None = None
    name: Line = ""

    @field_validator("dial")
    @classmethod
    def _dialled(cls, dial: str | None, info: ValidationInfo) -> str | None:
        phone = info.data.get("phone")
        return dial or (phone and national(phone, info.data.get("country")))

    @model_validator(mode="before")
    @classmethod
    def _name(cls, data: object) -> object:
        if not isinstance(data, dict) or data.get("name"):
            return data
        country = str(data.get("country") or "").upper()
        key = "hotline_name_in" if country else "hotline_name"
        return data | {"name": _text(key, place=country_name(country))}

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.sms or self.email or self.url):
            raise fail("unreachable")
        return self


class StructureEntry(BaseModel):
    """One office or department of the organisation."""

    model_config = ConfigDict(frozen=True)

    name: Line
    person: Line | None = None
    role: Line | None = None
    url: WebAddress | None = None
    page: Line | None = None
    note: Line | None = None


class Structure(BaseModel):
    """The offices of the organisation, in the order of its own list."""

    model_config = ConfigDict(frozen=True)

    title: Line
    url: WebAddress | None = None
    published: Day | None = None
    verified: Day | None = None
    source: WebAddress | None = None
    entries: tuple[StructureEntry, ...]
    path: str = "structure.yml"

    @model_validator(mode="before")
    @classmethod
    def _plain_entries(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(entries := data.get("entries"), list):
            named = [{"name": entry} if isinstance(entry, str) else entry for entry in entries]
            return data | {"entries": named}
        return data

    @field_validator("entries")
    @classmethod
    def _some(cls, entries: tuple[StructureEntry, ...]) -> tuple[StructureEntry, ...]:
        if not entries:
            raise fail("entries_empty")
        return entries


def _text(key: str, **params: object) -> str:
    return catalogue("actions.library").text(f"records.{key}", **params)
