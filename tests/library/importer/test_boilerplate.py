from actions.library.importer.boilerplate import drop_boilerplate
from actions.library.importer.document import Document


def documents(*texts: str, host: str = "example.org") -> list[Document]:
    return [
        Document("x", tuple(text.splitlines()), url=f"https://{host}/{i}")
        for i, text in enumerate(texts)
    ]


HEAD, FOOT = "Accueil\nRubriques\n\n", "\nSuivez la lettre\nMentions légales"


def test_what_all_pages_share_is_dropped():
    cleaned = drop_boilerplate(documents(*(f"{HEAD}Page {i}\nTexte {i}{FOOT}" for i in range(4))))
    assert [d.lines for d in cleaned] == [(f"Page {i}", f"Texte {i}") for i in range(4)]


def test_two_pages_are_not_enough_to_learn():
    given = documents(*(f"{HEAD}Page {i}" for i in range(2)))
    assert drop_boilerplate(given) == given


def test_sites_are_told_apart():
    given = [
        *documents(*(f"{HEAD}Page {i}" for i in range(3))),
        *documents(HEAD.strip(), host="b.org"),
    ]
    assert drop_boilerplate(given)[-1] == given[-1]


def test_a_shared_contact_line_stays():
    contact = "Pour plus d'informations, veuillez contacter a@example.org"
    given = documents(*(f"Page {i}\nTexte {i}\n{contact}{FOOT}" for i in range(3)))
    assert all(d.lines[-1] == contact for d in drop_boilerplate(given))


def test_lines_shared_in_the_middle_stay():
    given = documents(*(f"Page {i}\nRappel\nTexte {i}" for i in range(3)))
    assert drop_boilerplate(given) == given
