"""Small charts drawn by the server as SVG. Each stands in a table, beside its figure in words.

Colours come from ``statistics.css``; nothing is said by colour or length alone, so the drawings are
silent for screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quests.statistics.intervals import Estimate
from quests.templatetags.look import NO_BREAK_SPACE, number

register = template.Library()

WIDTH, HEIGHT = 200, 16


def place(value: float, low: float = 0.0, high: float = 1.0) -> int:
    """Where ``value`` lies on a line of ``WIDTH``, from ``low`` on the left to ``high`` on the right."""
    return round(WIDTH * (min(max(value, low), high) - low) / (high - low))


@register.filter
def percent(share: Any) -> str:
    """0.62 -> "62 %"; "" for None."""
    return "" if share in (None, "") else f"{number(round(100 * share))}{NO_BREAK_SPACE}%"


@register.filter
def between(estimate: Estimate | None) -> str:
    """The interval of a share in words: "48 to 74 %"."""
    if estimate is None:
        return ""
    low, high = number(round(100 * estimate.low)), number(round(100 * estimate.high))
    return _("%(low)s to %(high)s %%") % {"low": low, "high": high}


@register.filter
def correlation(value: Any) -> str:
    """0.314 -> "0,31"."""
    return "" if value in (None, "") else number(round(float(value), 2) + 0.0, 2)


@register.filter
def duration(seconds: Any) -> str:
    """Seconds in words: "45 s", "1 min 30 s"."""
    if seconds is None:
        return ""
    whole, rest = divmod(round(float(seconds)), 60)
    left = f"{rest}{NO_BREAK_SPACE}s"
    return left if not whole else f"{whole}{NO_BREAK_SPACE}min {left}" if rest else f"{whole}{NO_BREAK_SPACE}min"


@register.filter
def people(n: int | None) -> str:
    """A number of people, or that it is masked."""
    if n is None:
        return _("fewer than 5")
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": number(n)}


@register.simple_tag
def bar(share: float, state: str = "") -> SafeString:
    """A bar as long as ``share`` (0 to 1). ``state``: right, wrong or nothing."""
    return format_html(
        '<svg class="chart chart-bar{}" viewBox="0 0 {w} {h}" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect class="chart-ground" width="{w}" height="{h}" rx="3"/>'
        '<rect class="chart-value" width="{}" height="{h}" rx="3"/></svg>',
        f" is-{state}" if state else "",
        place(share),
        w=WIDTH,
        h=HEIGHT,
    )


@register.simple_tag
def interval(estimate: Estimate, low: float = 0.0, high: float = 1.0) -> SafeString:
    """The point of an estimate and its 95 % interval on a line from ``low`` to ``high``; zero is marked."""
    start, end, at = (place(value, low, high) for value in (estimate.low, estimate.high, estimate.point))
    zero = format_html('<path class="chart-zero" d="M{} 0v{}"/>', place(0, low, high), HEIGHT) if low < 0 else ""
    return format_html(
        '<svg class="chart chart-interval" viewBox="-6 0 {} {h}" preserveAspectRatio="xMinYMid" aria-hidden="true" '
        'focusable="false">'
        '<path class="chart-line" d="M0 {m}h{w}"/>{}<path class="chart-reach" d="M{} {m}H{}"/>'
        '<circle class="chart-point" cx="{}" cy="{m}" r="5"/></svg>',
        WIDTH + 12,
        zero,
        start,
        max(end, start + 1),
        at,
        w=WIDTH,
        h=HEIGHT,
        m=HEIGHT // 2,
    )


@register.inclusion_tag("components/histogram.html")
def histogram(rows: Sequence[tuple[str, int, bool]], caption: str, heading: str) -> dict[str, Any]:
    """How many people in each bin: (label, count, whether to mark it); drawn and told in one table."""
    most, total = max((count for _, count, _ in rows), default=0), sum(count for _, count, _ in rows)
    drawn = [
        {"label": label, "count": count, "length": count / most if most else 0, "share": count / total if total else 0,
         "marked": marked}
        for label, count, marked in rows
    ]  # fmt: skip
    return {"rows": drawn, "caption": caption, "heading": heading}
