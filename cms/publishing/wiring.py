"""Which news of Wagtail compiles what."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_unpublished, published, unpublished

from cms.context_processors import forget_branding
from cms.models import BankQuestion, Branding, Fact, LegalPage, ModulePage, QuestPage
from cms.publishing.compiling import compile_fact, compile_lesson, compile_quest, compile_question

COMPILERS = {
    BankQuestion: compile_question,
    ModulePage: compile_lesson,
    QuestPage: compile_quest,
}


def connect() -> None:
    """Listen to publishing, unpublishing and deletion of what is compiled."""
    for model in COMPILERS:
        published.connect(_compile, sender=model, dispatch_uid=f"compile {model.__name__}")
        unpublished.connect(_compile, sender=model, dispatch_uid=f"retire {model.__name__}")
        page_unpublished.connect(_compile, sender=model, dispatch_uid=f"retire {model.__name__}")
        post_delete.connect(_compile, sender=model, dispatch_uid=f"deleted {model.__name__}")
    post_save.connect(_fact_changed, sender=Fact, dispatch_uid="compile Fact")
    for model in (Branding, LegalPage):
        post_save.connect(_forget, sender=model, dispatch_uid=f"forget {model.__name__}")
        post_delete.connect(_forget, sender=model, dispatch_uid=f"forgotten {model.__name__}")


def _compile(sender: type, instance: Any, **kwargs: Any) -> None:
    # "published" also says that a publication was scheduled: nothing is live yet, nor compiled.
    scheduled = "revision" in kwargs and not instance.live
    if not scheduled:
        COMPILERS[sender](instance)


def _forget(**kwargs: Any) -> None:
    forget_branding()


def _fact_changed(instance: Fact, created: bool, **kwargs: Any) -> None:
    if not created:
        compile_fact(instance)
