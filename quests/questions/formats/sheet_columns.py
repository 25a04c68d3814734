"""The columns of a spreadsheet of questions, under their English and French names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MAX_OPTIONS = 40
MAX_HINTS = 10
TEMPLATE_OPTIONS = 12
MAX_COLUMNS = 400

Column = tuple[str, int]
"""A field and its number: ``("option", 3)``; 0 for what a question has once."""

ONCE = {
    "kind": ("kind", "type", "question type", "genre", "type de question"),
    "title": ("title", "name", "titre", "nom"),
    "prompt": ("prompt", "question", "question text", "enonce", "intitule", "texte de la question"),
    "tolerance": ("tolerance", "margin", "marge"),
    "feedback": ("feedback", "explanation", "explication", "retour", "commentaire"),
    "category": ("category", "categorie", "theme"),
    "tags": ("tags", "labels", "etiquettes", "mots cles"),
    "hints": ("hints", "indices"),
    "chosen": ("chosen", "chosen from a list", "liste", "a choisir dans une liste"),
    "right": (
        *("right answer", "right answers", "correct", "correct answer", "correct answers"),
        *("bonne reponse", "bonnes reponses", "reponse correcte", "reponses correctes", "reponse juste"),
    ),
    "case sensitive": ("case sensitive", "capitals matter", "respecter les majuscules", "casse"),
}
NUMBERED = {
    "option": ("option", "answer", "choice", "reponse", "choix", "proposition"),
    "fraction": ("fraction", "share", "weight", "part", "poids", "valeur"),
    "feedback": ("feedback", "explanation", "explication", "retour", "commentaire"),
    "match": ("match", "goes with", "correspondance", "va avec", "cible"),
    "tolerance": ("tolerance", "margin", "marge"),
    "gap": ("gap", "trou"),
    "hint": ("hint", "indice"),
}
PER_OPTION = ("option", "fraction", "feedback", "match", "tolerance", "gap")
_FIELDS = {name: field for field, names in ONCE.items() for name in names}
_NUMBERED_FIELDS = {name: field for field, names in NUMBERED.items() for name in names}
_NUMBER_AT_END = re.compile(r"(.*?)(?: ?(\d{1,2})| ([a-h]))")
_READ_ONLY = {"hints", "right"}


def column(header: str) -> Column | None:
    """Return what a header names, None when it is not one of ours."""
    name = folded(header)
    if name in _FIELDS:
        return _FIELDS[name], 0
    found = _NUMBER_AT_END.fullmatch(name)
    field = _NUMBERED_FIELDS.get(found[1]) if found else None
    if found is None or field is None:
        return None
    number = int(found[2]) if found[2] else ord(found[3]) - ord("a") + 1
    return (field, number) if 1 <= number <= (MAX_HINTS if field == "hint" else MAX_OPTIONS) else None


def headers(options: int, hints: int) -> list[str]:
    """Return the header row for as many options and hints as the fullest question has."""
    once = [name for name in ONCE if name not in _READ_ONLY]
    hinting = [f"hint {number}" for number in range(1, hints + 1)]
    return once + hinting + [f"{field} {number}" for number in range(1, options + 1) for field in PER_OPTION]


def columns(row: Sequence[str]) -> dict[Column, int] | None:
    """Return where each column is when the row is a header: it has a prompt and an option at least."""
    places: dict[Column, int] = {}
    for index, header in enumerate(row[:MAX_COLUMNS]):
        found = column(header)
        if found is not None:
            places.setdefault(found, index)
    return places if ("prompt", 0) in places and any(field == "option" for field, _ in places) else None


def folded(text: str) -> str:
    """Return a name without accents, capitals or punctuation: ``Réponse n° 1 (texte)`` is ``reponse 1``."""
    bare = re.sub(r"\([^()]*\)", " ", text[:200])
    bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    bare = re.sub(r"[^\w]+|_", " ", bare.casefold())
    return " ".join(word for word in bare.split() if word not in {"n", "no", "nº"})
