"""What can go wrong in the game, in words a person can act on.

Services raise these; doors turn them into a message or a page. ``code`` is stable and machine
readable (the phone's outbox and the tests rely on it), ``message`` is translated for the reader.
"""

from __future__ import annotations

from django.utils.functional import Promise


class QuestError(Exception):
    """A refusal with a stable ``code`` and a message for the person in front of the screen."""

    code = "refused"

    def __init__(self, message: str | Promise, *, code: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        if code is not None:
            self.code = code


class NotPlayable(QuestError):
    """The quest, step or checkpoint is not in play (retired, closed, out of its window)."""

    code = "not_playable"


class AnswerRefused(QuestError):
    """The answer could not be read; nothing was recorded and the learner may answer again."""

    code = "answer_refused"


class StepNotReached(QuestError):
    """The step lies after one that has not been done yet."""

    code = "not_reached"


class JoinRefused(QuestError):
    """The join code is unknown, expired, revoked or has no seat left."""

    code = "join_refused"


class AppendOnly(QuestError):
    """Somebody tried to change a record that only ever grows."""

    code = "append_only"


class TooManyRequests(QuestError):
    """A limit was reached; ``retry_after`` is in seconds."""

    code = "too_many_requests"

    def __init__(self, message: str | Promise, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
