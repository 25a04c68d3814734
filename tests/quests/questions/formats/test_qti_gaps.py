"""QTI's texts with gaps: several text entries, inline choices, words to place."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions.formats.item import Option

from .test_qti import CHOICE, MAP, PATIENT, choices, declared, interaction, item_xml, mapped, one, read_or_refuse


def gap(name, inside="", kind="text-entry"):
    return f'<qti-{kind}-interaction response-identifier="{name}">{inside}</qti-{kind}-interaction>'


def renamed(name, declaration):
    return declaration.replace('identifier="R"', f'identifier="{name}"')


def test_several_text_entries_are_one_text_with_gaps():
    declarations = renamed("A", declared("Lens", base="string", mapping=mapped(Lens="2", Lenz="1", Paris="0")))
    declarations += renamed("B", declared("2012", base="integer"))
    item = one(declarations, f"<p>Le musée de {gap('A')} date de <b>{gap('B')}</b>.</p>", MAP)

    assert (item.kind, item.chosen, item.prompt) == ("gap_fill", False, "Le musée de [[1]] date de <b>[[2]]</b>.")
    assert [(o.gap, o.text, o.fraction) for o in item.options] == [
        (1, "Lens", 1),
        (1, "Lenz", Fraction(1, 2)),
        (2, "2012", 1),
    ]
    assert item.messages == (
        "“Lenz” is worth 50 % in the file; a typed answer is right or wrong here.",
        "Gap 2 expects a number in the file; here it is compared letter by letter.",
    )


def inline(name, *texts):
    return gap(name, choices(*texts, tag="inline-choice"), kind="inline-choice")


def test_inline_choices_are_gaps_to_choose():
    declarations = renamed("A", declared("c")) + renamed("B", declared("f"))
    item = one(
        declarations, f"<p>Le thé est {inline('A', 'chaud', 'froid')}, le jus {inline('B', 'froid', 'chaud')}.</p>"
    )

    assert (item.kind, item.chosen, item.status) == ("gap_fill", True, "ok")
    assert (item.prompt, item.messages) == ("Le thé est [[1]], le jus [[2]].", ())
    assert item.options == (
        Option(text="chaud", fraction=Fraction(1), gap=1),
        Option(text="froid", fraction=Fraction(1), gap=2),
    )
    other = one(declarations, f"<p>{inline('A', 'chaud', 'tiède')} {inline('B', 'froid', 'chaud')}</p>")
    assert other.options[2:] == (Option(text="tiède"),)
    assert other.messages == ("Each gap has its own list in the file; here one list serves all gaps.",)


def gap_match(text, *words):
    return interaction("gap-match", choices(*words, tag="gap-text") + f"<p>{text}</p>", prompt="Complétez.")


GAPS = 'Le <qti-gap identifier="G1"/> ouvre le <qti-gap identifier="G2"/>.'


def test_words_to_place_are_gaps_to_choose():
    body = "<p>Horaires</p>" + gap_match(GAPS, "lundi", "musée", "parc")
    item = one(declared("m G1", "l G2", cardinality="multiple", base="directedPair"), body)

    assert (item.kind, item.chosen, item.status) == ("gap_fill", True, "ok")
    assert item.prompt == "Horaires\n\nComplétez.\n\nLe [[1]] ouvre le [[2]]."
    assert [(o.text, o.gap) for o in item.options] == [("musée", 1), ("lundi", 2), ("parc", 0)]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((renamed("A", declared("x", base="string")), gap("A") + gap("B")), "Gap 2: The item does not declare"),
        (
            (renamed("A", declared("x", base="string")) + renamed("B", declared()), gap("A") + gap("B")),
            "Gap 2: The item",
        ),
        ((renamed("A", declared("x", base="string")), "x" + gap("A") + gap("A")), "two gaps share one response"),
        ((renamed("A", declared("x y", base="string", cardinality="ordered")), gap("A") + gap("A")), "several answers"),
        ((renamed("A", declared("1 2", base="point")), gap("A") + gap("A")), "Gap 1 expects a point"),
        ((renamed("A", declared("c")), "x" + inline("A", "chaud")), "two choices or more"),
        ((renamed("A", declared("c")), f"<style>{inline('A', 'chaud', 'froid')}</style>x"), "left out"),
        ((renamed("A", declared("c", "f")), "x" + inline("A", "chaud", "froid")), "exactly one right answer"),
        ((declared("m G1"), gap_match(GAPS, "musée", "parc")), "Every gap must have exactly one right word"),
        ((declared("m G1", "p G1", "p G2"), gap_match(GAPS, "musée", "parc")), "exactly one right word"),
        ((declared("m G1", "x G2"), gap_match(GAPS, "musée", "parc")), "not there"),
        ((declared("m G1", "p G2"), gap_match(GAPS + "<qti-gap-img/>", "musée", "parc")), "Pictures are to be placed"),
    ],
)
def test_a_text_with_gaps_is_refused_for_a_reason(parts, reason):
    item = one(*parts)

    assert (item.kind, item.status, item.options) == ("gap_fill", "refused", ())
    assert reason in item.messages[0]


def test_a_tolerance_does_not_fit_into_a_gap():
    rule = '<qti-equal tolerance-mode="absolute" tolerance="1"><qti-variable identifier="A"/></qti-equal>'
    processing = f"<qti-response-processing>{rule}</qti-response-processing>"
    item = one(renamed("A", declared("12", base="float")), gap("A") + gap("A"), processing)

    assert item.messages == ("Gap 1 accepts numbers near 12 (± 1): make a number question of it.",)


def test_different_interactions_in_one_item_are_not_one_question():
    item = one(declared("L") + renamed("A", declared("x", base="string")), CHOICE + gap("A"))

    assert (item.kind, item.status) == ("composite", "refused")


_WHOLE = [
    item_xml(
        renamed("A", declared("c")) + renamed("B", declared("f")), f"x {inline('A', 'cd', 'fg')} {inline('B', 'fg')}"
    ),
    item_xml(declared("m G1", "l G2", cardinality="multiple"), gap_match(GAPS, "lundi", "musée", "parc")),
    item_xml(
        renamed("A", declared("12", base="float")) + renamed("B", declared("x", base="string")), gap("A") + gap("B")
    ),
]


@PATIENT
@given(st.sampled_from(_WHOLE), st.data())
def test_gaps_with_other_values_are_read_or_refused(whole, data):
    old = data.draw(
        st.sampled_from([b"single", b'"A"', b'"B"', b"m G1", b"G2", b"gap-text", b"12", b"inline-choice-i", b"x"])
    )
    new = data.draw(
        st.sampled_from([b"", b"multiple", b'"A"', b"G1", b"a b c", b"1e9", b"text-entry-i", b"gap", b"gap-img"])
    )
    read_or_refuse(whole.replace(old, new))
