"""Columns from left to right for things that lead to one another, as straight as may be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 4
BEND = 20.0
"""The height kept free where a link passes through a column."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Where each name stands: column, row within it, and the height of its middle, from 0 down.

    ``bends`` tells, by the number of a link, through which columns it passes, and how high.
    ``forward`` holds the numbers of the links that lead to a column further right.
    """

    column: Mapping[str, int]
    row: Mapping[str, int]
    middle: Mapping[str, float]
    bends: Mapping[int, Sequence[tuple[int, float]]]
    forward: frozenset[int]
    bottom: float

    def spot(self, name: str) -> tuple[int, int]:
        """Return column and row of a name."""
        return self.column[name], self.row[name]


def layered(order: Sequence[str], links: Sequence[tuple[str, str]], heights: Mapping[str, float], gap: float) -> Layers:
    """Lay out names that come in that order; of the links, only those between them count."""
    column = columns(order, [link for link in links if link[0] in heights and link[1] in heights])
    forward = frozenset(number for number, (here, there) in enumerate(links) if _leads_on(column, here, there))
    ways = {number: _way(number, links[number], column) for number in sorted(forward)}
    layers: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for name in order:
        layers[column[name]].append(name)
    for way in ways.values():
        for place, bend in enumerate(way[1:-1], column[way[0]] + 1):
            layers[place].append(bend)
    steps = [step for way in ways.values() for step in pairwise(way)]
    layers = untangled(layers, steps)
    middle = _middles(layers, steps, heights, gap)
    spot = {name: (at, row) for at, layer in enumerate(layers) for row, name in enumerate(layer)}
    return Layers(
        column,
        {name: spot[name][1] for name in order},
        {name: middle[name] for name in order},
        {number: [(spot[bend][0], middle[bend]) for bend in way[1:-1]] for number, way in ways.items()},
        forward,
        max((middle[name] + heights.get(name, BEND) / 2 for name in middle), default=0.0),
    )


def _leads_on(column: Mapping[str, int], here: str, there: str) -> bool:
    return here in column and there in column and column[here] < column[there]


def _way(number: int, link: tuple[str, str], column: Mapping[str, int]) -> list[str]:
    """Return the ends of a link and a stand-in for it in each column between, so that nothing lies on it."""
    here, there = link
    # No name of a scene holds a line break.
    return [here, *(f"\n{number}\n{place}" for place in range(column[here] + 1, column[there])), there]


def _middles(
    layers: Sequence[Sequence[str]], steps: Sequence[tuple[str, str]], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return how high everything stands, near to what leads there; the highest begins at 0."""
    before: dict[str, list[str]] = {}
    for here, there in steps:
        before.setdefault(there, []).append(here)
    middle: dict[str, float] = {}
    for layer in layers:
        near = [[middle[name] for name in before.get(own, ())] for own in layer]
        wanted = [sum(heard) / len(heard) if heard else 0.0 for heard in near]
        centres = spaced(wanted, [heights.get(name, BEND) for name in layer], gap)
        middle |= dict(zip(layer, centres, strict=True))
    top = min((middle[name] - heights.get(name, BEND) / 2 for name in middle), default=0.0)
    return {name: centre - top for name, centre in middle.items()}


def in_order(start: str, steps: Callable[[str], Iterable[str]]) -> list[str]:
    """Return all that can be reached, each before what it leads to; only a loop leads backwards."""
    seen, left = {start}, []
    open_: list[tuple[str, list[str]]] = [(start, list(steps(start)))]
    while open_:
        here, rest = open_[-1]
        there = next((name for name in rest if name not in seen), None)
        if there is None:
            left.append(here)
            open_.pop()
        else:
            seen.add(there)
            open_.append((there, list(steps(there))))
    return left[::-1]


def columns(order: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the column of each name, after that of whatever leads forward to it: 0, 1, 2…"""
    place = {name: index for index, name in enumerate(order)}
    found = dict.fromkeys(order, 0)
    for here, there in sorted(links, key=lambda link: place[link[0]]):
        if place[there] > place[here]:
            found[there] = max(found[there], found[here] + 1)
    return found


def untangled(layers: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the layers, each in an order that lets links between neighbours cross little."""
    sorted_ = [list(layer) for layer in layers]
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for here, there in links:
        after.setdefault(here, []).append(there)
        before.setdefault(there, []).append(here)
    for sweep in range(SWEEPS):
        # There and back: every layer follows the one just sorted.
        way = pairwise(sorted_) if sweep % 2 == 0 else pairwise(sorted_[::-1])
        for fixed, layer in list(way):
            _follow(layer, fixed, before if sweep % 2 == 0 else after)
    return sorted_


def _follow(layer: list[str], fixed: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> None:
    """Sort a layer by where its neighbours stand on average; who has none keeps the place."""
    place = {name: float(index) for index, name in enumerate(fixed)}
    own = {name: float(index) for index, name in enumerate(layer)}

    def rank(name: str) -> float:
        near = [place[other] for other in neighbours.get(name, ()) if other in place]
        return sum(near) / len(near) if near else own[name]

    layer.sort(key=rank)


def spaced(wanted: Sequence[float], heights: Sequence[float], gap: float) -> list[float]:
    """Return centres as near to the wanted ones as can be, in the same order and ``gap`` apart."""
    offsets = [0.0]
    for upper, lower in pairwise(heights):
        offsets.append(offsets[-1] + (upper + lower) / 2 + gap)
    # Pool adjacent violators: what would overlap moves as one block to its mean.
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            above, count = blocks.pop()
            mean, size = (mean * size + above * count) / (size + count), size + count
        blocks.append((mean, size))
    flat = [mean for mean, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=True)]
