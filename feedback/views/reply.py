"""Answering somebody, and what colleagues say among themselves of a response."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communications.models import Communication
from communications.verbs.drafting import add_section
from feedback.access import get_response
from feedback.faq import answered, section_of
from feedback.models import Response
from feedback.pages import detail_context
from feedback.posting import sheet_of, subject_of
from feedback.reply_forms import FaqForm, NoteForm, OwnerForm, ReplyForm
from feedback.verbs import among_us, letters
from postincident.access import SignedInRequest, get_incident, may_edit
from postincident.errors import Refused
from postincident.forms import posted
from postincident.shell import incident_context


@require_http_methods(["GET", "POST"])
@may_edit
def response_reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Written, seen as it will leave, then sent; or only kept, when it was said elsewhere."""
    response = get_response(request.user, pk)
    form = ReplyForm(posted(request))
    do, sheet = request.POST.get("do", ""), None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        sheet = sheet_of(response, response.reply_to, subject_of(response), words)
        if do == "keep" or (do == "send" and request.POST.get("seen") == sheet.digest):
            verb = letters.answer if do == "send" else letters.note_answer
            try:
                verb(request.user, response, words)
            except Refused as refused:
                form.add_refusal(refused, "words")
            else:
                messages.success(request, _("Your reply is being sent.") if do == "send" else _("Kept as the answer."))
                return redirect("feedback:response-detail", pk)
    return render(request, "feedback/reply_form.html", {"response": response, "form": form, "sheet": sheet})


@require_POST
@may_edit
def response_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    response = get_response(request.user, pk)
    form = OwnerForm(posted(request))
    if not form.is_valid():
        return render(request, "feedback/response_detail.html", detail_context(response, owner_form=form))
    among_us.assign(request.user, response, form.cleaned_data["owner"])
    messages.success(request, _("Saved: who looks after it."))
    return redirect("feedback:response-detail", pk)


@require_POST
@may_edit
def response_note(request: SignedInRequest, pk: int) -> HttpResponse:
    response = get_response(request.user, pk)
    form = NoteForm(posted(request))
    if not form.is_valid():
        return render(request, "feedback/response_detail.html", detail_context(response, note_form=form))
    among_us.note(request.user, response, form.cleaned_data["words"])
    messages.success(request, _("Noted for colleagues."))
    return redirect("feedback:response-detail", pk)


def _chosen_for(request: SignedInRequest, rows: QuerySet[Response]) -> list[str]:
    """One answer, or those of a theme, from whose page one came."""
    if slug := request.GET.get("theme", ""):
        return [str(pk) for pk in rows.filter(tags__theme__slug=slug.replace("\0", "")).values_list("pk", flat=True)]
    return request.GET.getlist("response")


@require_http_methods(["GET", "POST"])
@may_edit
def questions_faq(request: SignedInRequest, reference: str) -> HttpResponse:
    """A section of questions and answers, put into a draft by the verb that adds any section."""
    incident = get_incident(request.user, reference)
    drafts = Communication.objects.filter(incident=incident, state=Communication.State.DRAFT)
    drafts = drafts.select_related("audience__group").order_by("audience__group__priority", "pk")
    rows = answered(incident)
    initial = {"title": _("Questions and answers")}
    form = FaqForm(posted(request), drafts=drafts, answered=rows, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft, title = form.cleaned_data["communication"], form.cleaned_data["title"]
        try:
            if draft.sections.filter(title__iexact=title).exists():
                raise Refused(
                    "there", _("That draft has a section of this name. Change it there, or choose another heading.")
                )
            add_section(request.user, draft, title, section_of(form.cleaned_data["response"]))
        except Refused as refused:
            form.add_refusal(refused, "title" if refused.code == "there" else None)
        else:
            messages.success(request, _("Drafted. Read every answer again: it is now said to everybody."))
            return redirect(draft)
    context = incident_context(request.user, incident, "feedback")
    chosen = request.POST.getlist("response") if form.is_bound else _chosen_for(request, rows)
    context |= {"form": form, "rows": rows, "has_drafts": drafts.exists(), "chosen": chosen}
    return render(request, "feedback/questions_faq.html", context)
