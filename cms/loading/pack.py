"""Reading a destination's folder: what it says, not yet what it becomes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

DESTINATIONS = Path(__file__).resolve().parent.parent / "destinations"


class PackError(Exception):
    """The folder cannot be loaded; the message names the file."""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A destination as its folder says it."""

    folder: Path
    destination: dict[str, Any]
    quests: tuple[dict[str, Any], ...]
    checkpoints: tuple[dict[str, Any], ...]

    @property
    def slug(self) -> str:
        """The name every identity of this destination is made from."""
        return str(self.destination["slug"])

    def uid(self, *parts: str) -> UUID:
        """A lasting identity: the same folder gives the same one on every machine."""
        return uuid5(NAMESPACE_URL, "/".join(["academy:", self.slug, *parts]))

    def block(self, *parts: str) -> str:
        """The same as a block id."""
        return str(self.uid("block", *parts))

    def picture(self, name: str) -> Path:
        """The file of a picture; ``PackError`` when it is missing."""
        path = self.folder / "pictures" / name
        if not path.is_file():
            raise PackError(f"pictures/{name}: no such file")
        return path

    def picture_names(self) -> set[str]:
        """Every picture somebody asks for."""
        steps = [step for quest in self.quests for step in quest["steps"]]
        owners = [*self.quests, *self.checkpoints, *self.destination.get("pillars", []), *steps]
        names = {owner["picture"] for owner in owners if owner.get("picture")}
        return names | {name for name in [self.destination.get("logo")] if name}


def read_pack(name: str, *, root: Path = DESTINATIONS) -> Pack:
    """The pack in ``root/name``; raises ``PackError`` saying which file is wrong."""
    folder = root / name.replace("-", "_")
    if not folder.is_dir():
        known = sorted(path.parent.name for path in root.glob("*/destination.toml"))
        raise PackError(f"There is no destination {name!r}; there are: {', '.join(known)}.")
    return Pack(
        folder=folder,
        destination=_read(folder / "destination.toml"),
        quests=tuple(_read(path) for path in sorted((folder / "quests").glob("*.toml"))),
        checkpoints=tuple(_read(path) for path in sorted((folder / "checkpoints").glob("*.toml"))),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackError(f"{path.name}: no such file") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path.name}: {error}") from error
