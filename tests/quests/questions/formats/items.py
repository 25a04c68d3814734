"""Items to write and read back: texts as ``markup`` makes them, full of what the formats give a meaning to."""

from fractions import Fraction

from hypothesis import strategies as st

from quests.questions.formats import Item, Option, markup

_NASTY = st.sampled_from(
    [
        *"=~#{}:\\%*[]\"'`;,|&<>@+-_/$ \n\té→😀\u00a0\u2028",
        "->",
        "####",
        "::",
        "//",
        "[html]",
        "%50%",
        "\\n",
        "{=a ~b}",
        "&amp;",
        "<b>",
        "</b>",
        "<p>",
        "<br>",
        '<a href="https://lens.fr/?a=1">',
        "</a>",
        "<script>",
        "mot",
        "Louvre-Lens",
    ]
)
_RAW = st.lists(_NASTY | st.characters(), max_size=12).map("".join)
PLAIN = _RAW.map(markup.from_plain)
HTML = _RAW.map(lambda raw: markup.clean(f"<b>a</b>{raw}<i>b</i>")).filter(lambda text: not markup.losses(text))
TEXTS = (PLAIN | HTML).filter(lambda text: not markup.losses(text))
WORDS = TEXTS.filter(bool)
LINES = _RAW.map(markup.one_line)
TYPED = LINES.map(markup.from_plain).filter(lambda text: bool(markup.one_line(markup.plain(text))))
NUMBERS = st.decimals("-9999", "9999", places=2).map(lambda value: f"{value.normalize():f}" if value else "0")
_WRONG = st.sampled_from([Fraction(0), Fraction(-1, 2), Fraction(-1, 3), Fraction(-1, 4), Fraction(-1)])


def _option(fraction, texts=WORDS):
    return st.builds(Option, text=texts, fraction=fraction, feedback=TEXTS)


def _item(kind, options, **more):
    return st.builds(
        Item,
        kind=st.just(kind),
        title=LINES,
        prompt=WORDS,
        options=options.map(tuple),
        feedback=TEXTS,
        category=LINES,
        tags=st.lists(LINES.filter(bool), max_size=3, unique=True).map(tuple),
        **more,
    )


def _shuffled(*parts):
    return st.tuples(*parts).flatmap(lambda found: st.permutations([option for part in found for option in part]))


def _choices(kind, shares, **more):
    right = shares.flatmap(lambda found: st.tuples(*(_option(st.just(share)) for share in found)))
    return _item(kind, _shuffled(right, st.lists(_option(_WRONG), min_size=1, max_size=4)), **more)


def _truths(truth):
    return st.tuples(
        _option(st.just(Fraction(truth)), st.just("true")), _option(st.just(Fraction(not truth)), st.just("false"))
    )


def _numbers(value, tolerance, wider):
    exact = st.builds(Option, text=st.just(value), tolerance=st.just(tolerance), fraction=st.just(Fraction(1)))
    near = st.builds(
        Option, text=st.just(value), tolerance=st.just(wider), fraction=st.just(Fraction(1, 2)), feedback=TEXTS
    )
    return st.tuples(exact) | st.tuples(exact, near)


def _pairs():
    """Items and their targets, some of which may serve twice, then decoys."""

    def paired(texts, targets, decoys):
        pairs = [
            Option(text=text, match=target, fraction=Fraction(1)) for text, target in zip(texts, targets, strict=False)
        ]
        targets = targets[: len(texts)]
        return (*pairs, *(Option(text="", match=decoy) for decoy in decoys if decoy not in targets))

    texts = st.lists(WORDS, min_size=2, max_size=5)
    return st.builds(paired, texts, st.lists(WORDS, min_size=5, max_size=5), st.lists(WORDS, max_size=2, unique=True))


def items(**more):
    """Items of every kind GIFT can hold."""
    shares = st.integers(1, 5).map(lambda count: [Fraction(1, count)] * count)
    return st.one_of(
        _choices("single_choice", st.just([Fraction(1)]), **more),
        _choices("multiple_choice", shares, **more),
        _item("true_false", st.booleans().flatmap(_truths), **more),
        _item("numeric", NUMBERS.flatmap(lambda value: _numbers(value, "0.5", "2")), **more),
        _item(
            "short_text",
            _shuffled(
                st.lists(_option(st.just(Fraction(1)), TYPED), min_size=1, max_size=3),
                st.lists(_option(st.just(Fraction(0)), TYPED), max_size=2),
            ),
            **more,
        ),
        _item("matching", _pairs(), **more),
    )


def sheet_items():
    """Items of every kind there is, with all a question may have."""
    more = {"hints": st.lists(WORDS, max_size=3).map(tuple), "case_sensitive": st.booleans()}
    gaps = st.builds(Option, text=WORDS, fraction=_WRONG | st.just(Fraction(1)), feedback=TEXTS, gap=st.integers(1, 5))
    return st.one_of(
        items(**more),
        _item("ordering", st.lists(_option(st.just(Fraction(0))), min_size=2, max_size=6), **more),
        _item("categorising", _pairs(), **more),
        _item("gap_fill", st.lists(gaps, min_size=1, max_size=5), chosen=st.booleans(), **more),
    )
