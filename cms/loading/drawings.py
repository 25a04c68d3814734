"""Drawings of a pack as pictures of the studio. Only packs bring SVG: nobody uploads one."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha1
from pathlib import Path
from xml.etree.ElementTree import Element, register_namespace, tostring

from defusedxml.ElementTree import fromstring
from django.core.files.base import ContentFile
from wagtail.images.models import Image

from cms.loading.pack import Pack, PackError

SVG = "http://www.w3.org/2000/svg"
DRAWN = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "use",
    "clipPath", "mask", "linearGradient", "radialGradient", "stop", "title", "desc", "symbol",
    "pattern", "text", "tspan",
}  # fmt: skip
"""Elements that draw; scripts, styles, links, images and foreign content are dropped."""


def clean_svg(text: str) -> bytes:
    """``text`` with only drawing elements and attributes that run and fetch nothing."""
    root = fromstring(text, forbid_dtd=True)
    if _name(root) != "svg":
        raise PackError("not an SVG drawing")
    _clean(root)
    register_namespace("", SVG)  # here, not once: other libraries change this global table
    return tostring(root, encoding="utf-8")


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(f"{{{SVG}}}")


def _clean(element: Element) -> None:
    for child in list(element):
        if _name(child) in DRAWN:
            _clean(child)
        else:
            element.remove(child)
    for name, value in list(element.attrib.items()):
        if not _harmless(name.rpartition("}")[2], value):
            del element.attrib[name]


def _harmless(name: str, value: str) -> bool:
    flat = "".join(value.split()).lower()
    if name.lower().startswith("on") or name == "style":
        return False
    if name == "href":
        return flat.startswith("#")
    return "url(" not in flat or flat.startswith("url(#")


def import_pictures(pack: Pack, names: Iterable[str]) -> dict[str, Image]:
    """One studio picture for each name; a picture already there is kept, a changed one renewed."""
    known = {image.title: image for image in Image.objects.filter(title__in=_titles(pack, names))}
    return {name: _import(pack, name, known.get(_title(pack, name))) for name in names}


def _title(pack: Pack, name: str) -> str:
    return f"{pack.slug}/{name}"


def _titles(pack: Pack, names: Iterable[str]) -> list[str]:
    return [_title(pack, name) for name in names]


def _import(pack: Pack, name: str, known: Image | None) -> Image:
    content = _content(pack.picture(name))
    digest = sha1(content, usedforsecurity=False).hexdigest()
    if known and known.file_hash == digest and known.file.storage.exists(known.file.name):
        return known
    image = known or Image(title=_title(pack, name))
    image.file = ContentFile(content, name=f"{pack.slug}-{name}")
    image.file_hash, image.file_size = digest, len(content)
    image.save()
    return image


def _content(path: Path) -> bytes:
    if path.suffix.lower() != ".svg":
        return path.read_bytes()
    try:
        return clean_svg(path.read_text(encoding="utf-8"))
    except (PackError, SyntaxError, ValueError) as error:
        raise PackError(f"pictures/{path.name}: {error}") from error
