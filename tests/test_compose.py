"""docker-compose.yml is true: Debian's docker-compose reads each profile, and its variables are the settings."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.config import Settings

ROOT = Path(__file__).parent.parent


def compose(*arguments: str) -> str:
    done = subprocess.run(
        ["docker-compose", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def the_bot() -> dict[str, object]:
    read = yaml.safe_load(compose("config"))
    return dict(read["services"]["bot"])


@pytest.mark.parametrize("profile", [(), ("--profile", "dev")], ids=["plain", "dev"])
def test_each_profile_is_read_without_complaint(profile: tuple[str, ...]) -> None:
    assert yaml.safe_load(compose(*profile, "config"))["services"]["bot"]


def test_the_homeserver_belongs_to_the_profile_dev_and_the_bot_to_every_profile() -> None:
    services = yaml.safe_load(compose("config"))["services"]
    assert {name: service.get("profiles") for name, service in services.items()} == {"bot": None, "synapse": ["dev"]}


def test_every_setting_is_a_variable_and_every_variable_a_setting() -> None:
    variables = the_bot()["environment"]
    assert isinstance(variables, dict)
    assert set(variables) == {f"BOT_{name.upper()}" for name in Settings.model_fields}


def test_the_bot_has_a_health_check_and_keeps_state_and_knowledge() -> None:
    bot = the_bot()
    assert "/ready" in json.dumps(bot["healthcheck"])
    assert "/app/state" in json.dumps(bot["volumes"])
    assert "/app/knowledge" in json.dumps(bot["volumes"])
