"""The cross-signing seeds on disk: scrypt and AES-256-GCM under the passphrase, bound to the user id, mode 0600.

Losing the file does not hurt a device already signed, but the next device cannot be signed: keep it with the backups.
"""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from Crypto.Cipher import AES
from Crypto.Protocol.KDF import scrypt

from bot.config import Settings
from bot.errors import WorldFailed
from bot.matrix import files
from bot.matrix.ed25519 import SigningKey, b64, unb64

USAGES = ("master", "self_signing", "user_signing")

Keys = Mapping[str, SigningKey]


def passphrase(settings: Settings) -> str:
    """BOT_CRYPTO_PASSPHRASE, else a secret of this installation, made once: `crypto.secret` in the state folder."""
    if given := settings.crypto_passphrase.get_secret_value():
        return given
    path = settings.state / "crypto.secret"
    if not path.exists():
        files.write(path, {"passphrase": secrets.token_urlsafe(32)})
    kept = files.read(path).get("passphrase")
    if not kept:
        raise WorldFailed(f"{path} is damaged: restore it, the crypto store cannot be opened without it")
    return str(kept)


class KeyFile:
    def __init__(self, path: Path, secret: str) -> None:
        self.path, self.secret = path, secret

    def cipher(self, salt: bytes, nonce: bytes, user_id: str) -> Any:
        key: Any = scrypt(self.secret, salt, 32, N=2**15, r=8, p=1)
        box = AES.new(key, AES.MODE_GCM, nonce=nonce)
        box.update(user_id.encode())
        return box

    def load(self, user_id: str) -> Keys | None:
        """None when there is no file. WorldFailed when the passphrase does not fit: never make other keys then."""
        box = files.read(self.path)
        if not box:
            return None
        cipher = self.cipher(unb64(box["salt"]), unb64(box["nonce"]), user_id)
        try:
            plain = json.loads(cipher.decrypt_and_verify(unb64(box["data"]), unb64(box["tag"])))
        except ValueError:
            raise WorldFailed(f"{self.path} does not open: expected the passphrase it was made with") from None
        return {usage: SigningKey(unb64(plain[usage])) for usage in USAGES if usage in plain}

    def save(self, user_id: str, keys: Keys) -> None:
        salt, nonce = os.urandom(16), os.urandom(12)
        plain = json.dumps({usage: b64(key.seed) for usage, key in keys.items()}).encode()
        data, tag = self.cipher(salt, nonce, user_id).encrypt_and_digest(plain)
        named = {"salt": salt, "nonce": nonce, "data": data, "tag": tag}
        files.write(self.path, {"v": 1} | {name: b64(raw) for name, raw in named.items()})
