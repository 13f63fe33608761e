"""What may be set: the environment (and a `.env` file), read once, every mistake told at once.

Nothing else in the project reads the environment, but for BOT_KNOWLEDGE as the default of `--knowledge`.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, NoDecode, SettingsConfigDict

from bot.errors import SettingsWrong

ROOM_LINK = re.compile(r"^https://[^/]+/#/room/(?P<room>[^?/]+)(?:\?(?P<query>.*))?$")
ROOM = re.compile(r"^[#!][^\s]+$")
USER = re.compile(r"^@[^\s:]+:[^\s]+$")
SECRETS = ("password", "access_token", "canary_password", "crypto_passphrase")
FILED = (*SECRETS, "device_id")  # each also as `…_FILE`

Names = Annotated[tuple[str, ...], NoDecode]


class RoomName(str):
    """An alias or a room id. `via`: servers of a share link that can let the bot in where its own is not yet."""

    via: tuple[str, ...] = ()


def room_reference(text: str) -> RoomName:
    """An alias, a room id, or a Tchap share link -> the alias or id. ValueError says what was expected."""
    link = ROOM_LINK.match(text)
    room = RoomName(unquote(link["room"]) if link else text)
    if not ROOM.match(room):
        raise ValueError(f"{text!r}: expected #alias:server, !room, or https://tchap.gouv.fr/#/room/…")
    room.via = tuple(parse_qs(link["query"] or "").get("via", ())) if link else ()
    return room


class Settings(BaseSettings):
    """`BOT_…` variables. Defaults are those of the contract."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

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
    watch: int = Field(300, ge=0, le=86400, description="seconds between background checks; 0 for none")
    log: Literal["text", "json"] = "text"
    canary_user: str = ""
    canary_password: SecretStr = SecretStr("")
    canary_password_file: Path | None = None

    @field_validator(*(f"{name}_file" for name in FILED))
    @classmethod
    def check_secret_file(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        name = str(info.field_name).removesuffix("_file")
        if value is None:
            return None
        if plain(info.data.get(name, "")):
            raise ValueError(f"expected either this or BOT_{name.upper()}, not both")
        try:
            value.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as e:
            reason = e.strerror if isinstance(e, OSError) else "not UTF-8"
            raise ValueError(f"{str(value)!r}: expected a readable file ({reason})") from e
        return value

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
        settings = with_files(Settings(_env_file=env_file, **given))  # type: ignore[call-arg]  # known only at run time
        problems = missing(settings) if service else []
    except ValidationError as e:
        problems = [problem(error) for error in e.errors()]
        if service:
            problems += [text for name, text in NEEDED.items() if name not in present(env_file, given)]
    if problems:
        raise SettingsWrong(problems)
    return settings


def plain(value: Any) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def with_files(settings: Settings) -> Settings:
    """`BOT_PASSWORD_FILE` gives `BOT_PASSWORD` and so on; the files were found readable just before."""
    read: dict[str, Any] = {}
    for name in FILED:
        path = getattr(settings, f"{name}_file")
        if path:
            text = path.read_text(encoding="utf-8").rstrip("\r\n")
            read[name] = SecretStr(text) if name in SECRETS else text
    return settings.model_copy(update=read)


NEEDED = {
    "homeserver": "BOT_HOMESERVER: missing, expected the homeserver's URL",
    "user": "BOT_USER: missing, expected @user:server or the account's mail address",
    "rooms": "BOT_ROOMS: missing, expected the rooms to serve, comma-separated",
}


def present(env_file: Path | None, given: dict[str, Any]) -> set[str]:
    """The settings that are set at all, rightly or wrongly."""
    return {*EnvSettingsSource(Settings)(), *DotEnvSettingsSource(Settings, env_file=env_file)(), *given}


def missing(settings: Settings) -> list[str]:
    """What `run` cannot do without."""
    problems = [text for name, text in NEEDED.items() if not getattr(settings, name)]
    if not plain(settings.password) and not plain(settings.access_token):
        problems.append("BOT_PASSWORD or BOT_ACCESS_TOKEN: missing, expected one of them (or …_FILE)")
    if plain(settings.access_token) and not settings.device_id:
        problems.append("BOT_DEVICE_ID: missing, expected the device of BOT_ACCESS_TOKEN")
    return problems


def problem(error: Any) -> str:
    """A pydantic error as one line: variable, what was wrong, what was expected; never a secret's value."""
    name = "BOT_" + "_".join(str(part) for part in error["loc"]).upper() if error["loc"] else ""
    text = error["msg"].removeprefix("Value error, ")
    shown = "" if error["type"] == "value_error" or name[4:].lower() in SECRETS else f"={error['input']!r}"
    return f"{name}{shown}: {text}" if name else text
