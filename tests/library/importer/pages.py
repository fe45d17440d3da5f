"""Pages in the shapes that the organisation's sites have, with texts of our own."""

import random
import textwrap
from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).parents[2] / "data" / "seed-page-georgie.txt"
WORLD = SEED.read_text(encoding="utf-8").partition("La Géorgie porte")[0].splitlines()
OLDER = [line.replace("Partenariats", "Points forts") for line in WORLD]

COUNTRY = """-
Qui sommes nous
Qui sommes nousL'Organisation compte 174 Etats membres. Elle est au Mali depuis 1998.
À propos
À propos
OIM Global
OIM Global
-
Ce que nous faisons
Notre travailL'Organisation promeut une migration ordonnée. Au Mali, elle travaille avec l'État.
Ce que nous faisons
Ce que nous faisons
Priorités transversales
Priorités transversales
- Données et ressources
- Agir
- 2030 Agenda""".splitlines()

UNKNOWN = """-
Qui sommes nous
Qui sommes nousL'Organisation est là depuis 1951.
Nos équipes
Nos équipes
- Antenne de Kati
-
Notre travail
Notre travailElle aide les migrants.
Nos récits
Nos récits
- Données et ressources
- 2030 Agenda""".splitlines()

ENGLISH = """-
Who we are
WHO WE AREThe Organization has 175 member states.
About
About
IOM Global
IOM Global
-
Our Work
Our WorkIt helps people who move.
What We Do
What We Do
Cross-cutting (Global)
Cross-cutting (Global)
- Data and Resources
-
Take Action
Take Action
- 2030 Agenda""".splitlines()

HEADS = {
    "world": WORLD,
    "older": OLDER,
    "older without its end": OLDER[:-1],
    "country": COUNTRY,
    "unknown labels": UNKNOWN,
    "english": ENGLISH,
    "blank lines": [part for line in WORLD for part in (line, "")],
    "banner": ["Communiqué", "Global", ""],
    "dated banner": ["Histoires", "Local", "", "12 mars 2021", ""],
    "nothing": [],
}

_TITLES = (
    "Les ateliers de couture de Sikasso rouvrent leurs portes",
    "Un centre d'accueil de jour ouvre à Kayes",
    "L’OIM forme 45 agents aux frontières",
    "Trente familles retrouvent un toit à Ouanaminthe",
)
_SENTENCES = (
    "La caravane a traversé onze communes en {n} jours, et {m} jeunes ont vu les films du soir.",
    "« Nous avons appris à lire un contrat avant de le signer », raconte Fanta, {n} ans.",
    "Le bureau a remis {m} trousses d'hygiène aux familles, dont {n} aux femmes enceintes.",
    "Selon les premiers relevés, {m} personnes ont quitté la vallée ; {n} villages sont coupés.",
    "Les agents recevront des lampes, des registres et une formation de {n} jours.",
    "La manœuvre a mobilisé {m} bénévoles ; l'œuvre commune reste ouverte jour et nuit.",
)
_CONTACTS = (
    "Pour plus d’informations, contacter Awa Essai, Tél : +223 20 22 76 {n:02d}, a{n}@iom.int",
    """Pour de plus amples informations, veuillez contacter :
Jean Bidule
OIM Haïti
Tél : +509 28 19 1{n:02d}0
E-mail : jbidule{n}@iom.int""",
    """Pour plus d'informations, veuillez contacter
Marie Essai, OIM Genève, Tel: +41 22 717 9{n:02d}1, Mobile: +33 6 39 98 01 {n:02d}
Email: messai{n}@iom.int""",
)
# Titles of parts that are entries of the menu too.
_PARTS = ("Partenariats", "Agenda 2030", "Ce que nous faisons", "Structure")


@dataclass(frozen=True)
class Sample:
    """A page as a crawler leaves it, and what must come out of it."""

    url: str
    title: str
    text: str
    body: tuple[str, ...]
    contact: str


def sample(number: int, head: str, shape: str, chance: random.Random) -> Sample:
    """Make a page under one head: paragraphs, hard-wrapped lines, or parts with titles."""
    body = tuple(_paragraph(chance) for _ in range(chance.randint(1, 6)))
    title = f"{chance.choice(_TITLES)} ({number})"
    contact = chance.choice(_CONTACTS).format(n=number % 100) if number % 2 else ""
    lines = [*HEADS[head], title, *_shaped(body, shape, chance), *contact.splitlines()]
    host = "mali.iom.int/fr" if head in {"country", "unknown labels"} else "iom.int/fr"
    return Sample(f"https://{host}/news/{number}", title, "\n".join(lines), body, contact)


def _shaped(body: tuple[str, ...], shape: str, chance: random.Random) -> list[str]:
    if shape == "wrapped":  # older news; it has lost its « œ » too
        return [line for text in body for line in textwrap.wrap(text.replace("œ", ""), 60)]
    if shape == "parts":
        return [line for text in body for line in (chance.choice(_PARTS), text)]
    return [f"Bamako – {body[0]}", *body[1:]]


def _paragraph(chance: random.Random) -> str:
    text = chance.choice(_SENTENCES)
    return text.format(n=chance.randint(3, 29), m=chance.randint(101, 99_999))
