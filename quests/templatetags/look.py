"""Tags and filters of the house look: icons, lamps, pillars, numbers, navigation, brand colours."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext_lazy

register = template.Library()

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
MOST_LAMPS = 12
# (thousands, decimal) by language; anything else reads like English.
SEPARATORS = {"fr": (NARROW_SPACE, ","), "nl": (".", ","), "en": (",", ".")}
PILLARS = {
    "history": (pgettext_lazy("pillar", "History"), "pickaxe"),
    "values": (pgettext_lazy("pillar", "Values"), "sprout"),
    "offer": (pgettext_lazy("pillar", "Offer"), "compass"),
}
BRAND_KEYS = ("accent", "lamp", "history", "values", "offer")
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


# --- icons ---------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _drawing(name: str, size: int) -> str:
    """One lucide drawing as an SVG string; its markup ships with the package, so it is trusted."""
    return str(lucide._render_icon(name, size, aria_hidden="true", focusable="false"))


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """Inline lucide icon, silent for screen readers; `label` adds hidden words beside it."""
    drawing = mark_safe(_drawing(str(name), int(size)))  # noqa: S308 - see _drawing
    if not label:
        return drawing
    return format_html('{}<span class="visually-hidden">{}</span>', drawing, label)


# --- progress ------------------------------------------------------------------------------


def lamp_states(done: int, total: int) -> list[str]:
    """`on`, `now` or `off` for each lamp; more than MOST_LAMPS steps share ten lamps."""
    if total > MOST_LAMPS:
        done, total = min(done, total) * 10 // total, 10
    states = ["on" if place < done else "off" for place in range(max(total, 0))]
    if done < total:
        states[max(done, 0)] = "now"
    return states


@register.simple_tag
def lamps(done: int, total: int, label: str = "") -> SafeString:
    """Row of lamps: `done` lit, the next one marked, the others waiting. Read out as one picture."""
    done, total = int(done or 0), int(total or 0)
    words = label or gettext("%(done)s of %(total)s done") % {"done": done, "total": total}
    row = format_html_join("", '<i class="is-{}"></i>', ((state,) for state in lamp_states(done, total)))
    return format_html('<span class="lamps" role="img" aria-label="{}">{}</span>', words, row)


# --- pillars -------------------------------------------------------------------------------


@register.filter
def pillar_key(pillar: object) -> str:
    """The pillar's key if the house has a colour for it, else `other`."""
    key = str(getattr(pillar, "key", pillar) or "")
    return key if key in PILLARS else "other"


@register.simple_tag
def pillar_tag(pillar: object, label: str = "") -> SafeString:
    """Coloured tag of a pillar: icon and word. `label` replaces the house's own word."""
    words, drawing = PILLARS.get(pillar_key(pillar), (getattr(pillar, "name", pillar), "shapes"))
    return format_html('<span class="pill is-{}">{}{}</span>', pillar_key(pillar), icon(drawing, 16), label or words)


# --- numbers -------------------------------------------------------------------------------


def _separators() -> tuple[str, str]:
    return SEPARATORS.get((get_language() or "en")[:2], SEPARATORS["en"])


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """1240 -> "1 240" (narrow no-break space in French); "" for None. `decimals` fixes their count."""
    if value is None or value == "":
        return ""
    thousands, point = _separators()
    shown = Decimal(str(value))
    text = f"{shown:,.{int(decimals)}f}" if decimals is not None else f"{shown.normalize():,f}"
    return text.translate({ord(","): thousands, ord("."): point, ord("-"): MINUS})


@register.filter
def signed(value: Any, decimals: int | None = None) -> str:
    """A change, with its sign: "+85", "−3" (true minus), "0"."""
    text = number(value, decimals)
    return f"+{text}" if text and Decimal(str(value)) > 0 else text


@register.filter
def minutes(value: Any) -> str:
    """Minutes in words that fit a card: "12 min", "1 h 15", "2 h"."""
    if value is None or value == "":
        return ""
    hours, rest = divmod(round(float(value)), 60)
    if not hours:
        return f"{rest}{NO_BREAK_SPACE}min"
    short = f"{number(hours)}{NO_BREAK_SPACE}h"
    return f"{short}{NO_BREAK_SPACE}{rest:02d}" if rest else short


@register.filter
def hours(value: Any, decimals: int = 2) -> str:
    """Minutes as decimal hours, as funders count them: 675 -> "11,25"."""
    return "" if value is None or value == "" else number(Decimal(str(value)) / 60, decimals)


@register.filter
def day(value: Any) -> str:
    """A date in words: "22 novembre 2026", "1er octobre 2026"."""
    if not value:
        return ""
    words = date_format(value, "j F Y")
    return f"1er {words[2:]}" if words.startswith("1 ") and (get_language() or "")[:2] == "fr" else words


# --- navigation ----------------------------------------------------------------------------


def _place(path: str, target: str) -> str:
    """What aria-current should say of `target` when the reader is at `path`; "" when elsewhere."""
    if path == target:
        return "page"
    return "true" if target != "/" and path.startswith(target) else ""


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str, drawing: str, css: str = "nav-link") -> SafeString:
    """Link with icon and word to the URL called `name`; nothing at all while that URL does not exist."""
    try:
        target = reverse(name)
    except NoReverseMatch:
        return SafeString("")
    here = _place(getattr(context.get("request"), "path", ""), target)
    current = format_html(' aria-current="{}"', here) if here else ""
    return format_html(
        '<a class="{}" href="{}"{}>{}<span>{}</span></a>', css, target, current, icon(drawing, 22), label
    )


# --- brand ---------------------------------------------------------------------------------


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#rrggbb`, 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2) of two `#rrggbb` colours, 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _declarations(name: str, colour: str) -> str:
    ink = max(("#14110F", "#FBF7F0"), key=lambda candidate: contrast(candidate, colour))
    return f"--brand-{name}:{colour};--brand-on-{name}:{ink};"


@register.simple_tag
def brand_css(colours: Mapping[str, str] | None) -> SafeString:
    """CSS rule with a site's own colours, each with the ink that reads best on it.

    Keys: BRAND_KEYS, each also with `_dark`. Anything that is not `#rrggbb` is left out: the
    result goes inside a <style> element.
    """
    names = [key + suffix for key in BRAND_KEYS for suffix in ("", "_dark")]
    chosen = ((name, str((colours or {}).get(name) or "")) for name in names)
    rules = [_declarations(name.replace("_", "-"), c) for name, c in chosen if HEX_COLOUR.fullmatch(c)]
    return mark_safe(f":root{{{''.join(rules)}}}" if rules else "")  # noqa: S308 - hex only


# --- charts --------------------------------------------------------------------------------

BAR_WIDTH, BAR_GAP, CHART_HEIGHT, HEAD_ROOM = 56, 16, 140, 26


def _bar(place: int, label: object, value: float, highest: float) -> dict[str, Any]:
    height = round(CHART_HEIGHT * float(value) / highest) if highest else 0
    left = place * (BAR_WIDTH + BAR_GAP)
    top = HEAD_ROOM + CHART_HEIGHT - height
    return {"label": label, "value": value, "x": left, "y": top, "height": height,
            "middle": left + BAR_WIDTH // 2, "above": top - 8}  # fmt: skip


@register.inclusion_tag("components/bars.html")
def bars(points: Sequence[tuple[object, float]], caption: str, unit: str = "") -> dict[str, Any]:
    """Bar chart of (label, value >= 0) pairs with its table; the last bar stands out."""
    highest = max((float(value) for _, value in points), default=0.0)
    drawn = [_bar(place, label, value, highest) for place, (label, value) in enumerate(points)]
    width = max(len(drawn) * (BAR_WIDTH + BAR_GAP) - BAR_GAP, BAR_WIDTH)
    return {"bars": drawn, "caption": caption, "unit": unit, "width": width}
