"""The bot's device, signed by the bot's account: without it, clients that exclude unsigned devices send it no keys.

Three Ed25519 keys (master, self-signing, user-signing) are made once and kept in the key file; the device is signed
with the self-signing key. Idempotent: a second start asks once and uploads nothing. Another identity of the account
(a person used a client and made keys there) is never overwritten.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import structlog

from bot.errors import AccessRefused, WorldFailed
from bot.matrix.client import Client
from bot.matrix.ed25519 import SigningKey, canonical, signed_by
from bot.matrix.keyfile import USAGES, KeyFile, Keys

log = structlog.get_logger(__name__)

Json = Mapping[str, Any]


class Trust(StrEnum):
    SIGNED = "signed"  # this device carries a valid signature of the account's self-signing key
    OTHER_IDENTITY = "other identity"  # the account has keys that are not ours: a person must sign this device
    NEEDS_APPROVAL = "needs approval"  # the homeserver wants a person's consent for new keys
    FAILED = "failed"
    OFF = "off"


async def ensure(client: Client, files: KeyFile) -> Trust:
    """The device keys are on the server and signed. Raises WorldFailed when the homeserver or the store is wrong."""
    server = await own_keys(client)
    if not await device_uploaded(client, server):
        server = await own_keys(client)
    keys = files.load(client.user_id)
    if foreign(server, keys, client.user_id):
        return by_somebody_else(client, server)
    if public_key(server, "master", client.user_id) is None:
        keys = keys if keys and "master" in keys else made(client, files)
        if not await upload(client, keys):
            return Trust.NEEDS_APPROVAL
    if keys is None:
        return Trust.OTHER_IDENTITY
    await sign_device(client, server, keys["self_signing"])
    return Trust.SIGNED


async def own_keys(client: Client) -> Json:
    """nio's own query drops the cross-signing keys and its own device, so this is a plain one."""
    return await client.ask("POST", "/keys/query", {"device_keys": {client.user_id: []}})


def public_key(server: Json, usage: str, user_id: str) -> str | None:
    held = server.get(f"{usage}_keys", {}).get(user_id) or {}
    return next(iter(held.get("keys", {}).values()), None)


def own_device(server: Json, client: Client) -> dict[str, Any] | None:
    device = server.get("device_keys", {}).get(client.user_id, {}).get(client.device_id)
    return dict(device) if device else None


async def device_uploaded(client: Client, server: Json) -> bool:
    """False when it had to be uploaded now: a new device, or one that the server has forgotten with its old token."""
    device, olm = own_device(server, client), client.olm
    if olm is None:
        raise WorldFailed("encryption is off")
    if device is not None:
        if not is_ours(device, client):
            raise AccessRefused(
                f"the crypto store is not the one of device {client.device_id}: restore it, or delete session.json "
                "to log in as a new device"
            )
        if olm.account.shared:
            return True
    olm.account.shared = False
    answer = await client.keys_upload()
    if not olm.account.shared:
        raise WorldFailed(f"device keys not uploaded: {getattr(answer, 'status_code', '')}")
    return False


def is_ours(device: Json, client: Client) -> bool:
    """Both keys are those of the local account: what is signed is never the server's word."""
    identity, keys = client.olm.account.identity_keys, device.get("keys", {})  # type: ignore[union-attr]
    expected = {f"{kind}:{client.device_id}": identity[kind] for kind in ("ed25519", "curve25519")}
    return bool(keys == expected and device.get("device_id") == client.device_id)


def foreign(server: Json, keys: Keys | None, user_id: str) -> bool:
    """The account has keys, and they are not those of the key file."""
    on_server = {usage: public_key(server, usage, user_id) for usage in USAGES}
    if on_server["master"] is None:
        return False
    if keys is None or ("master" in keys and keys["master"].public != on_server["master"]):
        return True
    return keys["self_signing"].public != on_server["self_signing"]


def by_somebody_else(client: Client, server: Json) -> Trust:
    """Under another identity: fine once a person has signed this device in their own client."""
    user_id = client.user_id
    master, signer = (public_key(server, usage, user_id) for usage in ("master", "self_signing"))
    device = own_device(server, client) or {}
    chain = bool(master and signer) and signed_by(server["self_signing_keys"][user_id], user_id, master or "")
    if chain and is_ours(device, client) and signed_by(device, user_id, signer or ""):
        return Trust.SIGNED
    fingerprint = client.olm.account.identity_keys["ed25519"]  # type: ignore[union-attr]
    log.warning("matrix.sign_this_device", device=client.device_id, fingerprint=fingerprint)
    return Trust.OTHER_IDENTITY


def made(client: Client, files: KeyFile) -> Keys:
    """On disk before the server knows them: after a crash in between, the next start uploads the same ones."""
    keys = {usage: SigningKey(os.urandom(32)) for usage in USAGES}
    files.save(client.user_id, keys)
    return keys


async def upload(client: Client, keys: Keys) -> bool:
    """The first upload needs no password (spec v1.11); False when the homeserver asks for a person all the same."""
    answer = await client.call("POST", "/keys/device_signing/upload", upload_body(client, keys))
    if answer.status == 401 and "flows" in answer.content:
        stages = answer.content.get("params", {})
        url = next((stage["url"] for stage in stages.values() if isinstance(stage, dict) and "url" in stage), "")
        log.warning("matrix.approve_cross_signing", url=url)
        return False
    if answer.status != 200:
        raise WorldFailed(f"cross-signing keys not uploaded: {answer.code}")
    log.info("matrix.cross_signing_made", master=keys["master"].public)
    return True


def upload_body(client: Client, keys: Keys) -> Json:
    user_id, master = client.user_id, keys["master"]
    parts: dict[str, Any] = {
        usage: {"user_id": user_id, "usage": [usage], "keys": {f"ed25519:{keys[usage].public}": keys[usage].public}}
        for usage in USAGES
    }
    for usage in ("self_signing", "user_signing"):
        parts[usage]["signatures"] = {user_id: {f"ed25519:{master.public}": master.sign(parts[usage])}}
    vouched = client.olm.account.sign(canonical(parts["master"]).decode())  # type: ignore[union-attr]
    parts["master"]["signatures"] = {user_id: {f"ed25519:{client.device_id}": vouched}}
    return {f"{usage}_key": part for usage, part in parts.items()}


async def sign_device(client: Client, server: Json, signer: SigningKey) -> None:
    device = own_device(server, client)
    if device is None or not is_ours(device, client):
        raise WorldFailed("the homeserver shows other keys for this device: not signed")
    if signed_by(device, client.user_id, signer.public):
        return
    signed = {key: value for key, value in device.items() if key not in ("signatures", "unsigned")}
    signed["signatures"] = {client.user_id: {f"ed25519:{signer.public}": signer.sign(signed)}}
    answer = await client.call("POST", "/keys/signatures/upload", {client.user_id: {client.device_id: signed}})
    if answer.status != 200 or answer.content.get("failures"):  # a 200 with failures is a failure
        raise WorldFailed(f"device not signed: {answer.code}")
    log.info("matrix.device_signed", device=client.device_id)
