from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communications.access import get_communication
from communications.models import Comment, Communication
from communications.verbs import commenting
from communications.views.editor import editor_url, page_context, save_first
from communications.writing_forms import CommentForm
from postincident.access import SignedInRequest, may_edit
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User


@require_http_methods(["GET", "POST"])
@may_edit
def comment_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """All comments on a communication, by section, and a new one. The editor takes them at their section."""
    communication = get_communication(request.user, pk)
    form = CommentForm(posted(request), communication=communication, initial={"section": request.GET.get("section")})
    if request.method == "POST" and form.is_valid():
        try:
            commenting.comment(request.user, communication, form.cleaned_data["section"], form.cleaned_data["body"])
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Your comment is there for everyone who reads this."))
            return redirect("communications:comment-list", communication.pk)
    rows = communication.comments.select_related("author", "resolved_by", "section").order_by("section__position", "pk")
    context = page_context(request, communication) | {
        "step": _("Comments"),
        "form": form,
        "comments": [row for row in rows if row.resolved_at is None],
        "resolved": [row for row in rows if row.resolved_at is not None],
    }
    return render(request, "communications/comment_list.html", context)


def _verb(request: SignedInRequest, pk: int, comment_pk: int, verb: Callable[[User, Comment], None]) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if unsaved := save_first(request, communication):
        return unsaved
    row = get_object_or_404(Comment.objects.select_related("section"), communication=communication, pk=comment_pk)
    verb(request.user, row)
    if communication.state == Communication.State.DRAFT and "subject" in request.POST:
        return redirect(editor_url(request, communication, row.section))
    return redirect("communications:comment-list", communication.pk)


@require_POST
@may_edit
def comment_resolve(request: SignedInRequest, pk: int, comment_pk: int) -> HttpResponse:
    return _verb(request, pk, comment_pk, commenting.resolve)


@require_POST
@may_edit
def comment_reopen(request: SignedInRequest, pk: int, comment_pk: int) -> HttpResponse:
    return _verb(request, pk, comment_pk, commenting.reopen)
