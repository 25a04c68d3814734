"""Reading a destination's folder: what it says, not yet what it becomes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
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
    bank: tuple[tuple[str, dict[str, Any]], ...] = ()
    facts: tuple[dict[str, Any], ...] = ()
    map: dict[str, Any] | None = None

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

    def sound(self, name: str) -> Path:
        """The file of a recording; ``PackError`` when it is missing."""
        path = self.folder / "audio" / name
        if not path.is_file():
            raise PackError(f"audio/{name}: no such file")
        return path

    def questions(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Every question as (where it is written, pillar, what is written)."""
        for quest in self.quests:
            for step in quest["steps"]:
                if step["kind"] == "question":
                    yield quest["slug"], quest["pillar"], step
        for place in self.checkpoints:
            for side in ("onsite", "remote"):
                yield place["slug"], place["pillar"], place[side]
        for file, data in self.bank:
            yield file, data["pillar"], data

    def picture_names(self) -> set[str]:
        """Every picture somebody asks for."""
        steps = [step for quest in self.quests for step in quest["steps"]]
        owners = [*self.quests, *self.checkpoints, *self.destination.get("pillars", []), *steps]
        owners += [data for _where, _pillar, data in self.questions()]
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
        bank=tuple(
            (f"bank/{path.name}", question)
            for path in sorted((folder / "bank").glob("*.toml"))
            for question in _read(path)["questions"]
        ),
        facts=tuple(_read(path)["facts"]) if (path := folder / "facts.toml").exists() else (),
        map=_read(path) if (path := folder / "map.toml").exists() else None,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackError(f"{path.name}: no such file") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path.name}: {error}") from error
