"""What is true of every kind of question, whatever the key and the answer."""

import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import (
    ANSWER_CODES,
    KINDS,
    InvalidAnswer,
    InvalidKey,
    kind_named,
    mark,
)

IDS = st.text("abcXYZ019_.-", min_size=1, max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | IDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEY_FIELDS = ("options", "correct", "order", "value", "tolerance", "near")
ANSWER_FIELDS = ("choice", "choices", "order", "value")
NUMBERS = st.decimals(-9999, 9999, places=3).map(str)

Case = tuple[str, Any, Any, dict[str, list[str]]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A kind, a good key, and a good answer to it: canonical, and as it is posted."""
    name = draw(st.sampled_from(list(KINDS)))
    options = draw(st.lists(IDS, min_size=2, max_size=6, unique=True))
    some = st.lists(st.sampled_from(options), min_size=1, unique=True)
    if name == "single_choice":
        key: dict[str, Any] = {"options": options, "correct": draw(st.sampled_from(options))}
        choice = draw(st.sampled_from(options))
        return name, key, {"choice": choice}, {"choice": [choice]}
    if name == "multiple_choice":
        ticked = draw(some)
        key = {"options": options, "correct": draw(some)}
        return name, key, {"choices": sorted(ticked)}, {"choices": ticked}
    if name == "true_false":
        said = draw(st.sampled_from(["true", "false"]))
        return name, {"correct": draw(st.booleans())}, {"choice": said}, {"choice": [said]}
    if name == "ordering":
        order = list(draw(st.permutations(options)))
        return name, {"order": options}, {"order": order}, {"order": order}
    number = draw(st.integers(-(10**6), 10**6).map(str))
    tolerance = draw(st.integers(0, 10**6).map(str))
    return (
        name,
        {"value": draw(NUMBERS), "tolerance": tolerance},
        {"value": number},
        {"value": [number]},
    )


def refusal(call: Callable[[], Any]) -> str | None:
    """Return the code an answer is refused with, None when it is read; let other errors out."""
    try:
        call()
    except InvalidAnswer as refused:
        return refused.code
    return None


def bad_key(call: Callable[[], Any]) -> bool:
    """Tell whether the key is refused; an answer refused means that the key was read."""
    try:
        call()
    except InvalidKey:
        return True
    except InvalidAnswer:
        return False
    return False


@given(cases())
def test_a_verdict_is_consistent(case: Case) -> None:
    name, key, answer, _ = case
    verdict = mark(name, key, answer)
    assert 0 <= verdict.fraction <= 1
    assert isinstance(verdict.fraction, Fraction)
    expected = {0: "wrong", 1: "right"}.get(verdict.fraction, "partial")  # type: ignore[call-overload]
    assert verdict.outcome == expected
    assert verdict.right == (verdict.fraction == 1)
    assert verdict.right == (verdict.chosen == verdict.expected) or name == "numeric"


@given(cases())
def test_every_answer_that_is_not_right_explains_itself(case: Case) -> None:
    name, key, answer, _ = case
    verdict = mark(name, key, answer)
    forgotten = name == "multiple_choice" and set(verdict.chosen) < set(verdict.expected)
    assert bool(verdict.feedback) == (not verdict.right and not forgotten)
    assert set(verdict.feedback) <= set(kind_named(name).feedback_ids(key))


@given(cases())
def test_the_expected_answer_gives_everything(case: Case) -> None:
    name, key, answer, _ = case
    expected = list(mark(name, key, answer).expected)
    field = next(iter(answer))
    whole = expected if isinstance(answer[field], list) else expected[0]
    assert mark(name, key, {field: whole}).right


@given(cases())
def test_what_is_posted_is_read_and_survives_json(case: Case) -> None:
    name, key, answer, posted = case
    parsed = kind_named(name).parse(key, posted)
    assert parsed == answer
    assert json.loads(json.dumps(parsed)) == parsed
    assert mark(name, json.loads(json.dumps(key)), parsed) == mark(name, key, answer)


@given(cases(), st.sampled_from(ANSWER_FIELDS), JSON)
def test_a_strange_stored_answer_is_refused_cleanly(case: Case, field: str, value: Any) -> None:
    name, key, _, _ = case
    for answer in (value, {field: value}):
        assert refusal(partial(mark, name, key, answer)) in {None, *ANSWER_CODES}


@given(cases())
def test_a_stored_answer_has_its_one_field(case: Case) -> None:
    name, key, answer, _ = case
    for strange in ({}, {**answer, "fraction": 1}, [answer], None):
        with pytest.raises(InvalidAnswer, match="malformed"):
            mark(name, key, strange)


@given(
    cases(),
    st.dictionaries(
        st.sampled_from(ANSWER_FIELDS) | st.text() | IDS.map("position-{}".format),
        st.lists(st.text() | IDS | NUMBERS, max_size=4) | JSON,
        max_size=4,
    ),
)
def test_a_strange_form_is_read_or_refused_cleanly(case: Case, data: Any) -> None:
    name, key, _, _ = case
    kind = kind_named(name)
    code = refusal(partial(kind.parse, key, data))
    assert code in {None, *ANSWER_CODES}
    if code is None:
        mark(name, key, kind.parse(key, data))


@given(cases(), st.sampled_from(KEY_FIELDS), JSON)
def test_a_strange_key_is_refused_cleanly(case: Case, field: str, value: Any) -> None:
    name, key, answer, _ = case
    kind = kind_named(name)
    for bad in (value, {field: value}, {**key, field: value}):
        uses: list[Callable[[], Any]] = [
            partial(kind.check_key, bad),
            partial(kind.feedback_ids, bad),
            partial(kind.option_ids, bad),
            partial(kind.public, bad),
            partial(kind.mark, bad, answer),
            partial(kind.parse, bad, {}),
        ]
        assert len({bad_key(use) for use in uses}) == 1


@given(cases())
def test_a_key_with_a_field_too_many_or_too_few_is_refused(case: Case) -> None:
    name, key, _, _ = case
    kind = kind_named(name)
    kind.check_key(key)
    with pytest.raises(InvalidKey, match="unknown field"):
        kind.check_key({**key, "tolerence": "1"})
    for field in key:
        with pytest.raises(InvalidKey, match=f"has no '{field}'"):
            kind.check_key({other: key[other] for other in key if other != field})


@given(cases())
def test_an_empty_form_and_a_form_that_is_none(case: Case) -> None:
    name, key, _, posted = case
    kind = kind_named(name)
    field = next(iter(posted))
    empty: list[dict[str, list[str]]] = [{}, {field: []}, {field: [""]}]
    for nothing in empty:
        with pytest.raises(InvalidAnswer, match="missing"):
            kind.parse(key, nothing)
    for strange in (None, 3, [posted], {field: "bare"}, {field: [1]}):
        with pytest.raises(InvalidAnswer, match="malformed"):
            kind.parse(key, strange)  # type: ignore[arg-type]


KEYS_THAT_MUST_LOOK_ALIKE = [
    ("single_choice", [{"options": ["a", "b", "c"], "correct": right} for right in "abc"]),
    ("single_choice", [{"options": list(o), "correct": "a"} for o in ("abc", "bca", "cba")]),
    ("multiple_choice", [{"options": list("abc"), "correct": list(c)} for c in ("a", "bc", "cab")]),
    ("multiple_choice", [{"options": list(o), "correct": ["b"]} for o in ("abc", "bca")]),
    ("true_false", [{"correct": True}, {"correct": False}]),
    (
        "numeric",
        [
            {"value": "1", "tolerance": "0"},
            {"value": "-86.5", "tolerance": "3", "near": "4"},
        ],
    ),
    ("ordering", [{"order": list(order)} for order in ("abc", "cab", "bca")]),
]


@pytest.mark.parametrize(("name", "keys"), KEYS_THAT_MUST_LOOK_ALIKE)
def test_nothing_public_tells_one_key_from_another(name: str, keys: list[Any]) -> None:
    kind = kind_named(name)
    seen = {json.dumps([kind.public(key), kind.option_ids(key)]) for key in keys}
    assert len(seen) == 1


@given(cases())
def test_public_holds_the_options_and_nothing_else(case: Case) -> None:
    name, key, _, _ = case
    kind = kind_named(name)
    options = list(kind.option_ids(key))
    assert kind.public(key) == ({} if name == "numeric" else {"options": options})


def test_kinds_are_found_by_name() -> None:
    names = ["single_choice", "multiple_choice", "true_false", "numeric", "ordering"]
    assert list(KINDS) == names
    assert [kind_named(name).name for name in names] == names
    assert [name for name in names if not KINDS[name].shuffles] == ["true_false", "numeric"]


@pytest.mark.parametrize("name", ["", "essay", None, 3, ["numeric"], {}])
def test_an_unknown_kind_is_refused(name: Any) -> None:
    with pytest.raises(InvalidKey, match="no such kind"):
        mark(name, {}, {})


def test_the_engine_needs_no_django() -> None:
    code = "import quests.questions, sys; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
