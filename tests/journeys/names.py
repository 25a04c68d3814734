"""Quests the world of the journeys holds, by their slug."""

SHORT_QUEST = "louvre-lens-en-deux-minutes"
"""The one quest its programme requires."""
EVERY_KIND = "toutes-les-questions"
"""A card, then a question of each kind."""
REMOTE = "un-lieu-de-loin"
"""Nothing but a checkpoint."""
