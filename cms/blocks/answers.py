"""How a question is answered: one block for each kind the game can mark."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def _explanation(label: str, *, hint: str = "") -> blocks.TextBlock:
    return blocks.TextBlock(required=False, rows=2, label=label, help_text=hint)


class OptionBlock(blocks.StructBlock):
    """One choice. Its block id is its identity in the answer key."""

    text = blocks.CharBlock(max_length=250, label=_("Choice"))
    correct = blocks.BooleanBlock(required=False, label=_("This is right"))
    explanation = _explanation(_("Explanation"), hint=_("Kind and precise: shown to whoever chose it by mistake."))

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
    explanation = _explanation(_("Explanation for the wrong answer"), hint=_("Kind and precise."))

    class Meta:
        icon = "circle-check"
        label = _("True or false")


class NumericBlock(blocks.StructBlock):
    """A number, give or take."""

    value = blocks.DecimalBlock(label=_("Right number"))
    tolerance = blocks.DecimalBlock(default=0, min_value=0, label=_("Give or take"))
    near = blocks.DecimalBlock(
        required=False,
        min_value=0,
        label=_("Half the points within"),
        help_text=_("Wider than the line above; leave empty for all or nothing."),
    )
    unit = blocks.CharBlock(required=False, max_length=40, label=_("Unit"))
    low = _explanation(_("Explanation when the number is too low"))
    high = _explanation(_("Explanation when the number is too high"))

    class Meta:
        icon = "order"
        label = _("Number")


class ItemBlock(blocks.StructBlock):
    """One item to put in its place."""

    text = blocks.CharBlock(max_length=250, label=_("Item"))

    class Meta:
        label = _("Item")
        label_format = "{text}"


class OrderingBlock(blocks.StructBlock):
    """Items, written in the right order; learners see them shuffled."""

    items = blocks.ListBlock(ItemBlock(), label=_("Items, in the right order"))
    explanation = _explanation(_("Explanation of the right order"))

    class Meta:
        icon = "list-ol"
        label = _("Ordering")


class AnswerStream(blocks.StreamBlock):
    """Exactly one kind of answer; block names are the game's kinds."""

    single_choice = SingleChoiceBlock()
    multiple_choice = MultipleChoiceBlock()
    true_false = TrueFalseBlock()
    numeric = NumericBlock()
    ordering = OrderingBlock()

    class Meta:
        required = True
        max_num = 1
