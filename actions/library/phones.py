"""Telephone numbers in one form: E.164, or the digits of a national number."""

from __future__ import annotations

import re
from typing import Annotated

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat
from pydantic import AfterValidator, ValidationInfo

from actions.library.fields import Line, fail

_SHORT = re.compile(r"[*#]?\d{2,15}#?")
_PUNCTUATION = re.compile(r"[\s().\-/\u2010-\u2013]")


def international(text: str, country: str | None = None) -> str | None:
    """Return a number in E.164, or None when it is not one."""
    number = text.strip()
    if re.match(r"00\d", number):
        number = "+" + number[2:]
    number = number.replace("(0)", "") if number.startswith("+") else number
    try:
        parsed = phonenumbers.parse(number, None if country == "EU" else country)
    except NumberParseException:
        return None
    possible = phonenumbers.is_possible_number(parsed)
    if not number.startswith("+"):
        possible = phonenumbers.is_valid_number(parsed)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if possible else None


def contact_number(text: str, country: str | None) -> str:
    """Return the E.164 form of an office's number, or fail with a French reason."""
    number = international(text, country)
    if number is None:
        raise fail("phone", value=text)
    return number


def hotline_number(text: str, country: str | None) -> str:
    """Return an E.164 number or a short national one, always as text."""
    number = international(text, country)
    digits = _PUNCTUATION.sub("", text)
    if number is None and not _SHORT.fullmatch(digits):
        raise fail("phone", value=text)
    return number or digits


def national(number: str, country: str | None) -> str:
    """Return a number as people dial it in their country: « 0 805 00 00 00 », « 119 »."""
    if not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return number
    at_home = country and parsed.country_code == phonenumbers.country_code_for_region(country)
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


def shown(number: str) -> str:
    """Return a number as people read it: « +995 32 222 52 16 », « 119 »."""
    if not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return number
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def _office(text: str, info: ValidationInfo) -> str:
    return contact_number(text, info.data.get("country"))


def _help(text: str, info: ValidationInfo) -> str:
    return hotline_number(text, info.data.get("country"))


# The country of the record must be declared before its numbers.
OfficeNumber = Annotated[Line, AfterValidator(_office)]
HelpNumber = Annotated[Line, AfterValidator(_help)]
