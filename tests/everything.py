"""What people do, all of it, with one word wherever they type one and one kind of address: for what must not stand in an event."""

from datetime import timedelta

from django.utils import timezone

from archive.verbs import changing, histories, publishing, redaction, saving
from communications.affected_csv import read_list
from communications.delivery.outcome import Outcome, Verdict
from communications.delivery.outcomes import settle
from communications.models import Communication, Delivery, MessageTemplate, StakeholderGroup
from communications.verbs import (
    affected,
    attaching,
    audiences,
    commenting,
    contacts,
    drafting,
    erasing,
    glossary,
    groups,
    outside,
    preferring,
    proving,
    releasing,
    reviewing,
    signing_up,
    templates,
)
from communications.verbs.unsubscribing import unsubscribe
from feedback.lessons import attach
from feedback.links import open_link
from feedback.models import FeedbackLink, Theme
from feedback.questionnaires import Question
from feedback.verbs import (
    among_us,
    answering,
    by_rule,
    letters,
    links,
    outreach,
    questionnaire,
    questions,
    rearranging,
    responses,
    tagging,
    themes,
)
from postincident.links import make_token
from postincident.models import Service
from postincident.verbs import checklist, facts, improvements, incident, services
from postincident.vocabulary import Kind
from tests.communications.factories import make_delivery, make_release

WORD, ADDRESS = "Zyxwvut", "zyxwvut@example.net"
NOW = timezone.now()


def make_everything(lena, amara, tomas, ade):
    """Everything a person types anywhere is the same word, and everybody has the same kind of address."""
    service = services.add(lena, name=WORD, public_name=WORD, description=WORD)
    services.change(lena, service, version=0, description=f"{WORD} {WORD}")
    told = incident.declare(
        lena,
        title=WORD,
        public_title=WORD,
        severity="critical",
        started_at=NOW - timedelta(hours=2),
        resolved_at=NOW - timedelta(hours=1),
        services=[service],
        broad_impact=True,
    )
    write_down(lena, told)
    release = tell(told, lena, amara, tomas)
    hear(told, release, lena)
    keep(release, told, lena, ade)
    return told


def write_down(lena, told):
    for fact in told.facts.all():
        facts.state_fact(lena, fact, state="known", plain=WORD, technical=WORD)
    withheld = facts.add_fact(lena, told, "data")
    facts.state_fact(lena, withheld, state="withheld", withheld_reason=WORD)
    entry = facts.add_entry(lena, told, happened_at=NOW, text=WORD)
    facts.change_entry(lena, entry, happened_at=NOW, text=WORD * 2, public=True, version=0)
    improvement = improvements.add(lena, told, what=WORD, public_wording=WORD)
    improvements.change(lena, improvement, version=0, state="declined", outcome=WORD)
    times = {name: getattr(told, name) for name in ("started_at", "detected_at", "resolved_at")}
    incident.edit(lena, told, version=told.version, services=[Service.objects.get()], title=WORD * 2, **times)
    checklist.override(lena, told.tasks.get(key="review"), WORD)
    checklist.confirm(lena, told, "nothing_to_improve", WORD)


def tell(told, lena, amara, tomas):
    group = groups.add(lena, name=WORD, kind="external", detail_level="plain", from_name=WORD, reviewers_needed=1)
    groups.change(
        lena,
        group,
        version=0,
        why=WORD,
        relevant_services=[],
        signature=WORD,
        reply_to=ADDRESS,
        # One word is no message that a check would let through.
        check_severities=dict.fromkeys(("completeness", "disclosure", "consistency"), "advice"),
    )
    groups.add_endpoint(lena, group, "mail", f"all.{ADDRESS}")
    contacts.add(lena, name=WORD, addresses=[ADDRESS], groups=[group], note=WORD, is_key=True)
    audiences.exclude(lena, told.audiences.get(group__slug="partners"), WORD)
    audience = audiences.include(lena, told, group, WORD)
    (draft,) = drafting.draft(tomas, told, Kind.ROOT_CAUSE, [audience])
    section = draft.sections.get(key="summary")
    drafting.edit_section(tomas, section, body=WORD, version=section.version)
    drafting.edit_details(
        tomas, draft, subject=WORD, next_update_at=NOW + timedelta(days=1), version=drafting.locked(draft).version
    )
    drafting.add_section(tomas, draft, WORD, WORD)
    commenting.resolve(lena, commenting.comment(amara, draft, section, WORD))
    attaching.detach(tomas, attaching.attach(tomas, draft, f"{WORD}.pdf", b"%PDF-1.7"))
    listed = read_list(f"address,name,{WORD}\n{ADDRESS},{WORD},{WORD}\n".encode())
    affected.bring_in(tomas, audience, columns=listed.columns, rows=listed.rows, file_name=WORD)
    affected.remove(tomas, audience)
    revision = reviewing.submit(tomas, draft)
    outside.invite(tomas, revision, name=WORD, email=f"review.{ADDRESS}", days=2)
    reviewing.send_back(amara, revision, WORD)
    revision = reviewing.submit(tomas, draft)
    reviewing.approve(amara, revision, revision.digest, WORD)
    (release,) = releasing.release(lena, [Communication.objects.get(pk=draft.pk)])
    return release


def hear(told, release, lena):
    delivery = release.deliveries.filter(contact__isnull=False).get()
    links.share(lena, release.communication)
    link = FeedbackLink.objects.get(kind="shared")
    link = open_link(make_token("feedback", link.pk, link.nonce))
    answered = answering.answer(link, {"words": WORD, "name": WORD, "reply_to": ADDRESS, "clear": 4})
    answering.change(answered.response, {"words": WORD * 2})
    question = questions.raise_question(lena, told, WORD, said_at=NOW, name=WORD, reply_to=ADDRESS)
    asked = questionnaire.add(lena, release.communication.audience.group, "update", "en")
    ask = [Question("clear", "rating", WORD), Question("q12345678", "one", WORD, (WORD, "Other"))]
    asked, _change = questionnaire.write(lena, asked, ask, name_days=9, based_on=asked.pk, why=WORD)
    questionnaire.retire(lena, asked, WORD, based_on=asked.pk)
    theme = themes.add(lena, name=WORD, description=WORD)
    themes.edit(lena, theme, name=f"{WORD} 2", description=WORD, needs_change=True)
    by_rule.switch(lena, theme, on=True)
    tagging.tag(lena, [question, answered.response], theme)
    themes.decline(lena, theme, WORD)
    other, _moved = rearranging.split(lena, theme, [question], into=None, name=f"{WORD} 3")
    rearranging.merge(lena, other, theme)
    tagging.refuse(lena, question, Theme.objects.get(slug="tone"))
    responses.mark_answered(lena, question)
    letters.answer(lena, question, WORD)
    letters.note_answer(lena, answered.response, WORD)
    among_us.assign(lena, question, lena)
    letters.write_to(
        lena,
        told,
        delivery.contact,
        group=release.communication.audience.group,
        subject=WORD,
        words=WORD,
    )
    among_us.note(lena, question, WORD)
    responses.mask(lena, questions.raise_question(lena, told, f"{WORD} {ADDRESS}", said_at=NOW))
    group = release.communication.audience.group
    outreach.note_outcome(lena, told, delivery.contact, "spoke", WORD, group=group, happened_at=NOW, words=WORD)
    change = changing.record_change(lena, kind="process", what=WORD, why=WORD, before=WORD, after=WORD, incident=told)
    attach(lena, change, f"theme:{Theme.objects.get(pk=theme.pk).slug}")
    saved = saving.save(lena, WORD, f"q={WORD}")
    saving.rename(lena, saved, WORD * 2)
    saving.remove(lena, saved)
    suggestion = changing.suggest(told, "code", WORD)
    changing.decline(lena, suggestion, WORD)
    term, _change = glossary.add(lena, kind="jargon", word=WORD, replacement=WORD, why=WORD)
    glossary.set_active(lena, term, False, WORD)
    template = MessageTemplate.objects.first()
    version = template.versions.order_by("-number").first()
    templates.write_version(lena, template, subject=WORD, sections=version.sections, why=WORD, based_on=version.number)


def keep(release, told, lena, ade):
    delivery = release.deliveries.filter(contact__isnull=False).get()
    Delivery.objects.filter(release=release).update(state="sending", lease_worker="w", attempts=1)
    settle("w", [Outcome(delivery.pk, 1, Verdict.SENT, f"250 <{ADDRESS}> {WORD}", NOW)])
    settle(
        "w",
        [
            Outcome(row.pk, 1, Verdict.FAILED, f"550 <{ADDRESS}>", NOW)
            for row in release.deliveries.exclude(pk=delivery.pk)
        ],
    )
    other = release.deliveries.get(state="failed")
    releasing.resolve(lena, other, "not_reachable", WORD)
    release.refresh_from_db()
    publication = publishing.publish(lena, release.record)
    histories.close_history(lena, histories.open_history(lena, told, WORD), WORD)
    publishing.withdraw(lena, publication, WORD)
    unsubscribe(delivery)
    decide(delivery, ade, lena)
    redaction.redact(ade, release.record, WORD)
    erasing.erase(lena, delivery.contact)


def decide(delivery, ade, lena):
    """What readers decide without an account, and who tells them without a mail."""
    group = delivery.communication.audience.group
    until = NOW + timedelta(days=3)
    preferring.choose(delivery, keep=[group], leave_out=[], text_only=True, language="pt-br", paused_until=until)
    preferring.void_links(ade, delivery.contact)
    StakeholderGroup.objects.filter(pk=group.pk).update(sign_up_open=True, required_notice=False, channels=["mail"])
    group.refresh_from_db()
    signing_up.confirm(signing_up.ask(group, name=WORD, address=f"other-{ADDRESS}"))
    told = make_delivery(make_release(), state="by_hand", channel="by_hand")
    releasing.resolve(lena, told, "told_by_hand", WORD, told_how="letter", proof=(f"{WORD}.pdf", b"%PDF-1.7 a"))
    proving.prove(lena, told, f"{WORD}.pdf", b"%PDF-1.7 b")
