"""The QTI interactions that have a counterpart: choice, match, order, text entry."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .drafts import Refused, shown
from .item import Item, Option
from .qti_item import QtiItem, Response
from .qti_typed import text_entry
from .qti_weights import begun, by_points
from .xml_elements import Element


def read_interaction(item: QtiItem, interaction: Element) -> Item:
    """Return the item of its only interaction; Refused when that has no counterpart."""
    reader = _READERS.get(interaction.tag)
    if reader is None:
        raise Refused(WHY_NOT.get(interaction.tag, f"An interaction of type {interaction.tag} is not known here."))
    return reader(item, interaction)


def _choice(item: QtiItem, interaction: Element) -> Item:
    response, prompt = item.response(interaction), item.prompt(interaction)
    choices = identified(interaction.all("simple-choice"))
    if len(choices) < 2:
        raise Refused("A choice needs two answers or more.")
    single = response.cardinality == "single" or _most(interaction) == 1
    credit = shares(item, response, list(choices), single=single)
    explained, always = item.explanations(choices)
    options = [
        Option(text=item.choice(choice), fraction=credit[key], feedback=explained.get(key, ""))
        for key, choice in choices.items()
    ]
    _name_settings(item, interaction)
    return begun(item, "single_choice" if single else "multiple_choice", prompt, options, always)


def identified(elements: list[Element]) -> dict[str, Element]:
    """Return choices by identifier; refused when two have the same."""
    found = {element.attributes.get("identifier", ""): element for element in elements}
    if len(found) < len(elements) or "" in found:
        raise Refused("Each choice needs an identifier of its own.")
    return found


def _most(interaction: Element) -> int:
    written = interaction.attributes.get("max-choices", "1").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _name_settings(item: QtiItem, interaction: Element) -> None:
    shuffled = interaction.attributes.get("shuffle") == "true"
    if shuffled and any(e.attributes.get("fixed") == "true" for e in interaction.all("simple-choice")):
        item.draft.lose("The file keeps some answers in their place; here all are shuffled.")


def shares(item: QtiItem, response: Response, keys: list[str], *, single: bool) -> dict[str, Fraction]:
    """Return the share of the credit of each choice."""
    unknown = set(response.correct) - set(keys)
    if unknown:
        raise Refused(f"The right answer {shown(sorted(unknown)[0])} is not one of the choices.")
    points = {key: response.points.get(key, response.default) for key in keys} if response.points else {}
    credit = by_points(points, single=single) if points else _by_answer(response.correct, keys)
    right = {key for key, share in credit.items() if (share == 1 if single else share > 0)}
    _check_right(item, credit, right, single=single)
    if points and response.correct and right != set(response.correct):
        item.draft.lose("The declared answer and the points disagree in the file: the points are followed.")
    return credit


def _by_answer(correct: list[str], keys: list[str]) -> dict[str, Fraction]:
    return {key: Fraction(1, len(set(correct))) if key in correct else Fraction(0) for key in keys}


def _check_right(item: QtiItem, shares: dict[str, Fraction], right: set[str], *, single: bool) -> None:
    if single and len(right) != 1:
        raise Refused("A choice of one answer must have exactly one right answer.")
    if single and any(0 < share < 1 for share in shares.values()):
        item.draft.lose("A choice is partly right in the file; here it is wrong.")
    if not single and len({shares[key] for key in right}) > 1:
        item.draft.lose("The right answers are not worth the same in the file; here they are.")


def _match(item: QtiItem, interaction: Element) -> Item:
    response, prompt = item.response(interaction), item.prompt(interaction)
    sets = [identified(group.all("simple-associable-choice")) for group in interaction.all("simple-match-set")]
    if len(sets) != 2:
        raise Refused("A match needs two lists.")
    items, targets, partner = _oriented(pairs(item, response), sets[0], sets[1])
    _, always = item.explanations({})
    options = [
        Option(text=item.choice(items[key]), match=item.choice(targets[partner[key]]), fraction=Fraction(1))
        for key in items
    ]
    decoys = [item.choice(targets[key]) for key in targets if key not in partner.values()]
    if len(targets) < 2:
        raise Refused("All items go with the same partner.")
    return begun(item, "matching", prompt, options + [Option(text="", match=decoy) for decoy in decoys], always)


def pairs(item: QtiItem, response: Response) -> list[tuple[str, str]]:
    """Return the right pairs of identifiers."""
    earning = {key: points for key, points in response.points.items() if points > 0}
    if len(set(earning.values())) > 1:
        item.draft.lose("The pairs are not worth the same in the file; here they are.")
    found = [pair.split(" ") for pair in (response.correct or list(earning))]
    if any(len(pair) != 2 for pair in found):
        raise Refused("A right pair is not written as two identifiers.")
    return [(pair[0], pair[1]) for pair in found]


def _oriented(
    pairs: list[tuple[str, str]], first: dict[str, Element], second: dict[str, Element]
) -> tuple[dict[str, Element], dict[str, Element], dict[str, str]]:
    """Return items, targets and the target of each item: the list whose members all have exactly one partner."""
    ordered = [(one, other) if one in first else (other, one) for one, other in pairs]
    if any(one not in first or other not in second for one, other in ordered):
        raise Refused("A right pair names something that is in neither list.")
    forward, backward = dict(ordered), {other: one for one, other in ordered}
    if len(forward) == len(ordered) == len(first) >= 2:
        return first, second, forward
    if len(backward) == len(ordered) == len(second) >= 2:
        return second, first, backward
    raise Refused("Every item must go with exactly one partner; here some go with none or with several.")


def _order(item: QtiItem, interaction: Element) -> Item:
    response, prompt = item.response(interaction), item.prompt(interaction)
    choices = identified(interaction.all("simple-choice"))
    if len(choices) < 2:
        raise Refused("An order needs two items or more.")
    if sorted(response.correct) != sorted(choices):
        raise Refused("The right order must name every item once.")
    _, always = item.explanations({})
    ordered = [Option(text=item.choice(choices[key])) for key in response.correct]
    return begun(item, "ordering", prompt, ordered, always)


_READERS: dict[str, Callable[[QtiItem, Element], Item]] = {
    "choice-interaction": _choice,
    "match-interaction": _match,
    "order-interaction": _order,
    "text-entry-interaction": text_entry,
}
_PICTURE = "It is answered on a picture, which is not read from this format: make a hotspot question in the studio."
WHY_NOT = {
    "associate-interaction": "Pairs made within one list have no counterpart: make two lists of it (a match).",
    "extended-text-interaction": "A long text is read and marked by a person, which is not done here.",
    "hottext-interaction": "Words to pick in a text have no counterpart: make a choice of it.",
    "slider-interaction": "A slider does not say here how near is near enough: make a slider in the studio.",
    "upload-interaction": "A file to send is marked by a person, which is not done here.",
    "drawing-interaction": "A drawing is marked by a person, which is not done here.",
    "media-interaction": "Playing a sound or a video is not a question.",
    "end-attempt-interaction": "A button that ends the try is not a question.",
    "custom-interaction": "A custom interaction only works in the software it was made for.",
    "portable-custom-interaction": "A custom interaction brings its own program, which is never run here.",
    "position-object-interaction": _PICTURE,
    "hotspot-interaction": _PICTURE,
    "select-point-interaction": _PICTURE,
    "graphic-order-interaction": _PICTURE,
    "graphic-associate-interaction": _PICTURE,
    "graphic-gap-match-interaction": _PICTURE,
}
