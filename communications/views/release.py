"""Check, release, watch: every recipient is counted once, and nothing is repeated without a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.access import get_communication
from communications.addresses import shown
from communications.chat import KINDS
from communications.drawing.draw import facts_since
from communications.hours import closed_until
from communications.models import Communication, Delivery, Endpoint, Proof, Release, Review
from communications.outside import open_links
from communications.owed import owed_by_hand
from communications.progress import MOST_REASONS, progress_of, rate_of, reasons_of
from communications.recipients import coming_first, recipients_of
from communications.release_forms import WhenForm
from communications.resolution_forms import ResolutionForm
from communications.reviewers import emergency_of
from communications.revisioning import goes_to_page
from communications.verbs import releasing
from communications.verbs.testing import send_test
from communications.views.editor import page_context, save_first
from postincident import clock
from postincident.access import SignedInRequest, may_edit, may_manage, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted
from postincident.models import User, in_sight_of
from postincident.shell import incident_context

PER_PAGE = 50


def get_release(user: User, pk: int) -> Release:
    rows = Release.objects.filter(in_sight_of(user))
    return get_object_or_404(
        rows.select_related("communication__audience__group", "incident__lead", "revision", "released_by", "record"),
        pk=pk,
    )


@require_http_methods(["GET", "POST"])
@may_manage
def communication_release(request: SignedInRequest, pk: int) -> HttpResponse:
    """Recipients now against recipients at approval, those covered and suppressed by name, then one button."""
    communication = get_communication(request.user, pk)
    if communication.state == Communication.State.RELEASED:
        made = communication.releases.exclude(state=Release.State.CANCELLED).first()
        return redirect(made or communication)
    form = WhenForm(posted(request), on_page=goes_to_page(communication), groups=[communication.audience.group])
    if request.method == "POST" and form.is_valid() and (done := _let_go(request, communication, form)):
        return done
    return render(request, "communications/release_confirm.html", _confirm(request, communication) | {"form": form})


def _let_go(request: SignedInRequest, communication: Communication, form: WhenForm) -> HttpResponse | None:
    try:
        (made,) = releasing.release(
            request.user,
            [communication],
            publish=form.cleaned_data.get("publish", False),
            shown=request.POST.get("shown", ""),
            due_at=form.cleaned_data["due_at"],
            any_hour=form.cleaned_data.get("any_hour", False),
        )
    except Refused as refused:
        if refused.code == "not_ahead":
            form.add_refusal(refused, "due_at")
            return None
        messages.error(request, refused.sentence)
        return redirect("communications:communication-release", communication.pk)
    settle([communication.incident_id])
    if made.state == Release.State.PAUSED:
        messages.success(request, _("Released. It leaves once their hours begin; here you can send it sooner."))
    elif made.state == Release.State.SCHEDULED:
        messages.success(request, _("It leaves at the time you chose. Until then you can pause or cancel it here."))
    else:
        messages.success(request, _("Released. You can leave this page; sending goes on."))
    return redirect(made)


def _who(snapshot: dict[str, Any]) -> set[str]:
    """The recipients of a snapshot, to be compared with those of another."""
    listed = {f"listed {pk}" for pk in snapshot.get("listed", [])}
    return listed | {f"endpoint {pk}" for pk in snapshot.get("endpoints", [])}


def _confirm(request: SignedInRequest, communication: Communication) -> dict[str, Any]:
    plan = recipients_of([communication])
    share = plan.of(communication)
    revision = communication.revisions.first()
    review = Review.objects.filter(revision=revision).order_by("-id").first() if revision else None
    before = _who(review.recipients) if review else set()
    now = _who(share.snapshot())
    return page_context(request, communication) | {
        "step": _("Release"),
        "revision": revision,
        "review": review,
        "approvals": revision.reviews.filter(decision="approved").select_related("reviewer") if revision else (),
        "outsiders": open_links(revision) if revision else (),
        "emergency": emergency_of(revision),
        "share": share,
        "shown": plan.digest,
        "coming_first": coming_first(communication),
        "facts_since": facts_since(communication),
        "mailed": [one for one in share.addressed if one.channel == Endpoint.Kind.MAIL],
        "posted": [
            f"{Endpoint.Kind(one.channel).label}: {shown(one.channel, one.address)}"
            for one in share.addressed
            if one.channel in KINDS
        ],
        "by_hand": [one for one in share.addressed if one.channel == Endpoint.Kind.BY_HAND],
        "on_page": goes_to_page(communication),
        "joined": len(now - before),
        "left": len(before - now),
        "refusal": releasing.why_refused(communication),
        "now": clock.now(),
    }


def _deliveries(request: SignedInRequest, release: Release) -> Any:
    rows = release.deliveries.select_related("covered_by__communication__audience__group", "resolved_by").order_by("id")
    rows = rows.prefetch_related("reports", Prefetch("proofs", Proof.objects.defer("content")))
    state = request.GET.get("state", "")
    if state in Delivery.State.values:
        rows = rows.filter(state=state)
    if words := request.GET.get("q", "").replace("\x00", "")[:200].strip():
        # Only mailboxes are searched: the other addresses are secrets, which nobody may guess at letter by letter.
        rows = rows.filter(Q(name__icontains=words) | Q(address__icontains=words, channel=Endpoint.Kind.MAIL))
    return rows


def _waits_for(release: Release) -> Any:
    """What must have finished first. Of one incident, so whoever sees the one may see the others."""
    earlier = Release.objects.filter(batch=release.batch, step__lt=release.step)
    unfinished = earlier.exclude(state__in=[Release.State.FINISHED, Release.State.CANCELLED])
    return unfinished.select_related("communication__audience__group")


@require_safe
@signed_in
def release_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    release = get_release(request.user, pk)
    if request.GET.get("export") == "csv":
        return _export(request, release)
    page = Paginator(_deliveries(request, release), PER_PAGE).get_page(request.GET.get("page"))
    progress = progress_of(release)
    context = page_context(request, release.communication) | {
        "release": release,
        "step": _("Deliveries"),
        "progress": progress,
        "rate": rate_of(release, progress, clock.now()) if release.state == Release.State.SENDING else None,
        "owed": owed_by_hand(release),
        "reasons": reasons_of(release),
        "most_reasons": MOST_REASONS,
        "page": page,
        "states": Delivery.State.choices,
        "now": clock.now(),
        "is_running": release.state == Release.State.SENDING and progress.is_moving,
        "waits_for": _waits_for(release),
        "waits_for_hours": release.state == Release.State.PAUSED and closed_until(release, clock.now()),
        "emergency": emergency_of(release.revision),
        "approvals": release.revision.reviews.select_related("reviewer"),
        "page_delivery": release.deliveries.filter(channel=Endpoint.Kind.PAGE, state=Delivery.State.BY_HAND).first(),
    }
    template = "communications/_release_progress.html" if request.htmx else "communications/release_detail.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _export(request: SignedInRequest, release: Release) -> HttpResponse:
    heading = [
        _("Name"),
        _("Channel"),
        _("Address"),
        _("State"),
        _("At"),
        _("Tries"),
        _("The server said"),
        _("Resolved"),
    ]
    # As values, and each label made once: an audience may be 100,000.
    state = {value: str(label) for value, label in Delivery.State.choices}
    resolution = {value: str(label) for value, label in Delivery.Resolution.choices if value}
    columns = ("name", "channel", "address", "state", "handed_over_at", "attempts", "server_said", "resolution")
    rows = (
        [name, channel, shown(channel, address), state[at], when and when.isoformat(), tries, said, resolution.get(end)]
        for name, channel, address, at, when, tries, said, end in _deliveries(request, release)
        .select_related(None)
        .prefetch_related(None)
        .values_list(*columns)
        .iterator(2000)
    )
    return csv_response(f"deliveries-{release.pk}", heading, rows)


def _act(request: SignedInRequest, pk: int, verb: Any, done: Any) -> HttpResponse:
    release = get_release(request.user, pk)
    try:
        result = verb(release)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        settle([release.incident_id])
        messages.success(request, done(result) if callable(done) else done)
    return redirect(release)


@require_POST
@may_manage
def release_pause(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, lambda one: releasing.pause(request.user, one), _("Paused. Nothing leaves until you resume.")
    )


@require_POST
@may_manage
def release_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    any_hour = request.POST.get("any_hour") == "1"

    def done(resumed: Release) -> str:
        if resumed.state == Release.State.PAUSED:
            return _("It goes on once their hours begin. You can still send it without waiting for them.")
        return _("Sending goes on.")

    return _act(request, pk, lambda one: releasing.resume(request.user, one, any_hour=any_hour), done)


@require_POST
@may_manage
def release_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    def done(n: int) -> str:
        return ngettext("%(n)s message was stopped.", "%(n)s messages were stopped.", n) % {"n": n}

    return _act(request, pk, lambda one: releasing.cancel(request.user, one), done)


@require_POST
@may_manage
def release_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    reasons = [reason.replace("\x00", "") for reason in request.POST.getlist("reason")[:50]] or None

    def done(n: int) -> str:
        return ngettext("%(n)s message is tried again.", "%(n)s messages are tried again.", n) % {"n": n}

    return _act(request, pk, lambda one: releasing.retry(request.user, one, reasons=reasons), done)


@require_POST
@may_manage
def release_unconfirmed(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = "resend" if request.POST.get("decision") == "resend" else "sent"
    if request.POST.get("decision") not in ("resend", "sent"):
        messages.error(request, _("Choose whether to send again or to count them as sent."))
        return redirect("communications:release-detail", pk)
    done = _("They are sent again.") if decision == "resend" else _("They are counted as sent.")
    return _act(request, pk, lambda one: releasing.decide_unconfirmed(request.user, one, decision), done)  # type: ignore[arg-type]


@require_POST
@may_manage
def release_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """The public page: by explicit choice only."""

    def publish(release: Release) -> None:
        page = release.deliveries.filter(channel=Endpoint.Kind.PAGE, state=Delivery.State.BY_HAND).first()
        if page is None:
            raise Refused("nothing_open", _("There is nothing to publish here any more."))
        releasing.publish_by_choice(request.user, page)

    return _act(request, pk, publish, _("It is on the public page now."))


@require_http_methods(["GET", "POST"])
@may_edit
def delivery_resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Delivery.objects.filter(in_sight_of(request.user))
    delivery = get_object_or_404(
        visible.select_related("release__communication__audience__group", "incident__lead"), pk=pk
    )
    form = ResolutionForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("proof")
        # One octet more than is taken is enough to know.
        proof = (file.name, file.read(settings.ATTACHMENT_BYTES + 1)) if file else None
        try:
            releasing.resolve(request.user, delivery, **said, proof=proof)
        except Refused as refused:
            form.add_refusal(refused, {"no_reason": "note", "when": "told_at", "file": "proof"}.get(refused.code))
        else:
            settle([delivery.incident_id])
            messages.success(request, _("Recorded, with your name."))
            return redirect(delivery.release)
    context = incident_context(request.user, delivery.incident, "communications") | {
        "delivery": delivery,
        "form": form,
        "heading": _("Recipient: %(name)s")
        % {"name": delivery.name or delivery.shown_address or delivery.get_channel_display()},
    }
    return render(request, "communications/delivery_resolve.html", context)


@require_POST
@may_edit
def communication_test(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if unsaved := save_first(request, communication):
        return unsaved
    try:
        send_test(request.user, communication)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("A test went to %(address)s only.") % {"address": request.user.email})
    return redirect(communication)
