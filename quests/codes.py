"""Codes people scan and codes people type."""

from __future__ import annotations

import base64
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty signs that are not mistaken for one another (no 0 O, 1 I L, U V)."""


def new_opaque_code() -> str:
    """128 random bits as 26 upper-case characters, compact in a QR code's alphanumeric mode."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def new_human_code() -> str:
    """Eight signs in two groups, e.g. ``K7QF-3MXT`` (39 bits; typing it is rate-limited)."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def normalised(typed: str) -> str:
    """What somebody typed, upper case and without spaces or dashes."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
