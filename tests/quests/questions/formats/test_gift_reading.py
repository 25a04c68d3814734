"""GIFT as people and Moodle write it."""

from fractions import Fraction

import pytest

from quests.questions.formats import gift


def _read(text):
    return gift.read(text.encode())


def _one(text):
    (item,) = _read(text)
    return item


def _answers(item):
    return [(option.text, option.fraction) for option in item.options]


HALF, THIRD, QUARTER = Fraction(1, 2), Fraction(1, 3), Fraction(1, 4)


@pytest.mark.parametrize(
    ("text", "kind", "answers"),
    [
        ("Où ? {=Lens ~Arras ~Douai}", "single_choice", [("Lens", 1), ("Arras", 0), ("Douai", 0)]),
        ("Où ? {\n\t~Arras\n\n\t=Lens\n}", "single_choice", [("Arras", 0), ("Lens", 1)]),
        ("Qui ? {~%50%Anne ~%50%Bob ~%-25%Eve}", "multiple_choice", [("Anne", HALF), ("Bob", HALF), ("Eve", -QUARTER)]),
        (
            "Qui ? {~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}",
            "multiple_choice",
            [("a", THIRD), ("b", THIRD), ("c", THIRD), ("d", 0)],
        ),
        ("Vrai ? {T}", "true_false", [("true", 1), ("false", 0)]),
        ("Vrai ? {FALSE}", "true_false", [("true", 0), ("false", 1)]),
        ("Mot ? {=Lens =Liévin}", "short_text", [("Lens", 1), ("Liévin", 1)]),
        ("Mot ? {Lens}", "short_text", [("Lens", 1)]),
        ("Mot ? {=Lens =%0%Lille#Non.}", "short_text", [("Lens", 1), ("Lille", 0)]),
    ],
)
def test_each_kind_is_told_by_its_signs(text, kind, answers):
    item = _one(text)

    assert (item.kind, item.status, _answers(item)) == (kind, "ok", answers)


@pytest.mark.parametrize(
    ("section", "numbers"),
    [
        ("#3", [("3", "0", 1)]),
        ("#3:2", [("3", "2", 1)]),
        ("#-1.50 : 0,25", [("-1.5", "0.25", 1)]),
        ("#1..5", [("3", "2", 1)]),
        ("#3.141..3.142", [("3.1415", "0.0005", 1)]),
        ("#\n=3:0\n=%50%3:2", [("3", "0", 1), ("3", "2", HALF)]),
    ],
)
def test_numbers_have_a_value_and_a_tolerance(section, numbers):
    item = _one(f"Combien ? {{{section}}}")

    assert (item.kind, item.status) == ("numeric", "ok")
    assert [(option.text, option.tolerance, option.fraction) for option in item.options] == numbers


def test_a_matching_has_pairs_and_decoys():
    item = _one("Reliez. {=Canada -> Ottawa =Italie->Rome = -> Lens}")

    assert (item.kind, item.status) == ("matching", "ok")
    assert [(option.text, option.match, option.fraction) for option in item.options] == [
        ("Canada", "Ottawa", 1),
        ("Italie", "Rome", 1),
        ("", "Lens", 0),
    ]


def test_a_target_may_serve_twice():
    item = _one("Triez. {=thé -> chaud =café -> chaud =jus -> froid = -> tiède}")

    assert (item.kind, item.status) == ("matching", "ok")
    assert [option.match for option in item.options] == ["chaud", "chaud", "froid", "tiède"]


def test_every_escape_is_undone():
    item = _one(r"::a\:\:b::\{1\} \= \# \~ \\ \n2 \x {=\=\~\#\: ~\\}")

    assert item.title == "a::b"
    assert item.prompt == "{1} = # ~ \\\n2 \\x"
    assert _answers(item) == [("=~#:", 1), ("\\", 0)]


def test_feedback_goes_to_each_answer_and_to_the_question():
    item = _one("Où ? {\n=Lens#Oui.\n~Arras # Non, plus\nau sud.\n####La ville est\\: Lens.\n}")

    assert [option.feedback for option in item.options] == ["Oui.", "Non, plus\nau sud."]
    assert item.feedback == "La ville est: Lens."


def test_true_or_false_explains_wrong_first_then_right():
    item = _one("Vrai ? {F#Non !#Bravo.####En effet.}")

    assert [(option.text, option.feedback) for option in item.options] == [("true", "Non !"), ("false", "Bravo.")]
    assert item.feedback == "En effet."


@pytest.mark.parametrize(
    ("marked", "prompt"),
    [
        ("[html]<p>Un <b>mot</b> &eacute;crit</p>", "Un <b>mot</b> écrit"),
        ("[plain]a < b &amp; c", "a < b &amp; c"),
        ("[plain]<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[markdown]Un **mot** et `x*y*`", "Un <strong>mot</strong> et <code>x*y*</code>"),
        ("[moodle]ligne\nautre", "ligne\nautre"),
        ("[html]ligne\nautre", "ligne autre"),
        ("[12] n’est pas un format", "[12] n’est pas un format"),
    ],
)
def test_the_format_marker_says_how_to_read(marked, prompt):
    assert _one(f"{marked}{{T}}").prompt == prompt


def test_an_answer_may_have_a_format_of_its_own():
    item = _one("[html]Quoi ? {=[plain]<i> ~<i>x</i>}")

    assert [option.text for option in item.options] == ["<p>&lt;i&gt;</p>", "<i>x</i>"]


def test_signs_inside_html_tags_are_no_signs():
    item = _one('Quoi ? {=<a href="https://lens.fr/?a=1#b">ici</a> ~<span style="color:#f00">là</span>}')

    assert [option.text for option in item.options] == ['<a href="https://lens.fr/?a=1#b">ici</a>', "là"]


def test_the_place_of_a_missing_word_is_kept():
    item = _one("Le musée est à {=Lens ~Lille} depuis 2012.")

    assert (item.prompt, item.status) == ("Le musée est à _____ depuis 2012.", "ok")


def test_the_first_of_several_pairs_of_braces_holds_the_answers():
    item = _one("Le musée est à {=Lens~Lille}, en {Artois~Flandre}.")

    assert (item.kind, item.status, _answers(item)) == ("single_choice", "approximated", [("Lens", 1), ("Lille", 0)])
    assert item.prompt == "Le musée est à _____, en {Artois~Flandre}."


def test_both_signs_before_the_right_answer_lose_nothing():
    item = _one("Il y a {~beaucoup~=peu} de monde.")

    assert (item.status, _answers(item)) == ("ok", [("beaucoup", 0), ("peu", 1)])


@pytest.mark.parametrize(
    ("written", "title"),
    [("R&amp;D <b>Lens</b>", "R&D Lens"), ("a < b & c", "a < b & c"), (r"\{1\}\: 2 \= 2", "{1}: 2 = 2")],
)
def test_a_title_is_plain_text(written, title):
    assert _one(f"::{written}::Vrai ? {{T}}").title == title


@pytest.mark.parametrize("end", ["\r", "\r\n", "\r\r\n"])
def test_all_ends_of_lines_are_the_same(end):
    first, second = _read(f"::Un::A{end}B {{{end}=a{end}~b{end}}}{end}{end}::Deux::C{{T}}{end}")

    assert (first.prompt, first.status, second.title) == ("A\nB", "ok", "Deux")


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("$course$/top/A//B/C", "A/B/C"),
        ("$system$/Défaut/Hôtel", "Défaut/Hôtel"),
        ("$module$/top", ""),
        ("a\\:b", "a:b"),
    ],
)
def test_a_category_is_a_path_without_its_context(path, category):
    assert _one(f"$CATEGORY: {path}\n\nVrai ? {{T}}").category == category


def test_categories_tags_and_lines_are_kept():
    first, second = _read(
        "// question: 0\n$CATEGORY: $course$/top/Accueil/Hôtel\n\n"
        "// [id:7] [tag:lens] [tag:a\\]b]\n::Un::A{T}\r\n\r\n$CATEGORY: Taxi\nB{F}\n"
    )

    assert (first.category, first.tags, first.line, first.title) == ("Accueil/Hôtel", ("lens", "a]b"), 5, "Un")
    assert (second.category, second.tags, second.line) == ("Taxi", (), 8)


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("Racontez. {}", "essay", "person"),
        ("Racontez. {####Merci.}", "essay", "person"),
        ("Un texte seul.", "description", "lesson"),
        ("Où ? {~Arras ~Douai}", "multiple_choice", "right"),
        ("Où ? {=Lens ~}", "single_choice", "two answers"),
        ("Combien ? {#trois}", "numeric", "trois"),
        ("Combien ? {#}", "numeric", "100"),
        ("Mot ? {=%50%Lens}", "short_text", "100"),
        ("Mot ? {=*}", "short_text", "any answer"),
        ("Reliez. {=a -> b =c}", "matching", "arrow"),
        ("{T}", "true_false", "no words"),
        ("Un }{ deux", "unknown", "closing brace"),
        (r"$$\frac{1}{2}$$ {=a ~b}", "unknown", "more than one pair"),
        ("Où ? {=Lens {62} ~Arras}", "unknown", "between the braces"),
        ("Le musée est à {1:SA:=Lens}.", "unknown", "Cloze"),
    ],
)
def test_what_makes_no_question_is_refused_with_a_reason(text, kind, word):
    item = _one(text)

    assert (item.kind, item.status) == (kind, "refused")
    assert word in item.messages[-1]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_missing_brace_costs_one_question_only(gap):
    broken, good = _read(f"::Un::Où ? {{=Lens\n~Arras{gap}::Deux::Vrai ? {{T}}")

    assert (broken.title, broken.status, broken.line) == ("Un", "refused", 1)
    assert "closing brace }" in broken.messages[0]
    assert (good.title, good.kind, good.status) == ("Deux", "true_false", "ok")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Où ? {=Lens ~%50%Liévin ~Arras}", "50 %"),
        ("Qui ? {~%70%Anne ~%30%Bob ~Eve}", "not worth the same"),
        ("Qui ? {~%30%Anne ~%30%Bob ~Eve}", "add up to 60 %"),
        ("Où ? {=Lens =Liévin ~Arras}", "2 answers are right"),
        ("Mot ? {=Lens =%50%Liévin}", "50 %"),
        ("Mot ? {=Len*}", "star"),
        ("Mot ? {=Lens =%0%*#Relisez.}", "any other answer"),
        ("Combien ? {#3 ~#Recomptez.}", "any other answer"),
        ("Combien ? {#=3 =5}", "5 ± 0"),
        ("[html]Quoi ? <img src='@@PLUGINFILE@@/a.png'>{T}", "a.png"),
        ("Vrai ? {T}}", "brace"),
        ("Où ? {=Lens ~#Et encore ? ~Arras}", "without words"),
    ],
)
def test_what_is_lost_is_named(text, word):
    item = _one(text)

    assert item.status == "approximated"
    assert word in " ".join(item.messages)


def test_several_right_answers_become_boxes_to_tick():
    item = _one("Où ? {=Lens =Liévin ~Arras}")

    assert (item.kind, _answers(item)) == ("multiple_choice", [("Lens", HALF), ("Liévin", HALF), ("Arras", 0)])


def test_what_is_said_after_any_other_answer_explains_the_question():
    assert _one("Mot ? {=Lens =%0%*#Relisez.}").feedback == "Relisez."


def test_an_arrow_in_a_feedback_makes_no_matching():
    item = _one("Mot ? {=oui#Menu Fichier -> Ouvrir}")

    assert (item.kind, item.options[0].feedback) == ("short_text", "Menu Fichier -> Ouvrir")


def test_old_encodings_are_read_and_said():
    (item,) = gift.read("Où est l’été ? {T}".encode("cp1252"))

    assert (item.prompt, item.status) == ("Où est l’été ?", "ok")
    assert "Windows-1252" in item.messages[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_that_say_their_encoding_are_believed(encoding):
    (item,) = gift.read("Été ? {T}".encode(encoding))

    assert (item.prompt, item.messages) == ("Été ?", ())
