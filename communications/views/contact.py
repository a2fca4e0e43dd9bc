from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.contact_csv import COLUMNS, read, recheck
from communications.contact_forms import ConfirmRowsForm, ContactFileForm, ContactForm, EraseAddressForm, MergeForm
from communications.duplicates import here, likely, likely_of
from communications.models import Contact, Delivery, Endpoint, Membership, StakeholderGroup
from communications.preferences import in_words
from communications.told import last_told
from communications.verbs import contacts as verbs
from communications.verbs import erasing, merging
from communications.verbs.returned import bounced_of, write_again
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.checklist import settle
from postincident.csv_files import MOST_BYTES, Unreadable
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted
from postincident.models import in_sight_of


def _filtered(request: SignedInRequest) -> Any:
    rows = here().select_related("relationship_owner").prefetch_related("groups", "endpoints")
    if words := request.GET.get("q", "").replace("\x00", "")[:200].strip():
        has_address = Endpoint.objects.filter(contact=OuterRef("pk"), active=True, normalised__icontains=words)
        rows = rows.filter(Q(name__icontains=words) | Q(organisation__icontains=words) | Exists(has_address))
    if slug := request.GET.get("group", "").replace("\x00", ""):
        rows = rows.filter(Exists(Membership.objects.filter(contact=OuterRef("pk"), group__slug=slug)))
    if request.GET.get("key"):
        rows = rows.filter(is_key=True)
    return rows


@require_safe
@signed_in
def contact_list(request: SignedInRequest) -> HttpResponse:
    rows = _filtered(request)
    if request.GET.get("export") == "csv":
        return _export(rows)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    last = last_told(request.user, [contact.pk for contact in page])
    context = {
        "page": page,
        "rows": [(contact, last.get(contact.pk)) for contact in page],
        "groups": StakeholderGroup.objects.in_use(),
        "any": Contact.objects.exists(),
    }
    return render(request, "communications/contact_list.html", context)


def _line(contact: Contact) -> list[str]:
    addresses = [one.address for one in contact.endpoints.all() if one.active and one.kind == Endpoint.Kind.MAIL]
    return [
        contact.name,
        next(iter(addresses), ""),
        ";".join(addresses[1:]),
        contact.organisation,
        contact.role,
        ";".join(group.slug for group in contact.groups.all()),
        "yes" if contact.is_key else "",
        contact.relationship_owner.email if contact.relationship_owner else "",
    ]


def _export(rows: Any) -> HttpResponse:
    """What an import reads again."""
    return csv_response("contacts", COLUMNS, (_line(contact) for contact in rows))


@require_safe
@signed_in
def contact_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.select_related("relationship_owner", "merged_into"), pk=pk)
    if contact.merged_into is not None:
        return redirect(contact.merged_into)
    merged = list(contact.merged.all())
    told = Delivery.objects.filter(in_sight_of(request.user), contact__in=[contact, *merged])
    context = {
        "contact": contact,
        "merged": merged,
        "duplicates": likely_of(contact) if not contact.erased_at else [],
        "last_told": last_told(request.user, [contact.pk]).get(contact.pk),
        "endpoints": contact.endpoints.filter(active=True),
        "groups": contact.groups.all(),
        "preferences": in_words(contact),
        "bounced": bounced_of(contact).order_by("since").first(),
        "deliveries": told.select_related("incident", "communication").order_by("-pk")[:20],
    }
    return render(request, "communications/contact_detail.html", context)


@require_POST
@may_configure
def contact_write_again(request: SignedInRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=pk, merged_into=None, erased_at=None)
    try:
        write_again(request.user, contact)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(
            request, _("The next message goes to them again. Should it bounce for good, nothing more does.")
        )
    return redirect(contact)


@require_http_methods(["GET", "POST"])
@may_configure
def contact_add(request: SignedInRequest) -> HttpResponse:
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data | {}
        fields.pop("version", None)
        try:
            contact = verbs.add(request.user, **fields)
        except Refused as refused:
            form.add_refusal(refused, "addresses")
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": contact})
            return redirect(contact)
    return render(request, "communications/contact_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@may_configure
def contact_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(here(), pk=pk)
    form = ContactForm(posted(request), instance=contact)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data | {}
        version = fields.pop("version", None)
        try:
            verbs.change(request.user, contact, version=-1 if version is None else version, **fields)
        except Refused as refused:
            form.add_refusal(refused, "addresses" if refused.code == "address_taken" else None)
        else:
            messages.success(request, _("Saved."))
            return redirect(contact)
    return render(request, "communications/contact_form.html", {"form": form, "contact": contact})


@require_http_methods(["GET", "POST"])
@may_configure
def contact_erase(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asked once more, since nothing brings a name back."""
    contact = get_object_or_404(here(), pk=pk)
    if request.method == "POST":
        try:
            erasing.erase(request.user, contact)
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect(contact)
        settle(contact.deliveries.values_list("incident", flat=True).distinct())
        messages.success(request, _("Erased. That they were told, and how often, is still counted."))
        return redirect("communications:contact-list")
    return render(request, "communications/contact_erase.html", {"contact": contact})


@require_http_methods(["GET", "POST"])
@may_configure
def contact_erase_address(request: SignedInRequest) -> HttpResponse:
    """For somebody who was on a list of those affected and is no contact."""
    form = EraseAddressForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            count = erasing.erase_address(request.user, form.cleaned_data["address"])
        except Refused as refused:
            form.add_refusal(refused, "address")
        else:
            sentence = ngettext("Erased in %(n)s place.", "Erased in %(n)s places.", count) % {"n": count}
            messages.success(request, sentence if count else _("This address is nowhere here."))
            return redirect("communications:contact-list")
    return render(request, "communications/contact_erase_address.html", {"form": form})


@require_safe
@may_configure
def contact_duplicates(request: SignedInRequest) -> HttpResponse:
    page = Paginator(likely(), 25).get_page(request.GET.get("page"))
    return render(request, "communications/contact_duplicates.html", {"page": page})


@require_http_methods(["GET", "POST"])
@may_configure
def contact_merge(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """Both side by side; nothing is chosen beforehand, since nothing takes them apart again."""
    found = here().select_related("relationship_owner").prefetch_related("groups", "endpoints")
    pair = [get_object_or_404(found, pk=pk), get_object_or_404(found.exclude(pk=pk), pk=other)]
    form = MergeForm(posted(request), contacts=pair)
    if request.method == "POST" and form.is_valid():
        stays, goes = sorted(pair, key=lambda contact: contact.pk != form.cleaned_data["stays"])
        try:
            kept = merging.merge(request.user, stays, goes)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Merged. What was sent to either is shown here."))
            return redirect(kept)
    last = last_told(request.user, [contact.pk for contact in pair])
    context = {"form": form, "pair": [(contact, last.get(contact.pk)) for contact in pair]}
    return render(request, "communications/contact_merge.html", context)


@require_http_methods(["GET", "POST"])
@may_configure
def contact_import(request: SignedInRequest) -> HttpResponse:
    """First the file, then every row of it, then only on confirmation the good ones."""
    if request.method == "POST" and "rows" in request.POST:
        return _import_confirmed(request)
    form = ContactFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read(form.cleaned_data["file"].read(MOST_BYTES + 1), form.cleaned_data["group"])
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            good = [row for row in rows if not row.problem]
            carried = ConfirmRowsForm.carry([row.as_json() for row in good])
            names = dict(StakeholderGroup.objects.values_list("slug", "name"))
            shown = [(row, [names[slug] for slug in row.groups]) for row in rows]
            context = {"rows": shown, "good": len(good), "bad": len(rows) - len(good), "carried": carried}
            return render(request, "communications/contact_import_preview.html", context)
    return render(request, "communications/contact_import.html", {"form": form})


def _import_confirmed(request: SignedInRequest) -> HttpResponse:
    form = ConfirmRowsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The preview was damaged on its way. Choose the file again."))
        return redirect("communications:contact-import")
    rows = recheck(form.cleaned_data["rows"])
    added = verbs.import_rows(request.user, rows)
    messages.success(request, ngettext("%(n)s contact added.", "%(n)s contacts added.", added) % {"n": added})
    for row in [row for row in rows if row.problem][:10]:
        messages.warning(request, _("Line %(line)s was not added: %(why)s.") % {"line": row.line, "why": row.problem})
    return redirect("communications:contact-list")
