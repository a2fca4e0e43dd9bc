"""What waits for one person: answers to read and tag, replies to write, key contacts to reach out to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import Contact
from feedback.models import Letter, Outreach, Response
from postincident.models import Incident, User
from postincident.needs import MOST, stands_in_for
from postincident.registry import Need, thing_of
from postincident.vocabulary import TaskKey


def feedback_needs(user: User, now: datetime) -> Iterator[Need]:
    if not user.can_edit:
        return
    people = list(User.objects.filter(stands_in_for(user)).values_list("pk", flat=True))
    yield from _to_read(people, user)
    yield from _to_answer(people, user)
    yield from _to_reach(people, user, now)


def _to_read(people: list[int], user: User) -> Iterator[Need]:
    led = Incident.objects.visible_to(user).filter(lead__in=people)
    to_tag, to_answer = (
        dict(rows.filter(incident__in=led).order_by().values_list("incident").annotate(n=Count("pk")))
        for rows in (Response.objects.untagged(), Response.objects.awaiting_reply())
    )
    newest = sorted(to_tag.keys() | to_answer.keys(), reverse=True)[:MOST]
    for pk, reference, title in led.filter(pk__in=newest).order_by("-pk").values_list("pk", "reference", "title"):
        untagged, replies = to_tag.get(pk, 0), to_answer.get(pk, 0)
        yield Need(
            why="feedback",
            label=_("New feedback"),
            title=_title(untagged, replies),
            url=reverse("feedback:incident-feedback", args=[reference]) + "#responses",
            detail=f"{reference} · {title}",
            action=_("Read and tag") if untagged else _("Read and reply"),
            incident_id=pk,
            instead_of=(thing_of("task", pk, TaskKey.FEEDBACK),),
        )


def _to_answer(people: list[int], user: User) -> Iterator[Need]:
    rows = Response.objects.awaiting_reply().filter(owner__in=people, incident__in=Incident.objects.visible_to(user))
    for row in rows.select_related("incident", "group").defer("whole").order_by("said_at", "pk")[:MOST]:
        yield Need(
            why="feedback",
            label=_("Reply wanted"),
            title=_("Reply to %(name)s") % {"name": row.name or row.reply_to},
            url=reverse("feedback:response-detail", args=[row.pk]),
            detail=f"{row.incident.reference} · {row.group}" if row.group else row.incident.reference,
            action=_("Read and reply"),
            incident_id=row.incident_id,
        )


def _title(untagged: int, replies: int) -> str:
    asks = ngettext("%(n)s asks for a reply", "%(n)s ask for a reply", replies) % {"n": replies}
    if not untagged:
        return asks
    tag = ngettext("%(n)s response not yet tagged", "%(n)s responses not yet tagged", untagged) % {"n": untagged}
    return f"{tag}, {asks}" if replies else tag


def _who(contact: Contact) -> str:
    return f"{contact.name} ({contact.organisation})" if contact.organisation else contact.name


def _to_reach(people: list[int], user: User, now: datetime) -> Iterator[Need]:
    """What is due, and at once where a mail to them did not arrive."""
    last = Letter.objects.filter(outreach=OuterRef("pk")).order_by("-said_at", "-pk").values("state")[:1]
    rows = (
        Outreach.objects.annotate(last=Subquery(last))
        .filter(
            Q(due_at__lt=now + timedelta(days=1)) | Q(last__in=Letter.LOST),
            owner__in=people,
            outcome=Outreach.Outcome.NONE,
            contact__erased_at=None,
            incident__in=Incident.objects.visible_to(user).filter(completed_at=None),
        )
        .select_related("contact", "incident", "group")
        .order_by("due_at")[:MOST]
    )
    for row in rows:
        late, lost = row.due_at is not None and row.due_at < now, row.last in Letter.LOST
        title = (
            _("Call %(name)s: our mail did not arrive") if lost else _("Ask %(name)s how our communication served them")
        )
        yield Need(
            why="overdue" if late else "gap" if lost else "due",
            label=_("Overdue") if late else _("Not arrived") if lost else _("Due soon"),
            title=title % {"name": _who(row.contact)},
            url=reverse("feedback:outreach-note", args=[row.incident.reference, row.contact_id]),
            detail=f"{row.incident.reference} · {row.group.name}",
            action=_("Note what they say"),
            due_at=row.due_at,
            incident_id=row.incident_id,
            instead_of=(thing_of("task", row.incident_id, TaskKey.FEEDBACK),),
        )
