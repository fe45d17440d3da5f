"""Read public web addresses: bounded in time and size, never on a private network."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from trafilatura.utils import decode_file

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.document import Document
from actions.library.importer.readers import READERS, Reading
from actions.library.importer.readers.html import html_document

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
MAX_BYTES = 20_000_000
MOST_REDIRECTS = 5
_AGENT = "Boussole import"
_HTML = {"text/html", "application/xhtml+xml"}
_FILES = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Fetcher:
    """Fetches addresses one after the other."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        """Keep a connection open; `allow_loopback` is for a server on this very machine."""
        self._allow_loopback = allow_loopback
        self._client = httpx.Client(timeout=TIMEOUT, headers={"User-Agent": _AGENT})

    def __enter__(self) -> Self:
        """Use the connections."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._client.close()

    def read(self, url: str, source: str, line: int = 1) -> Reading:
        """Return the documents of an address; ContentError when it cannot or must not be read."""
        try:
            final, kind, raw = self._follow(url, line)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ContentError("address_unreachable", line=line, url=url[:80]) from error
        if kind in _HTML:
            findings: list[Finding] = []
            document = html_document(decode_file(raw), source, line, {}, findings)
            return Reading((_at(document, final),), tuple(findings))
        if kind not in _FILES:
            raise ContentError("address_kind", line=line, url=url[:80], kind=kind or "?")
        with NamedTemporaryFile(suffix=_FILES[kind]) as file:
            file.write(raw)
            file.flush()
            reading = READERS[_FILES[kind]](Path(file.name))
        found = tuple(_at(replace(d, source=source, line=line), final) for d in reading.documents)
        return Reading(found, reading.findings)

    def _follow(self, url: str, line: int) -> tuple[str, str, bytes]:
        """Return where an address leads, the kind of what is there, and its bytes."""
        for _ in range(MOST_REDIRECTS + 1):
            self._refuse_private(url, line)
            with self._client.stream("GET", url) as answer:
                if answer.is_redirect:
                    url = urljoin(url, answer.headers.get("location", ""))
                    continue
                if not answer.is_success:
                    status = answer.status_code
                    raise ContentError("address_status", line=line, url=url[:80], status=status)
                kind = answer.headers.get("content-type", "").partition(";")[0].strip().casefold()
                return url, kind, _bounded(answer, line)
        raise ContentError("address_unreachable", line=line, url=url[:80])

    def _refuse_private(self, url: str, line: int) -> None:
        """Let nobody have the inside of a network read."""
        host = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
        if not host:
            raise ContentError("address_form", line=line, url=url[:80])
        found = {host}
        with suppress(OSError):  # unknown: the request itself will say so
            found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
        if not all(self._may_read(address) for address in found):
            raise ContentError("address_private", line=line, url=url[:80])

    def _may_read(self, address: str) -> bool:
        try:
            place = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return True
        return place.is_global or (self._allow_loopback and place.is_loopback)


def _bounded(answer: httpx.Response, line: int) -> bytes:
    """Return the body of an answer, unless it is too long."""
    raw = bytearray()
    for part in answer.iter_bytes():
        raw += part
        if len(raw) > MAX_BYTES:
            raise ContentError("file_too_large", line=line, limit=MAX_BYTES // 1_000_000)
    return bytes(raw)


def _at(document: Document, url: str) -> Document:
    """Give a document the address it was read at, unless it states another of the same site."""
    same = document.url and urlsplit(document.url).hostname == urlsplit(url).hostname
    return document if same else replace(document, url=url)
