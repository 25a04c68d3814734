"""Words as people spell them: without regard to accents, capitals and punctuation, give or take typos."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from unicodedata import category, combining, normalize

MAX_LENGTH = 200
MAX_TYPOS = 3
# Letters that Unicode does not take apart. Capitals are folded first; casefold unfolds the ß.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_NUMBER = re.compile(r"\d+")


def tidied(text: str) -> str:
    """Return a text as it is kept and shown: composed, single spaces, nothing invisible."""
    # Neither a database nor a page can do anything with a zero byte or half a surrogate.
    kept = (" " if sign.isspace() else sign for sign in text if sign.isspace() or category(sign)[0] != "C")
    return " ".join(normalize("NFC", "".join(kept)).split())


def folded(text: str) -> str:
    """Return what spellings are compared by: plain small letters and digits, single spaces."""
    apart = normalize("NFKD", normalize("NFKD", text).casefold()).translate(_LETTERS)
    signs = (sign if sign.isalnum() else " " for sign in apart if not combining(sign))
    return " ".join("".join(signs).split())


def distance(one: str, other: str, most: int) -> int | None:
    """Return how many slips lead from one text to the other, None when more than ``most``.

    A slip is a character too many, one too few, another one, or two neighbours exchanged (optimal
    string alignment). Takes time in proportion to length times ``most``.
    """
    if abs(len(one) - len(other)) > most:
        return None
    beyond = most + 1
    before: list[int] = []
    row = [min(column, beyond) for column in range(len(other) + 1)]
    for index in range(1, len(one) + 1):
        before, row = row, _next_row(one, other, index, (before, row), beyond)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def _next_row(one: str, other: str, index: int, rows: tuple[list[int], list[int]], beyond: int) -> list[int]:
    """Fill the row of the first ``index`` characters, near the diagonal only; elsewhere ``beyond``."""
    before, last = rows
    row = [beyond] * len(last)
    if index < beyond:
        row[0] = index
    for column in range(max(1, index - beyond), min(len(other), index + beyond) + 1):
        changed = last[column - 1] + (one[index - 1] != other[column - 1])
        best = min(beyond, changed, last[column] + 1, row[column - 1] + 1)
        if index > 1 and column > 1 and one[index - 2 : index] == other[column - 2 : column][::-1]:
            best = min(best, before[column - 2] + 1)
        row[column] = best
    return row


@dataclass(frozen=True, slots=True)
class Spellings:
    """Texts that mean the same, first the one to show, and how many typos are let through."""

    texts: tuple[str, ...]
    typos: int
    plain: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str], typos: int) -> "Spellings":
        """Fold the texts once and for all."""
        shown = tuple(texts)
        return cls(shown, typos, tuple(map(folded, shown)))

    def nearest(self, text: str) -> int | None:
        """Return how many typos the text is away from the nearest spelling, None when too many.

        Figures must be exact: 1968 is not 1986 mistyped.
        """
        typed = folded(text)
        near = (distance(typed, spelling, self.typos) for spelling in self._alike(typed))
        return min((slips for slips in near if slips is not None), default=None)

    def _alike(self, typed: str) -> Iterator[str]:
        """Yield the folded spellings that hold the same numbers."""
        numbers = _NUMBER.findall(typed)
        return (text for text in self.plain if _NUMBER.findall(text) == numbers)


def misspelt(spellings: Spellings, chance: Random) -> str:
    """Return a text somebody might type that none of the spellings lets through."""
    shown = chance.choice(spellings.texts)
    tries = (_cut(shown, spellings.typos + 1, chance), shown[: len(shown) // 2], *_counted())
    return next(text for text in tries if folded(text) and spellings.nearest(text) is None)


def _cut(text: str, letters: int, chance: Random) -> str:
    """Return the text without that many of its characters, at most all but one."""
    kept = sorted(chance.sample(range(len(text)), max(1, len(text) - letters)))
    return tidied("".join(text[index] for index in kept))


def _counted() -> Iterable[str]:
    """Return more numbers than there are spellings: figures must be exact, so one of them is wrong."""
    return map(str, range(1, MAX_LENGTH))
