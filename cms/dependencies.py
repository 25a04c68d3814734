"""What depends on a place, a fact or a question: one page, one click away from each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms.blocks.pools import pool_draw
from cms.models import BankQuestion, Fact, ModulePage, QuestPage
from cms.studio_page import StudioPage
from quests.catalogue.models import Question
from quests.catalogue.pools import Candidate, Draw
from quests.catalogue.selectors import candidates
from quests.checkpoints.models import Checkpoint

PERMISSION = "cms.change_bankquestion"


@dataclass(frozen=True, kw_only=True)
class Dependent:
    """Something that would have to be looked at again; ``what`` is its type in words."""

    what: str
    title: str
    url: str
    note: str = ""


def of_place(slug: str) -> list[Dependent]:
    """Facts, questions, quests and the checkpoint of a place."""
    facts = [fact for fact in Fact.objects.filter(sites__contains=slug) if slug in fact.site_slugs]
    found = [each for each in _sources() if slug in each.site_slugs]
    places = Checkpoint.objects.filter(slug=slug)
    return [*map(_fact, facts), *_with_quests(found), *map(_checkpoint, places)]


def of_fact(fact: Fact) -> list[Dependent]:
    """The questions that rest on ``fact``, and the quests that ask them."""
    return _with_quests([each for each in _sources() if fact.pk in each.fact_ids])


def of_question(question: BankQuestion) -> list[Dependent]:
    """The quests, pools and checkpoints that ask ``question``."""
    return [*_quests_asking([question]), *_checkpoints_asking([question.translation_key])]


def _with_quests(questions: list[BankQuestion]) -> list[Dependent]:
    keys = [question.translation_key for question in questions]
    return [*map(_question, questions), *_quests_asking(questions), *_checkpoints_asking(keys)]


def _sources() -> Any:
    """Every question of the bank once, in the source language."""
    return BankQuestion.objects.filter(locale__language_code=settings.LANGUAGE_CODE)


def _quests_asking(questions: Iterable[BankQuestion]) -> Iterator[Dependent]:
    """Quest pages with a step that asks one of them, or a pool that may draw one."""
    ids, wanted = _ids(questions), [each for each in candidates() if each.question in _played(questions)]
    for page in QuestPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("position"):
        asked = any(block["type"] == "question" and block["value"] in ids for block in page.steps.raw_data)
        if asked:
            yield _page(page)
        elif any(_may_draw(block, wanted) for block in page.steps if block.block_type == "pool"):
            yield _page(page, note=_("drawn from the bank"))


def _ids(questions: Iterable[BankQuestion]) -> set[int]:
    keys = [question.translation_key for question in questions]
    return set(BankQuestion.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def _played(questions: Iterable[BankQuestion]) -> set[int]:
    keys = [question.translation_key for question in questions]
    return set(Question.objects.filter(uid__in=keys).values_list("pk", flat=True))


def _may_draw(block: Any, wanted: list[Candidate]) -> bool:
    draw = Draw.read(pool_draw(block.value, pool=""))
    return any(each.is_in(draw.where) for each in wanted)


def _checkpoints_asking(keys: list[UUID]) -> Iterator[Dependent]:
    for side in ("onsite", "remote"):
        yield from map(_checkpoint, Checkpoint.objects.filter(**{f"{side}_question__uid__in": keys}))


def _question(question: BankQuestion) -> Dependent:
    edit = BankQuestion.snippet_viewset.get_url_name("edit")
    return Dependent(what=_("Question"), title=str(question), url=reverse(edit, args=[question.pk]))


def _fact(fact: Fact) -> Dependent:
    edit = Fact.snippet_viewset.get_url_name("edit")
    return Dependent(what=_("Fact"), title=str(fact), url=reverse(edit, args=[fact.pk]))


def _page(page: QuestPage | ModulePage, *, note: str = "") -> Dependent:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Dependent(what=_("Quest"), title=page.title, url=url, note=note)


def _checkpoint(place: Checkpoint) -> Dependent:
    return Dependent(what=_("Checkpoint"), title=str(place), url=reverse("checkpoints:edit", args=[place.pk]))


def places() -> list[str]:
    """Every place somebody named, in alphabetical order."""
    named = {slug for question in _sources() for slug in question.site_slugs}
    named |= {slug for fact in Fact.objects.all() for slug in fact.site_slugs}
    return sorted(named | set(Checkpoint.objects.values_list("slug", flat=True)))


class DependenciesView(StudioPage, TemplateView):
    """``?place=``, ``?fact=`` or ``?question=``; nothing asked: the places to choose from."""

    template_name = "cms/dependencies.html"
    page_title = gettext_lazy("What depends on it?")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The subject and what depends on it."""
        subject, dependents = self.asked()
        return super().get_context_data(**kwargs) | {
            "subject": subject,
            "dependents": dependents,
            "places": places(),
            "place": self.request.GET.get("place", ""),
        }

    def asked(self) -> tuple[str, list[Dependent]]:
        """What is asked about, in words, and the answer."""
        if slug := self.request.GET.get("place", ""):
            return slug, of_place(slug)
        if (fact := self._one(Fact, "fact")) is not None:
            return str(fact), of_fact(fact)
        if (question := self._one(BankQuestion, "question")) is not None:
            return str(question), of_question(question)
        return "", []

    def _one(self, model: type[Any], name: str) -> Any:
        pk = self.request.GET.get(name, "")
        if not pk:
            return None
        found = model.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        if found is None:
            raise Http404
        return found


def urls() -> list[Any]:
    """Where the page lives in the studio."""
    view = permission_required(PERMISSION)(DependenciesView.as_view())
    return [path("dependencies/", view, name="dependencies")]


class DependenciesMenuItem(MenuItem):
    """In the menu of whoever writes questions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """See MenuItem."""
        return bool(request.user.has_perm(PERMISSION))


def menu_item() -> MenuItem:
    """The entry of the menu."""
    return DependenciesMenuItem(
        gettext_lazy("What depends on it?"), reverse("dependencies"), name="dependencies", icon_name="link", order=157
    )


class WithDependents:
    """On the page where a question or a fact is written."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """See Wagtail's edit view."""
        buttons = listing_buttons(self.object, self.request.user)  # type: ignore[attr-defined]
        return [*super().header_more_buttons, *buttons]  # type: ignore[misc]


def listing_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """One click away from each question and each fact."""
    name = {BankQuestion: "question", Fact: "fact"}.get(type(snippet))
    if name and user.has_perm(PERMISSION):
        url = f"{reverse('dependencies')}?{name}={snippet.pk}"
        yield Button(_("What depends on it?"), url, icon_name="link", priority=60)
