import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.library import Kind, check_library, load_library
from actions.library.importer import ImportReport, import_sources

SEED = Path(__file__).parents[2] / "data" / "seed-page-georgie.txt"
TODAY = date(2026, 11, 23)
MENU = SEED.read_text(encoding="utf-8").partition("La Géorgie porte")[0]
MENU_LINES = {line.strip() for line in MENU.splitlines() if line.strip(" -")}


def run(into: Path, *sources: str | Path, dry_run: bool = False) -> ImportReport:
    return import_sources(sources, into, today=TODAY, dry_run=dry_run)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(path: Path, *values: object) -> Path:
    return write(path, "\n".join(json.dumps(value) for value in values))


@pytest.fixture
def into(tmp_path):
    return tmp_path / "knowledge"


def test_the_seed_page_becomes_pages_structure_and_contact(into):
    report = run(into, SEED)
    loaded = load_library(into)
    library = loaded.library
    assert report.errors == loaded.errors == ()
    assert len(report.created) == 4
    news = next(page for page in library.pages if page.kind is Kind.ACTUALITE)
    about = next(page for page in library.pages if page.kind is Kind.ORGANISATION)
    assert news.title.startswith("La Géorgie porte un nouveau regard")
    assert (news.place, news.countries, news.published) == ("Tbilisi", ("GE",), None)
    assert "Sanja Celebic-Lukovac" in news.body
    assert "veuillez contacter" not in news.body
    assert not MENU_LINES & set(news.body.splitlines())
    assert "175" not in news.body
    assert "175 Etats membres" in about.body
    assert about.body.count("## ") == 2
    assert library.structure is not None
    assert len(library.structure.entries) == 7
    (contact,) = library.contacts
    assert (contact.name, contact.country) == ("OIM Géorgie", "GE")
    assert (contact.phone, contact.email) == ("+995322252216", "akakushadze@iom.int")
    assert any("date de publication inconnue" in f.message for f in report.warnings)


def test_importing_again_changes_nothing(into):
    first = run(into, SEED)
    before = {path: path.read_text() for path in into.rglob("*.*")}
    again = run(into, SEED)
    assert set(again.unchanged) == set(first.created)
    assert again.created == again.updated == again.kept == ()
    assert {path: path.read_text() for path in into.rglob("*.*")} == before


def test_a_dry_run_writes_nothing(into):
    report = run(into, SEED, dry_run=True)
    assert report.dry_run
    assert len(report.created) == 4
    assert not into.exists()


def test_a_new_version_updates_and_an_edited_page_is_kept(tmp_path, into):
    page = {"url": "https://example.org/news/un", "title": "Un titre", "published": "2020-01-02"}
    source = tmp_path / "a.jsonl"
    run(into, rows(source, page | {"text": "Un texte."}))
    report = run(into, rows(source, page | {"text": "Un autre texte."}))
    assert report.updated == ("actualites/un-titre.md",)
    written = into / "actualites/un-titre.md"
    written.write_text(written.read_text().replace("Un autre texte.", "Corrigé à la main."))
    same = run(into, rows(source, page | {"text": "Un autre texte."}))
    assert same.unchanged == ("actualites/un-titre.md",)
    newer = run(into, rows(source, page | {"text": "Encore un texte."}))
    assert newer.kept == ("actualites/un-titre.md",)
    assert "modifiée à la main" in newer.warnings[0].message
    assert "Corrigé à la main." in written.read_text()


def test_pages_with_one_title_are_two_files(tmp_path, into):
    pages = [
        {"url": f"https://example.org/news/{i}", "title": "Un titre", "text": f"Texte {i}."}
        for i in range(2)
    ]
    report = run(into, rows(tmp_path / "a.jsonl", *pages))
    assert report.created == ("actualites/un-titre.md", "actualites/un-titre-2.md")
    assert len(load_library(into).library.pages) == 2


def test_a_contact_is_written_once(tmp_path, into):
    end = "Pour plus d'informations, veuillez contacter Ana Exemple, email : ana@example.org"
    pages = [
        {"url": f"https://example.org/news/{i}", "text": f"Titre {i} au Mali\nTexte {i}.\n{end}"}
        for i in range(4)
    ]
    run(into, rows(tmp_path / "a.jsonl", *pages))
    (contact,) = load_library(into).library.contacts
    assert (contact.person, contact.country, contact.path) == (
        "Ana Exemple",
        "ML",
        "contacts/mali.yml",
    )
    assert contact.source == "https://example.org/news/0"


def test_records_of_a_person_stay_as_they_are(tmp_path, into):
    (into / "contacts").mkdir(parents=True)
    mine = "# à relire\n- name: OIM Mali\n  country: ML\n  email: bamako@example.org\n"
    (into / "contacts/mali.yml").write_text(mine)
    text = "Titre au Mali\nTexte.\nVeuillez contacter Ana Exemple, email : ana@example.org"
    run(into, write(tmp_path / "a.txt", text))
    assert (into / "contacts/mali.yml").read_text().startswith(mine)
    assert len(load_library(into).library.contacts) == 2


def test_a_local_menu_has_a_page_of_its_own(tmp_path, into):
    local = MENU.replace("dans 171 pays.", "dans 171 pays. L'OIM est présente au Togo.")
    local = local.replace("- Où travaillons-nous", "OIM Global\nOIM Global")
    run(into, SEED, write(tmp_path / "a.txt", local + "Un titre\nLomé - Un texte."))
    titles = {page.title for page in load_library(into).library.pages}
    assert "OIM Togo : qui sommes-nous et notre travail" in titles
    assert "Qui sommes-nous ? L'OIM et son travail" in titles


def test_html_gives_title_date_address_and_text(tmp_path, into):
    body = "".join(
        f"<p>Paragraphe {i} sur les migrants au Mali, assez long pour être lu.</p>"
        for i in range(6)
    )
    html = (
        "<html><head><title>Un titre | OIM</title>"
        "<meta property='article:published_time' content='2021-05-04T10:00:00'>"
        "<link rel='canonical' href='https://example.org/fr/news/un-titre'></head>"
        f"<body><nav><a href='/'>Accueil</a></nav><article><h1>Un titre</h1>{body}</article>"
        "</body></html>"
    )
    run(into, write(tmp_path / "a.html", html))
    (page,) = load_library(into).library.pages
    assert (page.title, page.published) == ("Un titre", date(2021, 5, 4))
    assert page.url == "https://example.org/fr/news/un-titre"
    assert page.countries == ("ML",)
    assert "Accueil" not in page.body


def test_markdown_keeps_its_header_and_its_form(tmp_path, into):
    text = (
        "---\ntitle: Un guide\nkind: faq\nurl: https://example.org/g\n---\n# Un guide\n\n- a\n- b"
    )
    run(into, write(tmp_path / "a.md", text))
    (page,) = load_library(into).library.pages
    assert (page.path, page.body) == ("faq/un-guide.md", "- a\n- b")


def test_a_date_to_come_is_left_out(tmp_path, into):
    page = {"title": "Un titre", "text": "Un texte.", "published": "2031-01-01"}
    report = run(into, rows(tmp_path / "a.jsonl", page))
    assert load_library(into).library.pages[0].published is None
    assert "2031-01-01" in report.warnings[0].message


def test_bad_sources_are_one_line_each_and_the_others_are_imported(tmp_path, into):
    report = run(
        into,
        write(tmp_path / "binaire.txt", b"\x00\x01"),
        write(tmp_path / "vide.txt", ""),
        write(tmp_path / "image.png", b"x"),
        write(tmp_path / "page.html", "<html></html>"),
        tmp_path / "absent.txt",
        "http://127.0.0.1:9/page",
        write(
            tmp_path / "a.jsonl", '{"text": "Un texte.", "title": "T", "kind": "zut"}\n{x\n[1]\n{}'
        ),
        SEED,
    )
    shown = [str(finding) for finding in report.errors]
    assert len(shown) == 9
    for line, words in zip(
        shown,
        [
            "pas un fichier texte",
            "vide",
            "« .png »",
            "aucun texte",
            "introuvable",
            "adresse",
            "jsonl:2: ligne JSON",
            "jsonl:3: cette ligne",
            "jsonl:4: cet objet",
        ],
        strict=True,
    ):
        assert words in line
        assert "\n" not in line
    assert any("« kind » ignoré" in str(finding) for finding in report.warnings)
    assert len(load_library(into).library.pages) == 3


def test_a_folder_is_read_whole(tmp_path, into):
    folder = tmp_path / "site"
    folder.mkdir()
    write(folder / "a.txt", "Titre A\nTexte A.")
    write(folder / "b.md", "# Titre B\n\nTexte B.")
    write(folder / "c.png", b"x")
    assert len(run(into, folder).created) == 2


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    blocked = write(tmp_path / "knowledge", "un fichier")
    (error,) = run(blocked, SEED).errors
    assert "impossible d'écrire" in error.message


def test_progress_is_told(tmp_path, into):
    told: list[tuple[int, int]] = []
    source = rows(tmp_path / "a.jsonl", *({"title": f"T{i}", "text": "Texte."} for i in range(3)))
    import_sources([source], into, today=TODAY, progress=lambda *each: told.append(each))
    assert told == [(1, 3), (2, 3), (3, 3)]


ARTICLE = st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=6)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=ARTICLE, title=st.text(max_size=60), older=st.booleans())
def test_written_pages_load_and_hold_no_menu(tmp_path_factory, lines, title, older):
    folder = tmp_path_factory.mktemp("any")
    menu = MENU.replace("Partenariats", "Points forts") if older else MENU
    text = menu + "Un atelier en Géorgie\n" + "\n".join(lines)
    source = rows(folder / "a.jsonl", {"text": text, "title": title})
    report = run(folder / "k", source)
    loaded = load_library(folder / "k")
    assert loaded.errors == ()
    assert len(loaded.library.pages) + len(report.errors) == 2
    for page in loaded.library.pages:
        if page.kind is Kind.ACTUALITE:
            assert not MENU_LINES & set(page.body.splitlines())
    assert not [f for f in check_library(loaded, TODAY) if f.level == "error"]
