"""What authors were told, so that nobody is told twice."""

from __future__ import annotations

from django.db import models


class StaleNotice(models.Model):
    """The authors of a question know that it left play because its day of review was past."""

    question = models.ForeignKey("quests.Question", models.CASCADE, related_name="+")
    review_by = models.DateField()
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "review_by"], name="stale_notice_once")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.review_by}"
