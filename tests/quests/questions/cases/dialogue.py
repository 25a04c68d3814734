"""Conversations with a visitor, with loops and several endings."""

from typing import Any

from hypothesis import strategies as st

from quests.questions import Verdict

from .drawing import IDS, Case

KEY_FIELDS = ("start", "mood", "scenes")
ANSWER_FIELDS = ("choices",)
# Several conversations may end well, and one that ends well may have had its clumsy moment.
EXACT = False
MOODS = st.integers(-50, 50)


def say(id: str, to: str, mood: int) -> dict[str, Any]:
    return {"id": id, "to": to, "mood": mood}


# A couple from London, two hours, and it rains.
LONDON = {
    "start": "hello",
    "mood": 50,
    "scenes": {
        "hello": {"choices": [say("shrug", "cross", -30), say("ask", "rain", 20), say("sell", "rain", -10)]},
        "rain": {
            "choices": [
                say("again", "rain", -5),
                say("time", "time", 20),
                say("park", "wet", -20),
                say("bus", "bus", 5),
            ]
        },
        "time": {"choices": [say("gallery", "happy", 30), say("lens", "bus", 10)]},
        "cross": {"choices": [say("sorry", "rain", 10), say("leave", "gone", -50)]},
        "happy": {"ending": "1"},
        "bus": {"ending": "0.5"},
        "wet": {"ending": "0.25"},
        "gone": {"ending": "0"},
    },
}


def without(scene: str, **changes: Any) -> dict[str, Any]:
    """Return the couple from London with another scene in that place."""
    return {**LONDON, "scenes": {**LONDON["scenes"], scene: changes}}  # type: ignore[dict-item]


@st.composite
def dialogues(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, str]]:
    """Draw a good key, and for each scene that is no ending the choice that leads out in the end."""
    names = draw(st.lists(IDS, min_size=3, max_size=8, unique=True))
    turns = draw(st.integers(1, len(names) - 2))
    scenes, endings = names[:turns], names[turns:]
    credits = draw(st.permutations(["1", "0.5", *("0.250" for _ in endings[2:])]))
    # A chain through every scene, then every other ending from somewhere, then anything.
    links = [*zip(scenes, [*scenes[1:], endings[0]], strict=True)]
    links += [(draw(st.sampled_from(scenes)), ending) for ending in endings[1:]]
    links += [(scene, draw(st.sampled_from(names))) for scene in scenes for _ in range(draw(st.integers(1, 2)))]
    ids = draw(st.lists(IDS, min_size=len(links), max_size=len(links), unique=True))
    made = [(here, {"id": id, "to": to, "mood": draw(MOODS)}) for id, (here, to) in zip(ids, links, strict=True)]
    key = {"start": scenes[0], "mood": draw(st.integers(0, 100)), "scenes": {}}
    key["scenes"] |= {here: {"choices": draw(st.permutations([c for at, c in made if at == here]))} for here in scenes}
    key["scenes"] |= {ending: {"ending": credit} for ending, credit in zip(endings, credits, strict=True)}
    return key, dict(zip(scenes, ids, strict=False))


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    key, way_out = draw(dialogues())
    here, path = key["start"], []
    while "choices" in key["scenes"][here]:
        choices = {choice["id"]: choice["to"] for choice in key["scenes"][here]["choices"]}
        path.append(draw(st.sampled_from(list(choices))) if len(path) < 8 else way_out[here])
        here = choices[path[-1]]
    posted = draw(st.sampled_from([path, [",".join(path)], [" , ".join(path)]]))
    return "dialogue", key, {"choices": path}, {"choices": posted}


CASES = _cases()


def _two(first: str, second: str, mood: int, credits: tuple[str, str]) -> dict[str, Any]:
    choices = [{"id": "c1", "to": first, "mood": mood}, {"id": "c2", "to": second, "mood": -mood}]
    ends = {"end1": {"ending": credits[0]}, "end2": {"ending": credits[1]}}
    return {"start": "hello", "mood": 50, "scenes": {"hello": {"choices": choices}, **ends}}


ALIKE = [
    [
        _two("end1", "end2", 10, ("1", "0")),
        _two("end2", "end1", 10, ("1", "0")),
        _two("end1", "end2", -20, ("0.5", "1")),
    ]
]


def explained(verdict: Verdict) -> bool:
    """Tell whether the feedback is about what was said, each once."""
    return set(verdict.feedback) <= set(verdict.chosen) and len(set(verdict.feedback)) == len(verdict.feedback)


def shown(key: Any, _options: tuple[str, ...]) -> dict[str, Any]:
    """The first scene and nothing later."""
    return {"scene": key["start"]}


# Any graph of well-shaped scenes, most of them faulty.
NAMES = ["a", "b", "c", "d", "e", "f"]


@st.composite
def graphs(draw: st.DrawFn) -> Any:
    number = iter(range(100))
    targets = st.sampled_from([*NAMES, "e", "f", "e", "f"])
    choices = st.lists(targets, min_size=draw(st.integers(0, 2)), max_size=3)
    inner = choices.map(lambda tos: {"choices": [say(f"c{next(number)}", to, 0) for to in tos]})
    names = draw(st.lists(st.sampled_from(NAMES[:4]), min_size=1, unique=True))
    scenes: dict[str, Any] = {name: draw(inner) for name in names}
    scenes["e"] = {"ending": draw(st.sampled_from(["1", "1", "0.5"]))}
    if draw(st.integers(0, 9)):
        scenes["f"] = {"ending": draw(st.sampled_from(["0", "0", "1"]))}
    return {"start": "a" if draw(st.integers(0, 3)) else names[0], "mood": 50, "scenes": scenes}
