from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.links import hash_address
from postincident.models import Incident, User, in_sight_of
from postincident.vocabulary import Kind, Severity, Source

_HIDDEN = "redacted-"


class Head(models.Model):
    """The end of the chain: one row, locked while a record is filed, so that numbers have no gaps."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="archive_head_only_one")]

    def __str__(self) -> str:
        return f"Head at {self.number}"


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: User) -> RecordQuerySet:
        """Records of restricted incidents do not exist for those not named on them, and those of withdrawn imports for anybody."""
        return self.filter(in_sight_of(user)).standing()

    def redactable_by(self, administrator: User) -> RecordQuerySet:
        """Also what a withdrawn import brought: its words can go without anybody being shown them."""
        return self.filter(in_sight_of(administrator) | models.Q(incident__withheld__isnull=False))

    def standing(self) -> RecordQuerySet:
        """All but those of withdrawn imports."""
        return self.exclude(pk__in=WithheldRecord.objects.values("record"))


class Record(models.Model):
    """An archived communication: immutable, numbered, chained. Written by `archive.verbs.filing.file` only.

    `metadata` is one canonical JSON text, stored and hashed exactly as it is; the other columns are derived from it, the title
    from what the body says: a redaction empties it.
    `digest` = H(previous ‖ number ‖ metadata ‖ H(salt ‖ content)), all SHA-256, hexadecimal.
    """

    number = models.PositiveBigIntegerField(unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="records")
    kind = models.CharField(max_length=20, choices=Kind)
    audience = models.CharField(max_length=200, blank=True)
    services = models.TextField(blank=True)  # names, one a line, as they stood
    severity = models.CharField(max_length=10, choices=Severity)
    title = models.CharField(max_length=300)
    sent_at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source)
    origin = models.CharField(max_length=250, null=True, unique=True)  # noqa: DJ001 - identity of what was imported
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    # Newest first by this key on both engines: microseconds since 1970 of sent_at, made unique by counting up.
    search_key = models.BigIntegerField(unique=True)
    metadata = models.TextField()
    content_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    filed_at = models.DateTimeField()

    text: str | None  # where a search read it along; none where it was redacted

    objects: ClassVar[models.Manager[Record]] = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-search_key"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="archive_record_kind"),
            models.CheckConstraint(condition=models.Q(severity__in=Severity.values), name="archive_record_severity"),
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="archive_record_source"),
        ]
        indexes = [
            # The records of one incident in order.
            models.Index(fields=["incident", "-search_key"], name="record_of_incident"),
            # Facets and filters over the newest.
            models.Index(fields=["kind", "-search_key"], name="record_by_kind"),
        ]

    def __str__(self) -> str:
        return f"Record {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("archive:record-detail", args=[self.number])

    @property
    def heading(self) -> str:
        return self.title or str(_("Redacted"))


class RecordBody(models.Model):
    """What was sent. Deleted with its salt by a redaction, and by nothing else; the chain stays provable without it."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="body", primary_key=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)  # [{"name", "size", "digest"}]
    said = models.TextField(blank=True)  # canonical JSON, hashed as it is: `archive.said`; empty in format 1
    salt = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "record bodies"

    def __str__(self) -> str:
        return f"Body of record {self.record_id}"


class Derived(models.Model):
    """What results are counted by, one narrow row a record; worked out by `archive.search.index`, and rebuildable."""

    record = models.OneToOneField(
        Record,
        models.DO_NOTHING,
        to_field="search_key",
        db_column="search_key",
        primary_key=True,
        related_name="derived",
    )
    kind = models.CharField(max_length=20)
    audience = models.CharField(max_length=200)
    services = models.TextField()
    severity = models.CharField(max_length=10)
    source = models.CharField(max_length=10)
    states_cause = models.BooleanField()

    class Meta:
        db_table = "archive_search_record"
        managed = False  # part of the index, which is neither copied nor flushed but made anew
        verbose_name_plural = "derived"

    def __str__(self) -> str:
        return f"Derived from {self.record_id}"


class RecordFile(models.Model):
    """A file that went with a record and came with a whole archive; those that were sent from here lie in higher apps."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="files")
    digest = models.CharField(max_length=64)  # as it was filed; the bytes are held to it wherever they are shown
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "digest"], name="archive_recordfile_once"),
        ]

    def __str__(self) -> str:
        return f"File of record {self.record_id}"


class WithheldRecord(models.Model):
    """A record of a withdrawn import. It stays where it is, and in the chain; nobody is shown it."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="withheld")
    run = models.ForeignKey("Import", on_delete=models.PROTECT, related_name="withheld_records")

    def __str__(self) -> str:
        return f"Withheld: record {self.record_id}"


class Redaction(models.Model):
    """Permission, by name and with a reason, to delete the body of one record."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="redaction")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(_("reason"), max_length=1000)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Redaction of record {self.record_id}"


def hidden_address(address: str) -> str:
    """What stands in place of an address whose words were redacted: whoever knows the address can find it, nobody the address."""
    return f"{_HIDDEN}{hash_address(address)[:40]}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> PublicationQuerySet:
        """Those of records that still have their words, of incidents open to all."""
        return self.filter(withdrawn_at=None, record__redaction=None).exclude(record__incident__restricted=True)


class Publication(models.Model):
    """Whether a record is on the public pages. Visibility never sits on the record, which cannot change."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="publications")
    address = models.SlugField(_("address"), max_length=120, unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=models.Q(withdrawn_at__isnull=True), name="archive_publication_once"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(why=""),
                name="archive_publication_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("archive:post-detail", args=[self.address])
