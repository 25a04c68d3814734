"""The author's overview of a dialogue: where every scene is drawn, and every choice between them.

Pure geometry in pixels, x to the right and y down. Works on keys still being written: a target that
does not exist is a missing node, and scenes nobody gets to stand in a row of their own below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from .dialogue import Fault, FaultCode, faults
from .layers import in_order, layered
from .scenes import Dialogue, sketch

WIDTH, LEAST_HEIGHT, PORT = 176, 66, 24
GUTTER, GAP, MARGIN, LANE = 92, 34, 44, 14
STRAYS_A_ROW = 4

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    number: int
    column: int
    row: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Link:
    """A choice drawn from its scene to ``to``; ``apart`` when it leads back, or comes from below.

    ``number`` is that of the scene it leads to.
    """

    scene: str
    choice: str
    to: str
    number: int
    mood: int
    apart: bool
    points: tuple[Point, ...]
    label: Point
    faults: tuple[FaultCode, ...] = ()

    @property
    def sign(self) -> Literal["up", "down", "even"]:
        """Return what the choice does to the guest's mood."""
        return "even" if self.mood == 0 else "up" if self.mood > 0 else "down"

    @property
    def shift(self) -> str:
        """Return the change of mood as it is shown: +20, −10, 0."""
        return f"{self.mood:+d}".replace("-", "\N{MINUS SIGN}") if self.mood else "0"

    @property
    def path(self) -> str:
        """Return the ``d`` of an SVG path: curves forward, lines round the scenes when apart."""
        (x, y), *rest = self.points
        parts = [f"M{x} {y}"]
        for index, (to_x, to_y) in enumerate(rest):
            middle = (x + to_x) // 2
            straight = self.apart or index % 2
            parts.append(f"L{to_x} {to_y}" if straight else f"C{middle} {y} {middle} {to_y} {to_x} {to_y}")
            x, y = to_x, to_y
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Node:
    """A scene: its number from 1, its cell, and its rectangle from the upper left corner.

    ``ending`` is the credit of an ending; ``missing`` a scene that choices lead to and nobody wrote.
    """

    id: str
    number: int
    column: int
    row: int
    x: int
    y: int
    height: int
    start: bool = False
    missing: bool = False
    ending: Fraction | None = None
    faults: tuple[FaultCode, ...] = ()
    links: tuple[Link, ...] = ()
    width: int = field(default=WIDTH, init=False)

    @property
    def percent(self) -> int | None:
        """Return the credit of an ending in whole percent."""
        return None if self.ending is None else round(self.ending * 100)

    @property
    def problems(self) -> int:
        """Return how many faults it has, those of its choices with them."""
        return len(self.faults) + sum(len(link.faults) for link in self.links)


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole drawing; ``faults`` are those of no scene in particular."""

    nodes: tuple[Node, ...]
    width: int
    height: int
    faults: tuple[FaultCode, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """Return every choice, scene by scene."""
        return tuple(link for node in self.nodes for link in node.links)


def layout(key: object) -> Overview:
    """Draw a key, complete or not; the same key always gives the same drawing."""
    return _Drawing(sketch(key), faults(key)).overview()


class _Drawing:
    """A dialogue while it is being laid out: cells first, then corners, then links."""

    def __init__(self, dialogue: Dialogue, found: Sequence[Fault]) -> None:
        self.scenes, self.found = dialogue.scenes, found
        self.start = dialogue.start if dialogue.start in self.scenes else next(iter(self.scenes), "")
        self.choices = [(name, choice) for name, scene in self.scenes.items() for choice in scene.choices]
        order = in_order(self.start, self._targets) if self.scenes else []
        names = dict.fromkeys([*order, *self.scenes, *(choice.to for _, choice in self.choices)])
        self.height = {name: max(LEAST_HEIGHT, PORT * (len(self._targets(name)) + 1)) for name in names}
        self.strays = [name for name in names if name not in set(order)]
        links = [(name, choice.to) for name, choice in self.choices]
        self.layers = layered(order, links, {name: float(self.height[name]) for name in order}, GAP)
        self.lanes = sum(here != there for here, there in links) - len(self.layers.forward)

    def overview(self) -> Overview:
        """Return the drawing."""
        cells = self._cells()
        links = self._links(cells)
        nodes = tuple(self._node(name, cell, links.get(name, [])) for name, cell in cells.items())
        right = max((cell.x + WIDTH for cell in cells.values()), default=0)
        bottom = max([self._lane(self.lanes), *(cell.y + self.height[name] for name, cell in cells.items())])
        return Overview(nodes, right + GUTTER, bottom + MARGIN // 2, self._codes(None))

    def _targets(self, name: str) -> list[str]:
        return [choice.to for choice in self.scenes[name].choices] if name in self.scenes else []

    def _lane(self, place: int) -> int:
        return MARGIN + round(self.layers.bottom) + GAP // 2 + LANE * place

    def _cells(self) -> dict[str, _Cell]:
        """Return the cell of every scene: those that can be reached, then the others in rows below."""
        layers = self.layers
        cells = {
            name: _Cell(number, layers.column[name], layers.row[name], _left(layers.column[name]), self._top(name))
            for number, name in enumerate(sorted(layers.column, key=layers.spot), 1)
        }
        size = max([STRAYS_A_ROW, *(column + 1 for column in layers.column.values())])
        row, top = max(layers.row.values(), default=-1), self._lane(self.lanes) + GAP
        for first in range(0, len(self.strays), size):
            names, row = self.strays[first : first + size], row + 1
            for column, name in enumerate(names):
                cells[name] = _Cell(len(cells) + 1, column, row, _left(column), top)
            top += max(self.height[name] for name in names) + GAP
        return cells

    def _top(self, name: str) -> int:
        return MARGIN + round(self.layers.middle[name] - self.height[name] / 2)

    def _links(self, cells: Mapping[str, _Cell]) -> dict[str, list[Link]]:
        """Return the links of each scene, in the order of its choices."""
        links: dict[str, list[Link]] = {}
        ports, lane = self._ports(cells), 0
        for number, (name, choice) in enumerate(self.choices):
            there = cells[choice.to]
            port, goal = ports[number], (there.x, self._middle(cells, choice.to))
            forward = number in self.layers.forward
            if name == choice.to:
                points = _loop(port)
            elif forward:
                points = [port, *self._bends(number), goal]
            else:
                points, lane = _round(port, goal, self._lane(lane), lane), lane + 1
            label, codes = (port[0] + 5, port[1] - 4), self._codes(name, choice.id)
            ends = (name, choice.id, choice.to, there.number)
            links.setdefault(name, []).append(Link(*ends, choice.mood, not forward, tuple(points), label, codes))
        return links

    def _ports(self, cells: Mapping[str, _Cell]) -> dict[int, Point]:
        """Return where each choice leaves its scene: the higher it leads the higher, ways round last."""
        of_scene: dict[str, list[tuple[bool, int, int]]] = {}
        for number, (name, choice) in enumerate(self.choices):
            onward = next(self._bends(number), (0, self._middle(cells, choice.to)))
            round_ = number not in self.layers.forward and name != choice.to
            of_scene.setdefault(name, []).append((round_, onward[1], number))
        return {
            number: (cells[name].x + WIDTH, cells[name].y + self.height[name] * place // (len(ways) + 1))
            for name, ways in of_scene.items()
            for place, (_, _, number) in enumerate(sorted(ways), 1)
        }

    def _middle(self, cells: Mapping[str, _Cell], name: str) -> int:
        return cells[name].y + self.height[name] // 2

    def _bends(self, number: int) -> Iterator[Point]:
        for column, middle in self.layers.bends.get(number, ()):
            y = MARGIN + round(middle)
            yield from ((_left(column), y), (_left(column) + WIDTH, y))

    def _node(self, name: str, cell: _Cell, links: Sequence[Link]) -> Node:
        scene = self.scenes.get(name)
        return Node(
            name,
            *(cell.number, cell.column, cell.row, cell.x, cell.y, self.height[name]),
            start=name == self.start and scene is not None,
            missing=scene is None,
            ending=scene.ending if scene else None,
            faults=self._codes(name),
            links=tuple(links),
        )

    def _codes(self, scene: str | None, choice: str | None = None) -> tuple[FaultCode, ...]:
        return tuple(fault.code for fault in self.found if (fault.scene, fault.choice) == (scene, choice))


def _left(column: int) -> int:
    return MARGIN + column * (WIDTH + GUTTER)


def _loop(port: Point) -> list[Point]:
    """Return a small way from a scene back to the same place of it."""
    x, y = port
    return [port, (x + 36, y), (x + 36, y + 8), (x, y + 8)]


def _round(port: Point, goal: Point, lane: int, number: int) -> list[Point]:
    """Return the way through the gutters and along a lane below; neighbours keep some pixels apart."""
    out, back = port[0] + 40 + number % 5 * 5, goal[0] - 12 - number % 4 * 6
    return [port, (out, port[1]), (out, lane), (back, lane), (back, goal[1]), goal]
