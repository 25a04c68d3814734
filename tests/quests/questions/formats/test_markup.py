"""Texts of items: plain or HTML, and never a doubt which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions.formats import markup

from .items import TEXTS


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un seul</p>", "Un seul"),
        ("<p>Un</p>\n<p>Deux<br>trois</p>", "Un\n\nDeux\ntrois"),
        ("<p>Un <b>mot</b></p>", "Un <b>mot</b>"),
        ("a < b &amp; c", "a < b & c"),
        ("x<y et z>t", "x<y et z>t"),
        ("&lt;b&gt;", "<p>&lt;b&gt;</p>"),
        ("<div>a</div><h1>b</h1>", "a\n\nb"),
        ("<ul>\n <li>a</li>\n</ul>", "<ul><li>a</li></ul>"),
        ("Quoi&nbsp;?", "Quoi\u00a0?"),
        ("<script>alert(1)</script>a<!-- b -->", "a"),
        ('<a href="javascript:x">a</a> <a href="https://lens.fr">b</a>', 'a <a href="https://lens.fr">b</a>'),
        ('<b onclick="x()" class="y">a</b>', "<b>a</b>"),
        ("<td>a</td><td>b</td>", "a b"),
    ],
)
def test_html_becomes_plain_or_keeps_a_few_tags(html, text):
    assert markup.clean(html) == text


def test_ends_of_lines_show_when_they_are_meant_to():
    assert markup.clean("a\n\n\nb <i>c</i>\nd", newlines=True) == "a<br><br>b <i>c</i><br>d"
    assert markup.clean("<ul>\n<li>a</li>\n</ul>\nb", newlines=True) == "<ul><li>a</li></ul>b"


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ('<img alt="" src="@@PLUGINFILE@@/plan%20.png?x=1">', "picture plan%20.png"),
        ('<img src="data:image/png;base64,' + "A" * 500 + '">', "A picture"),
        ("<audio src=a.mp3></audio>", "sound a.mp3"),
        ("<iframe src='https://x.fr/v'></iframe>", "embedded object"),
        ("<table><tr><td>a</td></tr></table>", "table"),
        ("$$x^2$$", "formula"),
        (r"\(\frac{1}{2}\)", "formula"),
        ('<a href="@@PLUGINFILE@@/a.pdf">a</a>', "link"),
        ("a" * 60_000, "cut"),
    ],
)
def test_what_is_left_behind_is_named(html, word):
    assert word in markup.losses(html)[0]


def test_a_text_that_loses_nothing_names_nothing():
    assert markup.losses('<p>5 $ et 6 $ <a href="https://lens.fr">b</a></p>') == ()


@given(
    st.text()
    | st.lists(st.sampled_from(["<b>", "</p>", "<p>", "<ul>", "<a href='http://x'>", "a", "&", "<"])).map("".join)
)
def test_cleaning_twice_changes_nothing(html):
    once = markup.clean(html)

    assert markup.clean(markup.as_html(once)) == once


@given(TEXTS)
def test_a_text_survives_html(text):
    assert markup.clean(markup.as_html(text)) == text


@given(st.text())
def test_a_plain_text_stays_plain(text):
    read = markup.from_plain(text)

    assert markup.from_plain(markup.plain(read)) == read


def test_what_a_formula_says_is_kept_without_its_tags() -> None:
    source = "<p>Soit <math><mi>E</mi><mo>=</mo><mi>m</mi></math>.</p>"
    assert markup.clean(source) == "Soit E=m."
    assert markup.losses(source) == ("A formula is shown as it was typed.",)
