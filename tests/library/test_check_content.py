"""Checks of what pages say: private data, addresses, pages written twice."""

from datetime import date

import pytest

from actions.library import check_library, load_library
from actions.library.check_links import is_private

TODAY = date(2026, 11, 23)
HEADER = "---\ntitle: {t}\nkind: faq\npublished: 2026-01-01\nurl: https://example.org/{t}\n---\n"


def found(folder, **bodies):
    (folder / "faq").mkdir()
    for name, body in bodies.items():
        (folder / f"faq/{name}.md").write_text(HEADER.format(t=name) + body)
    return [f"{f.level} {f}" for f in check_library(load_library(folder), TODAY)]


@pytest.mark.parametrize("email", ["ada.exemple@gmail.com", "ada@yahoo.fr", "a.b@hotmail.co.uk"])
def test_a_private_mailbox_is_reported(tmp_path, email):
    (line,) = found(tmp_path, a=f"Du texte.\n\nÉcrivez à {email} vite.")
    assert line.startswith(
        f"warning faq/a.md:9: adresse électronique d'une personne privée : « {email}"
    )


def test_a_private_mobile_is_reported_and_an_office_is_not(tmp_path):
    body = "Le bureau : +33 1 99 00 55 55, bureau@iom.int.\n\nAda : 06 39 98 12 34."
    (line,) = found(tmp_path, a=body)
    assert line.startswith("warning faq/a.md:9: numéro de téléphone mobile")


def test_pages_that_say_nearly_the_same_are_reported(tmp_path):
    text = "L'école du village accueille trois cent cinquante élèves, et ouvre à huit heures."
    other = "Le moulin date du dix-huitième siècle et tourne encore le dimanche matin."
    (line,) = found(tmp_path, a=f"{text} Elle est belle.", b=text, c=other)
    assert "presque le même texte que faq/a.md" in line


def test_a_private_address_is_an_error(tmp_path):
    (line,) = found(tmp_path, a="Voir http://192.168.1.4/page pour la suite.")
    assert line.startswith("error faq/a.md:7: adresse d'un réseau privé")


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("https://www.iom.int/fr", False),
        ("http://localhost:8080/", True),
        ("http://intranet.oim.local/x", True),
        ("http://10.0.0.1/", True),
        ("http://[::1]/", True),
        ("http://8.8.8.8/", False),
    ],
)
def test_hosts_of_private_networks_are_known(url, private):
    assert is_private(url) is private
