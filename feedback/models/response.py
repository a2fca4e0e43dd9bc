from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communications.addresses import normalise_mail
from communications.languages import name_of
from communications.models import Communication, Contact, Delivery, StakeholderGroup
from feedback.questionnaires import said, written_keys
from postincident import clock
from postincident.links import hash_address
from postincident.models import Incident, User, in_sight_of
from postincident.vocabulary import Kind


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def newest_first(self) -> QuestionnaireQuerySet:
        return self.order_by("-version", "-pk")

    def alike(self, one: Questionnaire) -> QuestionnaireQuerySet:
        """All versions of it: what is asked of the same group, of the same kind, in the same language."""
        return self.filter(group=one.group_id, kind=one.kind, language=one.language).newest_first()

    def fitting(self, group: Any, kind: Any, language: Any) -> QuestionnaireQuerySet:
        """Every version that may be asked of this group, which reads that language, about this kind; the most specific first:
        group and kind, group, kind, everyone; of equals, the one in the group's language. Values, or what stands for them."""
        fits = Q(group=group) | Q(group=None), Q(kind="") | Q(kind=kind)
        known = Q(language=language) | Q(language=settings.LANGUAGE_CODE)
        specific = (
            Case(When(group__isnull=False, then=4), default=0)
            + Case(When(kind="", then=0), default=2)
            + Case(When(language=settings.LANGUAGE_CODE, then=0), default=1)
        )
        return self.filter(*fits, known).annotate(specific=specific).order_by("-specific")

    def asked(self, group: StakeholderGroup, kind: str) -> Questionnaire | None:
        """The one that is asked now."""
        return self.filter(current=True).fitting(group.pk, kind, group.language).first()


class Questionnaire(models.Model):
    """What is asked, of whom, about what: one version of it. A change makes a new one; an answer keeps the version it answered.

    `current` is the version asked now, and none of one that was retired.
    """

    group = models.ForeignKey(StakeholderGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind, blank=True, default="")
    language = models.CharField(max_length=10, default="en")
    version = models.PositiveIntegerField(default=1)
    questions = models.JSONField()  # see feedback/questionnaires.py
    name_days = models.PositiveSmallIntegerField(null=True, blank=True)  # else ANSWER_NAME_DAYS
    current = models.BooleanField(default=True)
    created_at = clock.DateTimeField(auto_now_add=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="feedback_questionnaire_kind"),
            # Those for a group and those for every group apart, since NULLs are never equal.
            models.UniqueConstraint(
                fields=["group", "kind", "language", "version"],
                condition=Q(group__isnull=False),
                name="feedback_questionnaire_version_of_group",
            ),
            models.UniqueConstraint(
                fields=["kind", "language", "version"],
                condition=Q(group__isnull=True),
                name="feedback_questionnaire_version_of_all",
            ),
            models.UniqueConstraint(
                fields=["group", "kind", "language"],
                condition=Q(current=True, group__isnull=False),
                name="feedback_questionnaire_current_of_group",
            ),
            models.UniqueConstraint(
                fields=["kind", "language"],
                condition=Q(current=True, group__isnull=True),
                name="feedback_questionnaire_current_of_all",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(name)s, version %(n)s") % {"name": self.name, "n": self.version}

    def get_absolute_url(self) -> str:
        return reverse("feedback:questionnaire-detail", args=[self.pk])

    @property
    def name(self) -> str:
        said = [str(self.group) if self.group else _("Every group"), self.get_kind_display() if self.kind else ""]
        if self.language != settings.LANGUAGE_CODE:
            said.append(name_of(self.language))
        return ", ".join(str(word) for word in said if word)

    @property
    def is_for_everyone(self) -> bool:
        """The last resort: it can be changed, not retired."""
        return self.group_id is None and not self.kind and self.language == settings.LANGUAGE_CODE

    @property
    def days_named(self) -> int:
        return self.name_days if self.name_days is not None else settings.ANSWER_NAME_DAYS


class FeedbackLink(models.Model):
    """Permission to answer. Personal: one delivery, one answer. Shared: one communication, many answers.

    The token is worked out from the id and `nonce` under LINK_KEY; nothing that would let a reader of the database
    forge one is stored.
    """

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal")
        SHARED = "shared", _("Shared")

    kind = models.CharField(max_length=10, choices=Kind)
    communication = models.ForeignKey(Communication, on_delete=models.PROTECT, related_name="feedback_links")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nonce = models.CharField(max_length=32)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="personal", delivery__isnull=False) | Q(kind="shared", delivery__isnull=True),
                name="feedback_feedbacklink_kind",
            ),
            models.UniqueConstraint(
                fields=["delivery"], condition=Q(delivery__isnull=False), name="feedback_feedbacklink_one_per_delivery"
            ),
            models.UniqueConstraint(
                fields=["communication"], condition=Q(kind="shared"), name="feedback_feedbacklink_one_shared"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} link {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether it takes no answer any more, as too much time has passed."""
        return self.expires_at <= clock.now()


class Plain(json.JSONEncoder):
    """Letters as they are, so that words in any script are found."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"ensure_ascii": False}))


WITH_WORDS = ~Q(words="") | Q(wrote_more=True)


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, user: User) -> ResponseQuerySet:
        return self.filter(in_sight_of(user))

    def with_words(self) -> ResponseQuerySet:
        return self.filter(WITH_WORDS)

    def untagged(self) -> ResponseQuerySet:
        """Those with words: a rating alone says nothing that a theme could hold."""
        return self.filter(to_tag=True)

    def awaiting_reply(self) -> ResponseQuerySet:
        return self.filter(to_answer=True)

    def for_lists(self) -> ResponseQuerySet:
        return self.select_related("incident", "group", "questionnaire").prefetch_related("tags__theme").defer("whole")


def rating(label: str) -> models.PositiveSmallIntegerField[Any, Any]:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class Response(models.Model):
    """What a stakeholder said. By link, staff see the group only, unless the person says who they are.

    An answer is written while whoever gave it waits, and each index is one more page of the disk: a key stands in one where
    something reads by it, and where an answer has none, only of those that have.

    `link` is kept so that a personal one answers once, which `by_personal_link` has the database see to; it is not shown to
    staff. `edit_secret_hash` belongs to the secret the thank-you page shows: it alone opens the answer again.
    """

    class Source(models.TextChoices):
        LINK = "link", _("Feedback form")
        OUTREACH = "outreach", _("Outreach")
        QUESTION = "question", _("Question raised during the incident")
        REPLY = "reply", _("Reply by mail")
        IMPORT = "import", _("Imported")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="responses", db_index=False)
    communication = models.ForeignKey(
        Communication, on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    group = models.ForeignKey(
        StakeholderGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    source = models.CharField(max_length=10, choices=Source)
    link = models.ForeignKey(
        FeedbackLink, on_delete=models.PROTECT, null=True, blank=True, related_name="responses", db_index=False
    )
    by_personal_link = models.BooleanField(default=False)
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    clear = rating("clear")
    timely = rating("timely")
    complete = rating("complete")
    words = models.TextField(_("what they said"), max_length=5000, blank=True)
    # To what else was asked: key of the question → a number, words, or those that were chosen.
    answers = models.JSONField(default=dict, blank=True, encoder=Plain)
    wrote_more = models.BooleanField(default=False)  # whether some of these answers are in words of theirs
    is_tagged = models.BooleanField(default=False)  # whether it has a theme
    to_tag = models.GeneratedField(
        expression=Q(is_tagged=False) & WITH_WORDS,  # type: ignore[arg-type]  # the stubs know no conditions here
        output_field=models.BooleanField(),
        db_persist=True,
    )
    to_read = models.BooleanField(default=True)  # whether rules that tag by themselves have yet to look at it
    # Of a reply by mail: all of it, with what it quotes, and the name by which the same mail is known again.
    whole = models.TextField(max_length=60_000, blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # what it answers
    may_reply = models.BooleanField(_("may we reply?"), default=False)
    name = models.CharField(_("name"), max_length=150, blank=True)
    reply_to = models.EmailField(_("e-mail address"), blank=True)
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    said_at = models.DateTimeField(_("when"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # who of us looks after it
    # Whoever said it was asked, and agreed. To ask for a reply is no permission to be quoted.
    may_quote = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    to_answer = models.GeneratedField(
        expression=Q(may_reply=True, answered_at=None),  # type: ignore[arg-type]
        output_field=models.BooleanField(),
        db_persist=True,
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    edit_secret_hash = models.CharField(max_length=64, blank=True)
    created_at = clock.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()
    suggested: Sequence[Any] = ()  # themes; `suggested.suggest_for` looks for them

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=["link", "outreach", "question", "reply", "import"]),
                name="feedback_response_source",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (1, 5)}),
                    name=f"feedback_response_{field}_one_to_five",
                )
                for field in ("clear", "timely", "complete")
            ],
            models.UniqueConstraint(
                fields=["link"], condition=Q(by_personal_link=True), name="feedback_response_once_per_personal_link"
            ),
            # The same form sent twice is one answer. Whatever came by a link is found by this.
            models.UniqueConstraint(
                fields=["link", "edit_secret_hash"],
                condition=Q(link__isnull=False),
                name="feedback_response_once_per_form",
            ),
            # So is the same mail delivered twice.
            models.UniqueConstraint(
                fields=["incident", "message_id"], condition=~Q(message_id=""), name="feedback_response_once_per_mail"
            ),
        ]
        indexes = [
            # An incident's responses, newest first.
            models.Index(fields=["incident", "-said_at", "-id"], name="response_of_incident"),
            # All that somebody sees, newest first; and what their ratings are, what is to be tagged and to be answered.
            models.Index(fields=["-said_at", "-id"], name="response_newest"),
            models.Index(fields=["clear", "timely", "complete", "incident"], name="response_rated"),
            models.Index(fields=["-said_at", "-id", "incident"], condition=Q(to_tag=True), name="response_to_tag"),
            models.Index(fields=["incident"], condition=Q(to_answer=True), name="response_to_answer"),
            # What a theme that tags by itself has yet to look at, the oldest first.
            models.Index(fields=["id"], condition=Q(to_read=True), name="response_to_read"),
            # What somebody of us looks after; what a key contact wrote back.
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="response_of_owner"),
            models.Index(fields=["contact"], condition=Q(contact__isnull=False), name="response_of_contact"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"

    def note_whether_more(self) -> None:
        """Whoever sets its answers calls this, so that words in them are counted as words."""
        self.wrote_more = bool(self._more)

    @property
    def _more(self) -> list[str]:
        keys = written_keys(self.questionnaire.questions) if self.answers and self.questionnaire else ()
        return [str(self.answers[key]) for key in keys if self.answers.get(key)]

    @property
    def all_words(self) -> str:
        """Its words, and after them those of further questions, each of which ends a sentence."""
        return " …\n".join(text for text in (self.words, *self._more) if text)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """Its words, each part with whether it decided on a theme that is suggested."""
        marks = sorted({mark for one in self.suggested for mark in one.because.marks})
        parts, at = [], 0
        for start, end in marks:
            if end > at:
                parts += [(self.words[at : max(start, at)], False), (self.words[max(start, at) : end], True)]
                at = end
        return [part for part in [*parts, (self.words[at:], False)] if part[0]]

    @property
    def also_said(self) -> list[tuple[str, str]]:
        """(question, answer) to what was asked besides, in the words of the version that was answered."""
        return said(self.questionnaire.questions, self.answers) if self.questionnaire and self.answers else []

    @property
    def is_from_elsewhere(self) -> bool:
        """Somebody wrote back to a mail that had gone to another address."""
        if self.delivery is None or not self.reply_to:
            return False
        return hash_address(normalise_mail(self.reply_to)) != self.delivery.address_hash


class Outreach(models.Model):
    """Reaching out to a key contact by name, and what came of it."""

    class Outcome(models.TextChoices):
        NONE = "", _("Not yet")
        SPOKE = "spoke", _("Spoke")
        NO_ANSWER = "no_answer", _("No answer")
        DECLINED = "declined", _("Declined")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="outreach")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="outreach")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default=Outcome.NONE)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    response = models.OneToOneField(Response, on_delete=models.SET_NULL, null=True, blank=True, related_name="outreach")

    class Meta:
        verbose_name_plural = "outreach"
        ordering = ["incident", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "contact"], name="feedback_outreach_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "spoke", "no_answer", "declined"]), name="feedback_outreach_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"outreach {self.pk}"
