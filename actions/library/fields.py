"""The kinds of value a header or a record may hold, each checked and put in one form."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from actions.library.countries import is_country

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:]+\.[^@\s<>,;:.]+")
_YES, _NO = {"true", "oui", "yes", "vrai"}, {"false", "non", "no", "faux"}
DANGEROUS_SCHEMES = ("javascript", "vbscript", "data", "file")


def fail(key: str, **params: object) -> PydanticCustomError:
    """Return a validation error whose text is `invalid.KEY` of the catalogue."""
    return PydanticCustomError(key, "{key}", {"key": key, **params})


def _line(value: object) -> object:
    if not isinstance(value, str):
        raise fail("not_text")
    text = " ".join(value.split())
    if not text:
        raise fail("blank")
    return text


def _date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise fail("date_impossible", value=value) from None
    raise fail("date_form", value=str(value))


def _country(value: object) -> object:
    code = str(value).strip().upper()
    if not is_country(code):
        raise fail("country", value=str(value))
    return code


def _country_or_union(value: object) -> object:
    return "EU" if str(value).strip().upper() == "EU" else _country(value)


def _url(value: str) -> str:
    scheme = value.partition(":")[0].casefold()
    if scheme in DANGEROUS_SCHEMES:
        raise fail("url_dangerous", value=value[:60])
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        raise fail("url", value=value[:60]) from None
    if parts.scheme not in ("http", "https") or "." not in host or " " in value:
        raise fail("url", value=value[:60])
    return value


def _email(value: str) -> str:
    address = value.removeprefix("mailto:")
    if not _EMAIL.fullmatch(address):
        raise fail("email", value=value)
    return address


def _items(value: object) -> object:
    """Accept one value where a list is meant, and nothing for an empty one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _flag(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    word = str(value).casefold()
    if word not in _YES | _NO:
        raise fail("flag", value=str(value))
    return word in _YES


Line = Annotated[str, BeforeValidator(_line)]
Day = Annotated[date, BeforeValidator(_date)]
Country = Annotated[str, BeforeValidator(_country)]
CountryOrUnion = Annotated[str, BeforeValidator(_country_or_union)]
WebAddress = Annotated[Line, AfterValidator(_url)]
Email = Annotated[Line, AfterValidator(_email)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_items)]
Countries = Annotated[tuple[Country, ...], BeforeValidator(_items)]
