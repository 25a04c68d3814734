"""Reading values nobody vouches for: answer keys, stored answers, posted forms."""

import re
from collections.abc import Mapping, Set

from .errors import InvalidAnswer, InvalidKey
from .spelling import MAX_LENGTH, folded, tidied

MAX_OPTIONS = 50
MAX_TEXTS = 20
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)


def key_fields(key: object, required: Set[str], optional: Set[str] = frozenset()) -> Mapping[str, object]:
    """Return the key as a mapping with exactly these fields; a misspelt field is refused."""
    if not isinstance(key, Mapping):
        raise InvalidKey("The key must be an object.")
    for field in sorted(required):
        if field not in key:
            raise InvalidKey(f"The key has no {field!r}.")
    if not key.keys() <= required | optional:
        known = ", ".join(sorted(required | optional))
        raise InvalidKey(f"The key has an unknown field; it may have: {known}.")
    return key


def key_ids(value: object, field: str, *, least: int) -> tuple[str, ...]:
    """Return a list of distinct option ids, ``least`` to MAX_OPTIONS of them."""
    ids = tuple(key_id(item, field) for item in key_list(value, field, least=least, most=MAX_OPTIONS))
    if len(set(ids)) != len(ids):
        raise InvalidKey(f"{field!r} holds the same option id twice.")
    return ids


def key_list(value: object, field: str, *, least: int, most: int) -> list[object]:
    """Return a list of ``least`` to ``most`` things."""
    if not isinstance(value, list | tuple):
        raise InvalidKey(f"{field!r} must be a list.")
    if not least <= len(value) <= most:
        raise InvalidKey(f"{field!r} must hold {least} to {most} of them.")
    return list(value)


def key_count(value: object, field: str, *, most: int) -> int:
    """Return a whole number from 0 to ``most``."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise InvalidKey(f"{field!r} must be a whole number from 0 to {most}.")
    return value


def key_texts(value: object, field: str) -> tuple[str, ...]:
    """Return a list of 1 to MAX_TEXTS texts, tidied; each of them holds a letter or a figure."""
    return tuple(_key_text(item, field) for item in key_list(value, field, least=1, most=MAX_TEXTS))


def _key_text(value: object, field: str) -> str:
    text = tidied(value) if isinstance(value, str) else ""
    if not folded(text) or len(text) > MAX_LENGTH:
        raise InvalidKey(f"{field!r} must hold texts with a letter or a figure, of {MAX_LENGTH} characters at most.")
    return text


def key_id(value: object, field: str) -> str:
    """Return an option id: 1 to 64 plain letters, digits, ``_``, ``-`` or ``.``."""
    # No comma: an order may be posted as one comma-separated value.
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise InvalidKey(f"{field!r} holds something that is not an option id.")
    return value


def answer_field(answer: object, field: str) -> object:
    """Return the one field of a stored answer."""
    if not isinstance(answer, Mapping) or answer.keys() != {field}:
        raise InvalidAnswer("malformed")
    return answer[field]


def texts(value: object) -> list[str]:
    """Return the non-empty texts of a list of texts."""
    # A bare text is refused: reading a QueryDict field by field would silently lose ticks.
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise InvalidAnswer("malformed")
    return [item for item in value if item]


def posted(data: object, field: str) -> list[str]:
    """Return the non-empty values posted for a field, [] when it was not posted."""
    if not isinstance(data, Mapping):
        raise InvalidAnswer("malformed")
    return texts(data.get(field, []))


def posted_one(data: object, field: str) -> str:
    """Return the only value posted for a field."""
    values = posted(data, field)
    if not values:
        raise InvalidAnswer("missing")
    if len(values) > 1:
        raise InvalidAnswer("too_many")
    return values[0]


def known_option(value: object, options: Set[str]) -> str:
    """Return the value when it is one of the options."""
    if not isinstance(value, str):
        raise InvalidAnswer("malformed")
    if value not in options:
        raise InvalidAnswer("unknown_option")
    return value


def typed_text(value: object) -> str:
    """Return a text as it was typed, tidied; punctuation alone says nothing."""
    if not isinstance(value, str):
        raise InvalidAnswer("malformed")
    text = tidied(value)
    if len(text) > MAX_LENGTH:
        raise InvalidAnswer("too_long")
    if not folded(text):
        raise InvalidAnswer("missing")
    return text
