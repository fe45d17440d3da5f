"""Settings: defaults, mistakes, one French line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ServiceError
from bot.paths import PROJECT
from bot.settings import Settings, known_names


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in known_names():
        monkeypatch.delenv(name, raising=False)


def test_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.load()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.state == tmp_path / "var"
    assert settings.knowledge == PROJECT / "knowledge"
    assert settings.embedding_model == "bundled"


def test_the_knowledge_folder_of_the_current_directory_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "knowledge").mkdir()
    monkeypatch.chdir(tmp_path)
    assert Settings.load().knowledge == tmp_path / "knowledge"


def test_every_variable_of_the_contract_is_known() -> None:
    wanted = (
        "KNOWLEDGE STATE CACHE HOST PORT DATABASE_URL REDIS_URL EMBEDDING_MODEL TELEGRAM_TOKEN "
        "TELEGRAM_API TELEGRAM_WEBHOOK_URL TELEGRAM_SECRET STAFF_TOKEN ALLOWED_ORIGINS"
    )
    added = "TRUSTED_PROXIES"  # whose word on addresses is believed: docs/privacy.md
    assert set(known_names()) == {f"BOUSSOLE_{name}" for name in (*wanted.split(), added)}


def test_an_unknown_name_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUSSOLE_PROT", "1")
    with pytest.raises(ServiceError, match="vouliez-vous dire BOUSSOLE_PORT"):
        Settings.load()


def test_a_name_near_nothing_lists_the_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUSSOLE_ZZZZZZZZZZZZZZZ", "1")
    with pytest.raises(ServiceError, match="BOUSSOLE_KNOWLEDGE"):
        Settings.load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("ALLOWED_ORIGINS", "exemple"),
        ("ALLOWED_ORIGINS", "https://a.example.org/path"),
        ("TELEGRAM_API", "ftp://example.org"),
        ("REDIS_URL", "http://example.org"),
        ("DATABASE_URL", "mysql://example.org"),
    ],
)
def test_a_bad_value_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"BOUSSOLE_{name}", value)
    with pytest.raises(ServiceError) as caught:
        Settings.load()
    line = str(caught.value)
    assert f"BOUSSOLE_{name}" in line
    assert "\n" not in line


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUSSOLE_STAFF_TOKEN", "very-secret")
    assert "very-secret" not in repr(Settings.load())


def test_origins_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUSSOLE_ALLOWED_ORIGINS", "https://a.example.org, http://b.example.org:81")
    assert Settings.load().allowed_origins == ("https://a.example.org", "http://b.example.org:81")
