"""A MathML formula as one line of characters: ``E = m c^2``, ``(a + b)/c``, ``√(x)``."""

from __future__ import annotations

from .xml_elements import Element

_SPACED = frozenset("=≠<>≤≥≈+−-×÷·→⇒±")
_BETWEEN = {"msup": "^", "msub": "_", "mfrac": "/", "munder": "_", "mover": "^"}
_SILENT = frozenset({"annotation", "annotation-xml"})


def linear(element: Element) -> str:
    """Return a formula, or a part of one, as plain text."""
    return " ".join(_linear(element).split())


def _linear(element: Element) -> str:
    parts = [_linear(child) for child in element.elements() if child.tag not in _SILENT]
    if element.tag in _BETWEEN and len(parts) == 2:
        return _BETWEEN[element.tag].join(map(_grouped, parts))
    if element.tag in {"msubsup", "munderover"} and len(parts) == 3:
        return f"{_grouped(parts[0])}_{_grouped(parts[1])}^{_grouped(parts[2])}"
    if element.tag == "msqrt":
        return f"√({' '.join(parts)})"
    if element.tag == "mroot" and len(parts) == 2:
        return f"{_grouped(parts[0])}^(1/{_grouped(parts[1])})"
    if element.tag == "mfenced":
        attributes = element.attributes
        return f"{attributes.get('open', '(')}{', '.join(parts)}{attributes.get('close', ')')}"
    return " ".join(parts) if parts else _leaf(element)


def _leaf(element: Element) -> str:
    text = element.text().strip()
    return f" {text} " if text in _SPACED else text


def _grouped(part: str) -> str:
    tidy = " ".join(part.split())
    return f"({tidy})" if " " in tidy else tidy
