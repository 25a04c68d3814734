"""Places on the whole earth, with a list of which one at least is right."""

from typing import Any

from hypothesis import strategies as st

from .drawing import IDS, Case

KEY_FIELDS = ("lat", "lon", "within", "zero", "places")
ANSWER_FIELDS = ("point", "place")
# Near enough is right too.
EXACT = False
LATITUDES = st.decimals(-90, 90, places=5)
LONGITUDES = st.decimals(-180, 180, places=5)
COORDINATES = st.builds(lambda lat, lon: {"lat": f"{lat:.5f}", "lon": f"{lon:.5f}"}, LATITUDES, LONGITUDES)


@st.composite
def keys(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a good key."""
    target = draw(COORDINATES)
    within = draw(st.integers(1, 1_000_000))
    names = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    places = {names[0]: target, **{name: draw(COORDINATES) for name in names[1:]}}
    reach = {"within": str(within / 100), "zero": str((within + draw(st.integers(1, 900_000))) / 100)}
    return {**target, **reach, "places": places}


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    key, point = draw(keys()), draw(COORDINATES)
    # Written by Decimal, minus zero keeps its sign; an answer has none.
    spot = ",".join(f"{float(point[axis]) + 0:.5f}" for axis in ("lat", "lon"))
    field, said = draw(st.sampled_from([("point", spot), ("place", sorted(key["places"])[0])]))
    return "map_pin", key, {field: said}, {field: [said]}


CASES = _cases()


def _key(lat: str, lon: str, within: str, other: str) -> dict[str, Any]:
    places = {"lens": {"lat": lat, "lon": lon}, "arras": {"lat": other, "lon": lon}}
    return {"lat": lat, "lon": lon, "within": within, "zero": "50", "places": places}


ALIKE = [[_key("50.43", "2.83", "2", "50.29"), _key("-12", "0", "10.5", "-12.01"), _key("0", "180", "1", "0")]]


def whole(expected: tuple[str, ...]) -> dict[str, str]:
    """The very spot."""
    return {"point": expected[0]}


def shown(_key: Any, options: tuple[str, ...]) -> dict[str, Any]:
    """The places by id, nothing of where they are."""
    return {"places": list(options)}
