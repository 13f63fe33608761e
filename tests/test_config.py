"""Settings: what is right is read, what is wrong is told, all at once and without secrets."""

from pathlib import Path

import pytest

from bot.config import Settings, load
from bot.errors import SettingsWrong

GOOD = {
    "homeserver": "https://matrix.agent.dinum.tchap.gouv.fr/",
    "user": "@facteur-beta.gouv.fr:agent.dinum.tchap.gouv.fr",
    "password": "correct horse",
    "rooms": "#support:agent.dinum.tchap.gouv.fr",
}


def settings(**given: object) -> Settings:
    return load(service=True, env_file=None, **{**GOOD, **given})


def problems(**given: object) -> tuple[str, ...]:
    with pytest.raises(SettingsWrong) as caught:
        settings(**given)
    return caught.value.problems


def test_the_defaults_are_the_contracts() -> None:
    read = load(env_file=None)
    assert (read.direct_messages, read.encryption, read.rate) == (True, "auto", 1.0)
    assert (read.web, read.log, read.knowledge) == ("127.0.0.1:8080", "text", Path("knowledge"))
    assert read.database_url == "sqlite:///state/bot.db"


def test_a_homeserver_loses_its_last_slash() -> None:
    assert settings().homeserver == "https://matrix.agent.dinum.tchap.gouv.fr"


@pytest.mark.parametrize(
    ("written", "room"),
    [
        ("#support:agent.dinum.tchap.gouv.fr", "#support:agent.dinum.tchap.gouv.fr"),
        ("!abc:agent.dinum.tchap.gouv.fr", "!abc:agent.dinum.tchap.gouv.fr"),
        ("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM", "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"),
        ("https://tchap.gouv.fr/#/room/#support:agent.dinum.tchap.gouv.fr", "#support:agent.dinum.tchap.gouv.fr"),
        ("https://tchap.gouv.fr/#/room/%23s%3Aa.fr?via=a.fr&via=b.fr", "#s:a.fr"),
        ("https://tchap.gouv.fr/#/room/!x:a.fr?via=a.fr", "!x:a.fr"),
    ],
)
def test_rooms_are_aliases_ids_or_share_links(written: str, room: str) -> None:
    assert settings(rooms=written).rooms == (room,)


def test_the_servers_of_a_share_link_are_kept() -> None:
    (linked, plain) = settings(rooms="https://tchap.gouv.fr/#/room/!x?via=a.fr&via=b.fr,!y:a.fr").rooms
    assert [getattr(room, "via", None) for room in (linked, plain)] == [("a.fr", "b.fr"), ()]


def test_several_rooms_are_separated_by_commas() -> None:
    assert settings(rooms="#a:x.fr, !b:x.fr ,").rooms == ("#a:x.fr", "!b:x.fr")


def test_every_mistake_is_told_at_once() -> None:
    told = problems(homeserver="matrix.org", rooms="support", web="8080", rate="0", log="xml", encryption="maybe")
    assert [text.partition(":")[0].partition("=")[0] for text in told] == [
        "BOT_HOMESERVER",
        "BOT_ROOMS",
        "BOT_ENCRYPTION",
        "BOT_WEB",
        "BOT_RATE",
        "BOT_LOG",
    ]


def test_what_is_missing_is_told_with_what_was_expected() -> None:
    with pytest.raises(SettingsWrong) as caught:
        load(service=True, env_file=None)
    assert [text.partition(":")[0] for text in caught.value.problems] == [
        "BOT_HOMESERVER",
        "BOT_USER",
        "BOT_ROOMS",
        "BOT_PASSWORD or BOT_ACCESS_TOKEN",
    ]


def test_what_is_missing_is_told_beside_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_RATE", "fast")
    with pytest.raises(SettingsWrong) as caught:
        load(service=True, env_file=None)
    assert {text.partition(":")[0].partition("=")[0] for text in caught.value.problems} >= {
        "BOT_RATE",
        "BOT_HOMESERVER",
    }


def test_an_access_token_needs_its_device() -> None:
    assert problems(password="", access_token="syt_x") == (
        "BOT_DEVICE_ID: missing, expected the device of BOT_ACCESS_TOKEN",
    )


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("s3cret\n", encoding="utf-8")
    read = settings(password="", password_file=tmp_path / "password")
    assert read.password.get_secret_value() == "s3cret"


def test_a_secret_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (told,) = problems(password="", password_file=tmp_path / "nowhere")
    assert told.startswith("BOT_PASSWORD_FILE:")
    assert "No such file" in told


def test_a_secret_and_its_file_together_are_refused(tmp_path: Path) -> None:
    (told,) = problems(password_file=tmp_path / "password")
    assert told == "BOT_PASSWORD_FILE: expected either this or BOT_PASSWORD, not both"


def test_no_message_shows_a_secret() -> None:
    told = problems(password="hunter2", access_token="syt_hunter2", rate="0", database="mysql://u:hunter2@h/d")
    assert "hunter2" not in "\n".join(told)


def test_an_empty_variable_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_STATE", "")
    monkeypatch.setenv("BOT_WEB", "")
    assert load(env_file=None).state == Path("state")
    assert load(env_file=None).web == "127.0.0.1:8080"


def test_the_environment_and_the_env_file_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_RATE=3\nBOT_DIRECT_MESSAGES=off\n", encoding="utf-8")
    monkeypatch.setenv("BOT_RATE", "2")
    read = load(env_file=tmp_path / ".env")
    assert (read.rate, read.direct_messages) == (2.0, False)
