"""Signed JSON as Matrix wants it: canonical form, Ed25519, unpadded base64. Keys only; knows no server."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

Json = Mapping[str, Any]


def b64(raw: bytes) -> str:
    """Unpadded: a padded key is dropped in silence by Rust clients."""
    return base64.b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def canonical(signed: Json) -> bytes:
    """The signed part of an object: never `signatures`, never `unsigned`."""
    part = {key: value for key, value in signed.items() if key not in ("signatures", "unsigned")}
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


class SigningKey:
    """From a seed of 32 bytes. vodozemac's binding shows no secret key, so this is pycryptodome's."""

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        self.key = ECC.construct(curve="Ed25519", seed=seed)
        self.public = b64(self.key.public_key().export_key(format="raw"))

    def sign(self, signed: Json) -> str:
        return b64(eddsa.new(self.key, "rfc8032").sign(canonical(signed)))


def signed_by(signed: Json, user_id: str, public: str) -> bool:
    """Whether the object carries a valid signature of that user's key."""
    signature = signed.get("signatures", {}).get(user_id, {}).get(f"ed25519:{public}")
    if not isinstance(signature, str):
        return False
    try:
        key = eddsa.import_public_key(unb64(public))
        eddsa.new(key, "rfc8032").verify(canonical(signed), unb64(signature))
    except ValueError:
        return False
    return True
