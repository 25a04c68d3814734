"""Destinations: each folder here is everything one territory says, loaded by ``load_destination``."""

from pathlib import Path
from uuid import UUID

FOLDER = Path(__file__).resolve().parent

NAMESPACE = UUID("6e0f5a3c-5c51-4b62-9c8b-0f6b9d1c7a11")
"""Identities made from names (uuid5) start here, so that loading twice finds the same things."""
