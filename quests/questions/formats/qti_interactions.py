"""The QTI interactions that have a counterpart: choice, match, order, text entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from . import markup
from .drafts import Refused, number, shown, simplest
from .item import Item, Option
from .qti_item import BLANK, QtiItem, Response
from .xml_elements import Element

_NUMBERS = frozenset({"integer", "float"})


def read_interaction(item: QtiItem, interaction: Element) -> Item:
    """Return the item of its only interaction; Refused when that has no counterpart."""
    reader = _READERS.get(interaction.tag)
    if reader is None:
        raise Refused(WHY_NOT.get(interaction.tag, f"An interaction of type {interaction.tag} is not known here."))
    return reader(item, interaction)


def _begun(item: QtiItem, kind: str, prompt: str, options: list[Option], feedback: str) -> Item:
    line = item.root.line
    return Item(kind=kind, title=item.title, prompt=prompt, options=tuple(options), feedback=feedback, line=line)


def _choice(item: QtiItem, interaction: Element) -> Item:
    response, prompt = item.response(interaction), item.prompt(interaction)
    choices = _identified(interaction.all("simple-choice"))
    if len(choices) < 2:
        raise Refused("A choice needs two answers or more.")
    single = response.cardinality == "single" or _most(interaction) == 1
    shares = _shares(item, response, list(choices), single=single)
    explained, always = item.explanations(choices)
    options = [
        Option(text=item.choice(choice), fraction=shares[key], feedback=explained.get(key, ""))
        for key, choice in choices.items()
    ]
    _name_settings(item, interaction)
    return _begun(item, "single_choice" if single else "multiple_choice", prompt, options, always)


def _identified(elements: list[Element]) -> dict[str, Element]:
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


def _shares(item: QtiItem, response: Response, keys: list[str], *, single: bool) -> dict[str, Fraction]:
    """Return the share of the credit of each choice."""
    unknown = set(response.correct) - set(keys)
    if unknown:
        raise Refused(f"The right answer {shown(sorted(unknown)[0])} is not one of the choices.")
    points = {key: response.points.get(key, response.default) for key in keys} if response.points else {}
    shares = _by_points(points, single=single) if points else _by_answer(response.correct, keys)
    right = {key for key, share in shares.items() if (share == 1 if single else share > 0)}
    _check_right(item, shares, right, single=single)
    if points and response.correct and right != set(response.correct):
        item.draft.lose("The declared answer and the points disagree in the file: the points are followed.")
    return shares


def _by_points(points: dict[str, Fraction], *, single: bool) -> dict[str, Fraction]:
    positive = [value for value in points.values() if value > 0]
    if not positive:
        raise Refused("No choice earns a point.")
    whole = max(positive) if single else sum(positive, Fraction(0))
    return {key: simplest(max(Fraction(-1), value / whole)) or Fraction(0) for key, value in points.items()}


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
    sets = [_identified(group.all("simple-associable-choice")) for group in interaction.all("simple-match-set")]
    if len(sets) != 2:
        raise Refused("A match needs two lists.")
    items, targets, partner = _oriented(_pairs(item, response), sets[0], sets[1])
    _, always = item.explanations({})
    options = [
        Option(text=item.choice(items[key]), match=item.choice(targets[partner[key]]), fraction=Fraction(1))
        for key in items
    ]
    decoys = [item.choice(targets[key]) for key in targets if key not in partner.values()]
    if len(set(partner.values())) == len(items):
        return _begun(item, "matching", prompt, options + [Option(text="", match=decoy) for decoy in decoys], always)
    if len(set(partner.values())) < 2:
        raise Refused("All items go with the same partner.")
    if decoys:
        item.draft.lose("A target nothing goes with was left out.")
    return _begun(item, "categorising", prompt, options, always)


def _pairs(item: QtiItem, response: Response) -> list[tuple[str, str]]:
    earning = {key: points for key, points in response.points.items() if points > 0}
    if len(set(earning.values())) > 1:
        item.draft.lose("The pairs are not worth the same in the file; here they are.")
    pairs = [pair.split(" ") for pair in (response.correct or list(earning))]
    if any(len(pair) != 2 for pair in pairs):
        raise Refused("A right pair is not written as two identifiers.")
    return [(pair[0], pair[1]) for pair in pairs]


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
    choices = _identified(interaction.all("simple-choice"))
    if len(choices) < 2:
        raise Refused("An order needs two items or more.")
    if sorted(response.correct) != sorted(choices):
        raise Refused("The right order must name every item once.")
    _, always = item.explanations({})
    ordered = [Option(text=item.choice(choices[key])) for key in response.correct]
    return _begun(item, "ordering", prompt, ordered, always)


def _text_entry(item: QtiItem, interaction: Element) -> Item:
    response, prompt = item.response(interaction), item.prompt(interaction)
    if response.cardinality != "single":
        raise Refused("Several texts are expected in one field: ask for one.")
    _, always = item.explanations({})
    prompt = prompt.removesuffix(BLANK).rstrip() or prompt
    if response.base_type in _NUMBERS:
        return _begun(item, "numeric", prompt, _numbers(item, response), always)
    if response.base_type != "string":
        raise Refused(f"A typed answer of type {shown(response.base_type)} is not known here.")
    if response.case_sensitive:
        item.draft.lose("Capital letters matter in the file; here they do not.")
    begun = _begun(item, "short_text", prompt, _texts(item, response), always)
    return replace(begun, case_sensitive=response.case_sensitive)


def _weighed(item: QtiItem, response: Response) -> dict[str, Fraction]:
    """Return the share of each typed answer, the best one whole."""
    if not response.points:
        return {value: Fraction(1) for value in response.correct if value}
    shares = _by_points({key: value for key, value in response.points.items() if key}, single=True)
    for key, share in shares.items():
        if 0 < share < 1:
            worth = f"{float(share * 100):.5g} %"
            item.draft.lose(f"{shown(key)} is worth {worth} in the file; a typed answer is right or wrong here.")
    return shares


def _texts(item: QtiItem, response: Response) -> list[Option]:
    shares = _weighed(item, response)
    if 1 not in shares.values():
        raise Refused("The item does not say which text is right.")
    return [Option(text=markup.from_plain(text), fraction=max(Fraction(0), share)) for text, share in shares.items()]


def _numbers(item: QtiItem, response: Response) -> list[Option]:
    options = [_number(item, response, text, share) for text, share in _weighed(item, response).items() if share > 0]
    options.sort(key=lambda option: -option.fraction)
    if not options:
        raise Refused("The item does not say which number is right.")
    if sum(option.fraction == 1 for option in options) > 1:
        item.draft.lose(f"Several numbers are right in the file; here only {options[0].text}.")
    return options


def _number(item: QtiItem, response: Response, text: str, share: Fraction) -> Option:
    value = number(text)
    if value is None:
        raise Refused(f"{shown(text)} is not a number.")
    return Option(text=value, fraction=share, tolerance=_tolerance(item, response, Fraction(value)))


def _tolerance(item: QtiItem, response: Response, value: Fraction) -> str:
    """Return how far a number may be off, as the item's own rules say it."""
    rules = [rule for rule in _comparisons(item, response) if rule.attributes.get("tolerance-mode", "exact") != "exact"]
    if not rules:
        return "0"
    rule = rules[0]
    written = [number(part) for part in rule.attributes.get("tolerance", "").split()]
    known = [abs(Fraction(part)) for part in written if part is not None]
    if len(known) != len(written) or not 1 <= len(known) <= 2 or len(rules) > 1:
        raise Refused("The tolerance of the number depends on more than one figure.")
    if known[0] != known[-1]:
        item.draft.lose("The tolerance is not the same above and below in the file; here the narrower one counts.")
    width = min(known) * (abs(value) / 100 if rule.attributes["tolerance-mode"] == "relative" else 1)
    return number(f"{float(width):.12g}") or "0"


def _comparisons(item: QtiItem, response: Response) -> list[Element]:
    """Return the rules that compare this response with a number."""
    processing = item.root.first("response-processing")
    rules = [element for element in processing.every() if element.tag == "equal"] if processing else []
    return [rule for rule in rules if any(_is_variable(part, response.identifier) for part in rule.elements())]


def _is_variable(element: Element, identifier: str) -> bool:
    return element.tag == "variable" and element.attributes.get("identifier") == identifier


_READERS: dict[str, Callable[[QtiItem, Element], Item]] = {
    "choice-interaction": _choice,
    "match-interaction": _match,
    "order-interaction": _order,
    "text-entry-interaction": _text_entry,
}
_PICTURE = "It is answered on a picture, which is not read from this format: make a hotspot question in the studio."
WHY_NOT = {
    "associate-interaction": "Pairs made within one list have no counterpart: make two lists of it (a match).",
    "extended-text-interaction": "A long text is read and marked by a person, which is not done here.",
    "inline-choice-interaction": "A choice inside a sentence has no counterpart in this format: make a text with gaps.",
    "gap-match-interaction": "Words to place into a text are not read from this format: make a text with gaps.",
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
