"""Every model of the studio, in one place for Django."""

from cms.models.bank import BankQuestion
from cms.models.branding import Branding
from cms.models.media import Video
from cms.models.moderation import ReadyApprovalTask
from cms.models.pages import LegalPage, ModulePage, PillarPage, QuestPage, TerritoryHomePage

__all__ = [
    "BankQuestion", "Branding", "LegalPage", "ModulePage", "PillarPage", "QuestPage",
    "ReadyApprovalTask", "TerritoryHomePage", "Video",
]  # fmt: skip
