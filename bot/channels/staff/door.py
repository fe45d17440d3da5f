"""Who may come in: the staff token, compared in constant time, then a signed cookie."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from typing import Literal

import structlog
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.origin import Origins
from bot.conversation.limits import Counting
from bot.keys import Keys
from bot.store.clock import Clock, utc_now

PATH = "/equipe"
COOKIE = "boussole_equipe"
LASTS = timedelta(hours=8)
RANDOM_BYTES = 12
LONGEST = 160
TOKEN, SESSION = "staff-token", "staff-session"
WHO = "equipe"

RATES = (RateLimitItemPerMinute(5), RateLimitItemPerHour(30))
"""Wrong tokens from one place."""

Outcome = Literal["right", "wrong", "too_many"]


class Door:
    """Let in whoever knows the token, for a working day."""

    def __init__(
        self, keys: Keys, token: str, origins: Origins, counting: Counting, clock: Clock = utc_now
    ) -> None:
        """Take the token, what signs, who names addresses, and what counts attempts."""
        self._keys = keys
        self._token = token
        self._origins = origins
        self._counting = counting
        self._clock = clock
        self._lock = asyncio.Lock()

    async def tries(self, request: Request, given: str) -> Outcome:
        """Compare a token somebody sent; past the limit of wrong ones not even the right one."""
        outcome = await self._outcome(self._origins.of(request) or "", given)
        if outcome != "right":
            structlog.get_logger().warning("staff token refused", outcome=outcome)
        return outcome

    async def _outcome(self, place: str, given: str) -> Outcome:
        async with self._lock:  # tries sent together are counted one after the other
            for rate in RATES:
                if not await self._counting.allows(rate, WHO, place):
                    return "too_many"
            if self._knows(given):
                return "right"
            for rate in RATES:
                await self._counting.hit(rate, WHO, place)
            return "wrong"

    def session(self) -> str:
        """Return the value of a new cookie: until when, and the proof that it comes from here."""
        until = f"{int((self._clock() + LASTS).timestamp())}"
        nonce = secrets.token_urlsafe(RANDOM_BYTES)
        return f"{until}.{nonce}.{self._sign(until, nonce)}"

    def is_open(self, request: Request) -> bool:
        """Tell whether a request carries a cookie made here that still holds."""
        given = request.cookies.get(COOKIE, "")
        until, _, rest = given.partition(".")
        nonce, _, tag = rest.partition(".")
        if len(given) > LONGEST or not given.isascii() or not until.isdigit():
            return False
        signed = self._keys.matches(tag, SESSION, until, nonce, self._token)
        return signed and self._clock().timestamp() < int(until)

    def open(self, request: Request, answer: Response) -> None:
        """Give the cookie."""
        answer.set_cookie(
            COOKIE,
            self.session(),
            max_age=int(LASTS.total_seconds()),
            path=PATH,
            secure=self._origins.secure(request),
            httponly=True,
            samesite="strict",
        )

    def close(self, request: Request, answer: Response) -> None:
        """Take the cookie back."""
        answer.delete_cookie(
            COOKIE,
            path=PATH,
            secure=self._origins.secure(request),
            httponly=True,
            samesite="strict",
        )

    def _knows(self, given: str) -> bool:
        """Compare in constant time; not even the length of the token can be measured."""
        tag = self._keys.tag(TOKEN, given.strip())
        return self._keys.matches(tag, TOKEN, self._token)

    def _sign(self, until: str, nonce: str) -> str:
        """Sign with the token too: another token ends every session."""
        return self._keys.tag(SESSION, until, nonce, self._token)
