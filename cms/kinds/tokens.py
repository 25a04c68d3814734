"""Ids of things written beside each other that learners must not be able to put together.

The target of a pair is written next to its item; an id made from the item's would tell the pair. Each
carries a random token that stays in the studio, and is known to the game by both together: copying
a block copies its token, not its id.
"""

from __future__ import annotations

from hashlib import sha256
from uuid import uuid4

from django import forms

from cms.blocks.parts import SharedText


class TokenBlock(SharedText):
    """A random text nobody types."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"required": False, "max_length": 32, **kwargs})  # type: ignore[arg-type]
        self.field.widget = forms.HiddenInput()

    def get_default(self) -> str:
        """A new token for each new block."""
        return uuid4().hex


def opaque(block_id: str, token: str) -> str:
    """The id the game knows, always the same for the same two."""
    return sha256(f"{block_id}\0{token}".encode()).hexdigest()[:24]


def sealed(block_id: str) -> str:
    """A token for a block of a pack, always the same for the same pack."""
    return sha256(f"token\0{block_id}".encode()).hexdigest()[:32]
