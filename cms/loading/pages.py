"""Pages of a pack: home, pillars, quests, legal texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from cms.loading.entries import Entry, Writer
from cms.loading.markup import rich_text
from cms.loading.pack import Pack, PackError
from cms.models import (
    BankQuestion,
    Branding,
    LegalPage,
    PillarPage,
    QuestPage,
    TerritoryHomePage,
)
from cms.models.branding import COLOURS
from quests.checkpoints.models import Checkpoint

Pictures = Mapping[str, Any]


def save_home(pack: Pack, writer: Writer) -> dict[str, Page]:
    """The home page of each language, and the site that starts at the source's."""
    key = pack.uid("home")
    if other := TerritoryHomePage.objects.exclude(translation_key=key).first():
        raise PackError(f"Another destination is already here: {other.title!r}.")
    root = Page.get_first_root_node()
    words = pack.destination.get("home", {}).get("words", {})
    entry = Entry(
        model=TerritoryHomePage,
        key=key,
        name="home",
        values={
            language: {
                "title": said["name"],
                "slug": language,
                "promise": words.get(language, {}).get("promise", said["tagline"]),
                "intro": rich_text(words.get(language, {}).get("intro", "")),
            }
            for language, said in pack.destination["words"].items()
        },
        parents=dict.fromkeys(pack.destination["words"], root),
    )
    homes = writer.save(entry)
    _save_site(pack, homes[settings.LANGUAGE_CODE])
    return homes


def _save_site(pack: Pack, home: Page) -> None:
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    said = pack.destination["words"][settings.LANGUAGE_CODE]
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    old_root = site.root_page if site.pk else None
    site.hostname, site.port = address.hostname or "localhost", port
    site.root_page, site.site_name = home, said["name"]
    site.save()
    # Wagtail's own welcome page: a bare Page, never one of ours.
    if old_root and old_root.specific_class is Page and old_root.depth > 1:
        old_root.delete()
    save_branding(pack, site)


def save_branding(pack: Pack, site: Site) -> None:
    """Name, taglines and colours, the first time."""
    if Branding.objects.filter(site=site).exists():
        return
    words = pack.destination["words"]
    light = pack.destination.get("brand", {}).get("light", {})
    brand = Branding(site=site)
    said = words[settings.LANGUAGE_CODE]
    brand.name, brand.short_name = said["name"], said["short_name"]
    brand.tagline = said["tagline"]
    brand.tagline_en = words.get("en", {}).get("tagline", "")
    brand.tagline_nl = words.get("nl", {}).get("tagline", "")
    for name in COLOURS:
        if name in light:
            setattr(brand, name, light[name]["colour"])
    brand.full_clean()
    brand.save()


def pillar_entries(pack: Pack, homes: Mapping[str, Page], pictures: Pictures) -> Iterator[Entry]:
    """One page for each pillar."""
    for data in pack.destination["pillars"]:
        yield Entry(
            model=PillarPage,
            key=pack.uid("pillar", data["slug"]),
            name=data["slug"],
            values={
                language: {
                    "title": words["name"],
                    "slug": data["slug"],
                    "pillar": data["slug"],
                    "summary": words["summary"],
                    "picture": pictures.get(data.get("picture", "")),
                    "picture_alt": words.get("alt", ""),
                    "show_in_menus": True,
                }
                for language, words in data["words"].items()
            },
            parents=homes,
        )


def legal_entries(pack: Pack, homes: Mapping[str, Page]) -> Iterator[Entry]:
    """Legal notice, privacy, accessibility."""
    for data in pack.destination.get("legal", []):
        yield Entry(
            model=LegalPage,
            key=pack.uid("legal", data["slug"]),
            name=data["slug"],
            values={
                language: {
                    "title": words["title"],
                    "slug": data["slug"],
                    "body": rich_text(words["body"]),
                }
                for language, words in data["words"].items()
            },
            parents=homes,
        )


def quest_entries(
    pack: Pack,
    pillars: Mapping[str, Mapping[str, Page]],
    pictures: Pictures,
    questions: Mapping[Any, BankQuestion],
) -> Iterator[Entry]:
    """The quests, in the order of their files."""
    places = dict(Checkpoint.objects.values_list("slug", "pk"))
    for position, data in enumerate(pack.quests, start=1):
        slug = data["slug"]
        try:
            values = {
                language: {
                    "title": words["title"],
                    "slug": slug,
                    "pillar": data["pillar"],
                    "roles": data.get("roles", []),
                    "season": data.get("season", ""),
                    "position": position,
                    "summary": words["summary"],
                    "tell": words["tell"],
                    "picture": pictures.get(data.get("picture", "")),
                    "picture_alt": words.get("alt") or words["title"],
                    "steps": json.dumps(
                        [_step(pack, data, step, language, pictures, questions, places) for step in data["steps"]]
                    ),
                }
                for language, words in data["words"].items()
            }
        except KeyError as error:
            raise PackError(f"quest {slug}: {error} is missing") from error
        yield Entry(
            model=QuestPage,
            key=pack.uid("quest", slug),
            name=slug,
            values=values,
            parents=pillars[data["pillar"]],
        )


def _step(
    pack: Pack,
    quest: Mapping[str, Any],
    step: Mapping[str, Any],
    language: str,
    pictures: Pictures,
    questions: Mapping[Any, BankQuestion],
    places: Mapping[str, int],
) -> dict[str, Any]:
    kind = step["kind"]
    block = {"type": kind, "id": pack.block("step", quest["slug"], step["key"])}
    if kind == "question":
        return block | {"value": questions[pack.uid("question", step["question"])].pk}
    if kind == "checkpoint":
        return block | {"value": places[step["checkpoint"]]}
    if kind == "pool":
        return block | {"value": _pool(pack, quest, step)}
    return block | {"type": step["card"], "value": _card(step, language, pictures)}


def _pool(pack: Pack, quest: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    minima = [
        {
            "type": "item",
            "id": pack.block("minimum", quest["slug"], step["key"], str(place)),
            "value": {"count": least["count"]} | _asked(least["where"]),
        }
        for place, least in enumerate(step.get("at_least", []), start=1)
    ]
    shared = {"count": step["count"], "at_least": minima, "unseen_days": step.get("unseen_days", 7)}
    return shared | _asked(step.get("where", {}))


ONE_OF, ANY_OF = ("pillar", "skill", "difficulty", "role"), ("sites", "tags")


def _asked(where: Mapping[str, Any]) -> dict[str, Any]:
    """What a pool asks for, as its block keeps it: one pillar, one trade, any of several places."""
    if unknown := where.keys() - {*ONE_OF, *ANY_OF}:
        raise PackError(f"a pool asks for {', '.join(sorted(unknown))}; it may ask for {', '.join((*ONE_OF, *ANY_OF))}")
    value = {name: where.get(name) or None for name in ONE_OF}
    return value | {name: ", ".join(where.get(name, [])) for name in ANY_OF}


def _card(step: Mapping[str, Any], language: str, pictures: Pictures) -> dict[str, Any]:
    words = step["words"][language]
    image = pictures.get(step.get("picture", ""))
    value: dict[str, Any] = {
        "heading": words["heading"],
        "body": rich_text(words.get("body", "")),
        "picture": {"image": image.pk if image else None, "alt": words.get("alt", "")},
        "source": step.get("source", ""),
    }
    if step["card"] == "fact":
        value["review_by"] = step["review_by"].isoformat()
    if step["card"] == "phrase":
        value |= {name: words[name] for name in ("phrase", "phrase_lang", "meaning")}
    return value
