"""QTI's texts with gaps: several text entries, inline choices, words to place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from .drafts import Refused, decoys
from .item import Item, Option
from .qti_interactions import identified, pairs, shares
from .qti_item import QtiItem, Response, gap_name
from .qti_typed import NUMBERS, numbers, texts
from .qti_weights import begun
from .xml_elements import Element

_PLACE = re.compile(r"\[\[\d{1,3}\]\]")


def text_entries(item: QtiItem, interactions: Sequence[Element]) -> Item:
    """Return a text whose gaps are typed."""
    options: list[Option] = []
    for place, interaction in enumerate(interactions, start=1):
        options += _typed(item, place, _response(item, place, interaction))
    return _text(item, interactions[0], interactions, options)


def _response(item: QtiItem, place: int, interaction: Element) -> Response:
    try:
        response = item.response(interaction)
    except Refused as reason:
        raise Refused(f"Gap {place}: {reason}") from reason
    if response.cardinality != "single":
        raise Refused(f"Gap {place} expects several answers: ask for one.")
    return response


def _typed(item: QtiItem, place: int, response: Response) -> list[Option]:
    if response.base_type in NUMBERS:
        item.draft.lose(f"Gap {place} expects a number in the file; here it is compared letter by letter.")
        options = [_exact(place, option) for option in numbers(item, response)]
    elif response.base_type == "string":
        options = texts(item, response)
    else:
        raise Refused(f"Gap {place} expects a {response.base_type}, which is not typed here.")
    return [replace(option, gap=place) for option in options if option.fraction > 0]


def _exact(place: int, option: Option) -> Option:
    if option.tolerance != "0":
        raise Refused(
            f"Gap {place} accepts numbers near {option.text} (± {option.tolerance}): make a number question of it."
        )
    return replace(option, tolerance="")


def inline_choices(item: QtiItem, interactions: Sequence[Element]) -> Item:
    """Return a text whose gaps are chosen: one list serves them all here."""
    lists = [_choices(item, place, interaction) for place, interaction in enumerate(interactions, start=1)]
    if len({frozenset(option.text for option in found) for found in lists}) > 1:
        item.draft.lose("Each gap has its own list in the file; here one list serves all gaps.")
    right = [next(option for option in found if option.fraction == 1) for found in lists]
    return _chosen(item, interactions[0], interactions, right, [option.text for found in lists for option in found])


def _choices(item: QtiItem, place: int, interaction: Element) -> list[Option]:
    response = _response(item, place, interaction)
    found = identified(interaction.all("inline-choice"))
    weights = shares(item, response, list(found), single=True)
    return [Option(text=item.choice(found[key]), fraction=weights[key], gap=place) for key in found]


def gap_match(item: QtiItem, interactions: Sequence[Element]) -> Item:
    """Return a text whose gaps are filled with the words of a list."""
    interaction = interactions[0]
    words = identified(interaction.all("gap-text"))
    gaps = [element for element in interaction.every() if element.tag == "gap"]
    if any(element.tag == "gap-img" for element in interaction.every()):
        raise Refused("Pictures are to be placed into the text: put them into words.")
    partner = _partners(pairs(item, item.response(interaction)), words, identified(gaps))
    right = [
        Option(text=item.choice(words[partner[gap_name(gap)]]), fraction=Fraction(1), gap=place)
        for place, gap in enumerate(gaps, start=1)
    ]
    return _chosen(item, interaction, gaps, right, [item.choice(word) for word in words.values()])


def _partners(found: list[tuple[str, str]], words: dict[str, Element], gaps: dict[str, Element]) -> dict[str, str]:
    """Return the word of each gap; refused unless each has exactly one."""
    ordered = [(one, other) if other in gaps else (other, one) for one, other in found]
    if any(word not in words or gap not in gaps for word, gap in ordered):
        raise Refused("A right pair names a word or a gap that is not there.")
    partner = {gap: word for word, gap in ordered}
    if not gaps or not len(partner) == len(ordered) == len(gaps):
        raise Refused("Every gap must have exactly one right word; here some have none or several.")
    return partner


def _chosen(
    item: QtiItem, interaction: Element, gaps: Sequence[Element], right: list[Option], words: list[str]
) -> Item:
    if len(set(words)) < 2:
        raise Refused("A gap to choose needs two choices or more.")
    return replace(_text(item, interaction, gaps, [*right, *decoys(words, right)]), chosen=True)


def _text(item: QtiItem, interaction: Element, gaps: Sequence[Element], options: list[Option]) -> Item:
    """Return the item, its gaps numbered in their order."""
    item.places.update({gap_name(gap): place for place, gap in enumerate(gaps, start=1)})
    prompt = item.prompt(interaction)
    if len(item.places) < len(gaps) or len(_PLACE.findall(prompt)) != len(gaps):
        raise Refused("A gap stands inside something that is left out, or two gaps share one response.")
    _, always = item.explanations({})
    return begun(item, "gap_fill", prompt, options, always)
