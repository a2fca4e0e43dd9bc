"""Writing: draft from the facts, edit section by section. Any edit makes a new revision and voids approvals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from communications.affected import digest_of
from communications.completeness import TITLES
from communications.delivery.pausing import hold_rest
from communications.drawing.anew import draw_anew
from communications.drawing.draw import DrawnSection, draw_sections, subject_drawn, template_for
from communications.drawing.values import Source, mentioned, values_for
from communications.models import Audience, Communication, ListedRecipient, RecipientList, Revision, Section
from communications.shipped.templates import MANDATORY
from communications.verbs.audiences import ensure_audiences
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Incident, User
from postincident.rendering import clean_text
from postincident.vocabulary import Kind

# Kinds of which an incident may have several, one after another.
REPEATED = (Kind.UPDATE, Kind.IMPROVEMENTS)
_MOST_NAMED = 5
# Verbs of events that make somebody an editor of a communication; an editor does not approve it.
EDITING = (
    "communication.drafted",
    "communication.edited",
    "communication.redrawn",
    "section.edited",
    "section.redrawn",
    "section.added",
    "section.removed",
    "attachment.added",
    "attachment.removed",
)


def draft(
    user: User,
    incident: Incident,
    kind: str,
    audiences: Iterable[Audience],
    *,
    corrects: Communication | None = None,
    follows: Communication | None = None,
) -> list[Communication]:
    """One draft per audience, drawn from the facts. An audience that has a draft of this round keeps it.

    Raises Refused when an audience is excluded, when it was told already and this kind is sent only once, and for talking
    points to people outside. What has not left of the one that is corrected is held back: nobody should read what is known to
    be wrong.
    """
    ensure_audiences(incident)
    with transaction.atomic():
        made = draw_up(user, incident, kind, _as_they_stand(audiences), corrects=corrects, follows=follows)
        if corrects is not None:
            hold_rest(corrects, _("A correction of it is being written."))
    return made


def _as_they_stand(audiences: Iterable[Audience]) -> list[Audience]:
    """Following the groups' rules may have taken an audience away that nobody had decided on."""
    wanted = [audience.pk for audience in audiences]
    found = Audience.objects.select_related("group").in_bulk(wanted)
    if len(found) < len(set(wanted)):
        raise Refused(
            "not_concerned",
            _(
                "A group you chose is not concerned any more, by its rules. Look at the audiences again, and include it."
            ),
        )
    return [found[pk] for pk in wanted]


def why_not(audience: Audience, kind: str) -> Refused | None:
    """Why this audience gets no draft of this kind."""
    if audience.state == Audience.State.EXCLUDED:
        return Refused("excluded", _("%(audience)s is excluded from this incident.") % {"audience": audience.group})
    if kind == Kind.TALKING_POINTS and audience.group.is_outside:
        return Refused(
            "inside_only",
            _("Talking points are for colleagues, and %(audience)s is outside. Choose groups inside only.")
            % {"audience": audience.group},
        )
    return None


def draw_up(
    user: User,
    incident: Incident,
    kind: str,
    audiences: Sequence[Audience],
    *,
    among: Sequence[Audience] | None = None,
    corrects: Communication | None = None,
    follows: Communication | None = None,
) -> list[Communication]:
    """Inside a transaction. The round is that of all `among`, of whom these audiences are a part. What corrects or follows a
    communication that went to a few goes to the same few."""
    for audience in audiences:
        if refused := why_not(audience, kind):
            raise refused
    Incident.objects.select_for_update().get(pk=incident.pk)
    source = Source.of(incident)
    linked = corrects or follows
    few = RecipientList.objects.filter(communication=linked).first() if linked else None
    round_number = (
        free_round(incident, kind) if few else _round(incident, kind, audiences if among is None else among, linked)
    )
    made = [draft_one(user, source, kind, audience, round_number, corrects, follows) for audience in audiences]
    if few is not None:
        people = dict(few.recipients.values_list("normalised", "name"))
        for one in made:
            list_people(one, people, user)
    return made


def free_round(incident: Incident, kind: str) -> int:
    live = Communication.objects.live().filter(incident=incident, kind=kind)
    return (live.aggregate(latest=Max("round"))["latest"] or 0) + 1


def who_have(incident: Incident, kind: str) -> set[int]:
    """The audiences that need no draft of this kind, since they have one. There may be many updates."""
    live = Communication.objects.live().to_everybody().filter(incident=incident, kind=kind)
    return set() if kind in REPEATED else set(live.values_list("audience", flat=True))


def _round(incident: Incident, kind: str, audiences: Sequence[Audience], linked: Communication | None) -> int:
    live = Communication.objects.live().filter(incident=incident, kind=kind)
    free = free_round(incident, kind)
    latest = live.to_everybody().aggregate(latest=Max("round"))["latest"] or free
    if linked is not None:
        newest = live.to_everybody().filter(round=latest)
        taken = newest.filter(corrects=None, follows=None) | newest.filter(
            audience__in=audiences, state=Communication.State.RELEASED
        )
        return free if taken.exists() else latest
    told = live.to_everybody().filter(round=latest, audience__in=audiences, state=Communication.State.RELEASED)
    if not told.exists():
        return latest
    if kind in REPEATED:
        return free
    have = set(live.to_everybody().filter(round=latest, audience__in=audiences).values_list("audience", flat=True))
    if any(audience.pk not in have for audience in audiences):
        return latest
    names = list(told.order_by("audience__group__priority").values_list("audience__group__name", flat=True))
    who = ", ".join(names) if len(names) <= _MOST_NAMED else _("All of them")
    sentence = _("%(who)s had this message already. Write a correction of it, or an update, which opens a new round.")
    raise Refused("told", sentence % {"who": who})


def list_people(communication: Communication, people: Mapping[str, str], by: User) -> None:
    """From now on it goes to these alone: name by address, as it is written to."""
    rows = [(address, name[:150]) for address, name in sorted(people.items())]
    found = RecipientList.objects.create(
        communication=communication,
        file_name=_("Only some of %(group)s") % {"group": communication.audience.group},
        digest=digest_of([], [(address, name, {}) for address, name in rows]),
        added_by=by,
    )
    ListedRecipient.objects.bulk_create(
        ListedRecipient(list=found, address=address, normalised=address, name=name) for address, name in rows
    )


def draft_one(
    user: User,
    source: Source,
    kind: str,
    audience: Audience,
    round_number: int,
    corrects: Communication | None,
    follows: Communication | None,
) -> Communication:
    have = Communication.objects.live().filter(audience=audience, kind=kind, round=round_number).first()
    if have is not None:
        return have
    communication = Communication(
        incident=source.incident,
        audience=audience,
        kind=kind,
        round=round_number,
        corrects=corrects,
        follows=follows,
        created_by=user,
        subject=corrects.subject if corrects else "",
    )
    version = communication.template_version = template_for(communication)
    drawn = values_for(source, communication)
    if version is not None:
        communication.subject = subject_drawn(communication, version, drawn)
    communication.subject = communication.subject[:300] or str(Kind(kind).label)
    communication.save()
    rows = draw_sections(version, drawn) if version else _to_be_written(kind)
    rows += _asked_for(communication, rows)
    Section.objects.bulk_create(_section(communication, row, place) for place, row in enumerate(rows))
    communication.improvements.set(mentioned(source, communication))
    events.record(user, "communication.drafted", communication, incident=source.incident, kind=kind, round=round_number)
    return communication


def _asked_for(communication: Communication, rows: Sequence[DrawnSection]) -> list[DrawnSection]:
    """Sections the group asks for and the template lacks: empty, for somebody to write."""
    have = {row.key for row in rows}
    asked = communication.audience.group.required_sections
    return [DrawnSection(row["key"], row["title"], "", {}) for row in asked if row["key"] not in have]


def _to_be_written(kind: str) -> list[DrawnSection]:
    """Where no template fits: the sections this kind cannot do without, empty."""
    return [DrawnSection(key, str(TITLES[key]), "", {}) for key in MANDATORY[kind]]


def _section(communication: Communication, row: DrawnSection, place: int) -> Section:
    return Section(
        communication=communication,
        key=row.key,
        title=row.title,
        position=place,
        body=row.body,
        drawn=row.body,
        facts_used=row.used,
    )


def locked(communication: Communication) -> Communication:
    return (
        Communication.objects.select_for_update(of=("self",))
        .select_related("audience__group", "incident", "template_version", "corrects", "follows")
        .get(pk=communication.pk)
    )


def editable(communication: Communication) -> Communication:
    """The locked row, back in draft. What was in review or approved is void: it would not be what was read."""
    current = locked(communication)
    if current.state in (Communication.State.RELEASED, Communication.State.CANCELLED):
        raise Refused(
            "not_editable",
            _("It is %(state)s and stays as it is. Write a correction instead.")
            % {"state": current.get_state_display().lower()},
        )
    if current.state != Communication.State.DRAFT:
        void_revisions(current, _("It was edited after it was submitted."))
        current.state = Communication.State.DRAFT
    current.version += 1
    current.save()
    return current


def void_revisions(communication: Communication, because: str) -> None:
    live = [Revision.State.IN_REVIEW, Revision.State.APPROVED]
    Revision.objects.filter(communication=communication, state__in=live).update(
        state=Revision.State.VOID, void_because=because[:300]
    )


def edit_section(user: User, section: Section, *, body: str, version: int, title: str | None = None) -> Section:
    """Raises Refused("changed_meanwhile") when somebody saved since `version` was read; show both texts then."""
    body = clean_text(body)
    with transaction.atomic():
        seen = locked(section.communication)
        current = Section.objects.select_for_update().get(pk=section.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this section while you were writing."))
        if current.body == body and (title is None or title == current.title):
            return current  # nothing was edited, so no approval is void
        communication = editable(seen)
        current.body, current.title = body, current.title if title is None else title
        current.edited_by, current.edited_at = user, clock.now()
        current.version += 1
        current.save()
        events.record(user, "section.edited", communication, incident=communication.incident_id, section=current.pk)
    return current


def add_section(user: User, communication: Communication, title: str, body: str = "") -> Section:
    with transaction.atomic():
        current = editable(communication)
        place = current.sections.aggregate(last=Max("position"))["last"] or 0
        asked = {row["title"]: row["key"] for row in current.audience.group.required_sections}
        base = asked.get(title) or slugify(title)[:30].replace("-", "_") or "section"
        taken = set(current.sections.values_list("key", flat=True))
        key = next(k for k in [base, *(f"{base}_{n}" for n in range(2, 100))] if k not in taken)
        section = Section.objects.create(
            communication=current,
            key=key,
            title=title,
            position=place + 1,
            body=clean_text(body),
            edited_by=user,
            edited_at=clock.now(),
        )
        events.record(user, "section.added", current, incident=current.incident_id, section=section.pk)
    return section


def remove_section(user: User, section: Section) -> None:
    with transaction.atomic():
        current = editable(section.communication)
        events.record(user, "section.removed", current, incident=current.incident_id, section=section.pk)
        section.delete()


def edit_details(
    user: User, communication: Communication, *, subject: str, next_update_at: datetime | None, version: int
) -> Communication:
    """Subject and promised next update. Sections nobody has touched are drawn anew, so that they say the new date."""
    with transaction.atomic():
        seen = locked(communication)
        if seen.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this communication while you were writing."))
        subject = " ".join(clean_text(subject).split())
        if (seen.subject, seen.next_update_at) == (subject, next_update_at):
            return seen
        current = editable(seen)
        current.subject, current.next_update_at = subject, next_update_at
        current.save()
        draw_anew(current, Source.of(current.incident))
        events.record(user, "communication.edited", current, incident=current.incident_id)
    return current


def cancel(user: User, communication: Communication) -> None:
    """Give it up. What was released cannot be taken back."""
    with transaction.atomic():
        current = locked(communication)
        if current.state == Communication.State.RELEASED:
            raise Refused("released", _("It has left. Write a correction instead."))
        if current.state == Communication.State.CANCELLED:
            return
        void_revisions(current, _("The communication was cancelled."))
        current.state = Communication.State.CANCELLED
        current.save(update_fields=["state"])
        events.record(user, "communication.cancelled", current, incident=current.incident_id)
