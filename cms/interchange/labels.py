"""What the bank knows of a question besides its words, as tags other programs keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cms.names import names_in
from cms.skills import Difficulty, Skill
from quests.catalogue.models import Pillar, Role

CHOICES = {"pillar": set(Pillar.values), "skill": set(Skill.values), "difficulty": set(map(str, Difficulty.values))}


def labels_of(question: Any) -> tuple[str, ...]:
    """``pillar:history``, ``site:lewarde``…, then the trainers' own tags."""
    named = [
        ("pillar", question.pillar),
        ("skill", question.skill),
        ("difficulty", str(question.difficulty)),
        *(("site", site) for site in question.site_slugs),
        *(("role", role) for role in question.roles),
    ]
    return (*(f"{name}:{value}" for name, value in named if value), *question.tag_names)


def read_labels(labels: Iterable[str]) -> tuple[list[str], dict[str, Any]]:
    """The plain tags among ``labels``, and the fields of a question the others give."""
    tags: list[str] = []
    fields: dict[str, Any] = {}
    sites: list[str] = []
    roles: list[str] = []
    for label in (part.strip() for each in labels for part in names_in(each)):
        name, _colon, value = label.partition(":")
        if name in CHOICES and value in CHOICES[name]:
            fields[name] = int(value) if name == "difficulty" else value
        elif name == "site" and value:
            sites.append(value)
        elif name == "role" and value in Role.values:
            roles.append(value)
        elif label and label not in {*tags, "$course$", "top"}:
            tags.append(label)
    return tags, fields | {"sites": ", ".join(sites), "roles": roles}
