"""French words as the lexical index sees them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import Stemmer

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’.-][^\W_]+)*")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_ELISION = re.compile(r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['’]", re.IGNORECASE)
_WHOLE = frozenset({"aujourd'hui", "quelqu'un", "presqu'ile", "rendez-vous", "peut-etre"})
_INITIALS = re.compile(r"^(?:\w\.)+\w?$")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"})

FUNCTION_WORDS = frozenset(
    """a ai ait au aucun aucune aussi autre autres aux avec avez avoir avons c ca car ce ceci cela celle celles
    celui ces cet cette ceux chaque chez ci comme comment d dans de des donc dont du elle elles en encore entre
    es est et etaient etait etant etc ete etes etre eu eux faut font fait faire fais il ils j je jusqu l la laquelle
    le lequel les lesquelles lesquels leur leurs lors lorsqu lui m ma mais me meme memes mes moi moins mon n ne ni
    nos notre nous on ont or ou par parce pas peu peut peuvent peux plus plusieurs pour pourquoi pouvez pourrait
    puis puisqu qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si soit son sont sous sur t ta
    tandis te tes toi ton tous tout toute toutes tres trop tu un une vers via voici voila vos votre vous y sais savoir
    savez dire dites dis moi svp stp plait merci bonjour bonsoir salut veux voudrais vouloir aimerais combien ou
    cb pk pr ke ki koi""".split()
)
"""Words that carry no subject, folded."""


def fold(text: str) -> str:
    """Lower the case and drop accents, ligatures and curly apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Return the folded words of a text, elisions cut, « O.I.M. » joined, hyphenated words split."""
    found: list[str] = []
    for match in _WORD.finditer(fold(_THOUSANDS.sub("", text))):
        word = match.group()
        if word not in _WHOLE:
            word = _ELISION.sub("", word)
        if word in _WHOLE:
            found.append(re.sub(r"['-]", "", word))
        elif word[0].isdigit() or _INITIALS.match(word):
            found.append(word.replace(".", ""))
        else:
            found.extend(part for part in re.split(r"['.-]", word) if part)
    return found


def content_words(text: str) -> list[str]:
    """Return the folded words that carry a subject."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("french")


def stems(text: str) -> list[str]:
    """Return the stems of the content words, without accents."""
    return _stemmer().stemWords(content_words(text))
