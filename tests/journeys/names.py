"""Quests the world of the journeys holds, by their slug."""

SHORT_QUEST = "louvre-lens-en-deux-minutes"
"""The one quest its programme requires."""
EVERY_KIND = "toutes-les-questions"
"""A card, then a question of each kind."""
ASKED = (
    "single_choice",
    "ordering",
    "hotspot",
    "matching",
    "dialogue",
    "short_text",
    "slider",
    "map_pin",
    "categorising",
    "multiple_choice",
    "true_false",
    "numeric",
    "gap_fill",
    "gap_fill",
)
"""The kinds it asks, in order: what journeys stop at comes early."""
REMOTE = "un-lieu-de-loin"
"""Nothing but a checkpoint."""
REVIEWERS = ("solene", "maelle")
"""Who played every kind long ago and has all of it to review."""
