"""Personal data that does not belong in a public folder."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher, PhoneNumberType

from actions.library.finding import Finding
from actions.library.library import Library
from actions.library.page import Page
from actions.library.source_lines import line_of_text

_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# Mailboxes that private people have; offices have their own.
_PRIVATE_HOSTS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|orange|wanadoo|free"
    r"|laposte|sfr|gmx|proton|protonmail|mail|yandex)\.(?:[a-z]{2,3}\.)?[a-z]{2,3}"
)


def check_private(library: Library) -> Iterator[Finding]:
    """Report private mailboxes anywhere, and mobile numbers in the text of pages."""
    for page in library.pages:
        for email in _private_emails(page.body):
            yield _at(library, page, email, "private_email")
        for mobile in _mobiles(page):
            yield _at(library, page, mobile, "private_phone")
    for record in (*library.contacts, *library.hotlines):
        for email in _private_emails(record.email or ""):
            yield Finding.warning(record.path, record.line, "checks.private_email", value=email)


def _private_emails(text: str) -> list[str]:
    found = _EMAIL.finditer(text)
    return [match[0] for match in found if _PRIVATE_HOSTS.fullmatch(match[1].casefold())]


def _mobiles(page: Page) -> Iterator[str]:
    region = page.countries[0] if len(page.countries) == 1 else "FR"
    for match in PhoneNumberMatcher(page.body, region, leniency=Leniency.POSSIBLE):
        if match.raw_string.startswith(("+", "0", "(")) and _is_mobile(match.number):
            yield match.raw_string


def _is_mobile(number: PhoneNumber) -> bool:
    # The tables know no type for the numbers France keeps for fiction.
    french = number.country_code == 33 and str(number.national_number)[0] in "67"
    return french or phonenumbers.number_type(number) == PhoneNumberType.MOBILE


def _at(library: Library, page: Page, value: str, key: str) -> Finding:
    line = line_of_text(library.folder / page.path, value)
    return Finding.warning(page.path, line, f"checks.{key}", value=value)
