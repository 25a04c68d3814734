"""Every model of the studio, in one place for Django."""

from cms.models.bank import BankQuestion
from cms.models.branding import Branding
from cms.models.facts import Fact
from cms.models.imports import ImportBatch
from cms.models.media import Recording, Video
from cms.models.moderation import ReadyApprovalTask
from cms.models.notices import StaleNotice
from cms.models.pages import LegalPage, ModulePage, PillarPage, QuestPage, TerritoryHomePage

__all__ = [
    "BankQuestion", "Branding", "Fact", "ImportBatch", "LegalPage", "ModulePage", "PillarPage", "QuestPage",
    "ReadyApprovalTask", "Recording", "StaleNotice", "TerritoryHomePage", "Video",
]  # fmt: skip
