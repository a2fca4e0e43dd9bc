from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.learning import learn
from archive.models import Change
from communications.chat import KINDS
from communications.explaining import dues_of, review_of, rules_of, severities_of
from communications.group_forms import EndpointForm, GroupForm
from communications.hours import hours_of
from communications.models import Audience, Endpoint, Membership, StakeholderGroup
from communications.sign_up import is_open
from communications.verbs import groups as verbs
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User, in_sight_of


def _listed(user: User) -> Any:
    """Groups with their numbers; when last told only as far as the viewer may know."""
    members = Membership.objects.filter(group=OuterRef("pk"), contact__erased_at=None).order_by().values("group")
    told = Audience.objects.filter(in_sight_of(user), group=OuterRef("pk"), told_at__isnull=False).order_by("-told_at")
    return StakeholderGroup.objects.annotate(
        n_contacts=Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0),
        last_told=Subquery(told.values("told_at")[:1]),
    )


@require_safe
@signed_in
def group_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "communications/group_list.html", {"groups": _listed(request.user)})


@require_safe
@signed_in
def group_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(_listed(request.user).prefetch_related("relevant_services", "reviewers"), slug=slug)
    return render(request, "communications/group_detail.html", _detail(request, group, EndpointForm()))


def _detail(request: SignedInRequest, group: StakeholderGroup, form: EndpointForm) -> dict[str, Any]:
    told = Audience.objects.filter(in_sight_of(request.user), group=group).exclude(told_at=None)
    return {
        "group": group,
        "form": form,
        "endpoints": group.endpoints.filter(active=True),
        "tested": KINDS,
        "changes": Change.objects.of(group).select_related("by")[:10],
        "told": told.select_related("incident").order_by("-told_at")[:10],
        "rules": rules_of(group),
        "due": dues_of(group),
        "hours": hours_of(group),
        "review": review_of(group),
        "severities": severities_of(group),
        "language": dict(GroupForm.base_fields["language"].choices).get(group.language, group.language),  # type: ignore[attr-defined]
        "sign_up": is_open(group),
        "suppressed": group.suppressions.standing().count(),
    }


@require_http_methods(["GET", "POST"])
@may_configure
def group_add(request: SignedInRequest) -> HttpResponse:
    form = GroupForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        group = verbs.add(request.user, **form.values())
        messages.success(request, _("Added: %(group)s.") % {"group": group})
        return redirect(group)
    return render(request, "communications/group_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@may_configure
def group_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(StakeholderGroup, slug=slug)
    form = GroupForm(posted(request), instance=group, initial={"version": group.version}, user=request.user)
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            _change(request.user, group, form)
        except Refused as refused:
            form.add_refusal(refused, {"no_reason": "why", "no_lesson": "lesson"}.get(refused.code))
            if refused.code == "changed_meanwhile":
                conflicts = _theirs(request.user, group, form)
        else:
            messages.success(request, _("Saved, and recorded as a change."))
            return redirect(group)
    context = {"form": form, "group": group, "conflicts": conflicts}
    return render(request, "communications/group_form.html", context, status=409 if conflicts else 200)


def _change(user: User, group: StakeholderGroup, form: GroupForm) -> None:
    said = form.cleaned_data
    version = -1 if said.get("version") is None else said["version"]
    with transaction.atomic():
        change = verbs.change(user, group, version=version, why=said["why"], **form.values())
        learn(user, change, said.get("lesson", ""))


def _theirs(user: User, group: StakeholderGroup, form: GroupForm) -> list[dict[str, Any]]:
    """What is saved now, of each rule of which something else was typed."""
    group.refresh_from_db()
    form.carry_version(group.version)
    saved = GroupForm(instance=group, user=user)
    latest = Change.objects.of(group).select_related("by").first()
    values = {
        name: saved.get_initial_for_field(field, name)
        for name, field in saved.fields.items()
        if name not in ("version", "why", "lesson")
    }
    differing = [name for name in values if saved.fields[name].has_changed(values[name], _typed(form, name))]
    return [
        {
            "label": _label(saved, name),
            "text": _in_words(saved.fields[name], values[name]),
            "by": latest and latest.by,
        }
        for name in differing or ["name"]
    ]


def _label(form: GroupForm, name: str) -> str:
    """Checks are called by their names alone, as some rules are."""
    label = str(form.fields[name].label)
    return _("Findings of %(check)s") % {"check": label} if name.startswith("check_") else label


def _typed(form: GroupForm, name: str) -> Any:
    typed = form[name].data
    return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed


def _in_words(field: forms.Field, value: Any) -> str:
    """As the form shows it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if not isinstance(field, forms.ChoiceField):
        return str(field.widget.format_value(value) or "–")
    names = {} if isinstance(field, forms.ModelChoiceField) else dict(field.choices)  # type: ignore[arg-type]
    chosen = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(str(names.get(one, one)) for one in chosen) or "–"


@require_POST
@may_configure
def endpoint_add(request: SignedInRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(_listed(request.user).prefetch_related("relevant_services", "reviewers"), slug=slug)
    form = EndpointForm(request.POST)
    if form.is_valid():
        try:
            verbs.add_endpoint(request.user, group, form.cleaned_data["kind"], form.cleaned_data["address"])
        except Refused as refused:
            form.add_refusal(refused, "address")
        else:
            return redirect(group)
    return render(request, "communications/group_detail.html", _detail(request, group, form), status=422)


@require_POST
@may_configure
def endpoint_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    group = get_object_or_404(StakeholderGroup, slug=slug)
    verbs.remove_endpoint(request.user, get_object_or_404(Endpoint, group=group, pk=pk))
    messages.success(request, _("Removed. What was sent to it stays on record."))
    return redirect(group)


@require_POST
@may_configure
def endpoint_test(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint.objects.select_related("group"), group__slug=slug, pk=pk, active=True)
    try:
        said = verbs.test_endpoint(request.user, endpoint)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("It took the test and said: %(said)s") % {"said": said})
    return redirect("communications:group-detail", slug)


@require_POST
@may_configure
def endpoint_secret(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """A new secret for a webhook."""
    try:
        verbs.renew_secret(request.user, get_object_or_404(Endpoint, group__slug=slug, pk=pk, active=True))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(
            request, _("It has a new secret. Give it to the receiver: the old one verifies nothing any more.")
        )
    return redirect("communications:group-detail", slug)
