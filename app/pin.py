"""The staff PIN as a configuration keeps it: hashed, and the one that every kiosk comes with."""

from __future__ import annotations

import os
import re

DEFAULT_PIN = "2468"
DEFAULT_PIN_HASH = (
    "scrypt$16384$8$1$636c696e69632d6b696f736b$"
    "49f88ef0d32e3b340313be0f070ac42f35de3037d82dd8cae3215e914ed1037e"
)
PIN_HASH = re.compile(r"scrypt\$16384\$8\$1\$(?:[0-9a-f]{2})+\$[0-9a-f]{64}")


def hash_pin(pin: str, salt: bytes | None = None) -> str:
    """A PIN as the configuration file keeps it: scrypt, with its cost and salt."""
    import hashlib  # noqa: PLC0415 - staff alone need it

    salt = salt or os.urandom(16)
    n, r, p = 16384, 8, 1
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, dklen=32)
    return f"scrypt${n}${r}${p}${salt.hex()}${digest.hex()}"


def pin_matches(pin: str, pin_hash: str) -> bool:
    """Whether this is the PIN; a hash that cannot be read matches nothing."""
    import hashlib  # noqa: PLC0415 - staff alone need it
    import hmac  # noqa: PLC0415

    try:
        kind, n, r, p, salt, digest = pin_hash.split("$")
        tried = hashlib.scrypt(
            pin.encode(), salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p), dklen=32
        )
        return kind == "scrypt" and hmac.compare_digest(tried, bytes.fromhex(digest))
    except (ValueError, TypeError, OverflowError):
        return False
