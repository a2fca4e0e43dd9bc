from django.db import models
from django.utils.translation import gettext_lazy as _


class Service(models.Model):
    """A thing stakeholders use. The internal name stays inside; the public one may leave."""

    name = models.CharField(_("internal name"), max_length=120, unique=True)
    public_name = models.CharField(_("public name"), max_length=120, blank=True)
    description = models.CharField(_("what it is for"), max_length=300, blank=True)
    retired = models.BooleanField(_("retired"), default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def outside_name(self) -> str:
        return self.public_name or self.name
