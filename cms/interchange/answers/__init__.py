"""The kinds that files and the bank both hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cms.interchange.answers.choices import CHOICES, TRUE_FALSE
from cms.interchange.answers.exchange import Exchange
from cms.interchange.answers.numeric import NUMERIC
from cms.interchange.answers.ordering import ORDERING
from cms.interchange.answers.pairs import CATEGORISING, MATCHING
from cms.interchange.answers.words import GAP_FILL, SHORT_TEXT

ANSWERS: Mapping[str, Exchange] = MappingProxyType(
    {
        "single_choice": CHOICES,
        "multiple_choice": CHOICES,
        "true_false": TRUE_FALSE,
        "numeric": NUMERIC,
        "ordering": ORDERING,
        "short_text": SHORT_TEXT,
        "gap_fill": GAP_FILL,
        "matching": MATCHING,
        "categorising": CATEGORISING,
    }
)
