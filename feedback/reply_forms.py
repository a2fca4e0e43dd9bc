from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communications.models import Communication
from feedback.models import Response
from postincident.forms import Form, SomeOfField
from postincident.models import User


class ReplyForm(Form):
    words = forms.CharField(
        label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )


class MailForm(Form):
    subject = forms.CharField(label=_("Subject"), max_length=200)
    words = forms.CharField(
        label=_("What you say"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )


class OwnerForm(Form):
    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label=_("Who looks after it"), required=False, empty_label=_("Nobody yet")
    )


class NoteForm(Form):
    words = forms.CharField(
        label=_("Note for colleagues"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Stays here; it is never sent."),
    )


class FaqForm(Form):
    """Which answers make a section, and of which draft."""

    communication = forms.ModelChoiceField(
        Communication.objects.none(), label=_("Draft"), empty_label=_("Choose a draft")
    )
    title = forms.CharField(label=_("Heading"), max_length=150)
    response = SomeOfField(
        Response.objects.none(),
        error_messages={"required": _("Choose at least one question: each has a box before it.")},
    )

    def __init__(
        self, *args: object, drafts: QuerySet[Communication], answered: QuerySet[Response], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["communication"].queryset = drafts  # type: ignore[attr-defined]
        self.fields["response"].queryset = answered  # type: ignore[attr-defined]
