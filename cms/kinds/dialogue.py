"""A branching scene with a visitor.

Scenes and choices are known to the game by their block ids; authors name scenes, and say by name
where a choice leads. What is said is in the guest's language, the same for every learner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.parts import SharedText
from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, item, listed
from cms.languages import LANGUAGES
from quests.questions import branches
from quests.questions import dialogue as rules

ENDINGS = [("1", _("Good: all the points")), ("0.5", _("Fair: half of them")), ("0", _("Poor: none"))]
SENTENCES: Mapping[rules.FaultCode, Any] = {
    "unknown_target": _("Scene “%(scene)s”: “%(choice)s” leads to “%(to)s”, but no scene has that name."),
    "unreachable": _("Scene “%(scene)s”: nothing leads here. Make a choice of another scene lead to it, or delete it."),
    "too_far": _(
        "Scene “%(scene)s” is too far from the start, or from an ending: a conversation has 30 choices at most."
    ),
    "dead_end": _("Scene “%(scene)s”: the guest can never leave. Make one of its choices lead towards an ending."),
    "too_few_choices": _("Scene “%(scene)s”: offer at least two choices, or make it an ending."),
    "too_few_endings": _("Write at least two endings."),
    "no_good_ending": _("Write a good ending, which gives all the points."),
    "no_poor_ending": _("Write an ending that does not give all the points: now every conversation is right."),
    "too_many_scenes": _("There are too many scenes: 60 at most."),
    "malformed": _("Check the satisfaction at the start, and what each choice changes."),
}
"""Each fault of the game's rules, to whoever writes the scenes."""


class SpokenText(blocks.TextBlock):
    """Words of the conversation: never offered to translators, in whatever language the guest speaks."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Nothing to translate."""
        return []


class ReplyBlock(blocks.StructBlock):
    """Something to answer the guest. Its block id is its identity in the answer key."""

    say = SpokenText(max_length=300, rows=2, label=_("What you say"), help_text=_("In the guest’s language."))
    meaning = blocks.TextBlock(required=False, max_length=300, rows=2, label=_("Translation"))
    goes_to = SharedText(max_length=60, label=_("Leads to the scene"), help_text=_("Its name, as you wrote it."))
    mood = blocks.IntegerBlock(
        default=0,
        min_value=-50,
        max_value=50,
        label=_("Change of satisfaction"),
        help_text=_("From −50 to 50."),
    )
    explanation = explanation(
        _("What to say next time"),
        hint=_("Shown afterwards. Needed when it annoys the guest, or when another choice here pleases more."),
    )

    class Meta:
        icon = "comment"
        label = _("Choice")
        label_format = "{say}"


class SceneBlock(blocks.StructBlock):
    """A moment of the conversation: the guest speaks, then there are choices, or it is over."""

    name = SharedText(
        max_length=60, label=_("Name of the scene"), help_text=_("Short, for you only: “welcome”, “it rains”.")
    )
    act = blocks.CharBlock(
        required=False, max_length=200, label=_("Stage direction"), help_text=_("What is seen: “They look at the map.”")
    )
    says = SpokenText(max_length=500, rows=2, label=_("What the guest says"), help_text=_("In the guest’s language."))
    meaning = blocks.TextBlock(required=False, max_length=500, rows=2, label=_("Translation"))
    ending = blocks.ChoiceBlock(
        choices=ENDINGS, required=False, label=_("Ending"), help_text=_("Empty: the conversation goes on.")
    )
    choices = blocks.ListBlock(ReplyBlock(), default=[], label=_("Choices"))

    class Meta:
        icon = "user"
        label = _("Scene")
        label_format = "{name}"


class DialogueBlock(blocks.StructBlock):
    """A guest, and scenes from the first words to several endings."""

    guest = SharedText(max_length=60, label=_("The guest’s name"))
    language = blocks.ChoiceBlock(choices=LANGUAGES, default="en", label=_("The guest’s language"))
    satisfaction = blocks.IntegerBlock(default=50, min_value=0, max_value=100, label=_("Satisfaction at the start"))
    scenes = blocks.ListBlock(SceneBlock(), label=_("Scenes"), help_text=_("The first one starts the conversation."))

    class Meta:
        icon = "group"
        label = _("Dialogue with a guest")


class Dialogue(StudioKind):
    """A conversation, met scene by scene."""

    name = "dialogue"
    block = DialogueBlock
    seconds = 150

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind. A choice that leads nowhere keeps an id made from the name it gives."""
        scenes, ids = listed(value, "scenes"), _ids(value)
        return {
            "start": scenes[0].id if scenes else "",
            "mood": value["satisfaction"],
            "scenes": {scene.id: _scene_key(scene.value, ids) for scene in scenes},
        }

    def options(self, value: Any) -> list[dict[str, str]]:
        """Everything there is to say."""
        options = [{"id": each.id, "text": each.value["say"]} for _scene, each in _replies(value)]
        return sorted(options, key=lambda option: option["id"])

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {each.id: each.value["explanation"] for _scene, each in _replies(value)}

    def words(self, value: Any) -> dict[str, Any]:
        """``guest``, ``scenes`` by id, and ``meanings`` of the choices by id."""
        scenes = {
            each.id: {part: each.value[part] for part in ("says", "act", "meaning")} for each in listed(value, "scenes")
        }
        return {
            "guest": {"name": value["guest"], "lang": value["language"]},
            "scenes": scenes,
            "meanings": {each.id: each.value["meaning"] for _scene, each in _replies(value) if each.value["meaning"]},
        }

    def faults(self, value: Any) -> Iterator[Fault]:
        """Everything is said, every scene has its own name, and the scenes hold together."""
        yield from _empty(value)
        names = Counter(_folded(scene.value["name"]) for scene in listed(value, "scenes"))
        for name in (name for name, count in names.items() if name and count > 1):
            yield "broken_scenes", gettext("Two scenes are called “%s”: give each its own name.") % name
        for fault in rules.faults(self.key(value)):
            yield "broken_scenes", _sentence(value, fault)

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind. The scene called ``start`` comes first."""
        names = sorted(data["scenes"], key=lambda name: name != data["start"])
        scenes = [item(block_id(f"scene {name}"), **_stored_scene(name, data, words, block_id)) for name in names]
        guest = data["guest"]
        return {
            "guest": guest["name"],
            "language": guest["lang"],
            "satisfaction": data.get("mood", 50),
            "scenes": scenes,
        }


def overview(value: Any) -> dict[str, Any]:
    """What ``cms/panels/_branches.html`` draws: ``overview``, and texts by id of scenes and choices."""
    written = {each.id: each.value["says"] or each.value["name"] for each in listed(value, "scenes")}
    missing = {_target(each.value["goes_to"], {}): f"“{each.value['goes_to']}”" for _scene, each in _replies(value)}
    return {
        "overview": branches.layout(DIALOGUE.key(value)),
        "texts": missing | written,
        "choice_texts": {each.id: each.value["say"] for _scene, each in _replies(value)},
    }


def _replies(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each choice after its scene."""
    for scene in listed(value, "scenes"):
        for reply in listed(scene.value, "choices"):
            yield scene, reply


def _folded(name: str | None) -> str:
    """A name as it is compared: case and spaces say nothing."""
    return " ".join((name or "").split()).casefold()


def _ids(value: Any) -> dict[str, str]:
    """Scene ids by name; the first of two namesakes."""
    return {_folded(scene.value["name"]): scene.id for scene in reversed(listed(value, "scenes"))}


def _target(name: str | None, ids: Mapping[str, str]) -> str:
    """The scene that is meant, or the id of one that nobody wrote; empty while nothing is said."""
    folded = _folded(name)
    return ids.get(folded) or (folded and f"missing-{sha256(folded.encode()).hexdigest()[:16]}")


def _scene_key(scene: Any, ids: Mapping[str, str]) -> dict[str, Any]:
    if scene["ending"]:
        return {"ending": scene["ending"]}
    replies = listed(scene, "choices")
    return {
        "choices": [
            {"id": each.id, "to": _target(each.value["goes_to"], ids), "mood": each.value["mood"]} for each in replies
        ]
    }


def _empty(value: Any) -> Iterator[Fault]:
    """What nobody wrote yet, and what an ending has too much of."""
    code = "incomplete_answer"
    for place, scene in enumerate(listed(value, "scenes"), start=1):
        name = scene.value["name"] or str(place)
        if not _folded(scene.value["name"]):
            yield code, gettext("Scene %d: give it a name.") % place
        if not _folded(scene.value["says"]):
            yield code, gettext("Scene “%s”: write what the guest says.") % name
        if any(not _folded(reply.value["say"]) for reply in listed(scene.value, "choices")):
            yield code, gettext("Scene “%s”: write the words of every choice.") % name
        if scene.value["ending"] and listed(scene.value, "choices"):
            yield "broken_scenes", gettext("Scene “%s”: an ending offers no choice. Take them away.") % name


def _sentence(value: Any, fault: rules.Fault) -> str:
    """The fault with the author's own words for its scene and its choice."""
    if fault.code == "unknown_target" and fault.scene is None:
        return gettext("Write the first scene.")
    scenes = {scene.id: scene.value["name"].strip() for scene in listed(value, "scenes")}
    reply = next((each.value for _scene, each in _replies(value) if each.id == fault.choice), None)
    if reply and not _folded(reply["goes_to"]):
        return gettext("Scene “%(scene)s”: say where “%(choice)s” leads.") % {
            "scene": scenes[fault.scene],
            "choice": reply["say"],
        }
    return str(SENTENCES[fault.code]) % {
        "scene": scenes.get(fault.scene, ""),
        "choice": reply["say"] if reply else "",
        "to": reply["goes_to"] if reply else "",
    }


def _stored_scene(name: str, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
    scene, said = data["scenes"][name], words.get("scenes", {}).get(name, {})
    choices = [item(block_id(each["id"]), **_stored_reply(each, words)) for each in scene.get("choices", [])]
    return {
        "name": name,
        "act": said.get("act", ""),
        "says": scene["says"],
        "meaning": said.get("meaning", ""),
        "ending": scene.get("ending", ""),
        "choices": choices,
    }


def _stored_reply(choice: Data, words: Data) -> dict[str, Any]:
    id_ = choice["id"]
    return {
        "say": choice["say"],
        "meaning": words.get("options", {}).get(id_, ""),
        "goes_to": choice["to"],
        "mood": choice["mood"],
        "explanation": words.get("feedback", {}).get(id_, ""),
    }


DIALOGUE = Dialogue()
