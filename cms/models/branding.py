"""What makes a destination recognisable: name, logo, colours, contact."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.brand import unreadable

HEX = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six digits, e.g. #1F5F80."))
COLOURS = ("accent", "lamp", "history", "values", "offer")


def _colour(label: str, default: str) -> models.CharField:
    return models.CharField(label, max_length=7, default=default, validators=[HEX])


@register_setting(icon="tag", order=100)
class Branding(BaseSiteSetting):
    """The identity of the site. Every colour is checked against what is written on it."""

    name = models.CharField(_("name"), max_length=80, default="Academy")
    short_name = models.CharField(_("short name"), max_length=24, default="Academy")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    tagline_nl = models.CharField(_("tagline in Dutch"), max_length=160, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    accent = _colour(_("main button"), "#14110F")
    lamp = _colour(_("lamps"), "#FFC93C")
    history = _colour(_("history"), "#B23A22")
    values = _colour(_("values"), "#3E6B45")
    offer = _colour(_("offer and links"), "#1F5F80")
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=30, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
                FieldPanel("tagline"),
                FieldRowPanel([FieldPanel("tagline_en"), FieldPanel("tagline_nl")]),
                FieldPanel("logo"),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel(name) for name in COLOURS])], heading=_("Colours")),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
            ],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a colour nobody could read."""
        super().clean()
        errors = {name: why for name in COLOURS if (why := unreadable(name, getattr(self, name)))}
        if errors:
            raise ValidationError(errors)
