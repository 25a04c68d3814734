"""A spot to show in a picture.

Key ``{"zones": [{"id", "left", "top", "width", "height"}], "correct": [zone ids]}``: rectangles in
percent of the picture, as texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from random import Random
from typing import Any

from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .points import UNITS, Point, key_units, read_point, short
from .untrusted import MAX_OPTIONS, answer_field, key_fields, key_id, key_ids, known_option, posted, posted_one
from .verdict import Verdict

ELSEWHERE = "elsewhere"
_WHOLE = 100 * UNITS
# How a slip comes about: a wrong zone more often than not, else a tap at random.
_NAMES_A_ZONE = 0.6
_TRIES = 20
_SIDES = ("left", "top", "width", "height")


@dataclass(frozen=True, slots=True)
class _Zone:
    """A rectangle, its border included, in units of ``points``."""

    id: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, point: Point) -> bool:
        return self.left <= point.first <= self.right and self.top <= point.second <= self.bottom


@dataclass(frozen=True, slots=True)
class _Picture:
    zones: tuple[_Zone, ...]
    correct: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(zone.id for zone in self.zones)

    def zone_at(self, point: Point) -> str:
        """Return the smallest zone there; of two as small (a common border), the right one."""
        there = [(zone.area, zone.id not in self.correct, zone.id) for zone in self.zones if zone.holds(point)]
        return min(there)[2] if there else ELSEWHERE

    def misses(self) -> Iterator[Point]:
        """Yield points outside every zone, one for each gap between their borders."""
        across = sorted({0, _WHOLE, *(x for zone in self.zones for x in (zone.left, zone.right))})
        down = sorted({0, _WHOLE, *(y for zone in self.zones for y in (zone.top, zone.bottom))})
        for (left, right), (top, bottom) in product(pairwise(across), pairwise(down)):
            point = Point((left + right) // 2, (top + bottom) // 2)
            if not any(zone.holds(point) for zone in self.zones):
                yield point

    @property
    def always_right(self) -> bool:
        """Whether nobody can be wrong: every zone is right, and together they fill the picture."""
        return self.ids == self.correct and next(self.misses(), None) is None


def _zone(value: object) -> _Zone:
    fields = key_fields(value, {"id", *_SIDES})
    left, top, width, height = (key_units(fields[side], side) for side in _SIDES)
    if min(left, top) < 0 or min(width, height) <= 0:
        raise InvalidKey("A zone starts inside the picture and has a width and a height.")
    if max(left + width, top + height) > _WHOLE:
        raise InvalidKey("A zone reaches outside the picture.")
    return _Zone(key_id(fields["id"], "id"), left, top, left + width, top + height)


def _zones(value: object) -> tuple[_Zone, ...]:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAX_OPTIONS:
        raise InvalidKey(f"'zones' must be a list of 1 to {MAX_OPTIONS} zones.")
    zones = tuple(_zone(zone) for zone in value)
    ids = {zone.id for zone in zones}
    if len(ids) < len(zones) or ELSEWHERE in ids:
        raise InvalidKey(f"Zones have different ids, none of them {ELSEWHERE!r}.")
    return zones


def _read(key: object) -> _Picture:
    fields = key_fields(key, {"zones", "correct"})
    picture = _Picture(_zones(fields["zones"]), frozenset(key_ids(fields["correct"], "correct", least=1)))
    if not picture.correct <= picture.ids:
        raise InvalidKey("'correct' holds an id that is not one of the zones.")
    if picture.always_right:
        raise InvalidKey("The whole picture is right: there is nothing to find.")
    return picture


def _tap(value: object) -> Point:
    point = read_point(value)
    if not all(0 <= share <= _WHOLE for share in point):
        raise InvalidAnswer("outside")
    return point


def _chosen(answer: object, picture: _Picture) -> str:
    """Return the zone of a stored answer, or ELSEWHERE."""
    if isinstance(answer, Mapping) and answer.keys() == {"zone"}:
        return known_option(answer["zone"], picture.ids)
    return picture.zone_at(_tap(answer_field(answer, "point")))


class Hotspot:
    """Answer ``{"point": "41.5,20"}`` (a tap) or ``{"zone": id}`` (the list), posted under these names."""

    name = "hotspot"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind; the zone wins over a point that a script may leave behind."""
        picture = _read(key)
        if posted(data, "zone"):
            return {"zone": known_option(posted_one(data, "zone"), picture.ids)}
        return {"point": short(_tap(posted_one(data, "point")))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give all or nothing; ``expected`` holds every right zone, one of them is enough."""
        picture = _read(key)
        zone = _chosen(answer, picture)
        right = zone in picture.correct
        return Verdict.of(
            int(right),
            feedback=() if right else (zone,),
            chosen=(zone,),
            expected=tuple(sorted(picture.correct)),
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the wrong zones, and elsewhere."""
        picture = _read(key)
        return (*sorted(picture.ids - picture.correct), ELSEWHERE)

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the zones, sorted."""
        return tuple(sorted(_read(key).ids))

    def public(self, key: object) -> dict[str, Any]:
        """Return the zones by id: where they are would show what to tap."""
        return {"zones": list(self.option_ids(key))}

    def solution(self, key: object) -> FormData:
        """Return a zone by its id: a right one may lie hidden under smaller ones."""
        return {"zone": [min(_read(key).correct)]}

    def slip(self, key: object, chance: Random) -> FormData:
        """Name a wrong zone, or tap where nothing is right."""
        picture = _read(key)
        wrong = sorted(picture.ids - picture.correct)
        if wrong and chance.random() < _NAMES_A_ZONE:
            return {"zone": [chance.choice(wrong)]}
        for _ in range(_TRIES):
            point = Point(chance.randint(0, _WHOLE), chance.randint(0, _WHOLE))
            if picture.zone_at(point) not in picture.correct:
                return {"point": [short(point)]}
        return {"zone": [wrong[0]]} if wrong else {"point": [short(next(picture.misses()))]}


HOTSPOT = Hotspot()
