"""Publishing: turn what the studio compiled into immutable versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quests.catalogue.models import Quest, Question, QuestionVersion, QuestVersion, Step, StepVersion
from quests.catalogue.specs import QuestionSpec, QuestSpec, StepSpec
from quests.errors import NotPlayable
from quests.questions import kind_named


@transaction.atomic
def publish_question(spec: QuestionSpec) -> QuestionVersion:
    """Make ``spec`` the current version of its question; the same content twice is one version.

    Raises ``quests.questions.InvalidKey`` when the answer key does not fit the kind.
    """
    kind_named(spec.kind).check_key(spec.key)
    question = _locked(Question, uid=spec.uid, defaults={"kind": spec.kind})
    version = _same(question.current, spec) or QuestionVersion.objects.create(
        question=question,
        number=question.versions.count() + 1,
        digest=digest(spec),
        substance=substance(spec),
        **_fields(spec, omit={"uid"}),
    )
    question.kind, question.current, question.retired_at = spec.kind, version, None
    question.save(update_fields=["kind", "current", "retired_at"])
    return version


@transaction.atomic
def publish_quest(spec: QuestSpec) -> QuestVersion:
    """Make ``spec`` the current version of its quest; attempts under way keep theirs."""
    quest = _locked(Quest, uid=spec.uid, defaults={"slug": spec.slug, "pillar": spec.pillar})
    version = _same(quest.current, spec) or _new_quest_version(quest, spec)
    quest.slug, quest.pillar, quest.position = spec.slug, spec.pillar, spec.position
    quest.current, quest.retired_at = version, None
    quest.save()
    return version


@transaction.atomic
def retire_quest(uid: UUID) -> None:
    """Take a quest out of play; attempts under way may finish, nothing is deleted."""
    Quest.objects.filter(uid=uid, retired_at=None).update(retired_at=timezone.now())


@transaction.atomic
def retire_question(uid: UUID) -> None:
    """Take a question out of play: new attempts no longer meet it."""
    Question.objects.filter(uid=uid, retired_at=None).update(retired_at=timezone.now())


def digest(spec: QuestionSpec | QuestSpec) -> str:
    """SHA-256 of the content of ``spec``, the same for the same content."""
    text = json.dumps(asdict(spec), sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def substance(spec: QuestionSpec) -> str:
    """SHA-256 of what there is to know: the kind, the key and the facts, not the words."""
    known = {"kind": spec.kind, "key": spec.key, "facts": sorted(fact["digest"] for fact in spec.facts)}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def _locked(model: type[Any], *, uid: UUID, defaults: dict[str, Any]) -> Any:
    model.objects.get_or_create(uid=uid, defaults=defaults)
    return model.objects.select_for_update().get(uid=uid)


def _same(current: Any, spec: QuestionSpec | QuestSpec) -> Any:
    return current if current and current.digest == digest(spec) else None


def _fields(spec: Any, *, omit: set[str]) -> dict[str, Any]:
    names = [name for name in spec.__dataclass_fields__ if name not in omit]
    return {name: list(value) if isinstance(value := getattr(spec, name), tuple) else value for name in names}


def _new_quest_version(quest: Quest, spec: QuestSpec) -> QuestVersion:
    version = QuestVersion.objects.create(
        quest=quest,
        number=quest.versions.count() + 1,
        digest=digest(spec),
        seconds=sum(step.seconds for step in spec.steps),
        points=sum(step.points for step in spec.steps),
        **_fields(spec, omit={"uid", "slug", "position", "steps"}),
    )
    steps = _steps(quest, spec.steps)
    questions = _ids("Question", (step.question for step in spec.steps))
    checkpoints = _ids("Checkpoint", (step.checkpoint for step in spec.steps))
    StepVersion.objects.bulk_create(
        StepVersion(
            quest_version=version,
            step=steps[step.key],
            position=position,
            kind=step.kind,
            words=step.words,
            draw=step.draw,
            question_id=questions.get(step.question),
            checkpoint_id=checkpoints.get(step.checkpoint),
            seconds=step.seconds,
            points=step.points,
        )
        for position, step in enumerate(spec.steps, start=1)
    )
    return version


def _steps(quest: Quest, specs: Iterable[StepSpec]) -> dict[UUID, Step]:
    keys = [spec.key for spec in specs]
    Step.objects.bulk_create([Step(quest=quest, key=key) for key in keys], ignore_conflicts=True)
    quest.steps.filter(retired_at=None).exclude(key__in=keys).update(retired_at=timezone.now())
    quest.steps.filter(key__in=keys).update(retired_at=None)
    return {step.key: step for step in quest.steps.filter(key__in=keys)}


def _ids(model: str, uids: Iterable[UUID | None]) -> dict[UUID | None, int]:
    """Primary keys by uid. The model is named, not imported: checkpoints lie uphill."""
    wanted = {uid for uid in uids if uid}
    found = apps.get_model("quests", model).objects.filter(uid__in=wanted)
    ids: dict[UUID | None, int] = dict(found.values_list("uid", "pk"))
    if missing := wanted - ids.keys():
        raise NotPlayable(_("Publish these first: %s") % ", ".join(map(str, sorted(missing))))
    return ids
