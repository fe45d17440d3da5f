"""The secret of one installation, and what is signed and hidden with it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from actions.library.os_reasons import reason as why
from bot.errors import ServiceError

SECRET_BYTES = 32
TAG_BYTES = 16  # 128 bits: unguessable, and short enough for an address
FILE = "secret.key"


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Sign what leaves, recognise what comes back, hide who speaks."""

    secret: bytes

    @classmethod
    def of_state(cls, folder: Path) -> Self:
        """Read the secret of a state folder; make it, private to its owner, at the first start."""
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(_read(path) if path.exists() else _create(path))
        except OSError as error:
            raise ServiceError("state_unwritable", folder=folder, reason=why(error)) from error

    def tag(self, purpose: str, *parts: str) -> str:
        """Return a keyed hash of the parts, different for every purpose."""
        message = b"\0".join(part.encode() for part in (purpose, *parts))
        return encode(hmac.digest(self.secret, message, hashlib.sha256)[:TAG_BYTES])

    def matches(self, given: str, purpose: str, *parts: str) -> bool:
        """Compare a tag somebody sent with the right one, in constant time."""
        return given.isascii() and hmac.compare_digest(given, self.tag(purpose, *parts))

    def conversation(self, channel: str, person: str) -> str:
        """Return the name under which a conversation is known inside: nobody can be found by it."""
        return self.tag("conversation", channel, person)


def encode(data: bytes) -> str:
    """Write bytes with characters that are safe in an address."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Read what `encode` wrote; ValueError if it is something else."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _read(path: Path) -> bytes:
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise ServiceError("secret_damaged", path=path)
    return secret


def _create(path: Path) -> bytes:
    """Write a whole new secret in one step; whoever was first wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    return _read(path)
