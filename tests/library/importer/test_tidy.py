from actions.library.importer.tidy import clean_lines, markdown, paragraphs

WRAPPED = [
    "La visite officielle de deux jours du",
    "Directeur s’achève aujourd’hui.",
    "A cette occasion, M.",
    "Exemple a fait l’éloge des",
    "politiques du pays.",
]


def test_wrapped_lines_become_paragraphs():
    assert paragraphs(WRAPPED) == [
        "La visite officielle de deux jours du Directeur s’achève aujourd’hui.",
        "A cette occasion, M. Exemple a fait l’éloge des politiques du pays.",
    ]


def test_long_lines_are_paragraphs_already():
    lines = ["Un paragraphe de bonne longueur qui se termine. " * 3, "Un autre sans point"]
    assert paragraphs(lines) == lines


def test_lists_stay_lists():
    lines = ["Il faut :", "• un passeport", "• une photo", "C'est tout."]
    assert markdown(paragraphs(lines)) == "Il faut :\n\n- un passeport\n- une photo\n\nC'est tout."


def test_junk_goes_and_lost_letters_come_back():
    lines = [
        "[block:views=dg-block]",
        'alt="" border="0" src=',
        '"/jahia/webdav/x.gif"',
        "connexes",
        "Une ONG uvrant à la mise en uvre,\u00a0au cur du pays",
        "Il couvre la courbe",
    ]
    assert clean_lines(lines) == [
        "Une ONG œuvrant à la mise en œuvre, au cœur du pays",
        "Il couvre la courbe",
    ]


def test_text_that_looks_like_markdown_is_kept_as_text():
    assert markdown(["# pas un titre", "> pas une citation"]) == (
        "\\# pas un titre\n\n\\> pas une citation"
    )
