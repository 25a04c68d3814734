"""QTI 3 packages and items, and the older names of QTI 2: what has a counterpart is read, the rest named."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quests.questions.formats import qti
from quests.questions.formats.errors import Unreadable
from quests.questions.formats.item import Item, Option

from .test_archives import zipped

MATCH = '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>'
MAP = MATCH.replace("match_correct", "map_response")


def item_xml(declaration, body, processing=MATCH, attributes=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="Musée"'
        f' adaptive="false" time-dependent="false" {attributes}>{declaration}'
        f"<qti-item-body>{body}</qti-item-body>{processing}</qti-assessment-item>"
    ).encode()


def declared(*correct, cardinality="single", base="identifier", mapping=""):
    values = "".join(f"<qti-value>{value}</qti-value>" for value in correct)
    known = f"<qti-correct-response>{values}</qti-correct-response>" if correct else ""
    return (
        f'<qti-response-declaration identifier="R" cardinality="{cardinality}" base-type="{base}">'
        f"{known}{mapping}</qti-response-declaration>"
    )


def mapped(default="0", **points):
    entries = "".join(f'<qti-map-entry map-key="{k}" mapped-value="{v}"/>' for k, v in points.items())
    return f'<qti-mapping default-value="{default}">{entries}</qti-mapping>'


def choices(*texts, tag="simple-choice"):
    return "".join(f'<qti-{tag} identifier="{text[0]}">{text}</qti-{tag}>' for text in texts)


def interaction(name, inside, prompt="Où ?", attributes=""):
    return (
        f'<qti-{name}-interaction response-identifier="R" {attributes}>'
        f"<qti-prompt>{prompt}</qti-prompt>{inside}</qti-{name}-interaction>"
    )


def one(*parts, **more):
    (item,) = qti.read(item_xml(*parts, **more))
    return item


CHOICE = interaction("choice", choices("Lens", "Arras", "Béthune"))
ENTRY = '<p>La ville est <qti-text-entry-interaction response-identifier="R"/>.</p>'


def test_a_single_choice_with_its_feedback():
    told = '<qti-feedback-inline identifier="A" show-hide="show">Plus au <b>sud</b></qti-feedback-inline>'
    body = "<p>Le musée.</p>" + interaction(
        "choice", choices("Lens") + choices(f"Arras{told}"), attributes="max-choices='1'"
    )

    assert one(declared("L"), body) == Item(
        kind="single_choice",
        title="Musée",
        prompt="Le musée.\n\nOù ?",
        options=(Option(text="Lens", fraction=Fraction(1)), Option(text="Arras", feedback="Plus au <b>sud</b>")),
        line=2,
    )


def test_a_modal_feedback_named_like_a_choice_is_its_explanation():
    modal = '<qti-modal-feedback outcome-identifier="F" identifier="{}" show-hide="{}"><p>{}</p></qti-modal-feedback>'
    told = modal.format("A", "show", "Trop au sud") + modal.format("general", "hide", "Depuis 2012")
    item = one(declared("L"), CHOICE, MATCH + told)

    assert (item.options[1].feedback, item.feedback, item.status) == ("Trop au sud", "Depuis 2012", "ok")
    lost = one(declared("L"), CHOICE, MATCH + modal.format("incorrect", "show", "Raté"))
    assert lost.messages == ("A feedback that belongs to no single answer is left out: “Raté”.",)


def test_several_right_choices_share_the_credit():
    item = one(
        declared("L", "B", cardinality="multiple"), CHOICE.replace("interaction r", "interaction max-choices='0' r")
    )

    assert (item.kind, item.status) == ("multiple_choice", "ok")
    assert [option.fraction for option in item.options] == [Fraction(1, 2), 0, Fraction(1, 2)]


def test_points_decide_where_the_processing_counts_them():
    declaration = declared("L", "B", cardinality="multiple", mapping=mapped("-2", L="1", B="1", A="-1"))
    body = CHOICE.replace("interaction r", "interaction max-choices='0' r")

    assert [o.fraction for o in one(declaration, body, MAP).options] == [
        Fraction(1, 2),
        Fraction(-1, 2),
        Fraction(1, 2),
    ]
    assert [o.fraction for o in one(declaration, body, MATCH).options] == [Fraction(1, 2), 0, Fraction(1, 2)]
    uneven = declared(cardinality="multiple", mapping=mapped(L="3", B="1"))
    assert "not worth the same" in one(uneven, body, MAP).messages[0]
    other = declared("A", mapping=mapped(L="2"))
    assert "disagree" in one(other, CHOICE, MAP).messages[0]


def match(first, second):
    inside = (
        f"<qti-simple-match-set>{choices(*texts, tag='simple-associable-choice')}</qti-simple-match-set>"
        for texts in (first, second)
    )
    return interaction("match", "".join(inside))


def test_a_match_with_decoys_and_one_with_a_partner_for_two():
    pairs = declared("t c", "j f", cardinality="multiple", base="directedPair")
    item = one(pairs, match(("thé", "jus"), ("chaud", "froid", "sec")))

    assert (item.kind, item.status) == ("matching", "ok")
    assert [(o.text, o.match, o.fraction) for o in item.options] == [
        ("thé", "chaud", 1),
        ("jus", "froid", 1),
        ("", "sec", 0),
    ]
    sorting = declared("c t", "f j", "c k", cardinality="multiple", base="pair")
    turned = one(sorting, match(("chaud", "froid"), ("thé", "jus", "kafé")))
    assert (turned.kind, turned.status) == ("matching", "ok")
    assert [o.match for o in turned.options] == ["chaud", "froid", "chaud"]


def test_an_order_is_that_of_the_answer():
    item = one(declared("B", "L", "A", cardinality="ordered"), CHOICE.replace("choice-inter", "order-inter"))

    assert (item.kind, [option.text for option in item.options]) == ("ordering", ["Béthune", "Lens", "Arras"])


def test_a_text_entry_is_a_short_text():
    item = one(declared("Lens", base="string", mapping=mapped(Lens="2", Lenz="1", Paris="0")), ENTRY, MAP)

    assert (item.kind, item.prompt) == ("short_text", "La ville est _____.")
    assert [(o.text, o.fraction) for o in item.options] == [("Lens", 1), ("Lenz", Fraction(1, 2)), ("Paris", 0)]
    assert "“Lenz” is worth 50 %" in item.messages[0]


def test_a_refused_item_keeps_the_text_it_asks_about():
    item = one(declared("B"), interaction("hottext", '<p>Il <qti-hottext identifier="B">est</qti-hottext> là.</p>'))

    assert (item.status, item.prompt) == ("refused", "Où ?\n\nIl est là.")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E = m c^2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a + b)/c"),
        ("<msqrt><mi>x</mi></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>", "√(x) x^(1/3)"),
        ("<mi>sin</mi><mfenced><mi>x</mi><mi>y</mi></mfenced>", "sin (x, y)"),
        ("<munderover><mo>∑</mo><mn>0</mn><mi>n</mi></munderover><mi>i</mi>", "∑_0^n i"),
        ("<semantics><mi>x</mi><annotation>\\frac x</annotation></semantics>", "x"),
    ],
)
def test_a_formula_is_one_line_of_text(formula, text):
    item = one(declared("L"), f"<p>Soit <math><mrow>{formula}</mrow></math></p>" + CHOICE)

    assert item.prompt == f"Soit {text}\n\nOù ?"
    assert item.messages == ("A formula is shown as it was typed.",)


def test_feedback_that_says_nothing_is_no_loss():
    modal = '<qti-modal-feedback identifier="no" show-hide="show"><p>Incorrect.</p></qti-modal-feedback>'

    assert one(declared("L"), CHOICE, MATCH + modal).status == "ok"


@pytest.mark.parametrize(
    ("rule", "tolerance"),
    [
        ("", "0"),
        ('<qti-equal tolerance-mode="absolute" tolerance="0.5 0.5"><qti-variable identifier="R"/></qti-equal>', "0.5"),
        ('<qti-equal tolerance-mode="relative" tolerance="10"><qti-variable identifier="R"/></qti-equal>', "1.25"),
        ('<qti-equal tolerance-mode="exact"><qti-variable identifier="R"/></qti-equal>', "0"),
        ('<qti-match><qti-variable identifier="R"/><qti-correct identifier="R"/></qti-match>', "0"),
        ('<qti-correct/><qti-equal tolerance-mode="absolute" tolerance="9"><qti-variable/></qti-equal>', "0"),
    ],
)
def test_a_text_entry_of_a_number_is_a_number(rule, tolerance):
    processing = f"<qti-response-processing>{rule}</qti-response-processing>"
    item = one(declared("12.50", base="float"), ENTRY, processing)

    assert (item.kind, item.status) == ("numeric", "ok")
    assert item.options == (Option(text="12.5", fraction=Fraction(1), tolerance=tolerance),)


EQUAL = '<qti-equal tolerance-mode="absolute" tolerance="1"><qti-variable identifier="R"/></qti-equal>'
TWICE = f"<qti-response-processing>{EQUAL}{EQUAL}</qti-response-processing>"
OLDER = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="w" title="Eau" adaptive="false">
<responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">
<correctResponse><value>H</value><value>O</value></correctResponse>
<mapping defaultValue="0"><mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/></mapping>
</responseDeclaration><itemBody><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="0">
<prompt>Quels éléments ?</prompt><simpleChoice identifier="H">Hydrogène</simpleChoice>
<simpleChoice identifier="O">Oxygène</simpleChoice><simpleChoice identifier="C">Carbone</simpleChoice>
</choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/></assessmentItem>"""


def test_the_names_of_qti_2_mean_the_same():
    (item,) = qti.read(OLDER.encode())

    assert (item.kind, item.title, item.prompt, item.status) == ("multiple_choice", "Eau", "Quels éléments ?", "ok")
    assert [option.fraction for option in item.options] == [Fraction(1, 2), Fraction(1, 2), 0]


@pytest.mark.parametrize(
    ("parts", "kind", "reason"),
    [
        ((declared("L"), CHOICE + CHOICE), "composite", "asks 2 things at once"),
        ((declared("L"), "<p>Lisez.</p>"), "information", "no interaction"),
        ((declared("L"), interaction("associate", "")), "associate-interaction", "within one list"),
        ((declared("L"), interaction("hotspot", "")), "hotspot-interaction", "on a picture"),
        ((declared("L"), interaction("portable-custom", "")), "portable-custom-interaction", "its own program"),
        ((declared("L"), interaction("telepathic", "")), "telepathic-interaction", "not known"),
        ((declared(), CHOICE), "single_choice", "which answer is right"),
        (("", CHOICE), "single_choice", "does not declare"),
        ((declared("X"), CHOICE), "single_choice", "not one of the choices"),
        ((declared("L", "A"), CHOICE), "single_choice", "exactly one right"),
        ((declared("L"), interaction("choice", choices("Lens"))), "single_choice", "two answers"),
        ((declared("L"), interaction("choice", choices("Lens", "Lille"))), "single_choice", "identifier of its own"),
        (
            (declared("L"), interaction("choice", choices("Lens", 'A<img src="x.png"/>').replace(">A<", "><"))),
            "",
            "picture",
        ),
        ((declared("L"), CHOICE.replace("Où ?", "<img src='x'/>")), "single_choice", "put it into words"),
        (
            (declared("L", cardinality="ordered"), CHOICE.replace("choice-inter", "order-inter")),
            "ordering",
            "every item",
        ),
        ((declared("t c", "j c"), match(("thé", "jus"), ("chaud",))), "matching", "the same partner"),
        ((declared("t c", "t f"), match(("thé",), ("chaud", "froid"))), "matching", "the same partner"),
        ((declared("t c"), match(("thé", "jus"), ("chaud", "froid"))), "matching", "exactly one partner"),
        ((declared("t x"), match(("thé", "jus"), ("chaud", "froid"))), "matching", "in neither list"),
        ((declared("douze", base="integer"), ENTRY), "short_text", "“douze” is not a number"),
        ((declared("12", base="float"), ENTRY, TWICE), "short_text", "more than one figure"),
        ((declared("12 3", base="point"), ENTRY), "short_text", "“point” is not known"),
        ((declared("L"), "<p><qti-printed-variable identifier='X'/></p>" + CHOICE), "single_choice", "drawn anew"),
        ((declared("L") + "<qti-template-declaration/>", CHOICE), "single_choice", "drawn anew"),
    ],
)
def test_an_item_is_refused_for_a_reason(parts, kind, reason):
    item = one(*parts)

    assert (item.status, item.title, item.line) == ("refused", "Musée", 2)
    assert item.kind == (kind or "single_choice")
    assert reason in item.messages[0]


def test_an_adaptive_item_is_refused():
    (item,) = qti.read(item_xml(declared("L"), CHOICE).replace(b'adaptive="false"', b'adaptive="true"'))

    assert "adaptive" in item.messages[0]


def test_what_stands_beside_the_question_is_named():
    rubric = "<qti-rubric-block view='candidate'>Lisez bien</qti-rubric-block>"
    hostile = "<p onclick='x()'>Le <script>alert(1)</script><b>musée</b><img src='a/plan.png'/></p>"
    item = one(declared("L"), rubric + hostile + CHOICE)

    assert item.prompt == "<p>Le <b>musée</b></p><p>Où ?</p>"
    assert item.messages == (
        "The picture plan.png is left out.",
        "Instructions beside the question (a rubric) are left out.",
    )


MANIFEST = '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"><resources>{}</resources></manifest>'
RESOURCE = '<resource identifier="r{0}" type="{1}" href="{0}"><file href="{0}"/></resource>'
GOOD = item_xml(declared("L"), CHOICE)


def package(*hrefs, kind="imsqti_item_xmlv3p0", **files):
    manifest = MANIFEST.format("".join(RESOURCE.format(href, kind) for href in hrefs))
    named = [(name.replace("__", "/") + ".xml", content) for name, content in files.items()]
    return zipped([("imsmanifest.xml", manifest), *named])


def test_a_package_is_read_in_the_order_of_its_manifest():
    second = GOOD.replace("Musée".encode(), b"Deux")
    data = package("items/b.xml", "items/a.xml", "perdu.xml", "c.xml", items__a=GOOD, items__b=second, c=b"<x")
    items = qti.read(data)

    assert [item.title for item in items] == ["Deux", "Musée", "perdu.xml", "c.xml"]
    assert [item.status for item in items] == ["ok", "ok", "refused", "refused"]
    assert "does not hold the file perdu.xml" in items[2].messages[0]
    assert "c.xml: The file stops too early" in items[3].messages[0]


def test_a_package_in_a_folder_is_read():
    manifest = MANIFEST.format(RESOURCE.format("un%20item.xml", "imsqti_item_xmlv2p2"))

    assert qti.read(zipped([("p/imsmanifest.xml", manifest), ("p/un item.xml", OLDER)]))[0].title == "Eau"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<quiz/>", "starts with <quiz>"),
        (b"<questestinterop/>", "QTI 1.2"),
        (b"<qti-assessment-test/>", "whole package"),
        (b"<assessmentTest/>", "whole package"),
        (b"<manifest/>", "whole package"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><qti-assessment-item/>", "<!DOCTYPE>"),
        (GOOD[:-30], "stops too early"),
        (zipped([("a.xml", "x")]), "no imsmanifest.xml"),
        (package(), "no question"),
        (package("a.xml", kind="imsqti_xmlv1p2/imscc_xmlv1p1/assessment", a=b"<questestinterop/>"), "QTI 1.2"),
        (zipped([("../imsmanifest.xml", "x")]), "suspicious name"),
    ],
)
def test_a_file_is_unreadable_for_a_reason(data, reason):
    with pytest.raises(Unreadable) as refusal:
        qti.read(data)

    assert reason in refusal.value.message


def test_a_path_that_leaves_the_package_reads_nothing():
    (item,) = qti.read(package("../../etc/passwd"))

    assert (item.status, item.options) == ("refused", ())


def read_or_refuse(data):
    try:
        items = qti.read(data)
    except Unreadable:
        return
    assert all(item.status == "ok" or item.messages for item in items)


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(st.binary(max_size=300))
def test_any_bytes_areread_or_refused(data):
    read_or_refuse(data)
    read_or_refuse(b"PK\x03\x04" + data)


_WHOLE = [GOOD, OLDER.encode(), item_xml(declared("Lens", base="string", mapping=mapped(Lens="2")), ENTRY, MAP)]
_WHOLE += [item_xml(declared("t c", "j f"), match(("thé", "jus"), ("chaud", "froid")))]


@PATIENT
@given(st.sampled_from(_WHOLE), st.data())
def test_a_damaged_item_isread_or_refused(whole, data):
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    read_or_refuse(whole[:start] + data.draw(st.sampled_from([b"", b"x", b"-1", b"A", b"multiple"])) + whole[end:])


@PATIENT
@given(st.sampled_from(_WHOLE), st.data())
def test_an_item_with_other_values_isread_or_refused(whole, data):
    old = data.draw(
        st.sampled_from([b"single", b"identifier", b"choice", b"L", b"t c", b"2", b"Lens", b"simple-", b"false"])
    )
    new = data.draw(
        st.sampled_from([b"", b"multiple", b"float", b"order", b"X", b"a b c", b"1e9", b"-1", b"match", b"true"])
    )
    read_or_refuse(whole.replace(old, new))
