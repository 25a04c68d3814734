"""QTI's answers that are typed: texts and numbers, one or many in an item."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from . import markup
from .drafts import Refused, number, shown
from .item import Item, Option
from .qti_item import BLANK, QtiItem, Response
from .qti_weights import begun, by_points
from .xml_elements import Element

NUMBERS = frozenset({"integer", "float"})


def text_entry(item: QtiItem, interaction: Element) -> Item:
    """Return a short text or a number."""
    response, prompt = item.response(interaction), item.prompt(interaction)
    if response.cardinality != "single":
        raise Refused("Several texts are expected in one field: ask for one.")
    _, always = item.explanations({})
    prompt = prompt.removesuffix(BLANK).rstrip() or prompt
    if response.base_type in NUMBERS:
        return begun(item, "numeric", prompt, numbers(item, response), always)
    if response.base_type != "string":
        raise Refused(f"A typed answer of type {shown(response.base_type)} is not known here.")
    if response.case_sensitive:
        item.draft.lose("Capital letters matter in the file; here they do not.")
    found = begun(item, "short_text", prompt, texts(item, response), always)
    return replace(found, case_sensitive=response.case_sensitive)


def _weighed(item: QtiItem, response: Response) -> dict[str, Fraction]:
    """Return the share of each typed answer, the best one whole."""
    if not response.points:
        return {value: Fraction(1) for value in response.correct if value}
    shares = by_points({key: value for key, value in response.points.items() if key}, single=True)
    for key, share in shares.items():
        if 0 < share < 1:
            worth = f"{float(share * 100):.5g} %"
            item.draft.lose(f"{shown(key)} is worth {worth} in the file; a typed answer is right or wrong here.")
    return shares


def texts(item: QtiItem, response: Response) -> list[Option]:
    """Return accepted texts and traps; capital letters are named when they matter."""
    if response.case_sensitive:
        item.draft.lose("Capital letters matter in the file; here they do not.")
    shares = _weighed(item, response)
    if 1 not in shares.values():
        raise Refused("The item does not say which text is right.")
    return [Option(text=markup.from_plain(text), fraction=max(Fraction(0), share)) for text, share in shares.items()]


def numbers(item: QtiItem, response: Response) -> list[Option]:
    """Return right numbers with their tolerance, the best first."""
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
