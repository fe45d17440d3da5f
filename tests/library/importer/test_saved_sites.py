"""Saved web pages and sites, as browsers and older tools leave them."""

from datetime import date

import pytest

from actions.library import load_library
from actions.library.importer import import_sources
from actions.library.importer.readers.html import html_document

TODAY = date(2026, 11, 23)
ENTRIES = ("Structure organisationnelle", "Directrice générale", "Engagez-vous", "2030 AGENDA")
MENU = "<ul>" + "".join(f"<li><a href='/{i}'>{e}</a></li>" for i, e in enumerate(ENTRIES)) + "</ul>"


def page(number: int, *, tag: str = "div", encoding: str = "utf-8") -> bytes:
    html = f"""<html lang="fr"><head><meta charset="{encoding}">
    <title>Atelier {number} | OIM</title>
    <link rel="canonical" href="https://example.org/fr/news/atelier-{number}"></head><body>
    <{tag} class="menu">{MENU}</{tag}><main><h1>Atelier {number}</h1><div class="field">
    <p>Kayes – L'atelier numéro {number} a réuni vingt familles du quartier de la gare.</p>
    <h2>Ce que reçoivent les familles</h2><ul><li>Une trousse</li><li>Un logement</li></ul>
    <table><tr><th>Pays</th><th>Personnes</th></tr><tr><td>Mali</td><td>{1204 + number}</td></tr>
    </table><blockquote><p>« Nous tenons bon », dit Bintou{number}.</p></blockquote></div></main>
    <footer><ul><li><a href="x">Facebook</a></li></ul><p>Tous droits réservés.</p></footer>
    </body></html>"""
    return html.encode(encoding)


def bodies(folder):
    loaded = load_library(folder)
    assert loaded.errors == ()
    return {page.url: page.body for page in loaded.library.pages}


@pytest.mark.parametrize("tag", ["nav", "div"])
def test_a_saved_site_gives_its_pages_whole_and_nothing_beside_them(tmp_path, tag):
    site = tmp_path / "site"
    for number in range(4):
        (site / f"a{number}").mkdir(parents=True)
        (site / f"a{number}" / "index.html").write_bytes(page(number, tag=tag))
    beside = site / "a1" / "index_files"
    beside.mkdir()
    (beside / "frame.html").write_text("<p>Une publicité dans un cadre, assez longue.</p>")
    (site / ".cache.html").write_text("<p>Un fichier caché.</p>")
    report = import_sources([site], tmp_path / "k", today=TODAY)
    assert report.errors == ()
    found = bodies(tmp_path / "k")
    assert len(found) == 4
    for number in range(4):
        body = found[f"https://example.org/fr/news/atelier-{number}"]
        for kept in (
            "vingt familles",
            "## Ce que",
            "- Une trousse",
            str(1204 + number),
            f"Bintou{number}",
        ):
            assert kept in body
        for gone in (*ENTRIES, "Facebook", "droits réservés", "publicité"):
            assert gone not in body


def test_an_older_encoding_is_read(tmp_path):
    (tmp_path / "a.html").write_bytes(page(1, encoding="windows-1252"))
    assert import_sources([tmp_path / "a.html"], tmp_path / "k", today=TODAY).errors == ()
    assert "réuni vingt familles" in "".join(bodies(tmp_path / "k").values())


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>L'OIM a ouvert un bureau à Kayes.</p>", ["un bureau à Kayes"]),
        ("<h2>Aide</h2><p>Trois jours.</p><ul><li>Un</li><li>Deux</li></ul>", ["Aide", "Deux"]),
        ("<body><main><h1>Titre</h1><p>Une phrase.</p></main></body>", ["Une phrase."]),
        (
            "<body><main><h1>Questions</h1>"
            + "".join(
                f"<div><button>Qui aide le cas {i} ?</button><div hidden>"
                f"<p>Le bureau {i} vous aide, c'est gratuit et sans condition.</p></div></div>"
                for i in range(5)
            )
            + "</main></body>",
            ["Qui aide le cas 0 ?", "Le bureau 4"],
        ),
    ],
    ids=["one paragraph", "a part of a page", "a short page", "folded parts"],
)
def test_short_and_folded_texts_are_not_lost(html, kept):
    text = "\n".join(html_document(html, "a", 1, {}, []).lines)
    for part in kept:
        assert part in text
