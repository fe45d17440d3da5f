"""Read the line at the end of a news item that says whom to contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

from actions.library.countries import find_countries
from actions.library.folding import fold

# How many lines may follow « veuillez contacter » when each detail has its own.
LONGEST_BLOCK = 14

_OPENING = re.compile(
    r"^(?:pour (?:de |tout )?(?:plus|davantage|obtenir|toute?)\b.{0,60}?"
    r"(?:contact|joindre|adress|ecrire|tel\b|e-?mail)"
    r"|(?:veuillez|merci de|priere de) (?:contacter|joindre|prendre contact)"
    r"|contacts?(?: presse| medias?| pour les medias)? ?:|for more information.{0,40}contact)"
)
_ENTICES = re.compile(r"^pour (?:de )?plus (?:d['’ ]|amples |de )?(?:information|renseignement)")
_EMAIL = re.compile(
    r"[\w.+-]+(?:\s?@\s?|\s?[\[({]\s?(?:at|arobase|@)\s?[\])}]\s?|\s(?:arobase|AT)\s)"
    r"[\w-]+(?:(?:\.|\s?[\[({]\s?(?:dot|point)\s?[\])}]\s?|\s(?:DOT)\s)[\w-]+)+",
)
_AT = re.compile(r"\s?(?:[\[({]\s?(?:at|arobase|@)\s?[\])}]|\s(?:arobase|AT)\s|@)\s?")
_DOT = re.compile(r"\s?(?:[\[({]\s?(?:dot|point)\s?[\])}]|\sDOT\s)\s?")
_NAME_WORD = r"(?:[A-ZÀ-Ý][\w’'.-]*|de|da|del|di|el|al|van|von|ben|bin|la|le)"
_PERSON = re.compile(rf"[A-ZÀ-Ý][\w’'-]+(?: {_NAME_WORD}){{0,3}} [A-ZÀ-Ý][\w’'-]+")
_ROLE = re.compile(
    r"\s*,\s*(?P<role>[a-zà-ÿ][^,;:@+\d]{3,80}?)"
    r"(?=\s+(?:à|de|pour|auprès)\s+(?:de\s+)?(?:l['’])?OIM|\s*[,;:(]|\s+T[ée]l|\s+[Ee]-?mail|$)"
)
_CUE = re.compile(
    r"(?:contacter|contact(?:s| presse| médias?)? ?:|joindre|auprès de|écrire à|\bou|\bet|contact)"
    r"[\s:,]*(?:à\s)?(?:M\.|Mme|Mlle|Dr)?\s*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:OIM|l['’]OIM|IOM)(?:,? (?:à|au|aux|en|de|du))?,? "
    r"(?P<office>(?:[A-ZÀ-Ý][\w’'-]+)(?:[ -][A-ZÀ-Ý][\w’'-]+){0,3})"
)
_HEADQUARTERS = re.compile(r"\bsiege\b|\bgeneve\b")
_NOT_OFFICES = {"tel", "email", "e", "mail", "courriel", "telephone", "mobile"}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """What one contact line gives."""

    person: str | None
    role: str | None
    office: str | None
    country: str | None
    phone: str | None
    email: str | None
    headquarters: bool = False


def opens_contact(line: str) -> bool:
    """Tell whether a line begins to say whom to contact."""
    folded = fold(line.strip().lstrip("*_# "))
    return bool(_OPENING.match(folded) or _ENTICES.match(folded))


def split_contacts(lines: Sequence[str]) -> tuple[list[str], list[ContactLine]]:
    """Return the lines without the contact block that ends them, and its contacts.

    A block without a phone or an e-mail address stays where it is.
    """
    for start in range(len(lines) - 1, max(-1, len(lines) - 1 - 2 * LONGEST_BLOCK), -1):
        if opens_contact(lines[start]):
            end = _end(lines, start)
            found = list(_contacts(", ".join(line for line in lines[start:end] if line)))
            if found:
                return [*lines[:start], *lines[end:]], found
    return list(lines), []


def _end(lines: Sequence[str], start: int) -> int:
    """Return the index after the last line of the block that gives a detail."""
    end = start + 1
    for index in range(start + 1, min(len(lines), start + LONGEST_BLOCK)):
        if len(lines[index]) > 200 and not _EMAIL.search(lines[index]):
            break
        if _is_detail(lines[index]):
            end = index + 1
    return end


def _is_detail(line: str) -> bool:
    return bool(_EMAIL.search(line) or _number(line))


def _contacts(text: str) -> Iterator[ContactLine]:
    """Yield one contact for each e-mail address, and one for each phone beside the first."""
    emails = list(_EMAIL.finditer(text))
    start = 0
    for email in emails:
        part = text[start : email.start()]
        if email is emails[-1]:  # what follows the last address belongs to it
            part = f"{part}, {text[email.end() :]}"
        yield from _reachable(part, _address(email[0]))
        start = email.end()
    if not emails and _number(text):
        yield from _reachable(text, None)


def _reachable(text: str, email: str | None) -> Iterator[ContactLine]:
    """Yield the contact of a part of the line, then the same for each further number in it."""
    numbers = _numbers(text)
    first = _contact(text, numbers[0] if numbers else None, email)
    yield first
    for number in numbers[1:]:
        phone = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        yield replace(first, phone=phone, email=None)


def _contact(text: str, number: PhoneNumber | None, email: str | None) -> ContactLine:
    office = _OFFICE.search(text)
    name = office["office"].strip() if office else None
    if name and fold(name).split()[0] in _NOT_OFFICES:
        name = None
    named = find_countries(name, fuzzy=False) if name else []
    region = phonenumbers.region_code_for_number(number) if number else None
    country = named[0].iso if named else region
    person, role = _person(text)
    return ContactLine(
        person=person,
        role=role,
        office=name,
        country=country if country and country != "001" else None,
        phone=phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else None,
        email=email,
        headquarters=bool(_HEADQUARTERS.search(fold(text))) and country in (None, "CH"),
    )


def _number(text: str) -> PhoneNumber | None:
    return next(iter(_numbers(text)), None)


def _numbers(text: str) -> list[PhoneNumber]:
    plus = re.sub(r"(?<![\d+])00(?=[1-9]\d)", "+", text)
    matches = PhoneNumberMatcher(plus, None, leniency=Leniency.POSSIBLE)
    found: list[PhoneNumber] = []
    for match in matches:
        if match.number not in found:
            found.append(match.number)
    return found


def _person(text: str) -> tuple[str | None, str | None]:
    """Return who is named, and what the line says they do."""
    for cue in _CUE.finditer(text):
        person = _PERSON.match(text, cue.end())
        if person and not re.search(r"\b(?:OIM|IOM|Tél|Email|Bureau|Organisation)\b", person[0]):
            role = _ROLE.match(text, person.end())
            return person[0], role["role"] if role else None
    return None, None


def _address(text: str) -> str:
    return _DOT.sub(".", _AT.sub("@", text)).replace(" ", "").rstrip(".")
