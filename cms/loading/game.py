"""What a pack says of the game's plain rows: places, seasons, badges, employers, programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from cms.loading.pack import Pack, PackError
from cms.publishing.pictures import picture_url
from quests.catalogue.maps import LAYERS, Projection
from quests.catalogue.models import Quest, Question, TerritoryMap
from quests.checkpoints.models import Checkpoint
from quests.ledger.models import Badge, Season
from quests.people.models import Employer, Financier, Territory
from quests.people.opco import opco_for
from quests.people.siret import BadSiret, clean_siret
from quests.programme.models import FundingAgreement, Programme, ProgrammeQuest

OPCOS = {
    "akto": ("AKTO", "853000982"),
    "afdas": ("AFDAS", "784714008"),
    "opco-ep": ("OPCO EP", "879036895"),
    "opco-mobilites": ("OPCO Mobilités", "851240499"),
    "opcommerce": ("L’Opcommerce", "398522243"),
    "uniformation": ("Uniformation", "309065043"),
}
"""Financiers every destination in France may meet, with their SIREN."""


class GameWriter:
    """Writes rows once, or again when asked to update."""

    def __init__(self, pack: Pack, *, update: bool) -> None:
        self.pack, self.update = pack, update

    def _save(self, model: type[models.Model], lookup: Mapping[str, Any], **values: Any) -> Any:
        manager = model._default_manager
        if self.update:
            return manager.update_or_create(**lookup, defaults=values)[0]
        return manager.get_or_create(**lookup, defaults=values)[0]

    def territories(self) -> None:
        """Territories, named as the people there name them."""
        for data in self.pack.destination.get("territories", []):
            name = data["words"][settings.LANGUAGE_CODE]["name"]
            self._save(Territory, {"slug": data["slug"]}, name=name)

    def map(self) -> None:
        """The map questions are asked on; a destination may have none."""
        data = self.pack.map
        if data is not None:
            self._save(TerritoryMap, {"slug": data["slug"]}, shapes=_shapes(data), **_edges(data))

    def seasons(self) -> None:
        """Seasons; the last day is played to its end."""
        for data in self.pack.destination.get("seasons", []):
            self._save(
                Season,
                {"slug": data["slug"]},
                words=data["words"],
                starts_at=_midnight(data["starts"]),
                ends_at=_midnight(data["ends"] + timedelta(days=1)),
            )

    def badges(self) -> None:
        """Badges."""
        for data in self.pack.destination.get("badges", []):
            self._save(Badge, {"slug": data["slug"]}, rule=data["rule"], icon=data["icon"], words=data["words"])

    def financiers(self) -> None:
        """The OPCOs every destination meets, and those the pack names."""
        for code, (name, siren) in OPCOS.items():
            self._save(Financier, {"code": code}, name=name, siren=siren)
        for data in self.pack.destination.get("agreements", []):
            Financier.objects.get_or_create(code=slugify(data["funder"]), defaults={"name": data["funder"]})

    def employers(self) -> None:
        """Employers, their SIRET checked."""
        territories = dict(Territory.objects.values_list("slug", "pk"))
        financiers = dict(Financier.objects.values_list("code", "pk"))
        for data in self.pack.destination.get("employers", []):
            try:
                siret = clean_siret(data["siret"])
            except BadSiret as error:
                raise PackError(f"employer {data['name']}: {error}") from error
            code = slugify(data["opco"]) if data.get("opco") else opco_for(data.get("idcc", ""))
            self._save(
                Employer,
                {"siret": siret},
                name=data["name"],
                idcc=data.get("idcc", ""),
                sector=data["sector"],
                headcount=data.get("headcount"),
                commune=data.get("commune", ""),
                territory_id=territories[data["territory"]],
                opco_id=financiers.get(code),
            )

    def checkpoints(self, pictures: Mapping[str, Any]) -> None:
        """Checkpoints in play, each with its two questions."""
        territories = dict(Territory.objects.values_list("slug", "pk"))
        questions: dict[UUID, int] = dict(Question.objects.values_list("uid", "pk"))
        for data in self.pack.checkpoints:
            onsite, remote = (
                questions[self.pack.uid("question", data[side]["question"])] for side in ("onsite", "remote")
            )
            self._save(
                Checkpoint,
                {"slug": data["slug"]},
                words=data["words"],
                pillar=data["pillar"],
                territory_id=territories[data["territory"]],
                latitude=Decimal(str(data["latitude"])),
                longitude=Decimal(str(data["longitude"])),
                picture=picture_url(pictures.get(data.get("picture", ""))),
                points=data.get("points", 30),
                onsite_question_id=onsite,
                remote_question_id=remote,
                in_play=True,
            )

    def programmes(self) -> None:
        """Programmes with their required quests and the agreements that pay for them."""
        agreements = {data["reference"]: data for data in self.pack.destination.get("agreements", [])}
        for data in self.pack.destination.get("programmes", []):
            paid = [agreements[reference] for reference in data["agreements"]]
            programme = self._save(
                Programme,
                {"slug": data["slug"]},
                words=_programme_words(data["words"]),
                legal_nature=data["legal_nature"],
                minutes_foreseen=int(Decimal(data["hours"]) * 60),
                starts_on=min(each["starts"] for each in paid),
                ends_on=max(each["ends"] for each in paid),
            )
            self._required(programme, data["required_quests"])
            for each in paid:
                self._agreement(programme, each)

    def _required(self, programme: Programme, slugs: list[str]) -> None:
        if programme.required.exists() and not self.update:
            return
        quests = {quest.slug: quest for quest in Quest.objects.filter(slug__in=slugs)}
        if missing := set(slugs) - quests.keys():
            raise PackError(f"programme {programme.slug}: no quest {', '.join(sorted(missing))}")
        programme.required.exclude(quest__slug__in=slugs).delete()
        for position, slug in enumerate(slugs, start=1):
            ProgrammeQuest.objects.update_or_create(
                programme=programme, quest=quests[slug], defaults={"position": position}
            )

    def _agreement(self, programme: Programme, data: Mapping[str, Any]) -> None:
        self._save(
            FundingAgreement,
            {"reference": data["reference"]},
            financier=Financier.objects.get(code=slugify(data["funder"])),
            programme=programme,
            starts_on=data["starts"],
            ends_on=data["ends"],
        )


def _edges(data: Mapping[str, Any]) -> dict[str, Decimal]:
    """The edges of the map in degrees; ``PackError`` when nothing lies between them."""
    try:
        edges = {side: Decimal(str(data[side])) for side in ("south", "west", "north", "east")}
        Projection(**{side: float(edge) for side, edge in edges.items()})
    except KeyError as error:
        raise PackError(f"map.toml: {error} is missing") from error
    except (ArithmeticError, ValueError) as error:
        raise PackError(f"map.toml: {error}") from error
    return edges


def _shapes(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The shapes of the map; ``PackError`` names the first that cannot be drawn."""
    for place, shape in enumerate(data.get("shapes", []), start=1):
        where = f"map.toml: shape {place} ({shape.get('name', '')})"
        if shape.get("type") not in LAYERS:
            raise PackError(f"{where}: its type must be one of {', '.join(LAYERS)}")
        points = shape.get("points") or []
        if not points or not all(_is_point(point) for point in points):
            raise PackError(f"{where}: it needs points, each [latitude, longitude]")
    return list(data.get("shapes", []))


def _is_point(point: Any) -> bool:
    return isinstance(point, list) and len(point) == 2 and all(type(degree) in {int, float} for degree in point)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _programme_words(words: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Objectives as one text, one on each line, the way the back office edits them."""
    return {
        language: {"title": said["title"], "objectives": "\n".join(said.get("objectives", []))}
        for language, said in words.items()
    }
