"""One QTI item: its declarations, body and feedback, QTI 2's names read as those of QTI 3."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from xml.sax.saxutils import quoteattr

from . import markup, mathml
from .drafts import Draft, Refused, check_answers, number, shown
from .standard_feedback import is_standard
from .xml_elements import Element

BLANK = "_____"
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_KEPT_ATTRIBUTES = ("href", "src", "data", "alt")
_VOID = frozenset({"br", "hr", "img", "source", "track"})
_SILENT = frozenset({"stylesheet", "catalog-info", "card", "card-entry", "prompt", "gap-text", "gap-img"})
_AROUND = frozenset({"gap-match-interaction", "hottext-interaction"})  # their text is the question's own
_GAPS = frozenset({"text-entry-interaction", "inline-choice-interaction", "gap"})
_TABLES = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_MEDIA = {"audio", "canvas", "embed", "iframe", "img", "object", "source", "svg", "track", "video"}
_BLOCKS = {"blockquote", "div", "dl", "dt", "dd", "figure", "figcaption", "hr", "pre", "section"}
_REMOVED = {"script", "style"}  # with what they hold
_HTML = markup.ALLOWED | _TABLES | _MEDIA | _BLOCKS | _REMOVED | {f"h{level}" for level in range(1, 7)}
_DRAWN = frozenset({"template-declaration", "template-processing", "template-block", "template-inline"})
_FEEDBACK = frozenset({"modal-feedback", "feedback-block", "feedback-inline"})
_HTML_OF = {"content-body": "div"}


def normalise(root: Element) -> None:
    """Give every element and attribute its QTI 3 name without "qti-": choiceInteraction is choice-interaction."""
    for element in root.every():
        element.tag = _name(element.tag).removeprefix("qti-")
        element.attributes = {_name(key): value for key, value in element.attributes.items()}


def _name(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()


@dataclass(slots=True)
class Response:
    """What is expected of one interaction: right values, and points by value when points decide."""

    identifier: str
    cardinality: str
    base_type: str
    correct: list[str]
    points: dict[str, Fraction]
    default: Fraction
    case_sensitive: bool


@dataclass(slots=True)
class QtiItem:
    """An item being read; ``draft`` collects what is lost on the way.

    ``places`` numbers the gaps of a text with several: each stands as ``[[1]]`` in the prompt.
    """

    root: Element
    draft: Draft = field(default_factory=Draft)
    places: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title, or the identifier of an item without one."""
        attributes = self.root.attributes
        return " ".join((attributes.get("title") or attributes.get("identifier", "")).split())[:250]

    @property
    def body(self) -> Element:
        """The item's body."""
        found = self.root.first("item-body")
        if found is None:
            raise Refused("The item has no body: there is nothing to ask.")
        return found

    def interactions(self) -> list[Element]:
        """Return the body's interactions."""
        found = self.root.first("item-body")
        return [element for element in found.every() if element.tag.endswith("-interaction")] if found else []

    def check_fixed(self) -> None:
        """Refuse items that change from one try to the next, or hold more than anybody could read."""
        for tag in _COUNTED:
            check_answers(sum(element.tag == tag for element in self.root.every()))
        if self.root.attributes.get("adaptive", "").strip() == "true":
            raise Refused("An adaptive item changes with each try, which is not done here.")
        asked = self.root.first("item-body")
        if any(element.tag in _DRAWN for element in self.root.every()) or (asked and _prints(asked)):
            raise Refused("The item's values are drawn anew each time: write a question with fixed ones.")

    def response(self, interaction: Element) -> Response:
        """Return the declaration an interaction names; refused when it expects nothing."""
        wanted = interaction.attributes.get("response-identifier", "")
        declared = (d for d in self.root.all("response-declaration") if d.attributes.get("identifier") == wanted)
        found = next(declared, None)
        if found is None:
            raise Refused(f"The item does not declare the response {shown(wanted)}.")
        response = _response(found, by_points=self._by_points())
        if not response.correct and not any(points > 0 for points in response.points.values()):
            raise Refused("The item does not say which answer is right.")
        self._name_rules()
        return response

    def _by_points(self) -> bool:
        processing = self.root.first("response-processing")
        if processing is None:
            return False
        named = processing.attributes.get("template", "").lower()
        return "map_response" in named or any(element.tag == "map-response" for element in processing.every())

    def _name_rules(self) -> None:
        processing = self.root.first("response-processing")
        if processing is None or processing.attributes.get("template"):
            return
        known = {"map-response", "match", "equal", "correct"}
        if next(processing.elements(), None) and not any(element.tag in known for element in processing.every()):
            self.draft.lose("The item's own rules for its score are left out: the declared answer counts.")

    def prompt(self, interaction: Element) -> str:
        """Return the body's text with the interaction's own prompt."""
        asked = None if interaction.tag in _AROUND else interaction.first("prompt")
        parts = [self._inner(self.body), self._inner(asked) if asked else ""]
        text = self.draft.html("".join(f"<div>{part}</div>" for part in parts if part.strip()))
        for element in self.root.every():
            if element.tag in _LOST:
                self.draft.lose(_LOST[element.tag])
        if not text.replace(BLANK, "").strip():
            raise Refused("The item's text is empty, or only a picture or a sound: put it into words.")
        return text

    def html(self, element: Element) -> str:
        """Return the item's text of an element (a choice, a feedback)."""
        return self.draft.html(self._inner(element))

    def choice(self, element: Element) -> str:
        """Return the text of a choice, without which there is no choice."""
        text = self.html(element)
        if not text:
            raise Refused("A choice is empty, or only a picture or a sound: put it into words.")
        return text

    def _inner(self, element: Element) -> str:
        return "".join(
            markup.escape(child) if isinstance(child, str) else self._outer(child) for child in element.children
        )

    def _outer(self, element: Element) -> str:
        if element.tag in _GAPS:
            place = self.places.get(gap_name(element))
            return f"[[{place}]]" if place else BLANK
        if element.tag in _AROUND:
            asked = element.first("prompt")
            return f"<div>{self._inner(asked) if asked else ''}</div><div>{self._inner(element)}</div>"
        if element.tag.endswith("-interaction") or element.tag in _SILENT | _FEEDBACK | _LOST.keys():
            return ""
        return _WRITTEN[element.tag](element) if element.tag in _WRITTEN else self._tagged(element)

    def _tagged(self, element: Element) -> str:
        """Return an element of HTML with what it holds; of any other, what it holds."""
        tag = _HTML_OF.get(element.tag, element.tag)
        if tag not in _HTML:
            return self._inner(element)
        kept = "".join(
            f" {key}={quoteattr(element.attributes[key])}" for key in _KEPT_ATTRIBUTES if key in element.attributes
        )
        return f"<{tag}{kept}>" if tag in _VOID else f"<{tag}{kept}>{self._inner(element)}</{tag}>"

    def explanations(self, choices: dict[str, Element]) -> tuple[dict[str, str], str]:
        """Return the explanation of each choice that has one, and that of the question; others are named."""
        found: dict[str, str] = {}
        always = ""
        for feedback in (element for element in self.root.every() if element.tag in _FEEDBACK):
            key, text = feedback.attributes.get("identifier", ""), self.html(feedback)
            hidden = feedback.attributes.get("show-hide", "show") == "hide"
            if key in choices and not hidden:
                found.setdefault(key, text)
            elif hidden and not always and key not in self._set_values():
                always = text  # hidden only by a value that is never given: shown to all
            elif text and not is_standard(text):
                self.draft.lose(f"A feedback that belongs to no single answer is left out: {shown(text)}.")
        return found, always

    def _set_values(self) -> set[str]:
        return {element.whole_text().strip() for element in self.root.every() if element.tag == "base-value"}


def gap_name(element: Element) -> str:
    """Return the name of a gap: of the response it expects, or its own in a text to place words into."""
    return element.attributes.get("identifier" if element.tag == "gap" else "response-identifier", "")


def _prints(element: Element) -> bool:
    """Say whether a text holds the value of a variable, outside its feedback."""
    return element.tag == "printed-variable" or any(
        _prints(child) for child in element.elements() if child.tag not in _FEEDBACK
    )


_COUNTED = (
    "simple-choice",
    "simple-associable-choice",
    "inline-choice",
    "gap-text",
    "gap",
    "text-entry-interaction",
    "inline-choice-interaction",
    "map-entry",
    "value",
    "modal-feedback",
    "feedback-inline",
)
_WRITTEN: dict[str, Callable[[Element], str]] = {
    "math": lambda element: f"<math>{markup.escape(mathml.linear(element))}</math>",
    "printed-variable": lambda element: "…",  # in a feedback: a score, which is shown otherwise here
}
_LOST = {
    "rubric-block": "Instructions beside the question (a rubric) are left out.",
    "assessment-stimulus-ref": "A text or picture shared with other items is left out.",
    "companion-materials-info": "The tools to use with the question (ruler, calculator…) are left out.",
}


def _response(declaration: Element, *, by_points: bool) -> Response:
    mapping = declaration.first("mapping")
    values = declaration.first("correct-response")
    entries = mapping.all("map-entry") if mapping and (by_points or values is None) else []
    return Response(
        identifier=declaration.attributes.get("identifier", ""),
        cardinality=declaration.attributes.get("cardinality", "single"),
        base_type=declaration.attributes.get("base-type", "identifier"),
        correct=[_squeezed(value.whole_text()) for value in values.all("value")] if values else [],
        points={_squeezed(entry.attributes.get("map-key", "")): _points(entry, "mapped-value") for entry in entries},
        default=_points(mapping, "default-value") if mapping else Fraction(0),
        case_sensitive=any(entry.attributes.get("case-sensitive") == "true" for entry in entries),
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _points(element: Element, attribute: str) -> Fraction:
    written = element.attributes.get(attribute, "0")
    found = number(written)
    if found is None:
        raise Refused(f"The points {shown(written)} are not a number.")
    return Fraction(found)
