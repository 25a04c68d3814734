"""Items of every kind that Moodle XML holds, with texts made to break it."""

from fractions import Fraction

from hypothesis import strategies as st

from quests.questions.formats import markup
from quests.questions.formats.item import Item, Option

_NASTY = "={}~#:\\%*<>&;\"'[]$@]]> \n\u00a0\u2028éœ字😀/|-+0a"
_ALPHABET = st.sampled_from(_NASTY) | st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff")
_RAW = st.text(_ALPHABET, max_size=30) | st.sampled_from(
    ["]]>", "<![CDATA[x]]>", "{1:SA:=a~b#c}", "a <b> c", "&amp;lt;", "@@PLUGINFILE@@/x", "\\*", "\\\\*", "%50%x", "=x"]
)


def _no_gap(text: str) -> bool:
    return "[[" not in text


def _line(raw: str) -> str:
    return " ".join(markup.plain(markup.from_plain(raw)).split())


PLAIN_LINES = _RAW.map(_line).filter(_no_gap)
LINES = PLAIN_LINES.map(markup.from_plain).filter(bool)
HTML = st.sampled_from(["<p>one</p><p>two <b>bold</b></p>", "<ul><li>a &amp; b</li><li>{x}</li></ul>", "x<sub>2</sub>"])
TEXTS = _RAW.map(markup.from_plain).filter(_no_gap) | HTML
WORDS = TEXTS.filter(bool)


def _distinct(texts, least, most):
    return st.lists(texts, min_size=least, max_size=most, unique=True)


def _common(kind, options, prompt=WORDS, **more):
    return st.builds(
        Item,
        kind=st.just(kind),
        title=PLAIN_LINES,
        prompt=prompt,
        options=options.map(tuple),
        feedback=TEXTS,
        hints=st.lists(WORDS, max_size=2).map(tuple),
        category=PLAIN_LINES,
        tags=_distinct(PLAIN_LINES.filter(bool), 0, 2).map(tuple),
        **more,
    )


@st.composite
def _weighed(draw, shares):
    return [Option(text=draw(WORDS), fraction=share, feedback=draw(TEXTS)) for share in draw(shares)]


_SINGLE = st.lists(st.sampled_from([Fraction(0), Fraction(-1, 3)]), min_size=1, max_size=4).map(
    lambda wrong: [Fraction(1), *wrong]
)
_MULTIPLE = st.integers(1, 9).flatmap(
    lambda right: st.lists(st.sampled_from([Fraction(0), Fraction(-1, right)]), min_size=1, max_size=3).map(
        lambda wrong: [*[Fraction(1, right)] * right, *wrong]
    )
)


@st.composite
def _true_false(draw):
    truth = draw(st.booleans())
    shares = (("true", Fraction(truth)), ("false", Fraction(not truth)))
    return [Option(text=text, fraction=share, feedback=draw(TEXTS)) for text, share in shares]


@st.composite
def _numbers(draw):
    value = draw(st.sampled_from(["86", "-0.5", "0", "1250000", "0.000001", "3.14159"]))
    found = [
        Option(text=value, fraction=Fraction(1), tolerance=draw(st.sampled_from(["0", "0.5"])), feedback=draw(TEXTS))
    ]
    if draw(st.booleans()):
        found.append(Option(text=value, fraction=Fraction(1, 2), tolerance="2", feedback=draw(TEXTS)))
    return found


@st.composite
def _typed(draw):
    accepted = [Option(text=text, fraction=Fraction(1), feedback=draw(TEXTS)) for text in draw(_distinct(LINES, 1, 3))]
    traps = [Option(text=text, feedback=draw(TEXTS)) for text in draw(_distinct(LINES | st.just("*"), 0, 2))]
    return accepted + traps


@st.composite
def _pairs(draw):
    items, targets = draw(_distinct(WORDS, 2, 4)), draw(_distinct(LINES, 4, 6))
    pairs = [
        Option(text=text, match=target, fraction=Fraction(1)) for text, target in zip(items, targets, strict=False)
    ]
    return pairs + [Option(text="", match=decoy) for decoy in targets[len(items) :]]


@st.composite
def _sharing(draw):
    items, targets = draw(_distinct(WORDS, 3, 6)), draw(_distinct(LINES, 3, 3))
    pairs = [Option(text=text, match=targets[index % 2], fraction=Fraction(1)) for index, text in enumerate(items)]
    return [*pairs, Option(text="", match=targets[2])]


@st.composite
def typed_gaps(draw):
    count = draw(st.integers(1, 3))
    options = [
        Option(text=text, fraction=Fraction(1), feedback=draw(TEXTS), gap=gap)
        for gap in range(1, count + 1)
        for text in draw(_distinct(LINES, 1, 3))
    ]
    return draw(_common("gap_fill", st.just(options), prompt=_with_gaps(count)))


@st.composite
def chosen_gaps(draw):
    texts = draw(_distinct(WORDS, 2, 6))
    count = draw(st.integers(2, len(texts)))
    right = [Option(text=text, fraction=Fraction(1), gap=gap) for gap, text in enumerate(texts[:count], start=1)]
    decoys = [Option(text=text) for text in texts[count:]]
    return draw(_common("gap_fill", st.just(right + decoys), prompt=_with_gaps(count), chosen=st.just(True)))


def _with_gaps(count):
    places = " ".join(f"x [[{gap}]]" for gap in range(1, count + 1))
    return TEXTS.map(lambda text: markup.clean(f"{markup.as_html(text)} {places}"))


ITEMS = st.one_of(
    _common("single_choice", _weighed(_SINGLE)),
    _common("multiple_choice", _weighed(_MULTIPLE)),
    _common("true_false", _true_false()),
    _common("numeric", _numbers()),
    _common("short_text", _typed()),
    _common("matching", _pairs()),
    _common("matching", _sharing()),
    _common("ordering", _distinct(WORDS, 2, 5).map(lambda texts: [Option(text=text) for text in texts])),
    typed_gaps(),
    chosen_gaps(),
)
