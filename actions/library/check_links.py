"""Addresses that people could not or should not follow."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from actions.library.finding import Finding
from actions.library.library import Library
from actions.library.source_lines import line_of_text

_ADDRESS = re.compile(r"https?://[^\s<>()\"'\]]+", re.IGNORECASE)
_PRIVATE_NAMES = (".local", ".lan", ".internal", ".intranet", ".corp", ".home")


def check_links(library: Library) -> Iterator[Finding]:
    """Report addresses of private networks in headers, records and texts."""
    for page in library.pages:
        for url in dict.fromkeys((*filter(None, [page.url]), *_ADDRESS.findall(page.body))):
            if is_private(url):
                line = line_of_text(library.folder / page.path, url)
                yield Finding.error(page.path, line, "checks.private_host", url=url[:60])
    for record in (*library.contacts, *library.hotlines):
        for url in filter(None, (record.url, record.source)):
            if is_private(url):
                yield Finding.error(record.path, record.line, "checks.private_host", url=url[:60])


def is_private(url: str) -> bool:
    """Tell whether only a private network knows the host of an address."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").casefold()
    except ValueError:
        return False
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(_PRIVATE_NAMES)
