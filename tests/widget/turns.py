"""What the scripted dialogue says, by a word of the message: one turn of every kind."""

from __future__ import annotations

from datetime import date

from actions.reply.reply import Button, Card, Reply, Source, Status, Turn

MEMBERS = Source(
    "Qui sommes-nous", "https://site.example.org/fr/qui", date(2023, 10, 1), date(2026, 11, 20)
)
UNDATED = Source("Notre histoire", "https://site.example.org/fr/histoire")

ANSWER = Turn(
    Status.ANSWERED,
    (
        Reply(
            "L'OIM compte **175 États membres**. Voir aussi <https://site.example.org/liste>.\n\n"
            "Elle travaille dans :\n\n- les retours volontaires ;\n- la réponse aux crises :\n"
            "  1. abris,\n  2. santé ;\n- la lutte contre la traite.\n\n"
            "| Année | Membres |\n|---|---|\n| 2016 | 166 |\n| 2023 | 175 |",
            (MEMBERS, UNDATED),
        ),
    ),
    0.93,
)
MANY_SOURCES = Turn(
    Status.SUGGESTED,
    (
        Reply(
            "Je ne suis pas sûre. Peut-être ceci :",
            tuple(
                Source(f"Page {n}", f"https://site.example.org/{n}", date(2019, n, 1))
                for n in (1, 2, 3)
            ),
            buttons=(Button("Les bureaux", "Où sont les bureaux ?"),),
        ),
    ),
    0.4,
)
WHERE = Turn(
    Status.CLARIFICATION,
    (
        Reply(
            "Dans quel pays êtes-vous ?",
            buttons=(
                Button("Géorgie", '/set_country{"country": "GE"}'),
                Button("Sénégal", '/set_country{"country": "SN"}'),
                Button("Un autre pays", "un autre pays"),
            ),
        ),
    ),
)
CONTACT = Card(
    "contact",
    {
        "name": "Bureau d'essai de l'OIM à Tbilissi",
        "person": "Camille Exemple",
        "role": "Information du public",
        "country": "GE",
        "place": "Tbilissi",
        "address": "1, rue de l'Exemple, Tbilissi",
        "phone": "+33199001234",
        "email": "bureau@example.org",
        "url": "https://bureau.example.org/fr",
        "hours": "du lundi au vendredi, de 9 h à 17 h",
        "languages": ["fr", "ka", "en"],
        "source": "https://site.example.org/fr/contact",
        "published": None,
        "verified": "2026-11-20",
    },
)
PERSON = Card("person", {"name": "Camille Exemple", "role": "Directrice de l'essai"})
HOTLINE = Card(
    "hotline",
    {
        "name": "Ligne d'écoute d'essai",
        "situations": ["violence", "traite"],
        "country": "FR",
        "phone": "+33199005678",
        "dial": None,
        "sms": "+33639980000",
        "email": None,
        "url": "https://ecoute.example.org",
        "hours": "24 h sur 24",
        "free": True,
        "languages": ["fr", "ar"],
        "note": "L'appel n'apparaît pas sur la facture.",
        "source": "https://ecoute.example.org/fr",
        "verified": "2026-11-20",
    },
)
PROGRAMME = Card(
    "programme",
    {
        "name": "Programme d'essai pour le retour volontaire",
        "summary": "Une aide pour préparer un retour choisi.",
        "countries": ["GE", "SN"],
        "period": "2024-2027",
        "partners": ["Ville d'Essai"],
        "url": "https://programme.example.org/fr",
    },
)
ARABIC = "يمكنني الإجابة بالفرنسية فقط. اكتب سؤالك بالفرنسية من فضلك."

TURNS = {
    "membres": ANSWER,
    "bureaux": Turn(
        Status.ANSWERED,
        (Reply("Voici le bureau le plus proche.", (MEMBERS,), CONTACT),),
        0.95,
    ),
    "écoute": Turn(Status.ANSWERED, (Reply("Cette ligne répond.", (), HOTLINE),), 0.95),
    "dirige": Turn(Status.ANSWERED, (Reply("Camille Exemple.", (MEMBERS,), PERSON),), 0.9),
    "programme": Turn(Status.ANSWERED, (Reply("Ce programme existe.", (), PROGRAMME),), 0.9),
    "peut-être": MANY_SOURCES,
    "pays": WHERE,
    "set_country": Turn(Status.ANSWERED, (Reply("Merci, je retiens ce pays."),), 1.0),
    "مرحبا": Turn(Status.SMALLTALK, (Reply(f"{ARABIC}\n\nJe réponds en français."),), 1.0),
    "piège": Turn(
        Status.ANSWERED,
        (
            Reply(
                "<img src=x onerror=alert(1)> [clic](javascript:alert(1)) <b>gras</b>",
                (Source("<script>alert(2)</script>", "javascript:alert(3)"),),
                Card("contact", {"name": "<i>x</i>", "url": "javascript:alert(4)"}),
            ),
        ),
        0.9,
    ),
    "bonjour": Turn(Status.SMALLTALK, (Reply("Bonjour. Posez votre question."),), 1.0),
    "deux messages": Turn(
        Status.ANSWERED, (Reply("Premier message."), Reply("Second message.", (UNDATED,))), 0.9
    ),
}
UNKNOWN = Turn(Status.UNANSWERABLE, (Reply("Je n'ai pas trouvé de réponse dans mes pages."),), 0.1)


def turn_for(message: str) -> Turn:
    """Return the turn for the first word that a message contains."""
    found = (turn for word, turn in TURNS.items() if word in message.lower())
    return next(found, UNKNOWN)
