"""Questions in another language than French: which one it is, and what to say of it."""

from actions.reply.languages.detect import language_of
from actions.reply.languages.line import in_their_language

__all__ = ["in_their_language", "language_of"]
