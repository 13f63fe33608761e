"""Two encrypting clients without a homeserver: keys and messages go by hand, so that faults can be injected."""

from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, SyncResponse
from nio.crypto import Olm, OlmDevice

from bot.matrix.repairs import RepairedClient

ALICE, BOT, ROOM = "@alice:localhost", "@facteur:localhost", "!room:localhost"
MEGOLM = "m.megolm.v1.aes-sha2"


class Killed(BaseException):
    """As kill -9: nothing catches it on the way."""


def client(kind: type[AsyncClient] | type[RepairedClient], user_id: str, folder: Path, url: str = "") -> Any:
    """Opened on its store; opening the same folder again is a restart."""
    folder.mkdir(parents=True, exist_ok=True)
    config = AsyncClientConfig(pickle_key="k", store_sync_tokens=False, max_limit_exceeded=0, max_timeouts=0)
    one = kind(url or "http://127.0.0.1:1", user_id, store_path=str(folder), config=config)
    one.restore_login(user_id, f"DEVICE-{user_id[1:3]}", "token")
    return one


def close(one: Any) -> None:
    one.store.database.close()


def device(one: Any) -> OlmDevice:
    keys = one.olm.account.identity_keys
    return OlmDevice(one.user_id, one.device_id, {"ed25519": keys["ed25519"], "curve25519": keys["curve25519"]})


def introduce(alice: Any, bot: Any) -> None:
    """Each knows the other's device; alice has an Olm session to the bot, from one of its one-time keys."""
    alice.olm.device_store.add(device(bot))
    bot.olm.device_store.add(device(alice))
    bot.olm.account.generate_one_time_keys(1)
    key = next(iter(bot.olm.account.one_time_keys["curve25519"].values()))
    bot.olm.save_account()
    session = alice.olm.create_session(key, bot.olm.account.identity_keys["curve25519"])
    alice.olm.session_store.add(device(bot).curve25519, session)


def room_key(alice: Any) -> dict[str, Any]:
    """A new room key of alice's."""
    alice.olm.create_outbound_group_session(ROOM)
    session = alice.olm.outbound_group_sessions[ROOM]
    session.shared = True
    names = {"algorithm": MEGOLM, "room_id": ROOM, "session_id": session.id}
    return names | {"session_key": session.session_key}


def to_device(alice: Any, bot: Any, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """The event as the bot's sync shows it."""
    session = alice.olm.session_store.get(device(bot).curve25519)
    sealed = alice.olm._olm_encrypt(session, device(bot), kind, content)
    return {"type": "m.room.encrypted", "sender": alice.user_id, "content": sealed}


def sync(*events: Any, batch: str = "s1", keys: int | None = 50) -> SyncResponse:
    counts = {} if keys is None else {"signed_curve25519": keys}
    body = {"next_batch": batch, "rooms": {}, "to_device": {"events": list(events)}}
    response = SyncResponse.from_dict(body | {"device_one_time_keys_count": counts})
    assert isinstance(response, SyncResponse)
    return response


def has_key(bot: Any, alice: Any, key: dict[str, Any]) -> bool:
    return bot.olm.inbound_group_store.get(ROOM, device(alice).curve25519, key["session_id"]) is not None


def kill_at(olm: Olm, name: str) -> None:
    """That method of this one machine dies instead of doing its work."""

    def die(*_: Any) -> None:
        raise Killed

    setattr(olm, name, die)
