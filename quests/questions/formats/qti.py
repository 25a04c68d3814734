"""IMS / 1EdTech QTI 3, and QTI 2.1 and 2.2 under their older names: a package (zip) or one item.

Read: choice, match, order and text entry, one interaction an item, and texts with gaps (several text
entries or inline choices, words to place). Nothing in a package is ever run, and no file it points
to outside itself is fetched.
"""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from . import archives
from .decoding import check_size, counted
from .drafts import Refused
from .errors import Unreadable
from .item import Item
from .qti_gaps import gap_match, inline_choices, text_entries
from .qti_interactions import read_interaction
from .qti_item import QtiItem, normalise
from .xml_elements import Element, parse

_MANIFEST = "imsmanifest.xml"
_NOT_AN_ITEM = {
    "questestinterop": "This is QTI 1.2: export it as QTI 2.1, 2.2 or 3, or as Moodle XML.",
    "assessment-test": "This file only lists the items of a test: send the whole package (.zip).",
    "assessment-section": "This file only lists items: send the whole package (.zip).",
    "assessment-stimulus": "This file is a text for items, not an item: send the whole package (.zip).",
    "manifest": "This is the list of a package's files: send the whole package (.zip).",
}
_KINDS = {
    "match-interaction": "matching",
    "order-interaction": "ordering",
    "text-entry-interaction": "short_text",
    "inline-choice-interaction": "gap_fill",
    "gap-match-interaction": "gap_fill",
}
_SEVERAL = frozenset({"text-entry-interaction", "inline-choice-interaction"})


def read(data: bytes) -> list[Item]:
    """Return the items of a package in the order of its manifest, or the one item of an XML file (Unreadable)."""
    check_size(data)
    return counted(_package(archives.entries(data)) if archives.is_archive(data) else [_single(data)])


def _single(data: bytes) -> Item:
    root = parse(data)
    normalise(root)
    if root.tag != "assessment-item":
        reason = _NOT_AN_ITEM.get(root.tag)
        raise Unreadable(reason or f"This is not a QTI item: it starts with <{root.tag[:60]}>.")
    return _item(QtiItem(root))


def _package(files: dict[str, bytes]) -> list[Item]:
    manifests = sorted((name for name in files if posixpath.basename(name) == _MANIFEST), key=lambda n: n.count("/"))
    if not manifests:
        raise Unreadable(f"The zip holds no {_MANIFEST}: it is not a QTI package.")
    folder, root = posixpath.dirname(manifests[0]), parse(files[manifests[0]])
    hrefs = _item_files(root)
    return [_packed(files, posixpath.normpath(posixpath.join(folder, href))) for href in hrefs]


def _item_files(manifest: Element) -> list[str]:
    """Return where the manifest says the items are."""
    resources = [element for element in manifest.every() if element.tag == "resource"]
    kinds = [resource.attributes.get("type", "").lower() for resource in resources]
    found = [
        unquote(_href(resource))
        for resource, kind in zip(resources, kinds, strict=True)
        if kind.startswith(("imsqti_item", "imsqti_apipitem"))
    ]
    if not found and any("xmlv1p" in kind or kind.startswith("imsqti_asi") for kind in kinds):
        raise Unreadable(_NOT_AN_ITEM["questestinterop"])
    return list(dict.fromkeys(found))


def _href(resource: Element) -> str:
    file = resource.first("file")
    return resource.attributes.get("href") or (file.attributes.get("href", "") if file else "")


def _packed(files: dict[str, bytes], path: str) -> Item:
    """Return the item of a file of the package; whatever is wrong with it concerns that item alone."""
    if path not in files:
        return Item(kind="unknown", title=path[:250], line=1).refused(
            f"The package does not hold the file {path[:120]}."
        )
    try:
        item = _single(files[path])
    except Unreadable as reason:
        return Item(kind="unknown", title=path[:250], line=1).refused(f"{path[:120]}: {reason.message}")
    return item


def _item(item: QtiItem) -> Item:
    interactions = item.interactions()
    try:
        item.check_fixed()
        if not interactions:
            raise Refused("The item asks nothing: it holds no interaction.")
        return item.draft.finished(_answered(item, interactions))
    except Refused as reason:
        return _refused(item, interactions, str(reason))


def _answered(item: QtiItem, interactions: list[Element]) -> Item:
    """Read interactions that make one question: a single one, or the gaps of one text."""
    tags = {interaction.tag for interaction in interactions}
    if tags == {"inline-choice-interaction"}:
        return inline_choices(item, interactions)
    if len(interactions) == 1:
        only = interactions[0]
        return gap_match(item, interactions) if tags == {"gap-match-interaction"} else read_interaction(item, only)
    if tags == {"text-entry-interaction"}:
        return text_entries(item, interactions)
    raise Refused(f"The item asks {len(interactions)} things at once: make one item of each.")


def _refused(item: QtiItem, interactions: list[Element], reason: str) -> Item:
    """Return the item with just enough to recognise it."""
    kind = _kind(interactions)
    try:
        prompt = QtiItem(item.root).prompt(interactions[0]) if interactions else ""
    except Refused:
        prompt = ""
    return Item(kind=kind, title=item.title, prompt=prompt, line=item.root.line).refused(reason)


def _kind(interactions: list[Element]) -> str:
    """Name a refused item: our kind, or QTI's own name of its interaction."""
    if not interactions:
        return "information"
    interaction = interactions[0]
    if len(interactions) > 1:
        alike = {each.tag for each in interactions}
        return "gap_fill" if len(alike) == 1 and interaction.tag in _SEVERAL else "composite"
    if interaction.tag == "choice-interaction":
        return "single_choice" if interaction.attributes.get("max-choices", "1") == "1" else "multiple_choice"
    return _KINDS.get(interaction.tag, interaction.tag)
