"""What is true of every kind of question, whatever the key and the answer."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import (
    ANSWER_CODES,
    KINDS,
    Answer,
    FormData,
    InvalidAnswer,
    InvalidKey,
    kind_named,
    mark,
)

from . import cases as gathered
from .cases import ANSWER_FIELDS, KEY_FIELDS, Case, cases
from .cases.drawing import IDS, NUMBERS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | IDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def chance(seed: int) -> Random:
    """Return dice that fall the same way every time."""
    return Random(seed)


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
    same = verdict.chosen == verdict.expected
    assert verdict.right if same else not (verdict.right and gathered.exact(name))


@given(cases())
def test_every_answer_that_is_not_right_explains_itself(case: Case) -> None:
    name, key, answer, _ = case
    verdict = mark(name, key, answer)
    assert gathered.explained(name, verdict)
    assert set(verdict.feedback) <= set(kind_named(name).feedback_ids(key))


@given(cases())
def test_the_expected_answer_gives_everything(case: Case) -> None:
    name, key, answer, _ = case
    expected = mark(name, key, answer).expected
    assert mark(name, key, gathered.whole(name, answer, expected)).right


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
            partial(kind.solution, bad),
            partial(kind.slip, bad, chance(1)),
        ]
        assert len({bad_key(use) for use in uses}) == 1


@given(st.data())
def test_a_key_damaged_somewhere_is_refused_or_good_for_everything(data: st.DataObject) -> None:
    name, key, answer, posted = data.draw(cases())
    damaged = data.draw(damage(key))
    kind = kind_named(name)
    uses: list[Callable[[], Any]] = [
        partial(kind.check_key, damaged),
        partial(kind.feedback_ids, damaged),
        partial(kind.option_ids, damaged),
        partial(kind.public, damaged),
        partial(kind.mark, damaged, answer),
        partial(kind.parse, damaged, posted),
        partial(kind.solution, damaged),
        partial(kind.slip, damaged, chance(1)),
    ]
    refused = {bad_key(use) for use in uses}
    assert len(refused) == 1
    if refused == {False}:
        assert kind.mark(damaged, kind.parse(damaged, kind.solution(damaged))).right
        assert not kind.mark(damaged, kind.parse(damaged, kind.slip(damaged, chance(1)))).right


@given(st.data())
def test_an_answer_damaged_somewhere_is_refused_cleanly(data: st.DataObject) -> None:
    name, key, answer, _ = data.draw(cases())
    damaged = data.draw(damage(answer))
    assert refusal(partial(mark, name, key, damaged)) in {None, *ANSWER_CODES}


def damage(value: Any) -> st.SearchStrategy[Any]:
    """Draw the value with something else in one place, a part left out, or a part twice."""
    ways = [JSON | NUMBERS]
    if isinstance(value, dict) and value:
        fields = st.sampled_from(sorted(value))
        ways += [
            fields.map(lambda field: {other: value[other] for other in value if other != field}),
            fields.flatmap(lambda field: damage(value[field]).map(lambda part: {**value, field: part})),
        ]
    if isinstance(value, list) and value:
        places = st.integers(0, len(value) - 1)
        ways += [
            places.map(lambda at: [*value[:at], *value[at + 1 :]]),
            places.map(lambda at: [*value, value[at]]),
            places.flatmap(lambda at: damage(value[at]).map(lambda part: [*value[:at], part, *value[at + 1 :]])),
        ]
    return st.one_of(*reversed(ways))


@given(cases())
def test_a_key_with_a_field_too_many_or_too_few_is_refused(case: Case) -> None:
    name, key, _, _ = case
    kind = kind_named(name)
    kind.check_key(key)
    with pytest.raises(InvalidKey, match="unknown field"):
        kind.check_key({**key, "tolerence": "1"})
    for field in key.keys() - gathered.optional(name):
        with pytest.raises(InvalidKey, match=f"has no '{field}'"):
            kind.check_key({other: key[other] for other in key if other != field})


@given(cases())
def test_an_empty_form_and_a_form_that_is_none(case: Case) -> None:
    name, key, _, posted = case
    kind = kind_named(name)
    field = next(iter(posted))
    empty: list[dict[str, list[str]]] = [{}, {field: []}, {**posted, field: []}, {**posted, field: [""]}]
    for nothing in empty:
        with pytest.raises(InvalidAnswer, match="missing"):
            kind.parse(key, nothing)
    for strange in (None, 3, [posted], {**posted, field: "bare"}, {**posted, field: [1]}):
        with pytest.raises(InvalidAnswer, match="malformed"):
            kind.parse(key, strange)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "keys"), gathered.alike())
def test_nothing_public_tells_one_key_from_another(name: str, keys: list[Any]) -> None:
    kind = kind_named(name)
    seen = {json.dumps([kind.public(key), kind.option_ids(key)]) for key in keys}
    assert len(seen) == 1


@given(cases())
def test_public_holds_the_options_and_nothing_else(case: Case) -> None:
    name, key, _, _ = case
    kind = kind_named(name)
    public = kind.public(key)
    assert public == gathered.shown(name, key, kind.option_ids(key))
    assert json.loads(json.dumps(public)) == public


@given(cases())
def test_the_solution_is_wholly_right(case: Case) -> None:
    name, key, _, _ = case
    answer = read(name, key, kind_named(name).solution(key))
    assert mark(name, key, answer).right


@given(cases(), st.integers())
def test_a_slip_is_an_answer_that_is_not_wholly_right(case: Case, seed: int) -> None:
    name, key, _, _ = case
    kind = kind_named(name)
    slip = kind.slip(key, chance(seed))
    assert mark(name, key, read(name, key, slip)).fraction < 1
    assert kind.slip(json.loads(json.dumps(key)), chance(seed)) == slip


def read(name: str, key: Any, form: FormData) -> Answer:
    """Read a form as a page posts it: nothing but lists of texts."""
    assert isinstance(form, Mapping)
    assert json.loads(json.dumps(form)) == {field: list(values) for field, values in form.items()}
    return kind_named(name).parse(key, form)


def test_every_kind_has_its_cases() -> None:
    assert gathered.MODULES.keys() == KINDS.keys()


def test_kinds_are_found_by_the_name_they_are_stored_with() -> None:
    assert [kind_named(name).name for name in KINDS] == list(KINDS)
    assert list(KINDS)[:5] == ["single_choice", "multiple_choice", "true_false", "numeric", "ordering"]


def test_true_always_comes_before_false() -> None:
    assert not KINDS["true_false"].shuffles


@pytest.mark.parametrize("name", ["", "essay", None, 3, ["numeric"], {}])
def test_an_unknown_kind_is_refused(name: Any) -> None:
    with pytest.raises(InvalidKey, match="no such kind"):
        mark(name, {}, {})


def test_the_engine_needs_no_django() -> None:
    code = "import quests.questions, sys; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
