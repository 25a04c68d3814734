"""The texts of items: plain, or HTML of the few allowed tags, and never a doubt which of the two.

A text is HTML when it holds one of the allowed tags (``is_html``), and plain otherwise: "a < b & c"
is plain, as it stands. ``clean`` and ``from_plain`` make such texts; a plain text that would be
mistaken for HTML becomes ``<p>`` with its characters escaped. White space is folded as a browser
does, so ``clean(as_html(text)) == text`` for every text made here.
"""

from __future__ import annotations

import re
from html import escape as _escape
from html import unescape

import nh3

ALLOWED = frozenset({"b", "strong", "i", "em", "sub", "sup", "br", "p", "ul", "ol", "li", "code", "a"})
_BLOCKS = (
    "address|article|aside|blockquote|body|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|main|nav|pre|section|table|tbody|tfoot|thead|tr"
)
_OTHERS = (
    "abbr|acronym|applet|area|audio|base|bdi|bdo|big|button|canvas|cite|col|colgroup|data|datalist|del|details|dfn"
    "|dialog|embed|font|frame|frameset|head|html|iframe|img|input|ins|kbd|label|legend|link|map|mark|math|meta"
    "|meter|nolink|noscript|object|option|output|param|picture|progress|q|rp|rt|ruby|s|samp|script|select|slot|small"
    "|source|span|strike|style|summary|svg|td|template|textarea|th|time|title|tt|u|var|video|wbr"
)
_KNOWN = "|".join(sorted(ALLOWED)) + f"|{_BLOCKS}|{_OTHERS}"
# Taken away before the cleaner sees them: it would drop what is written inside.
_FORMULA = re.compile(
    r"</?(?:math|semantics|annotation(?:-xml)?|m(?:enclose|fenced|frac|i|n|o|over|padded|phantom|root|row|s|space|sqrt"
    r"|style|su[bp]|subsup|table|td|text|tr|under|underover))(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_HTML = re.compile(rf"</?(?:{'|'.join(sorted(ALLOWED))})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_NOT_A_TAG = re.compile(rf"<(?!/?(?:{_KNOWN})(?=[\s/>])[^<>]*>)", re.IGNORECASE)
_BLOCK = re.compile(rf"<(/?)(?:{_BLOCKS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_BLOCK_TAG = rf"</?(?:{_BLOCKS}|p|ul|ol|li|br)(?=[\s/>])[^<>]*>"
_NEWLINES = re.compile(rf"(?P<tag>{_BLOCK_TAG})[ \n]*|(?P<break>\n{{1,2}})(?={_BLOCK_TAG})|(?P<line>\n)", re.IGNORECASE)
_DEAD_LINK = re.compile(r"<a>([^<>]*)</a>")
_EMPTY = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_SPACE_AT_EDGE = re.compile(r"[ \n]*(</?(?:p|ul|ol|li|br)>)[ \n]*")
_PARAGRAPHS_ONLY = re.compile(r"<(?!/?(?:p|br)>)")
_DATA_URI = re.compile(r"\bdata:[^\s\"'<>]{100,}")
_MAX_LENGTH = 50_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f]+")

_MEDIA = re.compile(r"<(img|audio|video|iframe|object|embed|svg|canvas|applet)(?=[\s/>])([^<>]*)>", re.IGNORECASE)
_SOURCE = re.compile(r"(?:src|data)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TABLE = re.compile(r"<table(?=[\s/>])[^<>]*>", re.IGNORECASE)
_MATHML = re.compile(r"<math(?=[\s/>])[^<>]*>", re.IGNORECASE)
_TEX = re.compile(r"\$\$[^$]{1,500}\$\$|\\\([^()]{1,500}\\\)|\\\[[^][]{1,500}\\\]|\\(?:frac|sqrt|int|sum)\b")
_HREF = re.compile(r"<a\s[^<>]*href\s*=\s*[\"']?\s*(?!https?:)[^\"'\s<>][^<>]*>", re.IGNORECASE)
_MEDIA_NAMES = {"img": "picture", "svg": "picture", "canvas": "picture", "audio": "sound", "video": "video"}


def escape(text: str) -> str:
    """Return a plain text as HTML of one line: ``&``, ``<`` and ``>`` escaped."""
    return _escape(text, quote=False)


def is_html(text: str) -> bool:
    """Say whether an item's text is HTML: it holds an allowed tag."""
    return _HTML.search(text) is not None


def from_plain(text: str) -> str:
    """Return an item's text for a text that means its characters as they stand."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in _sane(text).split("\n"))
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return f"<p>{escape(tidy).replace(chr(0xA0), '&nbsp;').replace(chr(10), '<br>')}</p>" if is_html(tidy) else tidy


def one_line(text: str) -> str:
    """Return a title, a category or a tag: plain text on one line, whatever it looks like."""
    return _SPACES.sub(" ", _sane(text)).strip()


def as_html(text: str) -> str:
    """Return an item's text as HTML: escaped, with ``<br>`` for its line ends, unless it is HTML already."""
    return text if is_html(text) else escape(text).replace("\n", "<br>")


def plain(text: str) -> str:
    """Return an item's text without any markup, paragraphs and items of lists on lines of their own."""
    return _lines(text) if is_html(text) else text


def clean(html: str, *, newlines: bool = False) -> str:
    """Return an item's text for foreign HTML: allowed tags only, plain text when nothing but paragraphs remain.

    ``newlines``: ends of lines in the source are meant to show (Moodle's own "auto-format").
    What is left behind is said by ``losses``.
    """
    text = _short(html)
    if newlines:
        text = _NEWLINES.sub(_break, re.sub(r" ?\n[ \n]*", _fewer, re.sub(r"[ \t]+", " ", text)))
    text = _kept(_SPACES.sub(" ", text))
    for _ in range(3):  # the serialised form of badly nested tags settles after a pass or two
        again = _kept(text)
        if again == text:
            break
        text = again
    return _unwrapped(text.strip()) if _PARAGRAPHS_ONLY.search(text) else from_plain(_lines(text))


def losses(html: str) -> tuple[str, ...]:
    """Name what ``clean`` cannot keep of foreign HTML: one sentence for each picture, sound, table, formula."""
    source = _short(html)
    found = [_medium(match[1].lower(), match[2]) for match in _MEDIA.finditer(source)]
    if _TABLE.search(source):
        found.append("A table is shown as lines of text.")
    if _MATHML.search(source) or _TEX.search(source):
        found.append("A formula is shown as it was typed.")
    if _HREF.search(source):
        found.append("A link that does not lead to a web page is left out; its words are kept.")
    if len(source) == _MAX_LENGTH:
        found.append(f"A text is cut after {_MAX_LENGTH} characters.")
    return tuple(dict.fromkeys(found))


def _medium(tag: str, attributes: str) -> str:
    source = _SOURCE.search(attributes)
    name = "" if source is None or source[1].startswith("data:") else source[1].rsplit("/", 1)[-1].split("?")[0]
    thing = _MEDIA_NAMES.get(tag, "embedded object")
    return f"The {thing} {name[:80]} is left out." if name else f"A{'n' * (thing[0] == 'e')} {thing} is left out."


def _unwrapped(html: str) -> str:
    """A paragraph alone needs no saying."""
    alone = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4].strip() if alone else html


def _short(html: str) -> str:
    return _DATA_URI.sub("data:", _without_comments(_sane(html)))[:_MAX_LENGTH]


def _sane(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _kept(html: str) -> str:
    """One pass: foreign blocks become paragraphs, the rest is left to nh3."""
    text = _CELL.sub(" ", _NOT_A_TAG.sub("&lt;", _FORMULA.sub("", html)))
    text = nh3.clean(
        _BLOCK.sub(r"<\1p>", text),
        tags=set(ALLOWED),
        attributes={"a": {"href"}},
        attribute_filter=_only_web_links,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    text = _EMPTY.sub("", _DEAD_LINK.sub(r"\1", text))
    return _SPACE_AT_EDGE.sub(r"\1", _SPACES.sub(" ", text)).strip(" ")


def _fewer(spaces: re.Match[str]) -> str:
    return "\n\n" if spaces[0].count("\n") > 1 else "\n"


def _break(found: re.Match[str]) -> str:
    """An end of line as it shows, but none beside the tags that break lines by themselves."""
    return "<br>" if found["line"] else found["tag"] or ""


def _only_web_links(tag: str, name: str, value: str) -> str | None:
    return value if value.lower().startswith(("http://", "https://")) else None


def _without_comments(html: str) -> str:
    parts, start = [], 0
    while (opened := html.find("<!--", start)) >= 0 and (closed := html.find("-->", opened)) >= 0:
        parts.append(html[start:opened])
        start = closed + 3
    return "".join(parts) + html[start:]


def _lines(html: str) -> str:
    """HTML of allowed tags as lines of plain text."""
    text = re.sub(r"</(?:p|ul|ol)>", "\n\n", re.sub(r"<br>|</li>", "\n", html))
    text = re.sub(r"(?<=[^\n])<(p|ul|ol)>", "\n\n", text)
    text = unescape(re.sub(r"<[^<>]*>", "", text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" ") for line in text.split("\n"))).strip()
