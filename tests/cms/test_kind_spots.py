"""Spots in a picture and places on the map, in the studio: keys, packs, the preview, what authors are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.admin.telepath import registry
from wagtail.images.models import Image
from wagtail.models import GroupCollectionPermission

from cms.kinds import KINDS
from cms.loading.game import GameWriter
from cms.loading.pack import Pack, PackError
from cms.models import BankQuestion
from cms.previews import question_screen
from cms.publishing.problems import problems_of
from quests.catalogue.models import TerritoryMap
from quests.models import Question
from tests.cms.conftest import ANSWERS, answer, publish, town, zone

Draft = Callable[..., BankQuestion]
pytestmark = pytest.mark.django_db
GOOD, BAD = zone("Ici", "10", "10", correct=True), zone("Là", "60", "60", explanation="Non.")
LENS, DOUAI = town("Lens", "50.4309", "2.8104"), town("Douai", "50.3717", "3.0787")


def version_of(draft: BankQuestion) -> Any:
    return Question.objects.get(uid=draft.translation_key).current


def zones(*raw: dict[str, Any], elsewhere: str = "Ailleurs.") -> list[dict[str, Any]]:
    return answer("hotspot", zones=list(raw), elsewhere=elsewhere)


def places(*raw: dict[str, Any], **values: Any) -> list[dict[str, Any]]:
    said = {"lat": "50.4306", "lon": "2.8064", "within": "2", "zero": "20", "near": "Presque.", "far": "Loin."}
    return answer("map_pin", places=list(raw), **{**said, **values})


def test_zones_become_percent_as_texts(draft_question: Draft) -> None:
    stream = zones(zone("Ici", "12.50", "0", correct=True), BAD)
    one, other = stream[0]["value"]["zones"]
    key = version_of(publish(draft_question(stream))).key
    assert key["zones"][0] == {"id": one["id"], "left": "12.5", "top": "0", "width": "20", "height": "20"}
    assert (key["zones"][1]["id"], key["correct"]) == (other["id"], [one["id"]])


def test_a_place_and_its_distances_become_texts(draft_question: Draft) -> None:
    stream = places(LENS, DOUAI, within="2.0")
    version = version_of(publish(draft_question(stream)))
    assert version.key == {
        "lat": "50.4306",
        "lon": "2.8064",
        "within": "2",
        "zero": "20",
        "places": {each["id"]: {name: each["value"][name] for name in ("lat", "lon")} for each in (LENS, DOUAI)},
    }
    assert version.words["fr"]["feedback"] == {"near": "Presque.", "far": "Loin."}


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (zones(GOOD), "at least two zones"),
        (zones(BAD, zone("Hé", "0", "0", explanation="Non.")), "Tick the zone that is right"),
        (zones(GOOD, zone("Hé", "0", "0", correct=True)), "At least one zone must be wrong"),
        (zones(GOOD, zone("Hé", "85", "0", explanation="Non.")), "“Hé” reaches outside"),
        (zones(GOOD, zone("Hé", "0", "80.5", explanation="Non.")), "“Hé” reaches outside"),
        (zones(GOOD, zone("ici", "0", "0", explanation="Non.")), "“ici” is there twice"),
        (zones(GOOD, zone("Hé", "0", "0")), "“Hé”"),
        (zones(GOOD, BAD, elsewhere=""), "somewhere else in the picture"),
        (places(LENS), "at least two places"),
        (places(DOUAI, town("Arras", "50.29", "2.78")), "must lie within reach"),
        (places(LENS, town("Gare", "50.4266", "2.8285"), zero="30"), "must lie farther away"),
        (places(LENS, DOUAI, zero="2"), "must be the longer one"),
        (places(LENS, DOUAI, near=""), "a place nearby"),
        (places(LENS, DOUAI, far=""), "a place far away"),
    ],
)
def test_what_is_wrong_is_said_in_the_authors_words(draft_question: Draft, stream: Any, said: str) -> None:
    with translation.override("en"):
        problems = problems_of(draft_question(stream))
    assert any(said in problem.message for problem in problems), problems
    assert "invalid_key" not in {problem.code for problem in problems}


@pytest.mark.parametrize(
    "stream",
    [
        zones(GOOD, {**BAD, "value": {**BAD["value"], "left": None}}),
        places(LENS, {**DOUAI, "value": {**DOUAI["value"], "lon": None}}),
        places(LENS, DOUAI, lat=None),
        places(LENS, DOUAI, within=None),
    ],
)
def test_a_missing_number_is_named_and_breaks_nothing(draft_question: Draft, stream: Any) -> None:
    draft = draft_question(stream)
    assert "incomplete" in {problem.code for problem in problems_of(draft)}
    assert question_screen(draft, answered=True) is None


def test_a_spot_needs_its_picture(draft_question: Draft) -> None:
    draft = draft_question(ANSWERS["hotspot"](), picture=None)
    assert [(p.code, p.field) for p in problems_of(draft)] == [("incomplete", "picture")]
    assert problems_of(draft_question(ANSWERS["hotspot"]())) == []


def test_the_author_sees_every_zone_after_the_answer(draft_question: Draft) -> None:
    third = zone("Encore", "0", "0", explanation="Non.")
    draft = draft_question(zones(GOOD, BAD, third))
    screen = question_screen(draft, answered=True)
    assert screen is not None
    assert {each.name: each.state for each in screen.parts["zones"]} == {
        "Ici": "right",
        "Là": "wrong",
        "Encore": "wrong",
    }
    html = draft.make_preview_request(RequestFactory().get("/"), "answered").content.decode()
    assert html.count('class="zone is-wrong"') == 2
    assert html.count('class="zone is-right"') == 1
    assert 'class="zone' not in draft.make_preview_request(RequestFactory().get("/"), "").content.decode()


def test_a_pack_brings_zones(draft_question: Draft) -> None:
    sides = {"left": "10", "top": "20", "width": "15", "height": "30.5"}
    data = {"zones": [{"id": "a", **sides}, {"id": "b", **sides, "left": "60"}], "correct": ["b"]}
    words = {"options": {"a": "La porte", "b": "La roue"}, "feedback": {"a": "Non.", "elsewhere": "Ailleurs."}}
    version = version_of(publish(draft_question(loaded("hotspot", data, words))))
    prefixed = [{**each, "id": f"block-{each['id']}"} for each in data["zones"]]
    assert version.key == {"zones": prefixed, "correct": ["block-b"]}
    assert version.words["fr"]["options"] == [
        {"id": "block-a", "text": "La porte"},
        {"id": "block-b", "text": "La roue"},
    ]
    assert version.words["fr"]["feedback"] == {"block-a": "Non.", "elsewhere": "Ailleurs."}


def test_a_pack_brings_places(draft_question: Draft) -> None:
    at = {"a": {"lat": "50.4309", "lon": "2.8104"}, "b": {"lat": "50.3717", "lon": "3.0787"}}
    data = {"lat": "50.4306", "lon": "2.8064", "within": "2", "zero": "20", "places": at}
    words = {"options": {"a": "Lens", "b": "Douai"}, "feedback": {"near": "Presque.", "far": "Loin."}}
    version = version_of(publish(draft_question(loaded("map_pin", data, words))))
    assert version.key == {**data, "places": {f"block-{id_}": each for id_, each in at.items()}}


def loaded(kind: str, data: dict[str, Any], words: dict[str, Any]) -> list[dict[str, Any]]:
    """The stream of a question of a pack."""
    return answer(kind, **KINDS[kind].stored(data, words, lambda id_: f"block-{id_}"))


LAND: dict[str, Any] = {
    "slug": "pays",
    "south": 50.2,
    "west": 2.4,
    "north": 50.7,
    "east": 3.2,
    "shapes": [{"type": "town", "name": "Lens", "points": [[50.43, 2.81]]}],
}


def write(data: dict[str, Any]) -> None:
    pack = Pack(folder=Path(), destination={"slug": "x"}, quests=(), checkpoints=(), map=data)
    GameWriter(pack, update=False).map()


def test_a_map_is_kept_as_the_pack_draws_it() -> None:
    write(LAND)
    assert TerritoryMap.objects.get().shapes == LAND["shapes"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"shapes": [{"type": "moon", "name": "Lune", "points": [[50.3, 2.5]]}]}, r"shape 1 \(Lune\): its type"),
        ({"shapes": [*LAND["shapes"], {"type": "road", "points": []}]}, "shape 2 .*needs points"),
        ({"shapes": [{"type": "road", "points": [[50.3, "2.5"]]}]}, "needs points"),
        ({"shapes": [{"type": "road", "points": [50.3, 2.5]}]}, "needs points"),
        ({"south": 50.9}, "south < north"),
        ({"south": "far"}, "map.toml"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(PackError, match=said):
        write({**LAND, **change})
    assert not TerritoryMap.objects.exists()


def test_a_map_without_an_edge_is_refused() -> None:
    with pytest.raises(PackError, match="'west' is missing"):
        write({name: value for name, value in LAND.items() if name != "west"})


def addresses(picture: Image) -> list[str]:
    """What the editor asks while a spot is being written."""
    return [reverse("question_picture", args=[picture.pk]), reverse("question_map")]


def test_only_those_who_change_questions_see_what_spots_are_drawn_on(
    trainer: Client, editor: Client, administrator: Client, learner_client: Client, client: Client, picture: Image
) -> None:
    for each in (trainer, editor, administrator):
        assert [each.get(url).status_code for url in addresses(picture)] == [302, 200]
    for each in (learner_client, client):
        for refused in map(each.get, addresses(picture)):
            assert refused.status_code in {302, 403}
            assert picture.file.url not in refused.headers.get("Location", "")


def test_what_spots_are_drawn_on_is_only_read(trainer: Client, picture: Image) -> None:
    assert [trainer.post(url).status_code for url in addresses(picture)] == [405, 405]


def test_the_picture_is_the_one_learners_see(trainer: Client, picture: Image) -> None:
    assert trainer.get(reverse("question_picture", args=[picture.pk])).headers["Location"] == picture.file.url
    assert trainer.get(reverse("question_picture", args=[0])).status_code == 404


def test_a_picture_nobody_may_choose_stays_unseen(trainer: Client, picture: Image) -> None:
    GroupCollectionPermission.objects.all().delete()
    assert trainer.get(reverse("question_picture", args=[picture.pk])).status_code == 404


def test_the_map_comes_with_its_edges_in_numbers(trainer: Client) -> None:
    write(LAND)
    with translation.override("fr"):
        land = trainer.get(reverse("question_map")).json()
    assert {side: land[side] for side in ("south", "west", "north", "east")} == {
        side: LAND[side] for side in ("south", "west", "north", "east")
    }
    assert "<svg" in land["html"]
    assert ">Lens</text>" in land["html"]


def test_without_a_map_there_is_nothing_to_click(trainer: Client) -> None:
    assert trainer.get(reverse("question_map")).json() == {"html": ""}


@pytest.mark.parametrize(
    ("script", "constructor", "address"),
    [
        ("zone-drawer", "academy.blocks.ZoneBlock", ("question_picture", [0])),
        ("place-picker", "academy.blocks.PlacedBlock", ("question_map", [])),
    ],
)
def test_the_editor_brings_what_helps(
    trainer: Client, script: str, constructor: str, address: tuple[str, list[int]]
) -> None:
    page = trainer.get(reverse("wagtailsnippets_cms_bankquestion:add")).content.decode()
    assert constructor in page
    assert reverse(address[0], args=address[1]) in page
    assert page.index("telepath/blocks.js") < page.index(f"js/studio/{script}")


def test_both_latitudes_have_the_map_and_only_zones_the_picture() -> None:
    map_pin, hotspot = KINDS["map_pin"].block(), KINDS["hotspot"].block()
    placed = [map_pin, map_pin.child_blocks["places"].child_block]
    zone_block = hotspot.child_blocks["zones"].child_block
    assert [type(registry.find_adapter(type(each))).__name__ for each in (*placed, zone_block, hotspot)] == [
        "PlacedBlockAdapter",
        "PlacedBlockAdapter",
        "ZoneBlockAdapter",
        "StructBlockAdapter",
    ]
