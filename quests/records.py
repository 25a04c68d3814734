"""Records that only grow: the shared base of the ledger, the evidence and the export audit."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from quests.errors import AppendOnly


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset which can add and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("These records cannot be changed: add a reversing line.")

    def delete(self) -> NoReturn:
        raise AppendOnly("These records cannot be deleted: add a reversing line.")


class AppendOnlyModel(models.Model):
    """Rows are written once; a correction is another row."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("This record cannot be changed: add a reversing line.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("This record cannot be deleted: add a reversing line.")
