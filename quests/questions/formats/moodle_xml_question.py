"""One ``<question>`` of a Moodle XML file: its texts, answers and settings, whatever its type."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from xml.sax.saxutils import quoteattr

from . import markdown, markup
from .drafts import Draft, Refused, one_line, share, shown, titled
from .item import Item, Option
from .standard_feedback import is_standard
from .xml_elements import Element

_TRUE = frozenset({"1", "true", "yes"})
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


@dataclass(slots=True)
class Question:
    """A question being read; ``draft`` collects what is lost on the way."""

    element: Element
    category: str
    draft: Draft = field(default_factory=Draft)

    @property
    def type(self) -> str:
        """Moodle's name of the type, "unknown" when it has none."""
        return self.element.attributes.get("type", "").strip()[:60] or "unknown"

    def html(self, element: Element | None) -> str:
        """Return the item's text of an element that holds ``<text>`` (or, in old files, the text itself)."""
        if element is None:
            return ""
        raw, written = raw_text(element), element.attributes.get("format", "html").strip()
        if written == "plain_text":
            text = markup.from_plain(raw)
        elif written == "markdown":
            text = self._markdown(raw)
        else:
            text = self.draft.html(raw, newlines=written == "moodle_auto_format")
        self._name_files(element)
        return text

    def _markdown(self, source: str) -> str:
        for loss in markdown.losses(source):
            self.draft.lose(loss)
        return self.draft.html(markdown.as_html(source), newlines=True)

    def prompt(self) -> str:
        """Return the question's text, without which there is no question."""
        found = self.element.first("questiontext")
        text = self.html(found)
        for image in self.element.all("image"):
            if image.text().strip():
                self._lose_file(image.text())
        if not text:
            pictured = found is not None and raw_text(found).strip()
            raise Refused(
                "The question's text is only a picture or a sound: put it into words."
                if pictured
                else "The question has no text."
            )
        return text

    def begun(self, kind: str, prompt: str) -> Item:
        """Return the item with all that every type has; its options are still to come."""
        hints = (self.html(hint) for hint in self.element.all("hint"))
        self._name_combined_feedback()
        return Item(
            kind=kind,
            title=self.title(),
            prompt=prompt,
            feedback=self.html(self.element.first("generalfeedback")),
            hints=tuple(hint for hint in hints if hint),
            category=self.category,
            tags=self._tags(),
            line=self.element.line,
        )

    def title(self) -> str:
        """Return the question's name."""
        name = self.element.first("name")
        return titled(raw_text(name)) if name else ""

    def flag(self, tag: str, *, default: bool) -> bool:
        """Return a setting such as ``<single>true</single>``; an empty element switches on."""
        found = self.element.first(tag)
        if found is None:
            return default
        return found.text().strip().lower() in (_TRUE | {""})

    def name_fixed_order(self) -> None:
        """Say that answers are shuffled here, when the file says explicitly that they are not."""
        if not self.flag("shuffleanswers", default=True):
            self.draft.note("The file keeps the answers in this order; here they are shuffled.")

    def answers(self) -> list[Element]:
        """Return the answers."""
        return self.element.all("answer")

    def share_of(self, answer: Element) -> Fraction:
        """Return the share of the credit of an answer; refused when it is not a percentage."""
        written = answer.attributes.get("fraction") or answer.text("fraction") or "0"
        found = share(written)
        if found is None:
            raise Refused(f"{shown(written)} is not a percentage of the credit: write one from -100 to 100.")
        return found

    def feedback_of(self, answer: Element) -> str:
        """Return the explanation of an answer."""
        return self.html(answer.first("feedback"))

    def options(self) -> list[Option]:
        """Return the answers whose text is HTML; those without any text are left out, as Moodle does."""
        return [option for answer in self.answers() if (option := self._option(answer)) is not None]

    def _option(self, answer: Element) -> Option | None:
        text, feedback = self.html(answer), self.feedback_of(answer)
        if not text and raw_text(answer).strip():
            raise Refused("An answer is only a picture or a sound: put it into words.")
        return Option(text=text, fraction=self.share_of(answer), feedback=feedback) if text else None

    def _tags(self) -> tuple[str, ...]:
        lists = (self.element.first("tags"), self.element.first("coursetags"))
        tags = [one_line(raw_text(tag)) for holder in lists if holder for tag in holder.all("tag")]
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def _name_combined_feedback(self) -> None:
        for tag in _COMBINED:
            text = self.html(self.element.first(tag))
            if text and not is_standard(text):
                self.draft.lose(f"The text shown after any {_AFTER[tag]} answer is left out: {shown(text)}.")

    def _name_files(self, element: Element) -> None:
        for file in element.all("file"):
            self._lose_file(file.attributes.get("name", ""))

    def _lose_file(self, name: str) -> None:
        known = name.strip().rsplit("/", 1)[-1][:80]
        if not any(known and known in loss for loss in self.draft.losses):
            self.draft.lose(f"The file {known} is left out." if known else "A file without a name is left out.")


_AFTER = {"correctfeedback": "right", "partiallycorrectfeedback": "partly right", "incorrectfeedback": "wrong"}


def raw_text(element: Element) -> str:
    """Return the content of ``<text>``, or the element's own text where old files put it."""
    inner = element.first("text")
    return element.text() if inner is None else _html_inside(inner)


def _html_inside(element: Element) -> str:
    """Return the HTML of an element; tools that forget to escape it leave its tags among the file's own."""
    return "".join(child if isinstance(child, str) else _tagged(child) for child in element.children)


def _tagged(element: Element) -> str:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    if element.tag in {"br", "hr", "img"}:
        return f"<{element.tag}{attributes}>"
    return f"<{element.tag}{attributes}>{_html_inside(element)}</{element.tag}>"
