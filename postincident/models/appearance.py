from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("Write a colour as # and six digits from 0 to 9 and a to f."))


class Appearance(models.Model):
    """What an organisation sets of the pages people outside meet. One row at most; without it they look as shipped."""

    accent = models.CharField(_("colour on light"), max_length=7, blank=True, validators=[COLOUR])
    accent_dark = models.CharField(_("colour on dark"), max_length=7, blank=True, validators=[COLOUR])
    footer = models.TextField(_("footer"), max_length=1000, blank=True)
    footer_html = models.TextField(blank=True)  # rendered when it is saved
    logo = models.BinaryField(null=True, blank=True)
    logo_digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="postincident_appearance_once")]

    def __str__(self) -> str:
        return "appearance"
