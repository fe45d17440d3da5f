"""Cut French text into words."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

# In this order: web and e-mail addresses, dotted initials (O.I.M.), the few words that keep
# their apostrophe, an elided word with its apostrophe (l', qu'), numbers, words.
WORD = re.compile(
    r"""
      https?://\S+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?
    | aujourd['’ʼ]hui | (?:pres|pr[eè]s)qu['’ʼ][iî]le | quelqu['’ʼ]une?s?
    | (?:qu|jusqu|lorsqu|puisqu|quoiqu|[cdjlmnst])['’ʼ]
    | \d+(?:[.,]\d+)*
    | \w+
    """,
    re.VERBOSE | re.IGNORECASE,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FrenchTokenizer(Tokenizer):
    """Keep « aujourd'hui » whole, part « l'OIM », read « O.I.M. » as OIM."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the settings every Rasa tokenizer has."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Return the words of one attribute of a message, with their places in it."""
        text = message.get(attribute)
        found = [_token(match) for match in WORD.finditer(text)]
        return self._apply_token_pattern(found or [Token(text, 0)])


def _token(match: re.Match[str]) -> Token:
    """Keep the place in the text; dotted initials lose their dots."""
    word = match.group()
    plain = word.replace(".", "") if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", word) else word
    return Token(plain, match.start(), match.end())
