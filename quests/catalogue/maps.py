"""Maps drawn from degrees: no tiles, no server to ask, a few kilobytes of SVG.

Shapes as ``TerritoryMap`` keeps them: areas (land, water, heap) are closed, lines (canal, road, rail)
are not, and a single point is a mark (a heap's triangle, a town's dot).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from math import cos, radians
from typing import Any

from .models import TerritoryMap

LAYERS = ("land", "water", "heap", "canal", "rail", "road", "town")
"""The types of shapes, from the ground up."""

_AREAS = frozenset({"land", "water", "heap", "town"})
_LABELLED = "town"
# A label as wide as on the narrowest phone, in units of the picture (see map.css): there it must not
# touch another.
_LETTER, _LINE, _GAP = 23, 44, 18

XY = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """Degrees to units of a picture ``width`` units wide, and back.

    Equirectangular, true to shape at the middle latitude: exact to a few metres over a territory of 50 km,
    and a script can do the same with two multiplications.
    """

    south: float
    west: float
    north: float
    east: float
    width: int = 1000

    def __post_init__(self) -> None:
        """Refuse bounds that hold nothing (ValueError)."""
        if not (-90 <= self.south < self.north <= 90 and self.west < self.east and self.width > 0):
            raise ValueError("A map needs south < north, west < east, and a width.")

    @cached_property
    def height(self) -> float:
        """Return the height in the same units, to 0.1: as high as the land is, never 0."""
        middle = cos(radians((self.south + self.north) / 2))
        return max(0.1, round(self.width * (self.north - self.south) / ((self.east - self.west) * middle), 1))

    def xy(self, lat: float, lon: float) -> XY:
        """Return where a place lies, to 0.1 unit, from the top left; outside when it is outside."""
        across = (lon - self.west) / (self.east - self.west)
        down = (self.north - lat) / (self.north - self.south)
        # Adding 0 turns minus zero into zero.
        return round(across * self.width, 1) + 0, round(down * self.height, 1) + 0

    def latlon(self, x: float, y: float) -> XY:
        """Return the latitude and longitude of a point of the picture."""
        across, down = x / self.width, y / self.height
        return self.north - down * (self.north - self.south), self.west + across * (self.east - self.west)


@dataclass(frozen=True, slots=True)
class MapPath:
    """One shape, ``d`` as SVG wants it; ``dot``: a point to be drawn with a round pen."""

    type: str
    name: str
    d: str
    dot: bool = False


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name beside its point; ``side`` is where it begins: right, left, above or below."""

    name: str
    x: str
    y: str
    side: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map ready for ``components/map.html``. Numbers are texts: templates would localise them."""

    width: str
    height: str
    paths: tuple[MapPath, ...]
    labels: tuple[MapLabel, ...]
    projection: Projection = field(repr=False)


def drawing(territory: TerritoryMap) -> MapDrawing:
    """Draw a map; a type of shape that is not one of LAYERS is a ValueError."""
    projection = projection_of(territory)
    shapes = sorted(territory.shapes, key=_layer)
    return MapDrawing(
        width=short(projection.width),
        height=short(projection.height),
        paths=tuple(_path(shape, _points(shape, projection)) for shape in shapes),
        labels=tuple(_labels(shapes, projection)),
        projection=projection,
    )


def projection_of(territory: TerritoryMap) -> Projection:
    """Return the projection of a map."""
    return Projection(float(territory.south), float(territory.west), float(territory.north), float(territory.east))


def short(number: float) -> str:
    """Write a number as SVG reads it in every language: "12.5", "1000"."""
    return f"{number:.1f}".removesuffix(".0")


def _layer(shape: Mapping[str, Any]) -> int:
    if shape["type"] not in LAYERS:
        raise ValueError(f"A map has no {shape['type']!r}; it has: {', '.join(LAYERS)}.")
    return LAYERS.index(shape["type"])


def _points(shape: Mapping[str, Any], projection: Projection) -> list[XY]:
    return [projection.xy(float(lat), float(lon)) for lat, lon in shape["points"]]


def _path(shape: Mapping[str, Any], points: list[XY]) -> MapPath:
    kind, name = shape["type"], shape.get("name", "")
    if len(points) > 1:
        return MapPath(kind, name, _line(points) + ("Z" if kind in _AREAS else ""))
    ((x, y),) = points
    if kind == "heap":
        return MapPath(kind, name, _line([(x - 18, y + 12), (x, y - 18), (x + 18, y + 12)]) + "Z")
    return MapPath(kind, name, f"M{short(x)} {short(y)}h0", dot=True)


def _line(points: Iterable[XY]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _labels(shapes: Iterable[Mapping[str, Any]], projection: Projection) -> Iterator[MapLabel]:
    """Yield the names that find room, first come first served; the others keep their dot."""
    towns = [
        (shape["name"], _points(shape, projection)[0])
        for shape in shapes
        if shape["type"] == _LABELLED and shape.get("name")
    ]
    dots = [(x - _GAP / 2, y - _GAP / 2, x + _GAP / 2, y + _GAP / 2) for _, (x, y) in towns]
    taken: list[Box] = []
    for name, (x, y) in towns:
        for side, box in _around(len(name) * _LETTER, x, y):
            if _inside(box, projection) and not any(_touch(box, other) for other in chain(taken, dots)):
                taken.append(box)
                yield MapLabel(name, *_anchor(side, x, y), side)
                break


def _around(length: float, x: float, y: float) -> Iterator[tuple[str, Box]]:
    """Yield the boxes a label may fill, the best one first."""
    half, middle = _LINE / 2, length / 2
    yield "right", (x + _GAP, y - half, x + _GAP + length, y + half)
    yield "left", (x - _GAP - length, y - half, x - _GAP, y + half)
    yield "above", (x - middle, y - _GAP - _LINE, x + middle, y - _GAP)
    yield "below", (x - middle, y + _GAP, x + middle, y + _GAP + _LINE)


def _anchor(side: str, x: float, y: float) -> tuple[str, str]:
    """Return where the text of a label is put: on its baseline, at the end next to the dot."""
    across = {"right": _GAP, "left": -_GAP}.get(side, 0)
    down = {"above": -_GAP - _LINE * 0.2, "below": _GAP + _LINE * 0.75}.get(side, _LINE * 0.3)
    return short(x + across), short(y + down)


def _inside(box: Box, projection: Projection) -> bool:
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= projection.width and bottom <= projection.height


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
