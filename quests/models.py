"""Every model of the game, feature by feature, so that Django finds them in one place."""

from quests.catalogue.models import (
    Pillar,
    Quest,
    Question,
    QuestionVersion,
    QuestVersion,
    Role,
    Step,
    StepKind,
    StepVersion,
    TerritoryMap,
)
from quests.checkpoints.models import CheckIn, Checkpoint
from quests.ledger.models import Badge, BadgeAward, ScoreBucket, ScoreEntry, Season, Standing
from quests.people.models import (
    Employer,
    Employment,
    Financier,
    FunderSeat,
    JoinCode,
    ManagerSeat,
    Sector,
    Territory,
    User,
)
from quests.play.models import Attempt, DialogueTurn, Response
from quests.programme.models import (
    Completion,
    Enrolment,
    Evidence,
    FundingAgreement,
    Programme,
    ProgrammeQuest,
)
from quests.reports.models import ExportRecord
from quests.review.models import ReviewAnswer, ReviewCard, ReviewRound

__all__ = [
    "Attempt", "Badge", "BadgeAward", "CheckIn", "Checkpoint", "Completion", "DialogueTurn",
    "Employer", "Employment", "Enrolment", "Evidence", "ExportRecord", "Financier", "FunderSeat",
    "FundingAgreement", "JoinCode", "ManagerSeat", "Pillar", "Programme", "ProgrammeQuest",
    "Quest", "QuestVersion", "Question", "QuestionVersion", "Response", "ReviewAnswer", "ReviewCard",
    "ReviewRound", "Role", "ScoreBucket", "ScoreEntry", "Season", "Sector", "Standing", "Step",
    "StepKind", "StepVersion", "Territory", "TerritoryMap", "User",
]  # fmt: skip
