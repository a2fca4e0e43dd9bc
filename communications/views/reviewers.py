"""Who reviews what was submitted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from communications.access import get_communication
from communications.models import Communication, ReviewLink, Revision
from communications.outside import UNDECIDED, open_links
from communications.review_forms import EmergencyForm, OutsiderForm, ReviewersForm
from communications.reviewers import allowed, may_choose, sentence_of
from communications.verbs import asking, outside
from communications.verbs.emergency import approve_in_emergency
from communications.views.editor import page_context
from postincident.access import SignedInRequest, may_edit, may_manage
from postincident.errors import Refused
from postincident.forms import posted


def _undecided(communication: Communication) -> Revision | None:
    """The one in review, or approved and not released: somebody outside may still send that back."""
    if communication.state not in (Communication.State.IN_REVIEW, Communication.State.APPROVED):
        return None
    return communication.revisions.filter(state__in=UNDECIDED).first()


def _over(request: SignedInRequest, communication: Communication) -> HttpResponse:
    messages.info(request, _("It is not in review."))
    return redirect(communication)


@require_http_methods(["GET", "POST"])
@may_edit
def review_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = _undecided(communication)
    if revision is None:
        return _over(request, communication)
    form = _form(communication, revision, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            asking.choose_reviewers(request.user, revision, list(form.cleaned_data["reviewers"]))
        except Refused as refused:
            form.add_refusal(refused, "reviewers")
        else:
            messages.success(request, sentence_of(revision, communication.audience.group))
            return redirect("communications:review-ask", communication.pk)
    return _page(request, communication, revision, form=form)


def _form(communication: Communication, revision: Revision, data: QueryDict | None = None) -> ReviewersForm:
    people = allowed(communication).exclude(pk__in=revision.editors)
    asked = list(revision.requests.values_list("reviewer", flat=True))
    return ReviewersForm(data, people=people, initial={"reviewers": asked})


def _page(
    request: SignedInRequest,
    communication: Communication,
    revision: Revision,
    *,
    form: ReviewersForm | None = None,
    outsider: OutsiderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = page_context(request, communication) | {
        "step": _("Reviewers"),
        "revision": revision,
        "form": form or _form(communication, revision),
        "outsider": outsider or OutsiderForm(),
        "links": revision.links.select_related("made_by", "review"),
        "open_links": set(open_links(revision).values_list("pk", flat=True)),
        "who_reviews": sentence_of(revision, communication.audience.group),
        "may_choose": may_choose(request.user, revision),
        "in_review": revision.state == Revision.State.IN_REVIEW,
    }
    return render(request, "communications/review_ask.html", context, status=status)


@never_cache
@require_POST
@may_edit
def reviewlink_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Shows the link, once: there is nothing to lead to that could show it again."""
    communication = get_communication(request.user, pk)
    revision = _undecided(communication)
    if revision is None:
        return _over(request, communication)
    form = OutsiderForm(request.POST)
    if form.is_valid():
        try:
            invitation = outside.invite(request.user, revision, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, {"days": "days", "has_account": "email", "there": "email"}.get(refused.code))
        else:
            is_mailed = outside.mail(invitation)
            context = page_context(request, communication) | {
                "step": _("Link for a review"),
                "invitation": invitation,
                "is_mailed": is_mailed,
            }
            return render(request, "communications/reviewlink_made.html", context)
    return _page(request, communication, revision, outsider=form, status=422)


@require_POST
@may_edit
def reviewlink_revoke(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    link = get_object_or_404(
        ReviewLink.objects.select_related("revision"), revision__communication=communication, pk=link_pk
    )
    try:
        outside.revoke(request.user, link)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Revoked: the link of %(name)s opens nothing any more.") % {"name": link.name})
    return redirect("communications:review-ask", communication.pk)


@require_http_methods(["GET", "POST"])
@may_manage
def review_emergency(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.filter(state=Revision.State.IN_REVIEW).first()
    if revision is None:
        return _over(request, communication)
    form = EmergencyForm(posted(request), initial={"digest": revision.digest})
    if request.method == "POST" and form.is_valid():
        try:
            approve_in_emergency(request.user, revision, form.cleaned_data["digest"], form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused, "reason" if refused.code == "no_reason" else None)
        else:
            messages.warning(request, _("It counts as approved now, with your reason. Nothing has left yet."))
            return redirect("communications:communication-release", communication.pk)
    context = page_context(request, communication) | {
        "step": _("Release without approval"),
        "revision": revision,
        "form": form,
        "wrote_it": request.user.pk in revision.editors,
    }
    return render(request, "communications/review_emergency.html", context)
