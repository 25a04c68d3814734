"""Feedback that only says right or wrong, which a program wrote by itself or nobody would miss."""

from __future__ import annotations

from . import markup

_SAYS_NOTHING = frozenset(
    {
        "your answer is correct",
        "your answer is partially correct",
        "your answer is incorrect",
        "votre réponse est correcte",
        "votre réponse est partiellement correcte",
        "votre réponse est incorrecte",
        "je antwoord is correct",
        "je antwoord is juist",
        "je antwoord is gedeeltelijk correct",
        "je antwoord is gedeeltelijk juist",
        "je antwoord is niet correct",
        "je antwoord is fout",
        "die antwort ist richtig",
        "die antwort ist teilweise richtig",
        "die antwort ist falsch",
        "respuesta correcta",
        "respuesta parcialmente correcta",
        "respuesta incorrecta",
        "well done",
        "parts, but only parts, of your response are correct",
        "that is not right at all",
        "not entirely",
        "completely wrong",
        "correct",
        "partially correct",
        "incorrect",
        "right",
        "wrong",
        "all correct",
        "bravo",
        "bonne réponse",
        "mauvaise réponse",
        "juste",
        "faux",
        "goed",
        "fout",
    }
)


def is_standard(text: str) -> bool:
    """Say whether a feedback (an item's text) tells no more than right or wrong, which is said here anyway."""
    return " ".join(markup.plain(text).split()).strip(" .!").lower() in _SAYS_NOTHING
