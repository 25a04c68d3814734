"""HTML for learners: internal links resolved, everything unexpected removed."""

from __future__ import annotations

import re

import nh3
from wagtail.rich_text import expand_db_html

TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "br"}
_BLOCK_ATTRIBUTE = re.compile(r' data-block-key="[^"]*"')
_TAG = re.compile(r"<[^>]+>")


def clean_html(rich_text: str) -> str:
    """``rich_text`` as Wagtail stores it -> safe HTML made of ``TAGS`` only."""
    expanded = expand_db_html(_BLOCK_ATTRIBUTE.sub("", rich_text or ""))
    return nh3.clean(
        expanded,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    ).strip()


def plain(html: str) -> str:
    """The words of ``html`` without its tags."""
    return _TAG.sub(" ", html or "").strip()


def is_blank(html: str) -> bool:
    """Whether ``html`` says nothing."""
    return not plain(html)
