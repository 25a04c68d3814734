"""The little Markdown of question files, as HTML: bold, italics, code, links, lists and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from .markup import escape

_CODE = re.compile(r"(`+)([^`\n]{1,500})\1")
_LINK = re.compile(r"(?<!!)\[([^][\n]{1,300})\]\((https?://[^\s()<>\"]{1,500})\)")
_PICTURE = re.compile(r"!\[([^][\n]{0,300})\]\(([^\s()]{1,500})\)")
_STRONG = re.compile(r"(\*\*|(?<!\w)__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^\n*_]{1,500}?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"#{1,6} +(.+)")
_BULLET = re.compile(r"[ \t]*[-*+] +(.+)")
_NUMBER = re.compile(r"[ \t]*\d{1,3}[.)] +(.+)")
_AS_TYPED = re.compile(r"^ *(?:```|~~~|\|.*\|)", re.MULTILINE)


def as_html(text: str) -> str:
    """Return HTML for a Markdown text; what is not known here stays as typed."""
    parts = []
    for tag, group in groupby(text.split("\n"), key=_list_of):
        lines = list(group)
        parts.append(_list(tag, lines) if tag else "\n".join(map(_inline, map(_heading, lines))))
    return "\n".join(parts)


def losses(text: str) -> tuple[str, ...]:
    """Name what stays as typed."""
    return ("Some Markdown (a table, a block of code) is shown as it was typed.",) if _AS_TYPED.search(text) else ()


def _list_of(line: str) -> str:
    if _BULLET.fullmatch(line):
        return "ul"
    return "ol" if _NUMBER.fullmatch(line) else ""


def _list(tag: str, lines: Iterable[str]) -> str:
    pattern = _BULLET if tag == "ul" else _NUMBER
    items = (pattern.fullmatch(line) for line in lines)
    return f"<{tag}>" + "".join(f"<li>{_inline(found[1])}</li>" for found in items if found) + f"</{tag}>"


def _heading(line: str) -> str:
    found = _HEADING.fullmatch(line)
    return f"**{found[1]}**" if found else line


def _inline(line: str) -> str:
    """Words in code keep their stars and underscores: what lies between is treated alone."""
    parts, end = [], 0
    for found in _CODE.finditer(line):
        parts += [_styled(line[end : found.start()]), f"<code>{escape(found[2].strip())}</code>"]
        end = found.end()
    return "".join([*parts, _styled(line[end:])])


def _styled(text: str) -> str:
    text = _PICTURE.sub(r'<img alt="\1" src="\2">', text)
    parts, end = [], 0
    for found in _LINK.finditer(text):  # an address keeps its underscores
        parts += [_emphasised(text[end : found.start()]), f'<a href="{found[2]}">{_emphasised(found[1])}</a>']
        end = found.end()
    return "".join([*parts, _emphasised(text[end:])])


def _emphasised(text: str) -> str:
    return _EMPHASIS.sub(r"<em>\2</em>", _STRONG.sub(r"<strong>\2</strong>", text))
