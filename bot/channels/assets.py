"""The built widget and the looks of the page: read once, compressed once, cached by their hash."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SCRIPT = "text/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
PICTURE = "image/svg+xml"

HERE = Path(__file__).parent
WIDGET = HERE.parent / "widget" / "dist"
FILES = {
    "/widget.js": (WIDGET / "widget.js", SCRIPT),
    "/widget/chat.js": (WIDGET / "chat.js", SCRIPT),
    "/page.css": (HERE / "templates" / "page.css", STYLE),
    "/equipe.css": (HERE / "staff" / "templates" / "staff.css", STYLE),
    "/boussole.svg": (HERE / "templates" / "boussole.svg", PICTURE),
}

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
VERSION_CHARACTERS = 12
SHARED = {
    "Access-Control-Allow-Origin": "*",  # sites with a strict policy load modules with CORS
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is sent."""

    media_type: str
    content: bytes
    packed: bytes
    digest: str

    @classmethod
    def read(cls, path: Path, media_type: str) -> Self:
        """Read a file and compress it."""
        content = path.read_bytes()
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        return cls(media_type, content, packed, hashlib.sha256(content).hexdigest())

    @property
    def version(self) -> str:
        """Return what names this content in an address."""
        return self.digest[:VERSION_CHARACTERS]

    def answer(self, request: Request) -> Response:
        """Send the file, or say that the browser has it already."""
        packed = accepts_gzip(request.headers)
        tag = f'"{self.version}{"-gz" if packed else ""}"'
        lasting = request.query_params.get("v") == self.version
        headers = {
            **SHARED,
            "ETag": tag,
            "Vary": "Accept-Encoding",
            "Cache-Control": FOR_EVER if lasting else FOR_A_WHILE,
        }
        if tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        headers["Content-Type"] = self.media_type
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(self.packed if packed else self.content, headers=headers)


class Assets:
    """Serve the files that never change while the service runs."""

    def __init__(self, files: Mapping[str, tuple[Path, str]] | None = None) -> None:
        """Read every file once."""
        given = FILES if files is None else files
        self._assets = {address: Asset.read(*file) for address, file in given.items()}

    def routes(self) -> list[Route]:
        """Return a route for every file."""
        return [Route(address, self.serve, methods=["GET"]) for address in self._assets]

    async def serve(self, request: Request) -> Response:
        """Send one of the files."""
        return self._assets[request.url.path].answer(request)

    def address(self, address: str) -> str:
        """Return the address of a file with its version, to be kept for ever."""
        return f"{address}?v={self._assets[address].version}"


def accepts_gzip(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser takes compressed answers."""
    for offer in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = offer.partition(";")
        if name.strip() in {"gzip", "*"} and weight.replace(" ", "") not in {"q=0", "q=0.0"}:
            return True
    return False


def _tags(header: str) -> set[str]:
    """Return the tags of If-None-Match, weak ones too."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
