"""Where a request comes from: counted, not known."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from bot.channels.origin import Origins
from bot.errors import ServiceError
from bot.keys import Keys
from bot.settings import Settings

KEYS = Keys(b"x" * 32)


def request(peer: str | None, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    client = (peer, 1234) if peer else None
    return Request({"type": "http", "headers": headers, "client": client})


def test_one_address_is_one_place() -> None:
    origins = Origins(KEYS, ())
    place = origins.of(request("203.0.113.7"))
    assert place
    assert place == origins.of(request("203.0.113.7")) == origins.of(request("::ffff:203.0.113.7"))
    assert place != origins.of(request("203.0.113.8"))
    assert "203" not in place


def test_the_addresses_of_one_line_are_one_place() -> None:
    origins = Origins(KEYS, ())
    assert origins.of(request("2001:db8:1:2::1")) == origins.of(request("2001:db8:1:2:9::9"))
    assert origins.of(request("2001:db8:1:2::1")) != origins.of(request("2001:db8:1:3::1"))


def test_a_header_is_not_believed_by_default() -> None:
    origins = Origins(KEYS, ())
    plain = origins.of(request("203.0.113.7"))
    assert origins.of(request("203.0.113.7", "198.51.100.1")) == plain
    assert origins.of(request("127.0.0.1", "198.51.100.1")) is None, "a local proxy says nothing"


def test_a_proxy_of_ours_is_believed_about_the_last_step_only() -> None:
    origins = Origins(KEYS, ("10.0.0.0/8", "127.0.0.1"))
    plain = origins.of(request("198.51.100.1"))
    for peer, *headers in (
        ("10.0.0.1", "198.51.100.1"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.9"),
        ("127.0.0.1", "1.2.3.4", "198.51.100.1"),
    ):
        assert origins.of(request(peer, *headers)) == plain
    assert origins.of(request("10.0.0.1", "rien")) is None
    assert origins.of(request("10.0.0.1")) is None


@pytest.mark.parametrize("peer", [None, "", "testclient", "127.0.0.1", "::1"])
def test_no_address_is_no_place(peer: str | None) -> None:
    assert Origins(KEYS, ()).of(request(peer)) is None


@pytest.mark.parametrize("wrong", ["proxy", "10.0.0.0/99", "10.0.0.1/8"])
def test_a_wrong_proxy_is_said(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("BOUSSOLE_TRUSTED_PROXIES", wrong)
    with pytest.raises(ServiceError, match="BOUSSOLE_TRUSTED_PROXIES"):
        Settings.load()
