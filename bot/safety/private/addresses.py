"""Street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

_CAPITAL = re.compile(r"\d+[ ,]+[A-ZÀ-Þ]")  # « 25 Hay Riad », not « 25 ans »
BEFORE = 60  # characters looked at before an address: « l'OIM est au 17 route … »


def find_addresses(text: str) -> Iterator[Span]:
    """Yield the addresses of a text that are not those of an office."""
    plain = folded(text)
    for match in re.finditer(_address(), plain):
        if not _office_before(plain, match.start()):
            yield Span(match.start(), match.end(), Private.ADDRESS)
    for pattern in _named():
        for match in re.finditer(pattern, plain):
            name = text[match.start(1) : match.end(1)]
            if re.search(r"(?:^|[\s'’])[A-ZÀ-Þ]", name) and not _office_before(
                plain, match.start()
            ):
                yield Span(match.start(), match.end(), Private.ADDRESS)
    if re.search(rf"\b{words('personnel')}\b", plain):
        yield from _at_home(text, plain)
    lives = rf"{words('personnel')}\b[^.?!]{{0,12}}?\b(\d{{1,4}}[ ,]+\w[^.?!;]{{2,60}})"
    for match in re.finditer(lives, plain):
        if _CAPITAL.match(text[match.start(1) : match.end(1)]):
            yield Span(match.start(1), match.end(1), Private.ADDRESS)


def _at_home(text: str, plain: str) -> Iterator[Span]:
    """Yield what says where somebody lives, in a message that says it is about their home."""
    name = r"[^\W\d_][\w'’-]*"
    number = rf"\b(?!un\b|une\b|et\b)(?:{words('chiffres')}[ -]){{1,3}}"
    spelt = rf"{number}{words('rue_nue')}\b(?: {name}){{1,5}}"
    room = rf"\b{words('logement')}\b\.? ?(?:n[o°]? ?)?(?:\d{{1,4}} ?[a-z]?|([a-z]))\b(?!')"
    quarter = rf"\b{words('quartier')} (?:des? |du |de la |la |les )?({name}(?: {name})?)"
    told = rf"\b{words('mon_adresse')}[ :,=]+([^.?!;\n@]{{4,80}})"
    for match in re.finditer(spelt, plain):
        yield Span(match.start(), match.end(), Private.ADDRESS)
    for match in re.finditer(room, plain):
        if not match[1] or text[match.start(1)].isupper():
            yield Span(match.start(), match.end(), Private.ADDRESS)
    for match in re.finditer(quarter, plain):
        if text[match.start(1)].isupper():
            yield Span(match.start(), match.end(), Private.ADDRESS)
    for match in re.finditer(told, plain):
        if re.search(r"\d", match[1]):
            yield Span(match.start(1), match.end(1), Private.ADDRESS)


def _office_before(plain: str, start: int) -> bool:
    """Tell whether the words before an address say that it is an office's."""
    before = plain[max(0, start - BEFORE) : start]
    office = re.search(rf"\b{words('organisation')}\b", before)
    return bool(office) and not re.search(words("personnel"), before)


def _address() -> str:
    """Return the pattern of an address, up to the post code and the town."""
    name = r"[^\W\d_][\w'’-]*"
    after = rf"(?: (?:angle|x) \d{{1,4}})?(?:[ ,]+\d{{4,5}}[ ,]+{name}(?:[ -]{name}){{0,2}})?"
    number = r"\b\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,?"
    street = rf"{number} (?:{words('rue')})\b\.?(?: {name}){{1,5}}{after}"
    before = rf"\b(?:{words('rue_devant')})(?: {name}){{0,3}},? (?:n[o°]? ?)?"
    reverse = rf"{before}(?<!\ben )(?<!\bde )\d{{1,5}}\b{after}"
    german = rf"\b{name}(?:strasse|straße|str\.|straat|laan) \d{{1,4}}\b{after}"
    return f"{street}|{reverse}|{german}"


def _named() -> tuple[str, str]:
    """Return the patterns of addresses that only a name in capitals tells from a figure."""
    name = r"[^\W\d_][\w'’-]*"
    no_date = r"(?<!\ben )(?<!\bde )(?<!depuis )"
    belgian = (
        rf"\b(?:rue|avenue|av|chaussee|boulevard|bd|place|quai|square|impasse|allee|ruelle)\.?"
        rf"((?: {name}){{1,5}}),? {no_date}\d{{1,4}}\b(?! ?fois)(?:[ ,]+\d{{4,5}}[ ,]+{name})?"
    )
    english = rf"\b\d{{1,4}}((?: {name}){{1,3}}) (?:street|road|lane|drive|avenue)\b"
    return belgian, english
