"""The game's event wiring, readable on one screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestsConfig(AppConfig):
    """One app, feature sub-packages; news travels upward through events."""

    name = "quests"
    verbose_name = _("Quests")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Subscribe each feature to the news it cares about."""
        from quests import events
        from quests.leaderboard import broadcast
        from quests.ledger import services as ledger
        from quests.people.models import Employment, User
        from quests.programme import services as programme
        from quests.review import services as review

        def learner(event: events.QuestCompleted | events.CheckedIn) -> User:
            return User.objects.get(pk=event.learner_id)

        def enrol(event: events.LearnerJoined) -> None:
            employment = Employment.objects.select_related("person").get(pk=event.employment_id)
            programme.enrol_in_open_programmes(employment.person, employment=employment)

        def honour(event: events.QuestCompleted | events.CheckedIn) -> None:
            ledger.grant_badges(learner(event))

        events.subscribe(events.LearnerJoined, enrol)
        events.subscribe(events.QuestionAnswered, review.meet)
        events.subscribe(events.QuestCompleted, honour)
        events.subscribe(events.CheckedIn, honour)
        events.subscribe(events.PointsAwarded, broadcast.points_awarded)
        events.subscribe(events.BoardVisibilityChanged, broadcast.visibility_changed)
