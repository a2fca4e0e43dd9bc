"""Playing what was said, and what was learned from it. One theme is never learned from, so that it keeps coming back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from archive.models import Change, Suggestion
from archive.verbs import changing
from communications.models import Communication, Contact, Delivery, MessageTemplate, StakeholderGroup
from communications.verbs.templates import write_version
from feedback import lessons
from feedback.demo.said import Said, read
from feedback.links import ensure_shared, opened
from feedback.models import FeedbackLink, Response, Theme
from feedback.preparing import sweep
from feedback.suggesting import suggest_changes
from feedback.told import key_contacts, told_audiences
from feedback.verbs import answering, outreach, responses, tagging
from feedback.verbs import questions as raised
from postincident import clock
from postincident.checklist import settle
from postincident.demo import hours_ago, incident_numbered, moment, person
from postincident.registry import Scene
from postincident.vocabulary import DetailLevel, Kind

LATEST = 42  # of this one, those who asked for a reply still wait


def scenes() -> Iterator[Scene]:
    for said in read("answers"):
        yield said.at, partial(_answer, said)
        if said.themes:
            yield _next_morning(said.at), partial(_tag_answer, said)
        if said.row["wants_reply"] and said.number != LATEST:
            yield said.at + timedelta(hours=20), partial(_reply, said)
    for said in read("questions"):
        yield said.at + timedelta(minutes=4), partial(_raise, said)
    last_calls: dict[int, datetime] = {}
    for said in read("calls"):
        yield said.at, partial(_call, said)
        last_calls[said.number] = said.at
    for number, at in last_calls.items():
        yield at + timedelta(minutes=1), partial(_settle, number)
    yield moment(5, "09:45"), partial(_ask_adria_later, moment(0, "12:00"))
    yield from _learning()
    yield hours_ago(0.1), _hand_out_outreach


def _next_morning(at: datetime) -> datetime:
    """Or an hour ago, when that morning has not come yet."""
    return min(at + timedelta(hours=15), hours_ago(1))


def _link(answer: Said) -> FeedbackLink:
    communications = Communication.objects.filter(incident=incident_numbered(answer.number), kind=answer.row["kind"])
    address = answer.row["address"]
    if not address:
        page = communications.get(audience__group__kind=StakeholderGroup.Kind.PUBLIC)
        return ensure_shared([page.pk])[page.pk]
    delivery = Delivery.objects.filter(communication__in=communications, address=address, state=Delivery.State.SENT)
    return FeedbackLink.objects.get(delivery=delivery.earliest("pk"))


def _answer(answer: Said) -> None:
    row = answer.row
    ratings = {key: int(row[key]) for key in ("clear", "timely", "complete")}
    reply_to = row["address"] if row["wants_reply"] else ""
    said = {**ratings, "words": row["words"], "name": row["name"], "reply_to": reply_to}
    link = _link(answer)
    found = opened(link.pk, link.nonce)
    if found is None:
        raise LookupError(f"link {link.pk} takes no answer")
    answering.answer(found, said)


def _given(answer: Said) -> Response:
    return Response.objects.get(link=_link(answer))


def _tag_answer(answer: Said) -> None:
    _tag(_given(answer), answer.themes)


def _tag(response: Response, slugs: Sequence[str]) -> None:
    tagging.tag(person("tomas"), [response], *Theme.objects.filter(slug__in=slugs))
    suggest_changes([response.incident_id])


def _reply(answer: Said) -> None:
    responses.mark_answered(person("lena"), _given(answer))


def _raise(question: Said) -> None:
    response = raised.raise_question(
        person("tomas"),
        incident_numbered(question.number),
        question.row["words"],
        said_at=question.at,
        group=StakeholderGroup.objects.get(slug=question.row["group"]),
        name=question.row["name"],
    )
    if question.themes:
        _tag(response, question.themes)


def _call(call: Said) -> None:
    contact, incident = Contact.objects.get(name=call.row["contact"]), incident_numbered(call.number)
    reached = dict(key_contacts([incident.pk], told_audiences([incident.pk]))[incident.pk])
    row = outreach.note_outcome(
        person("lena"),
        incident,
        contact,
        call.row["outcome"],
        call.row["note"],
        group=reached[contact].group,
        happened_at=clock.now(),
        words=call.row["words"],
    )
    if row.response is not None:
        _tag(row.response, call.themes)


def _settle(number: int) -> None:
    settle([incident_numbered(number).pk])


def _ask_adria_later(due_at: datetime) -> None:
    incident, contact = incident_numbered(41), Contact.objects.get(name="Operations desk")
    partners = StakeholderGroup.objects.get(slug="partners")
    lena = person("lena")
    outreach.assign(lena, incident, contact, group=partners, owner=lena, due_at=due_at)


def _hand_out_outreach() -> None:
    sweep(clock.now())


def _learning() -> Iterator[Scene]:
    yield moment(144, "11:00"), _write_the_runbook
    later = "An earlier first message needs another on-call rota. It is planned; nothing is changed before."
    yield moment(141, "10:00"), partial(_decline, 24, "too-late", later)
    alarm = "The alarm we promised will tell us earlier; the template is not the reason."
    yield moment(38, "10:00"), partial(_decline, 31, "too-late", alarm)
    yield moment(37, "14:30"), _write_every_two_hours
    yield moment(34, "14:00"), _have_plain_words_read
    yield moment(33, "15:30"), _say_where_the_list_ends


def _decide(number: int, theme: str) -> Suggestion:
    return Suggestion.objects.get(incident=incident_numbered(number), code=f"theme:{theme}")


def _decline(number: int, theme: str, reason: str) -> None:
    changing.decline(person("lena"), _decide(number, theme), reason)


def _learn(change: Change, number: int, theme: str) -> None:
    lena = person("lena")
    lessons.attach(lena, change, f"theme:{theme}")
    changing.make(lena, _decide(number, theme), change)


def _write_the_runbook() -> None:
    incident = incident_numbered(24)
    change = changing.record_change(
        person("tomas"),
        kind=Change.Kind.DOCUMENT,
        what="Runbook “Sign-in”: look at the key watcher first",
        why="Forty minutes went by before anybody looked at which keys the servers use.",
        before="1. Look at the load of the sign-in servers.\n2. Look at the database.",
        after="1. Compare the key id of all six sign-in servers.\n2. Look at the load of the sign-in servers.\n3. Look at the database.",
        incident=incident,
    )
    lessons.attach(person("tomas"), change, f"incident:{incident.pk}")


def _change_how_we_work(number: int, theme: str, **said: Any) -> None:
    """Because of what readers of that incident's messages said."""
    incident = incident_numbered(number)
    change = changing.record_change(person("lena"), kind=Change.Kind.PROCESS, incident=incident, **said)
    _learn(change, number, theme)


_write_every_two_hours = partial(
    _change_how_we_work,
    31,
    "no-update",
    what="While an incident lasts, write at least every two hours",
    why="A whole day lay between our first message and the second. Nothing new is news as well.",
    before="Write when there is something new.",
    after="Write when there is something new, and every two hours in any case.",
)
_have_plain_words_read = partial(
    _change_how_we_work,
    36,
    "too-technical",
    what="Somebody from support reads every plain wording before drafting",
    why="Customers asked what a webhook is. Whoever speaks with them every day would have seen it.",
    before="The writer of a fact says it in plain words.",
    after="The writer of a fact says it in plain words, and somebody from support reads it aloud before drafts are made.",
)


def _say_where_the_list_ends() -> None:
    template = MessageTemplate.objects.get(kind=Kind.RESOLUTION, detail_level=DetailLevel.PLAIN, group=None)
    version = template.versions.latest("number")
    sections = [dict(row) for row in version.sections]
    (section,) = (row for row in sections if row["key"] == "resolution")
    section["body"] = section["body"].replace(
        "If you still see the problem: {{ workaround|sentence }}",
        "What you can do: {{ workaround|sentence }} There is nothing else you need to do.",
    )
    _version, change = write_version(
        person("lena"),
        template,
        subject=version.subject,
        sections=sections,
        why="Readers could not tell whether there was more to do after the workaround. Now it says that there is not.",
        based_on=version.number,
    )
    _learn(change, 36, "missing-workaround")
