"""The staff pages: who comes in, and what is shown to them."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from actions.library.check import check_library
from actions.library.library import Library
from actions.library.load import load_library
from actions.library.read_page import read_page
from actions.reply.reply import Reply, Source, Status, Turn
from actions.search.manifest import FORMAT, Manifest
from bot.application import build_application
from bot.channels.origin import Origins
from bot.channels.staff.door import COOKIE, LASTS, Door
from bot.conversation.limits import Counting
from bot.evaluation.questions import read_questions
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.staff import folder as folder_module
from bot.staff.draft import draft
from bot.staff.report_texts import opinion_line
from bot.staff.reports import Reports
from bot.store.feedback import Opinion
from bot.store.history import Exchange
from bot.upkeep.status import FolderStatus
from tests.bot.conftest import Answers
from tests.bot.test_page import Tags
from tests.bot.upkeep.conftest import Folder

WORD = "un jeton pour les essais"
ADDRESS = "http://boussole.test"
HOSTILE = '</textarea><script>alert("x")</script><img src=x onerror=alert(1)> "\'&{{ 7*7 }}'
PAGES = ("", "/contenu", "/questions", "/brouillon", "/brouillon.md")
PLACES = ["203.0.113.5", "203.0.113.6"]

Say = Callable[..., Awaitable[str]]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    (tmp_path / "knowledge").mkdir()
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("BOUSSOLE_KNOWLEDGE", str(tmp_path / "knowledge"))
    monkeypatch.setenv("BOUSSOLE_STAFF_TOKEN", WORD)
    return Settings.load()


@pytest.fixture
def folder(settings: Settings) -> Folder:
    """Return a folder with a good page, one that expires, a broken one and a hotline."""
    made = Folder(settings.knowledge)
    soon = date.today() + timedelta(days=9)
    made.page("phare", "Le phare ouvre à 9 heures.", url="https://example.org/fr/phare")
    made.page("marche", "Le marché a lieu le lundi.", expires=soon.isoformat())
    made.text(
        "faq/abime.md", "---\ntitle: Abîmé\nkind: faq\npublished: 2026-13-01\n---\n\nTexte.\n"
    )
    made.text("urgences/a.yml", "- {name: Alpha, country: FR, phone: 01 99 00 11 11}\n")
    return made


def client(settings: Settings, services: Services, place: str = PLACES[0]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(
        build_application(settings, services), raise_app_exceptions=False, client=(place, 1)
    )
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers={"accept": "text/html"})


@pytest.fixture
async def http(
    settings: Settings, services: Services, folder: Folder
) -> AsyncIterator[httpx.AsyncClient]:
    async with client(settings, services) as made:
        yield made


@pytest.fixture
async def inside(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """Return somebody who has come in."""
    answer = await enter(http)
    assert answer.status_code == 303
    return http


@pytest.fixture
def say(services: Services) -> Say:
    """Return what puts a turn into the memory and gives its id."""
    memory, count = services.memory, iter(range(1000))
    assert memory is not None

    async def put(text: str, status: Status = Status.UNANSWERABLE) -> str:
        name = f"turn-{next(count)}"
        sources = (Source("Phare", "https://example.org/fr/phare"),)
        turn = Turn(status, (Reply("…", sources if status is Status.ANSWERED else ()),))
        at = datetime.now(UTC)
        await memory.history.add(Exchange(name, f"raw-{name}", "web", at, turn, text))
        return name

    return put


async def enter(http: httpx.AsyncClient, word: str = WORD, **headers: str) -> httpx.Response:
    return await http.post("/equipe/entrer", data={"jeton": word}, headers=headers)


async def shown(http: httpx.AsyncClient, address: str) -> Tags:
    answer = await http.get(address)
    assert answer.status_code == 200, answer.text
    return Tags(answer.text)


def door(keys: Keys, now: datetime, word: str = WORD) -> Door:
    return Door(keys, word, Origins(keys, ()), Counting(), lambda: now)


# Who comes in


@pytest.mark.parametrize("word", [None, "   "])
async def test_without_a_token_there_are_no_staff_pages(
    settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch, word: str | None
) -> None:
    monkeypatch.delenv("BOUSSOLE_STAFF_TOKEN")
    if word is not None:
        monkeypatch.setenv("BOUSSOLE_STAFF_TOKEN", word)
    async with client(Settings.load(), services) as http:
        for page in PAGES:
            assert (await http.get(f"/equipe{page}")).status_code == 404
        assert (await enter(http, "")).status_code == 404
        assert (await http.get("/equipe", headers={"authorization": "Bearer "})).status_code == 404


@pytest.mark.parametrize("page", PAGES)
async def test_whoever_has_no_session_sees_the_form_only(
    http: httpx.AsyncClient, page: str
) -> None:
    answer = await http.get(f"/equipe{page}")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    form = Tags(answer.text)
    assert "réservées à l'équipe" in form.text
    assert ("label", "for", "jeton") in form.attributes
    assert ("input", "type", "password") in form.attributes
    assert "phare" not in answer.text


@pytest.mark.parametrize(
    ("word", "status", "said"),
    [("", 401, "Écrivez le jeton."), ("faux", 403, "pas le bon jeton"), (WORD[:-1], 403, "pas le")],
)
async def test_a_missing_or_wrong_token(
    http: httpx.AsyncClient, word: str, status: int, said: str
) -> None:
    answer = await enter(http, word)
    assert answer.status_code == status
    page = Tags(answer.text)
    assert said in page.text
    assert ("p", "role", "alert") in page.attributes
    assert ("input", "aria-invalid", "true") in page.attributes
    assert "set-cookie" not in answer.headers
    assert WORD not in answer.text


async def test_the_right_token_gives_a_cookie_for_a_working_day(http: httpx.AsyncClient) -> None:
    answer = await enter(http, f" {WORD}\n")
    assert (answer.status_code, answer.headers["location"]) == (303, "/equipe")
    cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert (cookie["path"], cookie["max-age"]) == ("/equipe", str(8 * 3600))
    assert not cookie["secure"]
    assert WORD not in answer.headers["set-cookie"]
    assert "État" in (await shown(http, "/equipe")).text


@pytest.mark.parametrize(
    ("place", "proto", "trusted", "secure"),
    [
        ("127.0.0.1", "https", "", True),
        ("127.0.0.1", "http", "", False),
        ("203.0.113.9", "https", "203.0.113.9", True),
        ("203.0.113.5", "https", "", False),
    ],
)
async def test_the_cookie_is_secure_where_the_page_came_over_https(
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    proto: str,
    trusted: str,
    secure: bool,
) -> None:
    monkeypatch.setenv("BOUSSOLE_TRUSTED_PROXIES", trusted)
    async with client(Settings.load(), services, place) as http:
        answer = await enter(http, **{"x-forwarded-proto": proto})
        cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
        assert bool(cookie["secure"]) is secure


async def test_a_forged_cookie_is_refused(http: httpx.AsyncClient, keys: Keys) -> None:
    now = datetime.now(UTC)
    real = door(keys, now).session()
    until, nonce, tag = real.split(".")
    later = str(int(until) + 3600)
    forged = [
        f"{later}.{nonce}.{tag}",
        f"{until}.{nonce}x.{tag}",
        f"{until}.{nonce}.",
        door(Keys(b"o" * 32), now).session(),
        door(keys, now, "another token").session(),
        keys.tag("session", "x"),
        *("", ".", "..", "1.2.3", "²." * 3, "9" * 5000),
    ]
    for value in forged:
        headers = {"cookie": f"{COOKIE}={value}".encode()}
        answer = await http.get("/equipe", headers=headers)
        assert answer.status_code == 401, value
        assert "Votre session est finie" in answer.text
    assert (await http.get("/equipe", headers={"cookie": f"{COOKIE}={real}"})).status_code == 200


async def test_a_session_ends_after_eight_hours(http: httpx.AsyncClient, keys: Keys) -> None:
    now = datetime.now(UTC)
    for begun, status in ((now - LASTS + timedelta(minutes=1), 200), (now - LASTS, 401)):
        cookie = f"{COOKIE}={door(keys, begun).session()}"
        assert (await http.get("/equipe", headers={"cookie": cookie})).status_code == status


async def test_leaving_takes_the_cookie_back(inside: httpx.AsyncClient) -> None:
    answer = await inside.post("/equipe/sortir")
    assert "Vous êtes déconnecté" in answer.text
    assert "Max-Age=0; Path=/equipe; SameSite=strict" in answer.headers["set-cookie"]
    assert COOKIE not in inside.cookies
    assert (await inside.get("/equipe")).status_code == 401
    assert (await inside.get("/equipe/sortir")).status_code == 405


async def test_too_many_wrong_tokens_are_stopped_even_before_the_right_one(
    settings: Settings, services: Services
) -> None:
    async with client(settings, services) as http:
        assert [(await enter(http, "faux")).status_code for _ in range(6)] == [403] * 5 + [429]
        answer = await enter(http)
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "60"
        assert "Trop d'essais" in Tags(answer.text).text
        bearer = {"authorization": f"Bearer {WORD}"}
        assert (await http.get("/equipe", headers=bearer)).status_code == 429


async def test_one_place_does_not_close_the_door_for_another(
    monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    monkeypatch.setenv("BOUSSOLE_TRUSTED_PROXIES", "127.0.0.1")
    async with client(Settings.load(), services, "127.0.0.1") as http:
        one, other = ({"x-forwarded-for": place} for place in PLACES)
        for _ in range(6):
            await enter(http, "faux", **one)
        assert (await enter(http, **one)).status_code == 429
        assert (await enter(http, **other)).status_code == 303


async def test_a_program_may_bring_the_token_in_the_header(http: httpx.AsyncClient) -> None:
    async def asked(given: str) -> int:
        return (await http.get("/equipe", headers={"authorization": given})).status_code

    assert [await asked(f"Bearer {WORD}") for _ in range(8)] == [200] * 8
    assert await asked("Bearer faux") == 403
    assert await asked("Basic abc") == 401


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"a" * 5000, "application/x-www-form-urlencoded", 413),
        (b"jeton=%ED%A0%80%00", "application/x-www-form-urlencoded", 403),
    ],
)
async def test_strange_forms(
    http: httpx.AsyncClient, content: bytes, media_type: str, status: int
) -> None:
    headers = {"content-type": media_type}
    answer = await http.post("/equipe/entrer", content=content, headers=headers)
    assert answer.status_code == status
    assert Tags(answer.text).tags.count("h1") == 1


# What every page has


@pytest.mark.parametrize("page", ["", "/contenu", "/questions"])
async def test_pages_are_french_closed_and_kept_nowhere(
    inside: httpx.AsyncClient, say: Say, page: str
) -> None:
    await say("Combien coûte un visa ?")
    answer = await inside.get(f"/equipe{page}")
    made = Tags(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ("html", "lang", "fr") in made.attributes
    assert (made.tags.count("h1"), made.tags.count("main")) == (1, 1)
    assert ("a", "aria-current", "page") in made.attributes
    assert ("a", "href", "#contenu") in made.attributes
    assert "script" not in made.tags
    assert "style" not in made.tags
    assert not [name for _, name, _ in made.attributes if name.startswith("on") or name == "style"]
    ids = [value for _, name, value in made.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    named = {value for _, name, value in made.attributes if name == "aria-labelledby"}
    assert named <= set(ids)


# State


async def test_state_says_what_is_live(
    inside: httpx.AsyncClient, services: Services, folder: Folder
) -> None:
    assert services.memory is not None
    await services.memory.switches.turn(
        "telegram", off=True, message="Fermé <jusqu'à> midi", place="command"
    )
    page = await shown(inside, "/equipe")
    text = " ".join(page.text.split())
    assert "Toutes les parties fonctionnent." in text
    assert "Aucun index lisible n'est en ligne." in text
    assert "Questions fréquentes 2" in text or "Questions fréquentes2" in text
    assert re.search(r"Numéros d'urgence et d'écoute ?1", text)
    assert "web : en service" in text
    assert "telegram : fermé depuis le" in text
    assert "Fermé <jusqu'à> midi" in text


def publish(settings: Settings, *pages: str) -> None:
    """Write what names the live version, as an index of these pages does."""
    version = settings.state / "index" / "1a2b3c"
    version.mkdir(parents=True)
    (version.parent / "current").write_text("1a2b3c\n", encoding="utf-8")
    at = "2026-11-20T08:05:00+00:00"
    Manifest(FORMAT, at, "bundled", "f", 384, 77, 99, dict.fromkeys(pages, "d"), {}).write(version)
    status = FolderStatus(at, "refused", "Bien plus petit <qu'avant>.", "1a2b3c", len(pages), 77)
    status.write(settings.state)


async def test_the_live_version_and_what_became_of_the_folder(
    inside: httpx.AsyncClient, settings: Settings
) -> None:
    publish(settings, "faq/phare.md", "faq/marche.md")
    text = " ".join((await shown(inside, "/equipe")).text.split())
    assert "1a2b3c" in text
    assert "20 novembre 2026 à 08:05" in text
    assert re.search(r"Pages et fiches ?2 ", text)
    assert "une version plus ancienne répond : Bien plus petit <qu'avant>." in text


async def test_a_damaged_index_is_said(inside: httpx.AsyncClient, settings: Settings) -> None:
    publish(settings, "faq/phare.md")
    (settings.state / "index" / "1a2b3c" / "manifest.json").write_text("{", encoding="utf-8")
    assert "Aucun index lisible" in (await shown(inside, "/equipe")).text


async def test_state_says_what_is_missing(settings: Settings, keys: Keys, folder: Folder) -> None:
    async with client(settings, assemble(keys, None, None, Metrics())) as http:
        await enter(http)
        text = (await shown(http, "/equipe")).text
        assert "pas encore prêt" in text
        assert "l'index n'est pas chargé" in text
        assert "l'état des canaux n'est pas connu" in text
        assert "pas de question à montrer" in (await shown(http, "/equipe/questions")).text
        assert (await http.get("/equipe/brouillon?groupe=x")).status_code == 404


async def test_a_dialogue_that_is_away_is_said(
    settings: Settings, keys: Keys, folder: Folder
) -> None:
    async with client(settings, assemble(keys, Answers(), None, Metrics())) as http:
        await enter(http)
        assert "le serveur de dialogue ne répond pas" in (await shown(http, "/equipe")).text


async def test_a_database_that_cannot_be_read_is_said(
    inside: httpx.AsyncClient, services: Services
) -> None:
    assert services.memory is not None
    for table in ("switches", "turns"):
        drop = f"DROP TABLE {table}"
        await services.memory.database.writing(lambda c, drop=drop: c.exec_driver_sql(drop))
    text = " ".join((await shown(inside, "/equipe")).text.split())
    assert re.search(r"Base de données \(ce qui est retenu\) ?arrêté", text)
    assert "pas de question à montrer" in (await shown(inside, "/equipe/questions")).text


# Content


async def test_content_shows_what_the_check_says(
    inside: httpx.AsyncClient, settings: Settings
) -> None:
    text = " ".join((await shown(inside, "/equipe/contenu")).text.split())
    found = check_library(load_library(settings.knowledge), date.today())
    assert {finding.level for finding in found} == {"error", "warning"}
    for finding in found:
        assert " ".join(str(finding).split()) in text
    errors = sum(finding.level == "error" for finding in found)
    assert f"{errors} erreur(s), {len(found) - errors} avertissement(s)." in text
    assert text.index("faq/abime.md:4") < text.index("Périmé, ou dans") < text.index("À regarder")
    assert "faq/marche.md" in text.partition("Périmé, ou dans")[2]


async def test_a_broken_file_whose_last_good_version_answers_is_said(
    inside: httpx.AsyncClient, settings: Settings
) -> None:
    kept = "Sa dernière bonne version est en ligne."
    assert kept not in (await shown(inside, "/equipe/contenu")).text
    publish(settings, "faq/phare.md", "faq/abime.md")
    text = (await shown(inside, "/equipe/contenu")).text
    assert text.count(kept) == 1
    assert kept in text.partition("faq/abime.md")[2][:80]


async def test_the_check_runs_again_only_when_something_changed(
    inside: httpx.AsyncClient, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Library] = []
    load = folder_module.load_library

    def counted(place: Path):
        runs.append(load(place).library)
        return load(place)

    monkeypatch.setattr(folder_module, "load_library", counted)
    for page in ("", "/contenu", "/questions", "/contenu"):
        await shown(inside, f"/equipe{page}")
    assert len(runs) == 1
    folder.page("gare", "La gare est fermée.", published="jamais")
    assert "faq/gare.md:4" in (await shown(inside, "/equipe/contenu")).text
    assert len(runs) == 2


async def test_a_hostile_file_is_text(inside: httpx.AsyncClient, folder: Folder) -> None:
    folder.text("faq/<img src=x>.md", "---\ntitle: x\nkind: <script>\n---\n\nTexte.\n")
    page = await shown(inside, "/equipe/contenu")
    assert "<img src=x>.md" in page.text
    assert "script" not in page.tags


async def test_a_folder_that_is_away_is_an_error(inside: httpx.AsyncClient, folder: Folder) -> None:
    folder.remove()
    assert "dossier introuvable" in (await shown(inside, "/equipe/contenu")).text


# Questions


async def ask_around(say: Say, services: Services) -> None:
    assert services.memory is not None
    for text in (
        "Combien coûte un visa pour le Canada ?",
        "le visa du Canada coûte combien",
        "Mon nom est [nom], combien coûte le visa du Canada ?",
        "Quel temps fait-il à Tunis ?",
    ):
        await say(text)
    answered = await say("Quand ouvre le phare ?", Status.ANSWERED)
    await services.memory.feedback.give(answered, Opinion("down", "outdated"))


async def test_questions_show_what_the_report_says(
    inside: httpx.AsyncClient, say: Say, services: Services, settings: Settings
) -> None:
    assert services.memory is not None
    await ask_around(say, services)
    library = load_library(settings.knowledge).library
    for days in (7, 30):
        answer = await inside.get(f"/equipe/questions?jours={days}")
        text = " ".join(Tags(answer.text).text.split())
        report = await Reports(services.memory).last(days, library)
        for group in report.unanswered:
            assert all(question in text for question in group.questions)
            assert f"{len(group)} fois" in text
        assert f"{report.turns} message(s) traité(s), dont 4 sans réponse." in text
        assert "0 pour, 1 contre." in text
        assert all(opinion_line(one) in text for one in report.opinions)
        assert "turn-" not in answer.text, "no raw identifier"
        assert "raw-" not in answer.text


@pytest.mark.parametrize("days", ["", "0", "9999", "sept", "7 "])
async def test_any_other_span_is_a_week(inside: httpx.AsyncClient, days: str) -> None:
    page = await shown(inside, f"/equipe/questions?jours={days}")
    assert ("a", "href", "/equipe/questions?jours=7") in page.attributes
    current = [tag for tag, name, _ in page.attributes if name == "aria-current"]
    assert len(current) == 2


async def test_nothing_asked_is_said(inside: httpx.AsyncClient) -> None:
    text = (await shown(inside, "/equipe/questions")).text
    assert "Aucune question n'est restée sans réponse." in text
    assert "Aucun avis." in text


async def test_what_was_erased_is_not_shown_from_memory(
    inside: httpx.AsyncClient, say: Say, services: Services
) -> None:
    assert services.memory is not None
    name = await say("Où est la mairie de Trouville ?")
    assert "Trouville" in (await shown(inside, "/equipe/questions")).text
    await services.memory.erasure.erase(f"raw-{name}")
    assert "Trouville" not in (await shown(inside, "/equipe/questions")).text


def links(page: Tags, start: str) -> list[str]:
    return [
        value for _, name, value in page.attributes if name == "href" and value.startswith(start)
    ]


async def test_one_click_leads_to_a_draft(
    inside: httpx.AsyncClient, say: Say, services: Services, tmp_path: Path
) -> None:
    await ask_around(say, services)
    page = await shown(inside, "/equipe/questions")
    first = links(page, "/equipe/brouillon?")[0]
    assert "visa" not in first, "no word of a question stands in an address"
    made = await shown(inside, first)
    assert ("textarea", "id", "text") in made.attributes
    assert ("label", "for", "text") in made.attributes
    file = await inside.get(links(page, "/equipe/brouillon.md?")[0])
    assert file.headers["content-type"].startswith("text/markdown")
    assert re.fullmatch(
        r'attachment; filename="[a-z0-9-]+\.md"', file.headers["content-disposition"]
    )
    assert file.text.strip() in made.text
    assert "Combien coûte un visa pour le Canada ?" in file.text
    assert "[nom]" not in file.text
    (golden,) = re.findall(r'\{"q".*\}', made.text)
    assert json.loads(golden)["q"] in file.text


async def test_a_draft_of_an_unknown_group_is_a_page(inside: httpx.AsyncClient) -> None:
    for address in (
        "/equipe/brouillon",
        "/equipe/brouillon?groupe=x",
        "/equipe/brouillon.md?groupe=é",
    ):
        answer = await inside.get(address)
        assert answer.status_code == 404
        assert "n'existe plus" in Tags(answer.text).text


async def test_a_hostile_question_stays_text_everywhere(
    inside: httpx.AsyncClient, say: Say
) -> None:
    await say(HOSTILE)
    page = await shown(inside, "/equipe/questions")
    assert HOSTILE in page.text
    assert not {"script", "img", "textarea"} & set(page.tags) - {"img"}
    assert page.tags.count("img") == 1, "the sign of the house only"
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    made = await shown(inside, links(page, "/equipe/brouillon?")[0])
    assert made.tags.count("textarea") == 2
    assert "script" not in made.tags
    assert (
        (await inside.get(links(page, "/equipe/brouillon.md?")[0]))
        .headers["content-type"]
        .startswith("text/markdown")
    )


# Drafts


@pytest.mark.parametrize(
    "questions",
    [
        ["Où est le port ?"],
        ["Où est le port ?", "le port : où ?", "  le\nport\tc'est où  "],
        [HOSTILE, "# titre: [a, b] {c} --- | > % @ `"],
        ["---", "- oui", "null", "2026-01-01", "42"],
        ["Appelez [numéro de téléphone]"],
    ],
)
def test_a_draft_can_be_dropped_and_is_refused_until_it_is_written(
    tmp_path: Path, questions: list[str]
) -> None:
    made = draft(questions)
    file = tmp_path / made.path
    file.parent.mkdir()
    file.write_text(made.page, encoding="utf-8")
    loaded = load_library(tmp_path)
    assert not loaded.library.pages
    assert len(loaded.errors) == 1
    file.write_text(made.page + "\nLe port est au bout de la rue.\n", encoding="utf-8")
    page, findings = read_page(file, made.path)
    assert page is not None
    assert not [finding for finding in findings if finding.level == "error"]
    asked = [" ".join(question.split()) for question in questions]
    assert (page.title, list(page.questions)) == (asked[0], list(dict.fromkeys(asked)))


def test_the_golden_line_is_one_and_fails_until_it_is_completed(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(draft(['Où est "le" port ?']).golden + "\n", encoding="utf-8")
    ((item,),) = read_questions([file])
    assert item.question == 'Où est "le" port ?'
    assert item.answerable
    assert all("À COMPLÉTER" in must for must in item.must)


def test_masked_questions_are_left_out_where_others_say_the_same() -> None:
    made = draft(["Je suis [nom], où est le port ?", "Où est le port ?"])
    assert "[nom]" not in made.page
    assert made.name == "ou-est-le-port.md"
