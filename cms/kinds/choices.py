"""Single choice, multiple choice, true or false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, ids, item, listed, too_few


class OptionBlock(blocks.StructBlock):
    """One choice. Its block id is its identity in the answer key."""

    text = blocks.CharBlock(max_length=250, label=_("Choice"))
    correct = blocks.BooleanBlock(required=False, label=_("This is right"))
    explanation = explanation(_("Explanation"), hint=_("Kind and precise: shown to whoever chose it by mistake."))

    class Meta:
        label = _("Choice")
        label_format = "{text}"


class SingleChoiceBlock(blocks.StructBlock):
    """One right choice among several."""

    options = blocks.ListBlock(OptionBlock(), label=_("Choices"))

    class Meta:
        icon = "radio-full"
        label = _("Single choice")


class MultipleChoiceBlock(blocks.StructBlock):
    """Tick all that apply."""

    options = blocks.ListBlock(OptionBlock(), label=_("Choices"))

    class Meta:
        icon = "check"
        label = _("Multiple choice")


class TrueFalseBlock(blocks.StructBlock):
    """A statement to believe or not."""

    correct = blocks.ChoiceBlock(choices=[("true", _("True")), ("false", _("False"))], label=_("The statement is"))
    explanation = explanation(_("Explanation for the wrong answer"), hint=_("Kind and precise."))

    class Meta:
        icon = "circle-check"
        label = _("True or false")


class _Choices(StudioKind):
    """Options, some of which are right."""

    def options(self, value: Any) -> list[dict[str, str]]:
        """See StudioKind."""
        options = [{"id": each.id, "text": each.value["text"]} for each in listed(value, "options")]
        return sorted(options, key=lambda option: option["id"])

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {each.id: each.value["explanation"] for each in listed(value, "options")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """Several options, one of them right."""
        yield from too_few(listed(value, "options"))
        if not _right(value):
            yield "no_right_answer", gettext("Tick the choice that is right.")

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        right = data["correct"] if isinstance(data["correct"], list) else [data["correct"]]
        said = words.get("feedback", {})
        return {
            "options": [
                item(block_id(id_), text=words["options"][id_], correct=id_ in right, explanation=said.get(id_, ""))
                for id_ in data["options"]
            ]
        }


def _right(value: Any) -> list[str]:
    return [each.id for each in listed(value, "options") if each.value["correct"]]


class SingleChoice(_Choices):
    """One right choice."""

    name = "single_choice"
    block = SingleChoiceBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        right = _right(value)
        return {"options": ids(value, "options"), "correct": right[0] if len(right) == 1 else None}

    def faults(self, value: Any) -> Iterator[Fault]:
        """No more than one right."""
        yield from super().faults(value)
        if len(_right(value)) > 1:
            yield (
                "several_right_answers",
                gettext("Only one choice can be right here: use “Multiple choice” for several."),
            )


class MultipleChoice(_Choices):
    """Tick all that apply."""

    name = "multiple_choice"
    block = MultipleChoiceBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        return {"options": ids(value, "options"), "correct": _right(value)}


class TrueFalse(StudioKind):
    """A statement."""

    name = "true_false"
    block = TrueFalseBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        return {"correct": {"true": True, "false": False}.get(value["correct"])}

    def feedback(self, value: Any) -> dict[str, str]:
        """The explanation belongs to the answer that is wrong."""
        wrong = {"true": "false", "false": "true"}.get(value["correct"], "")
        return {wrong: value["explanation"]}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"true": gettext("True"), "false": gettext("False")}

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        wrong = "false" if data["correct"] else "true"
        return {"correct": "true" if data["correct"] else "false", "explanation": words["feedback"][wrong]}


SINGLE_CHOICE, MULTIPLE_CHOICE, TRUE_FALSE = SingleChoice(), MultipleChoice(), TrueFalse()
