"""Drawing questions from the bank."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quests.catalogue.pools import Candidate, Draw, Minimum, can_be_met, drawn

SITES = ("lewarde", "lens", "arras")
CANDIDATES = st.lists(
    st.builds(
        lambda pillar, sites, roles: {"pillar": pillar, "sites": sites, "roles": roles},
        st.sampled_from(["history", "offer"]),
        st.lists(st.sampled_from(SITES), unique=True),
        st.lists(st.sampled_from(["taxi", "shop"]), unique=True),
    ),
    max_size=25,
).map(lambda rows: [Candidate(id=100 + n, question=n, **row) for n, row in enumerate(rows)])


def bank(*sites: str, pillar: str = "history") -> list[Candidate]:
    """One candidate for each site."""
    return [Candidate(id=n, question=n, pillar=pillar, sites=[site]) for n, site in enumerate(sites, start=1)]


THREE_WITH_LEWARDE = Draw(
    pool="p", count=3, where={"pillar": ["history"]}, at_least=(Minimum(count=1, where={"sites": ["lewarde"]}),)
)


def test_three_from_history_with_one_at_least_on_lewarde() -> None:
    candidates = [*bank("lens", "lens", "arras", "lens", "lewarde"), *bank("lewarde", pillar="offer")]
    for seed in "abcdefgh":
        chosen = drawn(THREE_WITH_LEWARDE, candidates, seed=seed)
        assert len(chosen) == 3
        assert any("lewarde" in each.sites for each in chosen)
        assert {each.pillar for each in chosen} == {"history"}


def test_what_was_seen_lately_comes_last_but_a_minimum_comes_first() -> None:
    candidates = bank("lens", "lens", "lens", "lewarde")
    chosen = drawn(THREE_WITH_LEWARDE, candidates, seed="x", recent=frozenset({1, 4}))
    assert {each.question for each in chosen} == {2, 3, 4}


def test_minima_that_only_meet_together() -> None:
    """Two minima, one place: only the question on both will do."""
    both = Candidate(id=9, question=9, pillar="history", sites=["lewarde", "arras"])
    draw = Draw(
        pool="p",
        count=1,
        at_least=(Minimum(count=1, where={"sites": ["lewarde"]}), Minimum(count=1, where={"sites": ["arras"]})),
    )
    assert drawn(draw, [*bank("lewarde", "arras"), both], seed="s") == [both]


def test_a_question_for_every_trade_is_for_each_trade() -> None:
    everyone, taxi, shop = (
        Candidate(id=n, question=n, roles=roles) for n, roles in enumerate(([], ["taxi"], ["shop"]))
    )
    chosen = drawn(Draw(pool="p", count=3, where={"roles": ["taxi"]}), [everyone, taxi, shop], seed="s")
    assert set(map(id, chosen)) == {id(everyone), id(taxi)}


def test_a_bank_too_small_is_said_and_gives_what_it_has() -> None:
    assert not can_be_met(THREE_WITH_LEWARDE, bank("lens", "lewarde"))
    assert not can_be_met(THREE_WITH_LEWARDE, bank("lens", "lens", "lens"))
    assert len(drawn(THREE_WITH_LEWARDE, bank("lens", "lewarde"), seed="s")) == 2


@given(CANDIDATES, st.integers(1, 4), st.integers(0, 2), st.sampled_from(SITES), st.text(max_size=3))
def test_a_draw_keeps_its_promises(candidates: list[Candidate], count: int, least: int, site: str, seed: str) -> None:
    draw = Draw(pool="p", count=count, at_least=(Minimum(count=least, where={"sites": [site]}),))
    chosen = drawn(draw, candidates, seed=seed)
    assert chosen == drawn(draw, list(reversed(candidates)), seed=seed)
    assert len(chosen) == len({each.id for each in chosen}) == min(count, len(candidates))
    matching = sum(site in each.sites for each in candidates)
    assert sum(site in each.sites for each in chosen) >= min(least, count, matching)


def test_minima_that_cannot_be_met_cost_little() -> None:
    many = [Candidate(id=n, question=n, sites=[SITES[n % 2]]) for n in range(300)]
    minima = tuple(Minimum(count=9, where={"sites": [site]}) for site in SITES[:2])
    chosen = drawn(Draw(pool="p", count=10, at_least=minima), many, seed="s")
    assert len(chosen) == 10
