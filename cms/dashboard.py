"""What a trainer sees first: facts to check again, and where each quest stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.models import BankQuestion, Fact, ModulePage, QuestPage
from quests.catalogue.models import Quest

SOON = timedelta(days=60)
SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class DueFact:
    """Something to check again by ``review_by``."""

    title: str
    where: str
    url: str
    review_by: date
    late: bool


@dataclass(frozen=True, kw_only=True)
class QuestRow:
    """A quest page and the version the game plays; ``number`` is 0 before the first one."""

    page: Any
    url: str
    number: int
    published_at: Any
    retired: bool


def facts_to_review(today: date) -> list[DueFact]:
    """Facts and questions whose day is past or within 60 days, the oldest first."""
    limit = today + SOON
    found = [*_facts(limit, today), *_questions(limit, today), *_cards(limit, today)]
    return sorted(found, key=lambda fact: fact.review_by)


def _facts(limit: date, today: date) -> list[DueFact]:
    edit = Fact.snippet_viewset.get_url_name("edit")
    return [
        DueFact(
            title=str(fact),
            where=fact._meta.verbose_name,
            url=reverse(edit, args=[fact.pk]),
            review_by=fact.review_by,
            late=fact.late(today),
        )
        for fact in Fact.objects.filter(review_by__lte=limit)
    ]


def _questions(limit: date, today: date) -> list[DueFact]:
    due = BankQuestion.objects.filter(review_by__lte=limit, locale__language_code=settings.LANGUAGE_CODE)
    edit = BankQuestion.snippet_viewset.get_url_name("edit")
    return [
        DueFact(
            title=str(question),
            where=question._meta.verbose_name,
            url=reverse(edit, args=[question.pk]),
            review_by=question.review_by,
            late=question.review_by < today,
        )
        for question in due
    ]


def _cards(limit: date, today: date) -> list[DueFact]:
    facts = []
    for model, field in ((QuestPage, "steps"), (ModulePage, "cards")):
        pages = model.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        for page in pages:
            for block in getattr(page, field).raw_data:
                day = block["value"].get("review_by") if block["type"] == "fact" else None
                if day and (when := date.fromisoformat(day)) <= limit:
                    facts.append(
                        DueFact(
                            title=block["value"].get("heading") or "",
                            where=page.title,
                            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                            review_by=when,
                            late=when < today,
                        )
                    )
    return facts


def quest_rows() -> list[QuestRow]:
    """Every quest page of the source language with what the game plays."""
    played = {quest.uid: quest for quest in Quest.objects.select_related("current")}
    pages = QuestPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [_row(page, played.get(page.translation_key)) for page in pages.order_by("position")]


def _row(page: Any, quest: Quest | None) -> QuestRow:
    version = quest.current if quest else None
    return QuestRow(
        page=page,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        number=version.number if version else 0,
        published_at=version.published_at if version else None,
        retired=bool(quest and quest.retired_at),
    )


class FactsPanel(Component):
    """Facts to review."""

    name = "facts_to_review"
    template_name = "cms/panels/facts.html"
    order = 90

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The first few facts and how many there are."""
        facts = facts_to_review(timezone.localdate())
        return {"facts": facts[:SHOWN], "more": max(0, len(facts) - SHOWN), "total": len(facts)}


class QuestsPanel(Component):
    """Where each quest stands."""

    name = "quests"
    template_name = "cms/panels/quests.html"
    order = 95

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """One row for each quest."""
        return {"rows": quest_rows()}
