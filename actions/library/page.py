"""A page of knowledge."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, field_validator

from actions.library.fields import DANGEROUS_SCHEMES, Countries, Day, Line, Lines, WebAddress, fail
from actions.library.kinds import Kind

DANGEROUS_LINK = re.compile(
    rf"(?:\]\(|\]:|<|=[\"']?)\s*(?:{'|'.join(DANGEROUS_SCHEMES)})\s*:", re.IGNORECASE
)


class Page(BaseModel):
    """One Markdown page with its header, checked."""

    model_config = ConfigDict(frozen=True)
    card: ClassVar[None] = None

    path: str
    title: Line
    kind: Kind
    url: WebAddress | None = None
    published: Day | None = None
    verified: Day | None = None
    expires: Day | None = None
    place: Line | None = None
    countries: Countries = ()
    questions: Lines = ()
    facts: Lines = ()
    body: str
    digest: str

    @field_validator("body")
    @classmethod
    def _check_body(cls, body: str) -> str:
        if not body.strip():
            raise fail("body_empty")
        if DANGEROUS_LINK.search(body):
            raise fail("link_dangerous")
        return body

    def expired(self, today: date) -> bool:
        """Tell whether the page is past its last day."""
        return self.expires is not None and self.expires < today
