"""The one error of the search engine."""

from __future__ import annotations

from actions.library.errors import BoussoleError


class SearchError(BoussoleError):
    """The index or the embedding model is at fault."""

    package = "actions.search"
