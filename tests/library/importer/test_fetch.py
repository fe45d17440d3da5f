"""Addresses, read from a server on loopback."""

from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from actions.library import load_library
from actions.library.importer import fetch, import_sources
from actions.library.importer.fetch import Fetcher

TODAY = date(2026, 11, 23)
ARTICLE = (
    "<html><head><title>Un atelier | OIM</title></head><body><nav>Accueil</nav><article>"
    "<h1>Un atelier</h1>" + "<p>Les familles du quartier ont reçu une trousse.</p>" * 5
) + "</article></body></html>"
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, ARTICLE.encode()),
    "/texte": (200, {"Content-Type": "text/plain"}, b"Un titre\nUn texte simple."),
    "/moved": (302, {"Location": "/page"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.1/admin"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/gone": (404, {"Content-Type": "text/html"}, b"x"),
    "/image": (200, {"Content-Type": "image/png"}, b"x"),
    "/large": (200, {"Content-Type": "text/html"}, b"<p>x</p>" * 1000),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES.get(self.path, PAGES["/gone"])
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def run(into, *sources):
    fetcher = Fetcher(allow_loopback=True)
    return import_sources(sources, into, today=TODAY, fetcher=fetcher)


@pytest.mark.parametrize("name", ["a.txt", "a.lst"])
def test_a_list_of_addresses_is_read(tmp_path, address, name):
    file = tmp_path / name
    file.write_text(f"# nos pages\n{address}/moved\n\n{address}/texte\n{address}/gone\n")
    report = run(tmp_path / "k", file)
    pages = {page.url: page for page in load_library(tmp_path / "k").library.pages}
    assert pages[f"{address}/page"].title == "Un atelier"
    assert "une trousse" in pages[f"{address}/page"].body
    assert "Accueil" not in pages[f"{address}/page"].body
    assert pages[f"{address}/texte"].body == "Un texte simple."
    (error,) = report.errors
    assert str(error).startswith(f"{file}:5: l'adresse")
    assert "404" in error.message


def test_one_address_and_again_changes_nothing(tmp_path, address):
    assert len(run(tmp_path / "k", f"{address}/page").created) == 1
    again = run(tmp_path / "k", f"{address}/page")
    assert (again.created, len(again.unchanged)) == ((), 1)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/inside", "réseau privé"),
        ("/loop", "hors d'atteinte"),
        ("/image", "image/png"),
        ("/large", "trop gros"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, address, path, words, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_BYTES", 4_000)
    (error,) = run(tmp_path / "k", address + path).errors
    assert words in error.message


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://[::1]/", "http://192.168.1.1/", "http://localhost:1/"]
)
def test_private_networks_are_refused(tmp_path, url):
    (error,) = import_sources([url], tmp_path / "k", today=TODAY).errors
    assert "réseau privé" in error.message


def test_a_text_that_only_begins_with_an_address_is_a_text(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("https://example.org/a\nUn texte dont la première ligne est une adresse.")
    import_sources([file], tmp_path / "k", today=TODAY)
    (page,) = load_library(tmp_path / "k").library.pages
    assert "Un texte dont" in page.body
