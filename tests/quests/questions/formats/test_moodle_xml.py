"""Moodle XML: every type of Moodle by name, what is lost said, nothing written that is not read back."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quests.questions.formats import moodle_xml
from quests.questions.formats.errors import Unreadable
from quests.questions.formats.item import Item, Option

from .moodle_items import ITEMS

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def quiz(*questions):
    return ("<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\n" + "\n".join(questions) + "\n</quiz>").encode()


def question(kind, body="", text="<text>Où est le musée ?</text>"):
    name = "<name><text>Musée</text></name>"
    return f'<question type="{kind}">{name}<questiontext format="html">{text}</questiontext>{body}</question>'


def answer(text, fraction="0", more=""):
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{more}</answer>'


def feedback(text):
    return f'<feedback format="html"><text>{text}</text></feedback>'


def one(*questions):
    (item,) = moodle_xml.read(quiz(*questions))
    return item


def cloze(text):
    return one(question("cloze", text=f"<text><![CDATA[{text}]]></text>"))


RIGHT_AND_WRONG = answer("Lens", "100", feedback("Oui")) + answer("Lille", "0", feedback("Plus au nord"))


def test_a_single_choice_keeps_all_that_moodle_says_of_it():
    body = (
        "<generalfeedback format='html'><text>Depuis 2012.</text></generalfeedback><single>true</single>"
        f"<shuffleanswers>true</shuffleanswers>{RIGHT_AND_WRONG}"
        "<hint format='html'><text>Une ville minière</text><shownumcorrect/></hint>"
        "<tags><tag><text>musée</text></tag></tags><idnumber>M1</idnumber><penalty>0.3333333</penalty>"
    )
    category = '<question type="category"><category><text>$course$/top/Louvre-Lens/Accès</text></category></question>'

    assert one(category, question("multichoice", body)) == Item(
        kind="single_choice",
        title="Musée",
        prompt="Où est le musée ?",
        options=(
            Option(text="Lens", fraction=Fraction(1), feedback="Oui"),
            Option(text="Lille", feedback="Plus au nord"),
        ),
        feedback="Depuis 2012.",
        hints=("Une ville minière",),
        category="Louvre-Lens/Accès",
        tags=("musée",),
        line=4,
    )


def test_thirds_are_read_as_thirds():
    shares = [answer(text, share) for text, share in (("a", "33.33333"), ("b", "33.333"), ("c", "33,3333333"))]
    item = one(question("multichoice", "<single>false</single>" + "".join(shares) + answer("d", "-33.33333")))

    assert (item.kind, item.status) == ("multiple_choice", "ok")
    assert [option.fraction for option in item.options] == [Fraction(1, 3)] * 3 + [Fraction(-1, 3)]


@pytest.mark.parametrize(
    ("body", "loss"),
    [
        ("<single>false</single>" + answer("a", "75") + answer("b", "25"), "not worth the same"),
        ("<single>false</single>" + answer("a", "50") + answer("b", "0"), "add up to 50 %"),
        (RIGHT_AND_WRONG + answer("Liévin", "50"), "“Liévin” is worth 50 %"),
        (answer("a", "100") + answer("b", "100") + answer("c"), "any of them was enough"),
        (
            RIGHT_AND_WRONG + "<incorrectfeedback><text>Relisez le plan.</text></incorrectfeedback>",
            "“Relisez le plan.”",
        ),
    ],
)
def test_a_choice_is_approximated_and_says_how(body, loss):
    item = one(question("multichoice", body))

    assert item.status == "approximated"
    assert loss in " ".join(item.messages)


def test_several_answers_that_were_each_enough_are_all_to_be_ticked():
    body = answer("a", "100") + answer("b", "100") + answer("c", "50") + answer("d", "-50")
    item = one(question("multichoice", body))

    assert (item.kind, item.status) == ("multiple_choice", "approximated")
    assert [option.fraction for option in item.options] == [Fraction(1, 2), Fraction(1, 2), 0, Fraction(-1, 2)]


@pytest.mark.parametrize("said", ["Votre réponse est correcte.", "Well done!", "That is not right at all."])
def test_feedback_that_says_nothing_is_no_loss(said):
    standard = f"<correctfeedback format='html'><text><![CDATA[<p>{said}</p>]]></text></correctfeedback>"
    item = one(question("multichoice", RIGHT_AND_WRONG + standard))

    assert (item.status, item.messages) == ("ok", ())


def test_an_order_of_answers_that_is_not_kept_is_said_and_no_more():
    item = one(question("multichoice", RIGHT_AND_WRONG + "<shuffleanswers>0</shuffleanswers>"))

    assert (item.status, item.messages) == (
        "ok",
        ("The file keeps the answers in this order; here they are shuffled.",),
    )


DEFAULTS = (
    "<generalfeedback format='html'><text></text></generalfeedback><defaultgrade>1.0000000</defaultgrade>"
    "<penalty>0.3333333</penalty><hidden>0</hidden><idnumber></idnumber>"
)
COMBINED = (
    "<correctfeedback format='html'><text>Your answer is correct.</text></correctfeedback>"
    "<partiallycorrectfeedback format='html'><text>Your answer is partially correct.</text></partiallycorrectfeedback>"
    "<incorrectfeedback format='html'><text>Your answer is incorrect.</text></incorrectfeedback><shownumcorrect/>"
)


def test_an_ordinary_export_loses_nothing():
    choice = "<shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>" + COMBINED
    units = "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1000000</unitpenalty><showunits>3</showunits>"
    found = moodle_xml.read(
        quiz(
            question("multichoice", f"{DEFAULTS}<single>true</single>{choice}{RIGHT_AND_WRONG}"),
            question("truefalse", DEFAULTS + answer("true", "100") + answer("false", "0", feedback("Non"))),
            question("shortanswer", DEFAULTS + "<usecase>0</usecase>" + answer("Lens", "100") + answer("*")),
            question(
                "numerical",
                DEFAULTS + answer("12", "100", "<tolerance>0</tolerance>") + units + "<unitsleft>0</unitsleft>",
            ),
            question("matching", DEFAULTS + choice + pair("thé", "chaud") + pair("jus", "froid")),
        )
    )

    assert [(item.kind, item.status, item.messages) for item in found] == [
        (kind, "ok", ()) for kind in ("single_choice", "true_false", "short_text", "numeric", "matching")
    ]
    assert found[3].as_json()["tolerance"] == "0"


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("multichoice", answer("a", "100"), "two answers or more"),
        ("multichoice", answer("a", "100") + answer("b", "100"), "All the answers are right"),
        ("multichoice", answer("a", "50") + answer("b", "50"), "No answer is worth 100 %"),
        ("multichoice", answer("a", "beaucoup") + answer("b"), "“beaucoup” is not a percentage"),
        ("multichoice", answer("a", "100") + answer("&lt;img src='x.png'&gt;"), "only a picture"),
        ("multichoice", answer("a", "100") * 101, "more than 100 answers"),
        ("truefalse", answer("true", "100"), "two answers"),
        ("truefalse", answer("true", "100") + answer("vrai", "0"), "“true” and “false”"),
        ("shortanswer", answer("*", "100"), "any text"),
        ("shortanswer", answer("Lens", "50"), "No answer is worth 100 %"),
        ("numerical", answer("douze", "100"), "“douze” is not a number"),
        ("numerical", answer("12", "100", "<tolerance>-1</tolerance>"), "not a positive number"),
        ("numerical", answer("1e40", "100"), "not a number"),
        ("matching", "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>", "two items or more"),
        ("matching", 2 * "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>", "same partner"),
        ("ordering", answer("a", "1"), "two items or more"),
        ("gapselect", "<selectoption><text>a</text></selectoption>", "no gap in the text"),
        ("essay", "", "read and marked by a person"),
        ("description", "", "asks nothing"),
        ("calculated", "", "drawn anew"),
        ("calculatedmulti", "", "drawn anew"),
        ("ddmarker", "", "on a picture"),
        ("ddimageortext", "", "onto a picture"),
        ("randomsamatch", "", "drawn from other questions"),
        ("coderunner", "", "“coderunner” belongs to a Moodle plug-in"),
        ("", "", "does not say of which type"),
    ],
)
def test_a_question_is_refused_for_a_reason(kind, body, reason):
    item = one(question(kind, body))

    assert (item.status, item.title, item.line) == ("refused", "Musée", 3)
    assert reason in " ".join(item.messages)


NAMES = [
    "essay",
    "description",
    "calculated",
    "calculatedsimple",
    "calculatedmulti",
    "ddimageortext",
    "ddmarker",
    "randomsamatch",
    "random",
    "gapfill",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_type_without_a_counterpart_keeps_its_name_and_its_texts(name):
    item = one(question(name, answer("a", "100"), text="<text><![CDATA[<p>Où ?</p>]]></text>"))

    assert (item.kind, item.status, item.title, item.prompt) == (name, "refused", "Musée", "Où ?")
    assert (len(item.messages), item.options) == (1, ())


def test_a_category_is_no_item_and_holds_until_the_next():
    category = "<question type='category'><category><text>{}</text></category><info><text>x</text></info></question>"
    essay = question("essay")
    found = moodle_xml.read(
        quiz(essay, category.format("$course$/top/Lens"), essay, essay, category.format("$course$/Lens/Musée"), essay)
    )

    assert [item.category for item in found] == ["", "Lens", "Lens", "Lens/Musée"]


def test_nothing_is_included_from_elsewhere():
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'

    prompt = one(question("essay", text=f"<text>a {include} b</text>")).prompt
    assert 'href="file:///etc/hostname"' in prompt


def test_true_or_false_in_the_language_of_an_old_site():
    item = one(question("truefalse", answer("Vrai", "0") + answer("Faux", "100", feedback("En effet"))))

    assert item.options == (Option(text="true"), Option(text="false", fraction=Fraction(1), feedback="En effet"))
    assert item.messages == ("“vrai” is taken for “true” and “faux” for “false”.",)


def test_a_short_answer_tells_accepted_texts_traps_and_any_other_answer():
    body = answer("Lens", "100") + answer("Paris", "0", feedback("Trop au sud")) + answer("*", "0", feedback("Relisez"))
    item = one(question("shortanswer", "<usecase>1</usecase>" + body))

    assert item.options == (
        Option(text="Lens", fraction=Fraction(1)),
        Option(text="Paris", feedback="Trop au sud"),
        Option(text="*", feedback="Relisez"),
    )
    assert (item.feedback, item.case_sensitive, item.status) == ("", True, "approximated")


@pytest.mark.parametrize(
    ("typed", "read", "status"),
    [("*Lens*", "Lens", "approximated"), ("5 \\* 3", "5 * 3", "ok"), ("a &lt; b", "a < b", "ok")],
)
def test_stars_stand_for_any_text_unless_escaped(typed, read, status):
    item = one(question("shortanswer", answer(typed, "100")))

    assert (item.options[0].text, item.status) == (read, status)


def test_a_number_with_a_tolerance_a_wider_range_and_a_unit():
    body = answer("3,5", "100", "<tolerance>0.1</tolerance>") + answer("3.50", "50", "<tolerance>1</tolerance>")
    units = "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>"

    assert [replace(o, feedback="") for o in one(question("numerical", body)).options] == [
        Option(text="3.5", fraction=Fraction(1), tolerance="0.1"),
        Option(text="3.5", fraction=Fraction(1, 2), tolerance="1"),
    ]
    assert one(question("numerical", body)).status == "ok"
    assert "“km”" in one(question("numerical", body + units)).messages[0]
    assert one(question("numerical", body + answer("7", "100"))).status == "approximated"


def pair(text, target):
    return f"<subquestion format='html'><text>{text}</text><answer><text>{target}</text></answer></subquestion>"


def test_a_matching_keeps_its_decoys():
    item = one(question("matching", pair("thé", "chaud") + pair("jus", "froid") + pair("", "tiède")))

    assert item.kind == "matching"
    assert item.options[2] == Option(text="", match="tiède")


def test_items_may_share_a_partner():
    pairs = pair("thé", "chaud") + pair("jus", "froid") + pair("café", "chaud") + pair("", "tiède") + pair("", "froid")
    item = one(question("matching", pairs))

    assert (item.kind, item.status) == ("matching", "ok")
    assert [(option.text, option.match) for option in item.options] == [
        ("thé", "chaud"),
        ("jus", "froid"),
        ("café", "chaud"),
        ("", "tiède"),
    ]


def test_a_categorising_is_read_back_as_a_matching():
    pairs = (("thé", "chaud"), ("jus", "froid"), ("café", "chaud"))
    options = tuple(Option(text=text, match=match, fraction=Fraction(1)) for text, match in pairs)
    item = Item(kind="categorising", prompt="?", options=options)
    (back,) = moodle_xml.read(moodle_xml.write([item]))

    assert (back.kind, back.options, back.status) == ("matching", options, "ok")


def test_an_order_is_that_of_the_file():
    item = one(question("ordering", answer("Saluer", "1.0000000") + answer("Servir", "2.0000000")))

    assert (item.kind, item.status) == ("ordering", "ok")
    assert [option.text for option in item.options] == ["Saluer", "Servir"]


@pytest.mark.parametrize(("kind", "tag"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_gaps_are_chosen_from_one_list(kind, tag):
    choices = "".join(f"<{tag}><text>{text}</text><group>1</group></{tag}>" for text in ("mardi", "lundi", "midi"))
    item = one(question(kind, choices, text="<text>Fermé [[1]], ouvert à [[3]], fermé [[1]]</text>"))

    assert (item.prompt, item.chosen, item.status) == ("Fermé [[1]], ouvert à [[2]], fermé [[3]]", True, "ok")
    assert [(option.text, option.gap) for option in item.options] == [
        ("mardi", 1),
        ("midi", 2),
        ("mardi", 3),
        ("lundi", 0),
    ]


def test_a_cloze_of_typed_gaps():
    item = cloze("<p>Le {1:SHORTANSWER:=musée~=Louvre#bien} de {:SA:=L&eacute;ns~*#non}, {1:MW:=a\\}b\\#c}</p>")

    assert item.prompt == "Le [[1]] de [[2]], [[3]]"
    assert [(o.gap, o.text, o.feedback) for o in item.options] == [
        (1, "musée", ""),
        (1, "Louvre", "bien"),
        (2, "Léns", ""),
        (3, "a}b#c", ""),
    ]
    assert item.messages == ("The explanations of wrong answers in gap 2 are left out.",)


def test_a_cloze_of_chosen_gaps():
    item = cloze("Le thé est {1:MC:=chaud~froid}, le jus {1:MULTICHOICE_V:chaud~%100%froid}")

    assert (item.chosen, item.status) == (True, "ok")
    assert [(option.text, option.gap) for option in item.options] == [("chaud", 1), ("froid", 2)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{1:SA:=a} {1:MC:=b~c}", "cannot be mixed"),
        ("{1:MR:=a~=b}", "MULTIRESPONSE"),
        ("{1:NM:=5:0.1}", "accepts numbers near 5 (± 0.1)"),
        ("{1:NM:=cinq}", "“cinq” is none"),
        ("{1:SA:%50%a}", "Gap 1 has no answer worth 100 %"),
        ("{1:MC:=a~=b}", "several right choices"),
        ("{1:MC:=a}", "two choices or more"),
        ("{1:SA:=a" + "~b" * 101 + "}", "more than 100 answers"),
        ("{1:SA:=a", "not closed"),
        ("{1:mc:=a}", "not written as Moodle asks"),
        ("{1:SAX:=a}", "not a sort of gap"),
        ("rien", "no gap in the text"),
        ("<img alt='{1:SA:=a}'>x", "inside something that is left out"),
        ("{1:SA:=x} " * 60, "more than 50 gaps"),
    ],
)
def test_a_cloze_is_refused_for_a_reason(text, reason):
    item = cloze(text)

    assert item.status == "refused"
    assert reason in item.messages[0]


def test_a_whole_number_may_stand_in_a_typed_gap():
    item = cloze("Ouvert depuis {1:NUMERICAL:=2012}")

    assert (item.options[0].text, item.status) == ("2012", "approximated")


def test_files_and_pictures_are_dropped_and_named():
    files = '<file name="plan.png" encoding="base64">iVBO</file><file name="b.pdf" encoding="base64">AAA</file>'
    text = f'<text><![CDATA[<p onclick="x()">Où ?<img src="@@PLUGINFILE@@/plan.png"></p>]]></text>{files}'
    item = one(question("multichoice", RIGHT_AND_WRONG, text=text))

    assert item.prompt == "Où ?"
    assert item.messages == ("The picture plan.png is left out.", "The file b.pdf is left out.")


def test_hostile_html_is_cleaned():
    text = "<text><![CDATA[<script>alert(1)</script><b onclick='x'>Où</b> <a href='javascript:x'>ici</a> ?]]></text>"

    assert one(question("multichoice", RIGHT_AND_WRONG, text=text)).prompt == "<b>Où</b> ici ?"


def test_texts_follow_their_format():
    html = question("multichoice", RIGHT_AND_WRONG, text="<text>&lt;b&gt;x&lt;/b&gt; **y**</text>")

    assert one(html).prompt == "<b>x</b> **y**"
    assert one(html.replace('"html"', '"plain_text"', 1)).prompt == "<p>&lt;b&gt;x&lt;/b&gt; **y**</p>"
    assert one(html.replace('"html"', '"markdown"', 1)).prompt == "<b>x</b> <strong>y</strong>"


def test_old_files_without_text_elements_are_read():
    old = '<question type="multichoice"><name>N</name><questiontext>Q ?</questiontext>'
    item = one(old + '<answer fraction="100">a</answer><answer fraction="0">b</answer></question>')

    assert (item.title, item.prompt, [option.text for option in item.options]) == ("N", "Q ?", ["a", "b"])


def test_html_that_a_tool_forgot_to_escape_is_read():
    text = "<text>Combien de mots ?<br/>Indice : <b>des</b> lettres <img src='a/plan.png'/></text>"
    item = one(question("multichoice", RIGHT_AND_WRONG, text=text))

    assert item.prompt == "Combien de mots ?<br>Indice : <b>des</b> lettres"
    assert item.messages == ("The picture plan.png is left out.",)


BOMB = "<!DOCTYPE q [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><quiz>&b;</quiz>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<quiz></quiz>", "no question"),
        (b"PK\x03\x04", "does not start"),
        (b"<html/>", "<html> instead of <quiz>"),
        (BOMB.encode(), "<!DOCTYPE>"),
        (b"<?xml version='1.0'?>\n" + BOMB.encode(), "Line 2 declares"),
        (b"<!DOCTYPE quiz SYSTEM 'file:///etc/passwd'><quiz/>", "<!DOCTYPE>"),
        (b"<quiz>\n<question>\n<name>", "stops too early, at line 3"),
        (b"<quiz>\n<question type=x/></quiz>", "Line 2"),
        (b"\n\n<quiz>\n&nbsp;</quiz>", "Line 4"),
        (b"<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\xe9</quiz>", "Line 2 is not written in utf-8"),
        (b"<?xml version='1.0' encoding='zlib'?><quiz/>", "“zlib”"),
        (b"\n" + b"<a>\n" * 200, "At line 102 there are too many elements, or too deep"),
        (b"<quiz>" + b"<a/>" * 200_001 + b"</quiz>", "too many"),
        (b"<quiz>" + b" " * 5 * 1024 * 1024 + b"</quiz>", "larger than 5 MB"),
        (b"<quiz>" + b"<question/>" * 2001 + b"</quiz>", "more than 2000"),
    ],
)
def test_a_file_is_unreadable_for_a_reason(data, reason):
    with pytest.raises(Unreadable) as refusal:
        moodle_xml.read(data)

    assert reason in refusal.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_counts(encoding):
    declared = "" if encoding.startswith("utf") else f"<?xml version='1.0' encoding='{encoding}'?>"
    data = (declared + "<quiz>" + question("multichoice", RIGHT_AND_WRONG) + "</quiz>").encode(encoding)

    assert moodle_xml.read(data)[0].prompt == "Où est le musée ?"


def test_lines_count_what_comes_before_the_file_begins():
    assert [item.line for item in moodle_xml.read(b"\n\n<quiz>\n<question/>\n\n<question/></quiz>")] == [4, 6]


@settings(PATIENT, max_examples=150)
@example(
    [Item(kind="single_choice", prompt="]]>", options=(Option(text="]]>", fraction=Fraction(1)), Option(text="&")))]
)
@given(st.lists(ITEMS, min_size=1, max_size=3))
def test_what_is_written_is_read_back(items):
    assert [replace(item, line=0) for item in moodle_xml.read(moodle_xml.write(items))] == items


def test_what_cannot_be_written_is_named_and_left_out():
    good = Item(kind="ordering", prompt="?", options=(Option(text="a"), Option(text="b", feedback="x")))
    slider, refused = Item(kind="slider", prompt="?"), good.refused("why")

    assert moodle_xml.losses(good) == ["The explanations of single answers are left out."]
    assert "no question type for slider" in moodle_xml.losses(slider)[0]
    assert moodle_xml.losses(refused)
    assert len(moodle_xml.read(moodle_xml.write([slider, good, refused]))) == 1
    assert "matching" in moodle_xml.losses(replace(good, kind="categorising"))[0]
    assert moodle_xml.losses(Item(kind="short_text", options=(Option(text="a", fraction=Fraction(1)),))) == []


def test_control_characters_are_not_written():
    items = [Item(kind="ordering", prompt="a\x00\x0bb\ufffe", options=(Option(text="\x1fa"), Option(text="b")))]

    assert moodle_xml.read(moodle_xml.write(items))[0].prompt == "ab"


def _read_or_refuse(data):
    try:
        items = moodle_xml.read(data)
    except Unreadable:
        return
    assert all(item.status == "ok" or item.messages for item in items)


@settings(PATIENT)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    _read_or_refuse(data)


_TAGS = ["answer", "text", "feedback", "subquestion", "selectoption", "tolerance", "units", "unit", "unit_name", "hint"]
_TAGS += ["questiontext", "single", "name", "tags", "tag", "file", "category", "group", "image", "dragbox", "fraction"]
_TYPES = ["multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "cloze", "gapselect", "x"]
_TEXTS = st.sampled_from(
    ["", "*", "1", "-1e9", "[[1]]", "[[9]]", "{1:SA:=a~%x%b}", "{1:MC:=a#}", "true", "é", "&lt;img&gt;"]
)
_LEAVES = st.tuples(
    st.sampled_from(_TAGS), st.sampled_from(["", " fraction='100'", " fraction='-x'", " format='markdown'"])
)


def _node(leaf, inside):
    return f"<{leaf[0]}{leaf[1]}>{''.join(inside)}</{leaf[0]}>"


_NODES = st.recursive(_TEXTS, lambda inner: st.builds(_node, _LEAVES, st.lists(inner, max_size=4)), max_leaves=12)


@settings(PATIENT)
@given(st.sampled_from(_TYPES), st.lists(_NODES, max_size=5))
def test_any_elements_are_read_or_refused(kind, nodes):
    _read_or_refuse(f'<quiz><question type="{kind}">{"".join(nodes)}</question></quiz>'.encode())


@settings(PATIENT)
@given(st.lists(ITEMS, min_size=1, max_size=2), st.data())
def test_a_damaged_file_is_read_or_refused(items, data):
    whole = moodle_xml.write(items)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    _read_or_refuse(whole[:start] + data.draw(st.binary(max_size=5)) + whole[end:])
