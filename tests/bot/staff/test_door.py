"""Who comes in to the staff pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import httpx
import pytest

from bot.channels.staff.door import COOKIE, LASTS
from bot.keys import Keys
from bot.services import Services
from bot.settings import Settings
from tests.bot.staff.site import (
    PAGES,
    PLACES,
    WORD,
    client,
    door,
    enter,
    shown,
)
from tests.bot.test_page import Tags


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
