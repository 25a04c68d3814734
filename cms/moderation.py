"""Who may do what in the studio, and the way from a draft to something published."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import BankQuestion, ReadyApprovalTask

TRAINERS, EDITORS, WORKFLOW = "Trainers", "Editors", "Moderation"
PAGES = {TRAINERS: ("add", "change"), EDITORS: ("add", "change", "publish", "lock", "unlock")}
BANK = {
    TRAINERS: ("add", "change", "view"),
    EDITORS: ("add", "change", "view", "publish", "lock", "unlock", "delete"),
}
FILES = ("add_image", "choose_image", "change_image", "add_document", "choose_document")
SHELF = tuple(f"{verb}_{model}" for model in ("video", "recording", "fact") for verb in ("add", "change", "view"))
GAME = ("territory", "season", "badge", "checkpoint", "employer", "financier", "programme",
        "fundingagreement", "joincode")  # fmt: skip
"""The back office: editors add and change; deleting is for administrators."""


@transaction.atomic
def set_up_moderation() -> None:
    """Create or repair the two groups and the workflow; running it again changes nothing."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (TRAINERS, EDITORS)}
    for name, group in groups.items():
        group.permissions.set(_permissions(name))
        _allow_pages(group, PAGES[name])
        _allow_files(group)
    _workflow(groups[EDITORS])
    # Wagtail's example group may publish anything: it goes unless somebody was put in it.
    Group.objects.filter(name="Moderators", user=None).delete()


def _permissions(name: str) -> list[Permission]:
    codes = {("wagtailadmin", "access_admin")}
    codes |= {("cms", f"{action}_bankquestion") for action in BANK[name]}
    codes |= {("cms", code) for code in SHELF}
    codes.add(("wagtail_localize", "submit_translation"))
    if name == EDITORS:
        codes |= {("quests", f"{verb}_{model}") for model in GAME for verb in ("add", "change", "view")}
        codes |= {("cms", "change_branding")}
    else:
        codes |= {("quests", f"view_{model}") for model in ("checkpoint", "season", "badge")}
    found = Permission.objects.select_related("content_type").filter(
        content_type__app_label__in={app for app, _ in codes}
    )
    return [each for each in found if (each.content_type.app_label, each.codename) in codes]


def _allow_pages(group: Group, actions: tuple[str, ...]) -> None:
    root = Page.get_first_root_node()
    type_ = ContentType.objects.get_for_model(Page)
    wanted = Permission.objects.filter(content_type=type_, codename__in=[f"{action}_page" for action in actions])
    GroupPagePermission.objects.filter(group=group).exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _allow_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _workflow(editors: Group) -> None:
    """One step, for pages and questions alike; Wagtail's own example is put to sleep."""
    task = ReadyApprovalTask.objects.get_or_create(name=WORKFLOW)[0]
    task.groups.set([editors])
    workflow = Workflow.objects.get_or_create(name=WORKFLOW)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    WorkflowContentType.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(BankQuestion), defaults={"workflow": workflow}
    )
