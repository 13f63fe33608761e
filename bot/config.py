"""What may be set: the environment (and a `.env` file), read once, every mistake told at once.

Nothing else in the project reads the environment.
"""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsWrong

ROOM_LINK = re.compile(r"^https://[^/]+/#/room/(?P<room>[^?/]+)(?:\?(?P<query>.*))?$")
ROOM = re.compile(r"^[#!][^\s]+$")
USER = re.compile(r"^@[^\s:]+:[^\s]+$")
SECRETS = ("password", "access_token", "canary_password", "crypto_passphrase")

Names = Annotated[tuple[str, ...], NoDecode]


def room_reference(text: str) -> str:
    """An alias, a room id, or a Tchap share link -> the alias or id. ValueError says what was expected."""
    link = ROOM_LINK.match(text)
    room = unquote(link["room"]) if link else text
    if not ROOM.match(room):
        raise ValueError(f"{text!r}: expected #alias:server, !room, or https://tchap.gouv.fr/#/room/…")
    return room


class Settings(BaseSettings):
    """`BOT_…` variables. Defaults are those of the contract."""

    model_config = SettingsConfigDict(env_prefix="BOT_", env_file=".env", extra="ignore", frozen=True)

    homeserver: str = ""
    user: str = ""
    password: SecretStr = SecretStr("")
    password_file: Path | None = None
    access_token: SecretStr = SecretStr("")
    access_token_file: Path | None = None
    device_id: str = ""
    device_id_file: Path | None = None
    rooms: Names = ()
    moderation_room: str = ""
    invites: Names = ()
    direct_messages: bool = True
    encryption: Literal["auto", "on", "off"] = "auto"
    crypto_passphrase: SecretStr = SecretStr("")
    crypto_passphrase_file: Path | None = None
    database: str = ""
    state: Path = Path("state")
    knowledge: Path = Path("knowledge")
    knowledge_git: bool = False
    web: str = "127.0.0.1:8080"
    public_url: str = ""
    rate: float = Field(1.0, gt=0, le=1000)
    max_age: int = Field(900, ge=1, description="seconds; older messages are not answered")
    keep_days: int = Field(90, ge=1, le=3650, description="days that questions are kept")
    log: Literal["text", "json"] = "text"
    canary_user: str = ""
    canary_password: SecretStr = SecretStr("")
    canary_password_file: Path | None = None

    @model_validator(mode="before")
    @classmethod
    def read_secret_files(cls, data: Any) -> Any:
        """`BOT_PASSWORD_FILE` gives `BOT_PASSWORD` and so on; an unreadable file is a mistake of that variable."""
        for name in (*SECRETS, "device_id"):
            path = data.get(f"{name}_file")
            if not path:
                continue
            if data.get(name):
                raise ValueError(f"BOT_{name.upper()} and BOT_{name.upper()}_FILE: expected only one of them")
            try:
                data[name] = Path(path).read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as e:
                reason = e.strerror if isinstance(e, OSError) else "not UTF-8"
                raise ValueError(f"BOT_{name.upper()}_FILE={str(path)!r}: expected a readable file ({reason})") from e
        return data

    @field_validator("rooms", "invites", mode="before")
    @classmethod
    def split_names(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("rooms")
    @classmethod
    def read_rooms(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(room_reference(name) for name in value)

    @field_validator("moderation_room")
    @classmethod
    def read_room(cls, value: str) -> str:
        return room_reference(value) if value else value

    @field_validator("invites")
    @classmethod
    def check_users(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [name for name in value if not USER.match(name)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: expected @user:server, comma-separated")
        return value

    @field_validator("homeserver", "public_url")
    @classmethod
    def check_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise ValueError(f"{value!r}: expected a URL such as https://matrix.agent.dinum.tchap.gouv.fr")
        return value.rstrip("/")

    @field_validator("user")
    @classmethod
    def check_user(cls, value: str) -> str:
        if value and not USER.match(value) and "@" not in value:
            raise ValueError(f"{value!r}: expected @user:server or the account's mail address")
        return value

    @field_validator("database")
    @classmethod
    def check_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError(
                f"{value.split('://', maxsplit=1)[0]!r}: expected sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
            )
        return value

    @field_validator("web")
    @classmethod
    def check_web(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value != "off" and not (host and port.isdigit() and 0 <= int(port) <= 65535):
            raise ValueError(f"{value!r}: expected HOST:PORT, or off")
        return value

    @property
    def database_url(self) -> str:
        """The database, by default a file of the state folder."""
        return self.database or f"sqlite:///{self.state / 'bot.db'}"


def load(*, service: bool = False, env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """The settings; `service=True` also asks for what `run` needs. Raises SettingsWrong: every mistake."""
    try:
        settings = Settings(_env_file=env_file, **given)  # type: ignore[call-arg]  # known to pydantic only at run time
        problems = missing(settings) if service else []
    except ValidationError as e:
        problems = [problem(error) for error in e.errors()]
        present = {name.lower() for name in os.environ} | set(given)
        if service:
            problems += [p for name, p in needed() if name.lower() not in present]
    if problems:
        raise SettingsWrong(problems)
    return settings


def needed() -> list[tuple[str, str]]:
    return [
        ("BOT_HOMESERVER", "BOT_HOMESERVER: missing, expected the homeserver's URL"),
        ("BOT_USER", "BOT_USER: missing, expected @user:server or the account's mail address"),
        ("BOT_ROOMS", "BOT_ROOMS: missing, expected the rooms to serve, comma-separated"),
    ]


def missing(settings: Settings) -> list[str]:
    """What `run` cannot do without."""
    problems = [text for name, text in needed() if not getattr(settings, name[4:].lower())]
    if not settings.password.get_secret_value() and not settings.access_token.get_secret_value():
        problems.append("BOT_PASSWORD or BOT_ACCESS_TOKEN: missing, expected one of them (or …_FILE)")
    if settings.access_token.get_secret_value() and not settings.device_id:
        problems.append("BOT_DEVICE_ID: missing, expected the device of BOT_ACCESS_TOKEN")
    return problems


def problem(error: Any) -> str:
    """A pydantic error as one line: variable, what was wrong, what was expected; never a secret's value."""
    name = "BOT_" + "_".join(str(part) for part in error["loc"]).upper() if error["loc"] else ""
    text = error["msg"].removeprefix("Value error, ")
    shown = "" if error["type"] == "value_error" or any(s in name.lower() for s in SECRETS) else f"={error['input']!r}"
    return f"{name}{shown}: {text}" if name else text
