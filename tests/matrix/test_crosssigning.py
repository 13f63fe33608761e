"""Answers to the upload of keys that only a misbehaving or a differently built homeserver gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.errors import WorldFailed
from bot.matrix.ed25519 import SigningKey
from bot.matrix.keyfile import KeyFile
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.matrix.bots import settings
from tests.servers import fake_homeserver
from tests.servers.fake_homeserver import DEVICE, ME, ROOM, FakeHomeserver


class Keys:
    """The key endpoints of a homeserver, in memory; `answers` replaces an endpoint's ordinary answer."""

    def __init__(self, answers: dict[str, tuple[int, Any]]) -> None:
        self.answers = answers
        self.device: dict[str, Any] = {}
        self.asked: list[str] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        endpoint, body = request.path.partition("/keys/")[2], await request.json()
        self.asked.append(endpoint)
        if endpoint == "upload":
            self.device = body["device_keys"]
        ordinary = {
            "upload": {"one_time_key_counts": {"signed_curve25519": 50}},
            "query": {"device_keys": {ME: {DEVICE: self.device}} if self.device else {}},
        }
        status, content = self.answers.get(endpoint, (200, ordinary.get(endpoint, {})))
        return web.json_response(content, status=status)


async def trust(tmp_path: Path, answers: dict[str, tuple[int, Any]], encryption: str = "auto") -> str:
    async with fake_homeserver.running() as fake:
        await serve(fake, Keys(answers))
        given = settings(fake.url, ME, tmp_path, ROOM, encryption=encryption)
        async with await Matrix.connect(given, MemoryJournal(), patience=0) as matrix:
            return matrix.trust


async def serve(fake: FakeHomeserver, keys: Callable[[web.Request], Any]) -> None:
    fake.script["keys"] += [keys] * 20


async def test_all_is_well_with_an_ordinary_homeserver(tmp_path: Path) -> None:
    assert await trust(tmp_path, {}) == "signed"


async def test_a_200_with_failures_is_a_failure(tmp_path: Path) -> None:
    refused = {"failures": {ME: {DEVICE: {"errcode": "M_INVALID_SIGNATURE"}}}}
    assert await trust(tmp_path, {"signatures/upload": (200, refused)}) == "failed"
    with pytest.raises(WorldFailed, match="not signed"):
        await trust(tmp_path, {"signatures/upload": (200, refused)}, encryption="on")


async def test_keys_that_a_person_must_approve_wait_for_that_person(tmp_path: Path) -> None:
    stage = "org.matrix.cross_signing_reset"
    consent = {"session": "s", "flows": [{"stages": [stage]}], "params": {stage: {"url": "https://account.test/"}}}
    assert await trust(tmp_path, {"device_signing/upload": (401, consent)}) == "needs approval"


async def test_the_keys_are_on_disk_before_the_homeserver_has_them(tmp_path: Path) -> None:
    """A crash in between is harmless: the next start uploads the same ones."""
    assert await trust(tmp_path, {"device_signing/upload": (500, {})}) == "failed"
    secret = (tmp_path / "crypto.secret").read_text().split('"')[3]
    first = KeyFile(tmp_path / "cross-signing.json", secret).load(ME)
    assert await trust(tmp_path, {}) == "signed"
    again = KeyFile(tmp_path / "cross-signing.json", secret).load(ME)
    assert first
    assert again
    assert first["master"].public == again["master"].public


def test_the_key_file_opens_with_its_passphrase_and_for_its_user_only(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    KeyFile(path, "right").save(ME, {"master": SigningKey(b"s" * 32)})
    assert path.stat().st_mode & 0o777 == 0o600
    for secret, user in (("wrong", ME), ("right", "@other:localhost")):
        with pytest.raises(WorldFailed, match="does not open"):
            KeyFile(path, secret).load(user)
