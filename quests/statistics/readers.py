"""How the answers of each kind are read into picks (see ``picks``). Pure rules, no Django."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from quests.questions.distance import Degrees, distance_km
from quests.questions.gap_fill import GAP_FILL
from quests.questions.hotspot import ELSEWHERE, HOTSPOT
from quests.questions.spelling import folded
from quests.statistics.picks import ENDINGS, ONE, UNREADABLE, Pick, Reader


def reader(kind: str, key: Mapping[str, Any]) -> Reader:
    """The reader of one version's key; of a kind nobody knows, one that reads nothing."""
    try:
        return _READERS[kind](key)
    except UNREADABLE:
        return Reader()


# --- options -------------------------------------------------------------------------------


def _single(key: Mapping[str, Any]) -> Reader:
    return _options([key["correct"]], key["options"], lambda answer: [answer["choice"]])


def _multiple(key: Mapping[str, Any]) -> Reader:
    return _options(key["correct"], key["options"], lambda answer: answer["choices"], together=True)


def _true_false(key: Mapping[str, Any]) -> Reader:
    right = str(key["correct"]).lower()
    return _options([right], ["true", "false"], lambda answer: [answer["choice"]])


def _options(
    rights: Iterable[str], options: Iterable[str], chosen: Callable[[Any], Iterable[str]], *, together: bool = False
) -> Reader:
    right = frozenset(rights)
    return Reader(
        offered=tuple(Pick(ONE, option, option in right) for option in options),
        read=lambda answer, _whole: [Pick(ONE, option, option in right) for option in chosen(answer)],
        together=together,
    )


# --- pairs: a slot for each item -----------------------------------------------------------


def _pairs(goal: Mapping[str, str], name: str, others: Iterable[str] = (), *, typed: bool = False) -> Reader:
    offered = [Pick(item, right, True) for item, right in goal.items()]
    offered += [Pick(item, other, False) for other in others for item, right in goal.items() if other != right]
    return Reader(
        offered=tuple(offered),
        read=lambda answer, _whole: [Pick(item, value, goal[item] == value) for item, value in answer[name].items()],
        typed=typed,
    )


def _matching(key: Mapping[str, Any]) -> Reader:
    return _pairs(key["pairs"], "pairs")


def _categorising(key: Mapping[str, Any]) -> Reader:
    return _pairs(key["items"], "items", key["categories"])


def _ordering(key: Mapping[str, Any]) -> Reader:
    place = {item: str(number) for number, item in enumerate(key["order"], start=1)}

    def read(answer: Mapping[str, Any], _whole: bool) -> list[Pick]:
        given = enumerate(answer["order"], start=1)
        return [Pick(item, str(number), place[item] == str(number)) for number, item in given]

    return Reader(offered=tuple(Pick(item, number, True) for item, number in place.items()), read=read)


def _gap_fill(key: Mapping[str, Any]) -> Reader:
    if "options" in key:
        return _pairs({gap["id"]: gap["correct"] for gap in key["gaps"]}, "gaps", key["options"])

    def read(answer: Mapping[str, Any], _whole: bool) -> list[Pick]:
        wrong = GAP_FILL.mark(key, answer).feedback
        return [Pick(gap, folded(text), gap not in wrong) for gap, text in answer["gaps"].items()]

    return Reader(read=read, typed=True)


# --- what people type ----------------------------------------------------------------------


def _short_text(key: Mapping[str, Any]) -> Reader:
    return Reader(read=lambda answer, whole: [Pick(ONE, folded(answer["text"]), whole)], typed=True)


def _number(key: Mapping[str, Any]) -> Reader:
    return Reader(read=lambda answer, whole: [Pick(ONE, str(answer["value"]), whole)], typed=True)


# --- pictures and maps ---------------------------------------------------------------------


def _hotspot(key: Mapping[str, Any]) -> Reader:
    right = frozenset(key["correct"])

    def read(answer: Mapping[str, Any], _whole: bool) -> list[Pick]:
        return [Pick(ONE, zone, zone in right) for zone in HOTSPOT.mark(key, answer).chosen]

    offered = [Pick(ONE, zone["id"], zone["id"] in right) for zone in key["zones"]]
    return Reader(offered=(*offered, Pick(ONE, ELSEWHERE, False)), read=read)


def _map_pin(key: Mapping[str, Any]) -> Reader:
    """Bands of distance: right, then two of partial credit, then two beyond."""
    limits = bands(key)
    places = {place: _degrees(at["lat"], at["lon"]) for place, at in key["places"].items()}
    target = _degrees(key["lat"], key["lon"])

    def read(answer: Mapping[str, Any], whole: bool) -> list[Pick]:
        point = places[answer["place"]] if "place" in answer else _degrees(*answer["point"].split(","))
        away = distance_km(target, point)
        band = 0 if whole else next((i for i, limit in enumerate(limits) if i and away <= limit), len(limits))
        return [Pick(ONE, str(band), whole)]

    offered = tuple(Pick(ONE, str(band), band == 0) for band in range(len(limits) + 1))
    return Reader(offered=offered, read=read, sorted=True, contest=False)


def bands(key: Mapping[str, Any]) -> tuple[Decimal, ...]:
    """The upper limits in kilometres of the bands of a map, but the last, which has none."""
    within, zero = Decimal(key["within"]), Decimal(key["zero"])
    return (within, (within + zero) / 2, zero, 2 * zero)


def _degrees(lat: str, lon: str) -> Degrees:
    return (float(lat), float(lon))


# --- dialogues -----------------------------------------------------------------------------


def _dialogue(key: Mapping[str, Any]) -> Reader:
    scenes, start = key["scenes"], key["start"]
    best = {id_: max((c["mood"] for c in scene.get("choices", ())), default=0) for id_, scene in scenes.items()}
    good = {id_: float(scene["ending"]) == 1 for id_, scene in scenes.items() if "ending" in scene}
    leads = {c["id"]: c for scene in scenes.values() for c in scene.get("choices", ())}

    def read(answer: Mapping[str, Any], _whole: bool) -> list[Pick]:
        made, scene = [], start
        for choice in answer["choices"]:
            made.append(Pick(scene, choice, leads[choice]["mood"] == best[scene]))
            scene = leads[choice]["to"]
        return [*made, Pick(ENDINGS, scene, good[scene])]

    ends = [Pick(ENDINGS, scene, right) for scene, right in good.items()]
    turns = [
        Pick(id_, c["id"], c["mood"] == best[id_]) for id_, scene in scenes.items() for c in scene.get("choices", ())
    ]
    return Reader(offered=(*ends, *turns), read=read)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Reader]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "numeric": _number,
    "slider": _number,
    "short_text": _short_text,
    "ordering": _ordering,
    "matching": _matching,
    "categorising": _categorising,
    "gap_fill": _gap_fill,
    "hotspot": _hotspot,
    "map_pin": _map_pin,
    "dialogue": _dialogue,
}
