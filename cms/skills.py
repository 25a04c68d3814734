"""What questions train, and how hard they are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Skill(models.TextChoices):
    """What a question trains."""

    KNOW = "know", _("Know")
    ADVISE = "advise", _("Advise")
    WELCOME = "welcome", _("Welcome")


class Difficulty(models.IntegerChoices):
    """How hard a question is; points follow (see the game's scoring)."""

    EASY = 1, _("Easy (5 points)")
    MEDIUM = 2, _("Medium (10 points)")
    HARD = 3, _("Hard (15 points)")
