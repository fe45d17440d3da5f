"""One kept-alive connection on loopback, with next to no cost of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last received."""

    status: int
    body: bytes
    seconds: float

    def json(self) -> Any:
        """Read the body."""
        return json.loads(self.body)


class Line:
    """Ask one server, one thing after the other."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        """Nothing is opened before the first request."""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST_SECONDS)
        self._headers = dict(headers or {})

    def post(self, path: str, body: object) -> Answer:
        """Send JSON."""
        headers = {**self._headers, "Content-Type": "application/json"}
        return self._ask("POST", path, json.dumps(body).encode(), headers)

    def get(self, path: str) -> Answer:
        """Read an address."""
        return self._ask("GET", path, None, self._headers)

    def answers(self, path: str) -> bool:
        """Tell whether an address gives 200 now."""
        try:
            return self.get(path).status == 200
        except (OSError, HTTPException):
            self.close()
            return False

    def close(self) -> None:
        """Hang up; the next request opens again."""
        self._connection.close()

    def _ask(self, verb: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        started = time.perf_counter()
        self._connection.request(verb, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        return Answer(answer.status, content, time.perf_counter() - started)
