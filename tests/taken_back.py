"""The other half of `everything.py`: what people do and take back, what they leave to others, and what comes back to them."""

from contextlib import suppress
from datetime import timedelta
from tempfile import TemporaryDirectory

from django.core.management import call_command

from archive.verbs import changing
from communications import affected
from communications.contact_csv import Row as ContactRow
from communications.delivery.outcomes import finish
from communications.glossary_csv import Row as GlossaryRow
from communications.models import (
    Commitment,
    Communication,
    DeliveryReport,
    FindingOverride,
    MessageTemplate,
    RecipientList,
    StakeholderGroup,
)
from communications.verbs import (
    asking,
    commitments,
    contacts,
    drafting,
    emergency,
    erasing,
    findings,
    glossary,
    groups,
    releasing,
    resolving,
    returned,
    reviewing,
    running,
    templates,
    testing,
)
from feedback import preparing
from feedback.models import Theme
from feedback.verbs import links, outreach, questions, responses, tagging, telling, themes
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.verbs import checklist, facts, incident
from postincident.vocabulary import Kind
from tests.communications.factories import make_audience, make_communication, make_delivery, make_release
from tests.everything import ADDRESS, NOW, WORD
from tests.factories import make_all_facts, make_incident


def take_everything_back(told, lena, amara, tomas, ade):
    open_and_close(told, lena, amara, tomas)
    write_otherwise(told, lena)
    audience = hear_again(lena, tomas)
    draft_again(audience, lena, amara, tomas)
    promise(audience)
    reach_a_webhook(lena, audience.group)
    come_back(lena)
    forget()
    with TemporaryDirectory() as folder:
        call_command("export_archive", f"{folder}/archive.zip", verbosity=0)
    erasing.erase_address(ade, f"sent.{ADDRESS}")


def open_and_close(told, lena, amara, tomas):
    other = incident.declare(lena, title=WORD, severity="minor", started_at=NOW - timedelta(hours=1))
    incident.resolve(lena, other, NOW - timedelta(minutes=30))
    incident.restrict(lena, other, [amara])
    incident.give_access(lena, other, [tomas])
    incident.take_access(lena, other, tomas)
    incident.unrestrict(lena, other)
    other.tasks.filter(key="tell").update(state="done")
    settle([other.pk])  # nothing proves it
    for task in other.tasks.all():
        checklist.override(lena, task, WORD)
    checklist.restore(lena, other.tasks.get(key="review"))
    checklist.override(lena, other.tasks.get(key="review"), WORD)
    incident.close(lena, other)
    incident.reopen(lena, other)
    facts.remove_fact(lena, facts.add_fact(lena, other, "contributing_factor"))
    facts.remove_entry(lena, facts.add_entry(lena, other, happened_at=NOW, text=WORD))
    checklist.withdraw_confirmation(lena, told.confirmations.get(key="nothing_to_improve"))


def write_otherwise(told, lena):
    """What stands in lists that everybody shares."""
    change = changing.record_change(lena, kind="process", what=WORD, why=WORD)
    changing.make(lena, changing.suggest(told, "other", WORD), change)
    term, _change = glossary.add(lena, kind="jargon", word=f"{WORD} b", replacement=WORD, why=WORD)
    said = {"kind": "jargon", "word": f"{WORD} c", "replacement": WORD}
    glossary.change(lena, term, **said, why=WORD, version=0)
    glossary.set_active(lena, term, False, WORD)
    glossary.set_active(lena, term, True, WORD)
    row = GlossaryRow(line=2, active=True, does="new", kind="jargon", word=f"{WORD} d", replacement=WORD)
    glossary.import_rows(lena, [row], WORD)
    theme = themes.add(lena, name=f"{WORD} 9")
    for retired in (True, False):
        themes.retire(lena, theme, retired)
    template = MessageTemplate.objects.filter(kind="root_cause").first()
    templates.looked_at(lena, template)
    templates.entrust(lena, template, lena, 90)
    templates.add(lena, template, language="nl")


def hear_again(lena, tomas):
    """Of an audience that was told, by somebody who asked for a reply; and what was done about it."""
    group = groups.add(lena, name=f"{WORD} 2", kind="external", detail_level="plain", reviewers_needed=1)
    StakeholderGroup.objects.filter(pk=group.pk).update(
        check_severities=dict.fromkeys(("completeness", "disclosure", "consistency"), "advice")
    )
    contact = contacts.add(lena, name=WORD, addresses=[f"b.{ADDRESS}"], groups=[group], is_key=True)
    known = {"addresses": [f"c.{ADDRESS}"], "groups": [group], "name": WORD, "note": WORD}
    contacts.change(lena, contact, version=contact.version, **known)
    contacts.import_rows(lena, [ContactRow(line=2, name=WORD, email=f"d.{ADDRESS}", groups=[group.slug], key=True)])
    whole = make_incident(title=WORD)
    make_all_facts(whole)
    audience = make_audience(whole, group=group, told_at=NOW)
    release = make_release()
    Communication.objects.filter(pk=release.communication_id).update(audience=audience, incident=audience.incident)
    release.communication.refresh_from_db()
    release.incident = audience.incident
    release.save()
    make_delivery(release, f"c.{ADDRESS}", contact=contact, state="sent")
    asked = questions.raise_question(
        lena, audience.incident, WORD, said_at=NOW, group=group, name=WORD, reply_to=f"c.{ADDRESS}"
    )
    late = Theme.objects.get(slug="too-late")
    tagging.tag(lena, [asked], late)
    telling.tell_back(tomas, late, {audience.pk}, said=WORD, did=WORD)
    tagging.untag(lena, [asked], late)
    responses.mark_answered(lena, asked)
    responses.mark_unanswered(lena, asked)
    outreach.assign(lena, audience.incident, contact, group=group, owner=tomas, due_at=NOW)
    links.share(lena, release.communication)
    links.revoke(lena, release.communication)
    return audience


def draft_again(audience, lena, amara, tomas):
    [draft] = drafting.draft(tomas, audience.incident, Kind.UPDATE, [audience])
    drafting.remove_section(tomas, drafting.add_section(tomas, draft, WORD, WORD))
    testing.send_test(tomas, draft)
    revision = reviewing.submit(tomas, draft)
    asking.choose_reviewers(tomas, revision, [amara])
    reviewing.withdraw(tomas, draft)
    revision = reviewing.submit(tomas, draft)
    emergency.approve_in_emergency(lena, revision, revision.digest, WORD)
    [release] = releasing.release(lena, [Communication.objects.get(pk=draft.pk)])
    running.pause(lena, release)
    running.resume(lena, release)
    running.cancel(lena, release)
    draft.refresh_from_db()
    reviewing.withdraw(tomas, draft)
    kept = FindingOverride.objects.create(communication=draft, check_name="tone", rule="blame", reason=WORD, by=lena)
    findings.withdraw_override(lena, kept)
    drafting.cancel(tomas, draft)


def promise(audience):
    """A next update, once in time and once late."""
    for first, due_at in ((11, NOW + timedelta(days=1)), (13, NOW - timedelta(days=1))):
        told, later = (make_communication(audience, kind=Kind.UPDATE, round=n) for n in (first, first + 1))
        Commitment.objects.create(
            incident=audience.incident, audience=audience, kind="next_update", text=WORD, due_at=due_at, told_in=told
        )
        commitments.settle(later, NOW)


def reach_a_webhook(lena, group):
    endpoint = groups.add_endpoint(lena, group, "webhook", "https://hooks.example.invalid/a")
    groups.renew_secret(lena, endpoint)
    with suppress(Refused):  # nobody is there
        groups.test_endpoint(lena, endpoint)
    groups.remove_endpoint(lena, endpoint)


def come_back(lena):
    """What mail servers say afterwards, and what is decided where nobody knows."""
    release = make_release()
    said = [make_delivery(release, f"{kind.value}.{ADDRESS}", state="sent") for kind in DeliveryReport.Kind]
    softly = said[[*DeliveryReport.Kind].index(DeliveryReport.Kind.BOUNCED_SOFTLY)]
    make_delivery(make_release(), softly.address, state="covered", covered_by=softly)
    make_delivery(make_release(), f"complained.{ADDRESS}", state="queued")
    kinds = zip(DeliveryReport.Kind, said, strict=True)
    returned.take([returned.Report(row.pk, kind, f"550 <{ADDRESS}> {WORD}", kind) for kind, row in kinds])
    for decision in ("sent", "resend"):
        make_delivery(release, f"{decision}.{ADDRESS}", state="unconfirmed", handed_over_at=NOW)
        resolving.decide_unconfirmed(lena, release, decision)
    make_delivery(release, f"again.{ADDRESS}", state="failed")
    running.retry(lena, release)
    last = make_release(state="sending")
    make_delivery(last, f"last.{ADDRESS}", state="sent")
    finish(last.pk)


def forget():
    """By themselves, when their time has come."""
    RecipientList.objects.update(added_at=NOW - timedelta(days=4000))
    affected.forget_old(NOW)
    preparing.sweep(NOW)
