"""Telling authors that a fact is past its day of review, and which questions left play with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from cms.models import BankQuestion
from cms.models.notices import StaleNotice
from cms.moderation import EDITORS
from quests.catalogue.models import Question
from quests.catalogue.selectors import stale_questions
from quests.people.models import User


@transaction.atomic
def tell_authors() -> int:
    """Write once to the authors of each question that left play; how many questions were news."""
    news = [question for question in stale_questions() if _is_news(question)]
    sources = BankQuestion.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key__in=[question.uid for question in news]
    ).select_related("latest_revision__user")
    letters: dict[User, list[BankQuestion]] = defaultdict(list)
    for source in sources:
        for person in _authors_of(source):
            letters[person].append(source)
    for person, questions in letters.items():
        _write(person, questions)
    return len(news)


def _is_news(question: Question) -> bool:
    version = question.current
    if version is None or version.review_by is None:
        return False
    return StaleNotice.objects.get_or_create(question=question, review_by=version.review_by)[1]


def _authors_of(source: BankQuestion) -> Iterable[User]:
    """Whoever wrote it last, and when they cannot be reached, the editors."""
    author = source.latest_revision.user if source.latest_revision else None
    if author is not None and author.is_active and author.email:
        return [author]
    return User.objects.filter(groups__name=EDITORS, is_active=True).exclude(email="")


def _write(person: User, questions: list[BankQuestion]) -> None:
    edit = BankQuestion.snippet_viewset.get_url_name("edit")
    rows = [(question, settings.SITE_URL + reverse(edit, args=[question.pk])) for question in questions]
    with translation.override(person.language):
        subject = ngettext(
            "%(n)s question left play: a fact is to be checked",
            "%(n)s questions left play: facts are to be checked",
            len(rows),
        ) % {"n": len(rows)}
        body = render_to_string("cms/messages/stale_facts.txt", {"person": person, "rows": rows})
    send_mail(subject, body, None, [person.email])
