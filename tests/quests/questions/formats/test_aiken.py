"""Aiken: strict, and each fault is named with its line."""

from fractions import Fraction

import pytest

from quests.questions.formats import Unreadable, aiken

GOOD = "Où est le musée ?\nA. À Lens\nB) À Lille\nANSWER: A\n"


def test_a_question_has_its_answers_and_the_right_one():
    first, second = aiken.read((GOOD + "\n" + GOOD.replace("ANSWER: A", "ANSWER:B")).encode())

    assert (first.kind, first.status, first.line, first.prompt) == ("single_choice", "ok", 1, "Où est le musée ?")
    assert [(o.text, o.fraction) for o in first.options] == [("À Lens", Fraction(1)), ("À Lille", Fraction(0))]
    assert ([o.fraction for o in second.options], second.line) == ([0, 1], 6)


@pytest.mark.parametrize(
    ("broken", "line", "word"),
    [
        (GOOD.replace("ANSWER: A", "ANSWER: C"), 1, "not one of the answers"),
        (GOOD.replace("ANSWER: A", "Answer: A"), 4, "capital letter"),
        (GOOD.replace("ANSWER: A", "ANSWER: A, B"), 4, "capital letter"),
        (GOOD.replace("ANSWER: A\n", ""), 4, "“ANSWER:” was expected"),
        (GOOD.replace("B) ", "C) "), 3, "B was expected"),
        (GOOD.replace("A. À", "a. À"), 2, "capital letter"),
        (GOOD.replace("musée ?", "musée\nde la ville ?"), 2, "one line"),
        (GOOD.replace("B) À Lille\n", ""), 1, "two answers"),
        (GOOD.replace("Où est le musée ?\n", ""), 1, "question is missing"),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_next_question_is_read(broken, line, word):
    first, second = aiken.read((broken + GOOD).encode())

    assert first.status == "refused"
    assert f"Line {line}: " in first.messages[0]
    assert word in first.messages[0]
    assert (second.status, second.prompt) == ("ok", "Où est le musée ?")


def test_texts_are_plain():
    (item,) = aiken.read(b"What is <b> for?\nA. <i> & x < y\nB. Bold\nANSWER: B. Bold\n")

    assert (item.prompt, item.status) == ("<p>What is &lt;b&gt; for?</p>", "ok")
    assert [(o.text, o.fraction) for o in item.options] == [("<p>&lt;i&gt; &amp; x &lt; y</p>", 0), ("Bold", 1)]


def test_a_file_that_stops_early_is_named():
    *_, last = aiken.read((GOOD + "Encore ?\nA. Oui\nB. Non\n").encode())

    assert last.status == "refused"
    assert "ends before" in last.messages[0]


def test_a_file_without_answers_is_not_aiken():
    with pytest.raises(Unreadable, match="ANSWER"):
        aiken.read(b"A question?\nA. Yes\nB. No\n")
