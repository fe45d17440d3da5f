"""The errors of the running service.

BoussoleError
 └─ ServiceError            settings, processes, ports, folders
     └─ DialogueError       the dialogue server did not give an answer
"""

from __future__ import annotations

from typing import ClassVar

from actions.library.errors import BoussoleError


class ServiceError(BoussoleError):
    """Settings, a process, a port or a folder is at fault."""

    package: ClassVar[str] = "bot"


class DialogueError(ServiceError):
    """The dialogue server was silent, late, or said something that is not a turn."""

    def __init__(self, reason: str) -> None:
        super().__init__("dialogue", reason=reason)
        self.reason = reason
