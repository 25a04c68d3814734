"""A question of each kind whose numbers and words are found nowhere else: what leaks is recognised.

The quest of these is ``names.EVERY_KIND``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from quests.catalogue.specs import QuestionSpec
from quests.factories import KEYS, SHOWN, question_spec
from tests.journeys.names import ASKED

CHOSEN, TYPED = "gap_fill choisi", "gap_fill tapé"
TELLING: dict[str, dict[str, Any]] = {
    "numeric": {"value": "8647", "tolerance": "0.37"},
    "short_text": {
        "accepted": ["bourgeron", "le bourgeron bleu"],
        "typos": 1,
        "traps": [{"id": "t1", "texts": ["salopette"]}],
    },
    "slider": {
        "value": "1823",
        "min": "1700",
        "max": "1900",
        "step": "1",
        "bands": [{"within": "0", "share": "1"}, {"within": "7.75", "share": "0.35"}],
    },
    "hotspot": {
        "zones": [
            {"id": "k1", "left": "10.13", "top": "60.29", "width": "20.71", "height": "30.17"},
            {"id": "k2", "left": "37.41", "top": "12.63", "width": "15.27", "height": "24.89"},
            {"id": "k3", "left": "70.33", "top": "50.57", "width": "25.19", "height": "40.87"},
        ],
        "correct": ["k2"],
    },
    "map_pin": {
        "lat": "50.4477",
        "lon": "2.7613",
        "within": "2.31",
        "zero": "15.73",
        "places": {
            "k1": {"lat": "50.3717", "lon": "3.0787"},
            "k2": {"lat": "50.4491", "lon": "2.7702"},
            "k3": {"lat": "50.5294", "lon": "2.6402"},
        },
    },
    "dialogue": {
        "start": "scene-comptoir",
        "mood": 50,
        "scenes": {
            "scene-comptoir": {
                "choices": [
                    {"id": "dire-duree", "to": "scene-pluie", "mood": 15},
                    {"id": "dire-ferme", "to": "scene-depart", "mood": -25},
                ]
            },
            "scene-pluie": {
                "choices": [
                    {"id": "dire-galerie", "to": "scene-ravie", "mood": 20},
                    {"id": "dire-gare", "to": "scene-tiede", "mood": 0},
                    {"id": "dire-pardon", "to": "scene-comptoir", "mood": -10},
                ]
            },
            "scene-ravie": {"ending": "1"},
            "scene-tiede": {"ending": "0.5"},
            "scene-depart": {"ending": "0"},
        },
    },
}
"""Keys whose every number and text is its own; the other kinds keep the key of the factories."""
TYPED_GAPS = {
    "gaps": [{"id": "g1", "accepted": ["herscheuse"]}, {"id": "g2", "accepted": ["galibot", "jeune galibot"]}],
    "typos": 1,
}
SCENES = {
    "scene-comptoir": "It is pouring outside. What shall we do?",
    "scene-pluie": "Two hours, then our train leaves.",
    "scene-ravie": "What a wonderful idea!",
    "scene-tiede": "Well, why not, then.",
    "scene-depart": "Never mind, we are going home.",
}
CHOICES = {
    "dire-duree": "How long do you have?",
    "dire-ferme": "I am afraid it is closed.",
    "dire-galerie": "The Galerie du temps is free and dry.",
    "dire-gare": "The station has a waiting room.",
    "dire-pardon": "Sorry, what did you say?",
}


def specs() -> Iterator[QuestionSpec]:
    """A question for each of ``ASKED``; gaps are to choose first, then to type."""
    for kind in ASKED[:-1]:
        name = CHOSEN if kind == "gap_fill" else kind
        yield _told_apart(question_spec(kind, key=TELLING.get(kind, KEYS[kind]), confidence=True), name)
    yield _told_apart(question_spec(ASKED[-1], key=TYPED_GAPS, confidence=True), TYPED)


def _told_apart(spec: QuestionSpec, name: str) -> QuestionSpec:
    """Every word kept for later bears the name of its question."""
    words = {language: _words(spec.kind, name, language, said) for language, said in spec.words.items()}
    return replace(spec, words=words)


def _words(kind: str, name: str, language: str, said: Mapping[str, Any]) -> dict[str, Any]:
    ids = CHOICES if kind == "dialogue" else said["feedback"]
    own = {
        "prompt": f"Le carreau de fosse et ses alentours, à propos de {name} ?",
        "feedback": {id_: f"Pas tout à fait, {name} {id_} : voyez plutôt." for id_ in ids},
        "explanation": f"Pourquoi {name} : parce que la fosse l’a voulu.",
        "say": f"Dites-le demain ({name}).",
        "hints": [f"Premier indice de {name}.", f"Second indice de {name}."],
        "options": [{"id": id_, "text": f"Réponse {id_} {language}"} for id_ in SHOWN.get(kind, ("k1", "k2", "k3"))],
    }
    return {**said, **own, **(_talk(language) if kind == "dialogue" else {})}


def _talk(language: str) -> dict[str, Any]:
    """The dialogue's lines, in the guests' English, with stage directions and translations."""
    return {
        "guest": {"name": "Emma et Tom", "lang": "en"},
        "options": [{"id": id_, "text": text} for id_, text in CHOICES.items()],
        "meanings": {id_: f"Traduction {language} du choix {number}" for number, id_ in enumerate(CHOICES)},
        "scenes": {
            id_: {"says": text, "act": f"Geste {language} {number}.", "meaning": f"Traduction {language} de {number}"}
            for number, (id_, text) in enumerate(SCENES.items())
        },
    }
