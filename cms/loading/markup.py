"""The pack's plain text (paragraphs, ``**bold**``) -> rich text as the editor keeps it."""

from __future__ import annotations

import re
from uuid import NAMESPACE_OID, uuid5

from django.utils.html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def rich_text(plain: str) -> str:
    """Paragraphs with lasting keys, bold kept, everything else escaped."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", plain.strip()) if part.strip()]
    return "".join(_paragraph(place, text) for place, text in enumerate(paragraphs))


def _paragraph(place: int, text: str) -> str:
    key = uuid5(NAMESPACE_OID, str(place)).hex[:5]
    words = _BOLD.sub(r"<b>\1</b>", escape(" ".join(text.split("\n"))))
    return f'<p data-block-key="{key}">{words}</p>'
