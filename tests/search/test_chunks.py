from actions.search.chunks import LONGEST, TARGET, passages_of
from tests.search.documents import Page


def cut(body):
    return passages_of(Page("a.md", body, "Titre"))


def test_a_section_is_a_passage_under_its_headings():
    passages = cut(
        "Début.\n\n## Un {#ancre}\n\nTexte un.\n\n### Deux\n\nTexte deux.\n\n## Trois\n\nFin."
    )
    assert [(p.headings, p.anchor, p.text) for p in passages] == [
        ((), None, "Début."),
        (("Un",), "ancre", "Texte un."),
        (("Un", "Deux"), None, "Texte deux."),
        (("Trois",), None, "Fin."),
    ]


def test_the_title_is_not_said_twice():
    (passage,) = cut("# Titre\n\nTexte.")
    assert passage.context == "Titre"


def test_a_list_is_never_cut_and_keeps_its_introduction():
    items = "\n".join(f"- condition numéro {n} à remplir absolument" for n in range(100))
    passages = cut(f"{'Avant. ' * 100}\n\nVoici les conditions :\n\n{items}")
    holder = next(p for p in passages if "condition numéro 0" in p.text)
    assert items in holder.text
    assert "Voici les conditions :" in holder.text


def test_a_long_paragraph_is_cut_between_sentences():
    sentence = "Une phrase assez longue pour compter vraiment dans ce paragraphe. "
    passages = cut(sentence * 60)
    assert len(passages) > 1
    assert all(len(p.text) <= max(TARGET, LONGEST) for p in passages)
    assert all(p.text.endswith(".") for p in passages)


def test_hard_wrapped_lines_are_joined():
    (passage,) = cut("Une phrase\ncoupée au\nmilieu.")
    assert passage.text == "Une phrase coupée au milieu."


def test_a_table_stays_whole():
    table = "| pays | nombre |\n| --- | --- |\n| Mali | 3 |"
    assert table in cut(f"Intro.\n\n{table}")[0].text


def test_a_page_of_headings_only_has_no_passage():
    assert cut("# Rien\n\n## Toujours rien") == []
