from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.access import get_communication
from communications.file_types import DOCX, JPEG, ODT, PDF, PNG
from communications.models import Attachment, Communication, Proof
from communications.verbs import attaching
from communications.views.editor import page_context
from postincident.access import SignedInRequest, may_edit, signed_in
from postincident.errors import Refused
from postincident.forms import Form, posted

ENDINGS = [ending for kind in (PDF, PNG, JPEG, DOCX, ODT) for ending in kind.endings]
EDITABLE = (Communication.State.DRAFT, Communication.State.IN_REVIEW, Communication.State.APPROVED)


class AttachmentForm(Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, PNG, JPEG, or a letter as DOCX or ODT without macros."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )


def _add(request: SignedInRequest, communication: Communication, form: AttachmentForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        # One octet more than may leave is enough to know.
        attaching.attach(request.user, communication, file.name, file.read(settings.ATTACHMENT_BYTES + 1))
    except Refused as refused:
        form.add_refusal(refused, "file")
        return False
    messages.success(request, _("Attached. It is part of what is approved, and leaves with the mail."))
    return True


@require_http_methods(["GET", "POST"])
@signed_in
def attachment_list(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if request.method == "POST" and not request.user.can_edit:
        raise PermissionDenied
    may_add = request.user.can_edit and communication.state in EDITABLE
    form = AttachmentForm(posted(request), request.FILES or None)
    if request.method == "POST" and (not may_add or (form.is_valid() and _add(request, communication, form))):
        return redirect("communications:attachment-list", pk)
    context = page_context(request, communication) | {
        "step": _("Attachments"),
        "form": form if may_add else None,
        "attachments": communication.attachments.select_related("added_by").defer("content"),
        "most": settings.ATTACHMENT_BYTES,
        "most_together": settings.ATTACHMENTS_BYTES,
        "voids": communication.state != Communication.State.DRAFT,
    }
    return render(request, "communications/attachment_list.html", context)


@require_safe
@signed_in
def attachment_detail(request: SignedInRequest, pk: int, attachment_pk: int) -> HttpResponse:
    return download(_attachment(request, pk, attachment_pk))


def download(attachment: Attachment | Proof) -> HttpResponse:
    """The file, to be kept and never to be shown by the browser in the application's name."""
    response = HttpResponse(
        bytes(attachment.content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, attachment.name) or "attachment"},
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@may_edit
def attachment_remove(request: SignedInRequest, pk: int, attachment_pk: int) -> HttpResponse:
    attachment = _attachment(request, pk, attachment_pk)
    try:
        attaching.detach(request.user, attachment)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Taken away: %(name)s.") % {"name": attachment.name})
    return redirect("communications:attachment-list", pk)


def _attachment(request: SignedInRequest, pk: int, attachment_pk: int) -> Attachment:
    communication = get_communication(request.user, pk)
    return get_object_or_404(
        Attachment.objects.select_related("communication"), communication=communication, size__gt=0, pk=attachment_pk
    )
