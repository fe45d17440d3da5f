"""Everything the environment can change, read once and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import fuzz, process

from actions.library.catalogue import catalogue
from bot.errors import ServiceError
from bot.paths import PROJECT

PREFIX = "BOUSSOLE_"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
CLOSE_ENOUGH = 75  # of 100: below, a suggestion would be a guess


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid"
    )

    knowledge: Path = Path("knowledge")
    state: Path = Path("var")
    cache: Path = Field(default_factory=lambda: user_cache_path("boussole"))
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    database_url: str | None = None
    redis_url: str | None = None
    embedding_model: str = "bundled"
    telegram_token: SecretStr | None = None
    telegram_api: str | None = None
    telegram_webhook_url: str | None = None
    telegram_secret: SecretStr | None = None
    staff_token: SecretStr | None = None
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()

    @field_validator("allowed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        """Read a list separated by commas or spaces."""
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("allowed_origins")
    @classmethod
    def _check_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Accept scheme and host only, as browsers send them."""
        for origin in value:
            parts = urlsplit(origin)
            _require(parts.scheme in {"http", "https"} and bool(parts.netloc), "origin")
            _require(not (parts.path or parts.query or parts.fragment), "origin")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _check_proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Accept addresses and networks."""
        for network in value:
            try:
                ip_network(network)
            except ValueError:
                raise ValueError("proxies") from None
        return value

    @field_validator("telegram_api", "telegram_webhook_url")
    @classmethod
    def _check_address(cls, value: str | None) -> str | None:
        """Accept http and https addresses only."""
        if value is not None:
            parts = urlsplit(value)
            _require(parts.scheme in {"http", "https"} and bool(parts.hostname), "address")
        return value

    @field_validator("telegram_secret")
    @classmethod
    def _check_secret(cls, value: SecretStr | None) -> SecretStr | None:
        """Accept what Telegram accepts."""
        given = value.get_secret_value() if value else None
        _require(given is None or SECRET.fullmatch(given) is not None, "secret")
        return value

    @field_validator("redis_url")
    @classmethod
    def _check_redis(cls, value: str | None) -> str | None:
        """Accept addresses of a Redis server only."""
        if value is not None:
            _require(urlsplit(value).scheme in {"redis", "rediss", "unix"}, "redis")
        return value

    @field_validator("database_url")
    @classmethod
    def _check_database(cls, value: str | None) -> str | None:
        """Accept the two kinds of database that are supported."""
        if value is not None:
            scheme = urlsplit(value).scheme.partition("+")[0]
            _require(scheme in {"sqlite", "postgresql", "postgres"}, "database")
        return value

    @model_validator(mode="before")
    @classmethod
    def _default_knowledge(cls, data: Any) -> Any:
        """Fall back on the project's own folder where the current one has none."""
        if isinstance(data, dict) and "knowledge" not in data and not Path("knowledge").is_dir():
            return {**data, "knowledge": PROJECT / "knowledge"}
        return data

    @field_validator("knowledge", "state", "cache")
    @classmethod
    def _resolve(cls, value: Path) -> Path:
        """Make every folder absolute, so that a part started elsewhere finds it."""
        return value.expanduser().resolve()

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the environment; ServiceError names the first thing wrong in one line."""
        _refuse_unknown(os.environ if environment is None else environment)
        try:
            return cls()
        except ValidationError as error:
            raise _first_problem(error) from None


def _require(condition: bool, hint: str) -> None:
    """Fail with the key of the hint that says what is expected."""
    if not condition:
        raise ValueError(hint)


def known_names() -> tuple[str, ...]:
    """Return the names of all variables, in the order of the settings."""
    return tuple(PREFIX + name.upper() for name in Settings.model_fields)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Stop on a name nobody reads: it is a typing mistake."""
    known = known_names()
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = process.extractOne(name.upper(), known, scorer=fuzz.ratio)
            if near and near[1] >= CLOSE_ENOUGH:
                raise ServiceError("unknown_setting_near", name=name, near=near[0])
            raise ServiceError("unknown_setting", name=name, known=", ".join(known))


def _first_problem(error: ValidationError) -> ServiceError:
    """Say which variable is wrong and what it may be; never repeat a secret."""
    problem = error.errors()[0]
    field = str(problem["loc"][0])
    texts = catalogue("bot").texts
    hint = str(problem.get("ctx", {}).get("error", "")) or field
    expected = texts.get(f"settings.expected.{hint}", texts["settings.expected.other"])
    return ServiceError("bad_setting", name=PREFIX + field.upper(), expected=expected.strip())
