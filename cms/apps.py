"""The studio as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """What trainers write."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "cms"
    verbose_name = _("Studio")

    def ready(self) -> None:
        """Publishing compiles; Wagtail's own spreadsheets are switched off."""
        from cms.exports import switch_off  # noqa: PLC0415 (apps load first)
        from cms.publishing.wiring import connect  # noqa: PLC0415

        connect()
        switch_off()
