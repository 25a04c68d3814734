"""Who plays, where they work, and who may look at what."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import Role


class User(AbstractUser):
    """A person. ``first_name`` and ``last_name`` are the civil name; boards never show them."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField(_("display name"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, default="fr")
    trade = models.CharField(_("trade"), max_length=20, choices=Role, blank=True)
    pseudonym = models.CharField(_("board pseudonym"), max_length=60, blank=True)
    on_boards = models.BooleanField(_("appears on the boards"), default=False)
    is_minor = models.BooleanField(_("under 18"), default=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["pseudonym"], condition=~Q(pseudonym=""), name="pseudonym_once"),
            models.CheckConstraint(condition=Q(is_minor=False) | Q(on_boards=False), name="minors_off_boards"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def civil_name(self) -> str:
        """First and last name, for reports and certificates."""
        return self.get_full_name()


class Territory(models.Model):
    """The area of one tourist office."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self) -> str:
        return self.name


class Financier(models.Model):
    """Who pays for training: an OPCO, a self-employed fund, a public body."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    siren = models.CharField("SIREN", max_length=9, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("financier")
        verbose_name_plural = _("financiers")

    def __str__(self) -> str:
        return self.name


class Sector(models.TextChoices):
    """What an establishment does for visitors."""

    HOTEL = "hotel", _("Hotel")
    RESTAURANT = "restaurant", _("Restaurant")
    CAFE = "cafe", _("Café")
    SHOP = "shop", _("Shop")
    TAXI = "taxi", _("Taxi")
    TOURIST_OFFICE = "tourist_office", _("Tourist office")
    MUSEUM = "museum", _("Museum")
    LEISURE = "leisure", _("Leisure")


class Employer(models.Model):
    """An establishment, known by its SIRET."""

    siret = models.CharField("SIRET", max_length=14, unique=True)
    name = models.CharField(_("name"), max_length=120)
    idcc = models.CharField("IDCC", max_length=4, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    headcount = models.PositiveIntegerField(_("headcount"), null=True, blank=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    territory = models.ForeignKey(Territory, models.PROTECT, verbose_name=_("territory"))
    opco = models.ForeignKey(Financier, models.PROTECT, null=True, blank=True, verbose_name="OPCO", related_name="+")

    class Meta:
        ordering = ["name"]
        verbose_name = _("employer")
        verbose_name_plural = _("employers")

    def __str__(self) -> str:
        return self.name


class Employment(models.Model):
    """A person at an employer between two dates; open while ``ended_on`` is empty."""

    person = models.ForeignKey(User, models.PROTECT, related_name="employments")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="employments")
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer"],
                condition=Q(ended_on=None),
                name="employment_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="employment_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.employer_id}"


class ManagerSeat(models.Model):
    """A person who may see who enrolled and completed at one employer."""

    person = models.ForeignKey(User, models.CASCADE, related_name="manager_seats", verbose_name=_("person"))
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="manager_seats", verbose_name=_("employer"))

    class Meta:
        verbose_name = _("manager")
        verbose_name_plural = _("managers")
        constraints = [models.UniqueConstraint(fields=["person", "employer"], name="manager_seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.employer_id}"


class FunderSeat(models.Model):
    """A person who may read the reports of one financier."""

    person = models.ForeignKey(User, models.CASCADE, related_name="funder_seats", verbose_name=_("person"))
    financier = models.ForeignKey(Financier, models.CASCADE, related_name="funder_seats", verbose_name=_("financier"))

    class Meta:
        verbose_name = _("funder’s officer")
        verbose_name_plural = _("funders’ officers")
        constraints = [models.UniqueConstraint(fields=["person", "financier"], name="funder_seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.financier_id}"


class JoinCode(models.Model):
    """The code on the staff-room poster: opens an account at one employer, learner role only."""

    code = models.CharField(_("code"), max_length=16, unique=True)
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="join_codes", verbose_name=_("employer"))
    seats = models.PositiveIntegerField(_("seats"), default=200)
    uses = models.PositiveIntegerField(_("uses"), default=0)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("join code")
        verbose_name_plural = _("join codes")
        constraints = [models.CheckConstraint(condition=Q(uses__lte=F("seats")), name="join_code_seats")]

    def __str__(self) -> str:
        return self.code
