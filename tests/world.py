"""One of everything, `size` rows of whatever is listed: for the access table, the axe walk and the query counts.

Each app adds what it owns to a scene, in its own function below. A scene belongs to one incident; what its attributes hold
goes into addresses, so they are values, not objects.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from types import SimpleNamespace

from django.utils import timezone

from archive.importers.statuspage import Statuspage
from archive.models import Import, SavedSearch
from archive.verbs import naming, preparing
from archive.verbs.changing import record_change, suggest
from archive.verbs.histories import close_history, open_history
from archive.verbs.publishing import publish, withdraw
from archive.verbs.staging import stage
from communications.models import (
    Comment,
    Commitment,
    DraftRun,
    DraftRunItem,
    Endpoint,
    FindingOverride,
    GlossaryTerm,
    Membership,
    MessageTemplate,
    Section,
)
from postincident.links import make_token
from postincident.models import (
    Appearance,
    ChecklistTask,
    Confirmation,
    Fact,
    Improvement,
    Incident,
    IncidentAccess,
    TimelineEntry,
    User,
)
from postincident.models.event import Event
from postincident.rendering import to_html
from postincident.vocabulary import TaskKey
from tests.archive.factories import make_record
from tests.archive.statuspage import as_bytes, older_incident
from tests.archive.tables import TYPED
from tests.communications.factories import (
    make_attachment,
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_group_endpoint,
    make_proof,
    make_release,
    make_review_link,
    make_revision,
    make_sign_up,
)
from tests.factories import make_all_facts, make_incident, make_png, make_service, make_user
from tests.feedback.factories import make_link, make_questionnaire, make_response, make_shared_link, make_told, path_of

ROLES = ("viewer", "communicator", "reviewer", "manager", "administrator")


@dataclass
class World:
    people: dict[str, User]
    insider: User  # a manager named on the restricted incident
    open: SimpleNamespace = field(default_factory=SimpleNamespace)
    restricted: SimpleNamespace = field(default_factory=SimpleNamespace)


def build_world(size=2):
    people = {role: make_user(role.title(), role=role) for role in ROLES[:-1]}
    people["administrator"] = make_user("Administrator", is_administrator=True)
    world = World(people, insider=make_user("Insider", role=User.Role.MANAGER))
    logo = make_png(64, 32)
    look = {"logo": logo, "logo_digest": sha256(logo).hexdigest(), "footer_html": to_html("[All updates](/updates/)")}
    Appearance.objects.update_or_create(pk=1, defaults=look)
    for scene, is_restricted in ((world.open, False), (world.restricted, True)):
        for add in (add_core, add_archive, add_communications, add_feedback):
            add(scene, world, size, is_restricted)
    for lead in (people["manager"], world.insider):
        preparing.work(preparing.order(lead, "").pk)
    return world


def add_core(scene, world, size, is_restricted):
    lead = world.insider if is_restricted else world.people["manager"]
    services = [make_service() for _ in range(size)]
    incident = scene.incident = make_incident(
        services=services, lead=lead, restricted=is_restricted, access=[world.insider] if is_restricted else []
    )
    for _ in range(size - 1):
        other = make_incident(services=services, lead=lead, restricted=is_restricted)
        if is_restricted:
            IncidentAccess.objects.create(incident=other, user=world.insider)
    scene.reference = incident.reference
    scene.service = services[0].pk
    facts = make_all_facts(incident)
    scene.fact = facts[0].pk
    for position in range(size):
        Fact.objects.create(incident=incident, key=Fact.Key.CONTRIBUTING_FACTOR, position=position)
    scene.extra_fact = Fact.objects.filter(incident=incident, key=Fact.Key.CONTRIBUTING_FACTOR).last().pk
    for number in range(size):
        entry = TimelineEntry.objects.create(incident=incident, happened_at=timezone.now(), text=f"Step {number}")
        improvement = Improvement.objects.create(incident=incident, what=f"Measure {number}", owner=lead)
        Event.objects.create(
            verb="incident.edited", incident=incident, user=lead, actor=Event.Actor.USER, happened_at=timezone.now()
        )
    scene.entry, scene.improvement = entry.pk, improvement.pk
    scene.task, scene.overridden_task = TaskKey.FEEDBACK.value, TaskKey.IMPROVEMENTS.value
    ChecklistTask.objects.filter(incident=incident, key=scene.overridden_task).update(
        state="not_needed", overridden_by=lead, override_reason="Nothing broke.", overridden_at=timezone.now()
    )
    scene.confirmation, scene.confirmed = Confirmation.Key.NONE_RAISED.value, Confirmation.Key.REVIEW_RECORDED.value
    Confirmation.objects.create(incident=incident, key=scene.confirmed, by=lead)
    scene.named = IncidentAccess.objects.get_or_create(incident=incident, user=world.insider)[0].user_id
    scene.person = world.people["viewer"].pk


def add_archive(scene, world, size, is_restricted):
    lead, incident = scene.incident.lead, scene.incident
    records = [make_record(incident) for _ in range(size + 2)]
    scene.correction = make_record(
        incident, corrects=records[0], text="A certificate was incomplete, not expired."
    ).number
    scene.record, scene.published_record = records[0].number, records[1].number
    incident.restricted = False  # published before it was restricted: nothing else puts it on the page
    publication = publish(lead, records[1])
    scene.publication, scene.address = publication.pk, publication.address
    gone = publish(lead, records[2])
    withdraw(lead, gone, "A figure was wrong.")
    scene.withdrawn_address = gone.address
    for number in range(size):
        TimelineEntry.objects.create(incident=incident, happened_at=timezone.now(), text=f"Told {number}", public=True)
    Incident.objects.filter(pk=incident.pk).update(restricted=False)
    closed = open_history(lead, incident, "Why cards were declined")
    close_history(lead, closed, "Opened too early.")
    scene.closed_history_address = closed.address
    scene.history_address = open_history(lead, incident, "Why cards were declined").address
    Incident.objects.filter(pk=incident.pk).update(restricted=is_restricted)
    incident.restricted = is_restricted
    for number in range(size):
        file = {"after": ("How we write.txt", b"Say what happened.")}
        change = record_change(
            lead, kind="process", what=f"Change {number}", why="Asked for.", files=file, incident=incident
        )
        suggestion = suggest(incident, f"code-{number}", f"Describe step {number}")
        run = Import.objects.create(format="statuspage", name=f"history-{number}.json", started_by=lead)
        SavedSearch.objects.create(user=world.insider, name=f"{incident} {number}", query=f"q=late+{number}")
    history = as_bytes(*(older_incident(f"world{incident.pk}x{number}") for number in range(size)))
    run = stage(lead, "statuspage", "history.json", Statuspage().read("history.json", history))
    scene.side = "after"
    scene.saved = SavedSearch.objects.create(user=lead, name=f"Late in {incident}", query="q=late").pk
    scene.change, scene.suggestion, scene.run = change.pk, suggestion.pk, run.pk
    decided = {
        "format": "statuspage",
        "name": "older.json",
        "started_by": lead,
        "accepted_by": lead,
        "why": "Not ours.",
    }
    scene.accepted_run = Import.objects.create(**decided, state=Import.State.ACCEPTED, accepted_at=timezone.now()).pk
    scene.withdrawn_run = Import.objects.create(
        **decided, state=Import.State.WITHDRAWN, withdrawn_by=lead, withdrawn_at=timezone.now()
    ).pk
    scene.table = naming.upload(lead, [(f"{number}.csv", TYPED) for number in range(size)]).pk


def add_communications(scene, world, size, is_restricted):
    incident = scene.incident
    group = make_group()
    audience = make_audience(incident, group)
    for number in range(size):
        contact = make_contact(group)
        make_audience(incident, make_group())
        Endpoint.objects.create(group=group, address=f"all{number}@example.org", normalised=f"all{number}@example.org")
    scene.other_contact = make_contact(group, name=contact.name).pk
    scene.group, scene.contact, scene.audience = group.slug, contact.pk, audience.pk
    scene.endpoint = group.endpoints.first().pk
    scene.template, scene.first = MessageTemplate.objects.filter(kind="root_cause").first().pk, 1
    for number in range(size):
        term = GlossaryTerm.objects.create(kind="customer", word=f"Customer {incident.pk}-{number}")
    scene.term = term.pk
    draft = make_communication(audience)
    for number in range(size):
        section = Section.objects.create(
            communication=draft,
            key=f"section_{number}",
            title=f"Section {number}",
            position=number,
            body="Words.",
            drawn="Words.",
        )
        comment = Comment.objects.create(
            communication=draft, section=section, author=world.insider, body=f"Remark {number}"
        )
        override = FindingOverride.objects.create(
            communication=draft,
            check_name="disclosure",
            rule="host_name",
            text=f"db-prod-{number}",
            section=section.key,
            reason="They asked.",
            by=world.insider,
        )
    scene.written, scene.section = draft.pk, section.pk
    for number in range(size):
        scene.attachment = make_attachment(draft, f"letter-{number}.pdf").pk
    scene.comment, scene.override = comment.pk, override.pk
    run = DraftRun.objects.create(incident=incident, kind="root_cause", by=incident.lead)
    for one in incident.audiences.all():
        DraftRunItem.objects.create(run=run, audience=one, communication=draft)
    scene.draft_run = run.pk
    submitted = make_communication(audience, kind="resolution", state="in_review")
    revision = make_revision(submitted, state="in_review")
    for _ in range(size):
        link, scene.outside_token = make_review_link(revision)
        file = submitted.attachments.create(
            name="chart.pdf",
            content_type="application/pdf",
            size=5,
            digest="d" * 64,
            content=b"%PDF-",
            added_by=incident.lead,
        )
    scene.submitted, scene.outside_link, scene.outside_file = submitted.pk, link.pk, file.pk
    release = make_release(make_communication(audience, kind="update", state="released"))
    for state in ("sent", "failed", "unconfirmed"):
        for _ in range(size):
            delivery = make_delivery(release, state=state)
    scene.release = release.pk
    scene.delivery = delivery.pk
    scene.told_by_hand, scene.proof = told_by_hand(release, incident.lead, size)
    scene.unsubscribe_token = make_token("unsubscribe", delivery.pk)
    scene.open_group, scene.sign_up_token = asked_to_be_written_to(size)
    scene.preferences_token = make_token("preferences", in_several_groups(release, contact, size).pk)
    scene.told_token = make_token("told", told_in_chat(audience).pk)
    for _ in range(size):
        promise = Commitment.objects.create(
            incident=incident, audience=audience, kind="next_update", text="Next", due_at=timezone.now(), told_in=draft
        )
    scene.commitment = promise.pk


def in_several_groups(release, contact, size):
    """A delivery to somebody with something to choose: groups, one of them required, in two languages."""
    for number in range(size):
        Membership.objects.create(contact=contact, group=make_group(language="de" if number % 2 else "en"))
    Membership.objects.create(contact=contact, group=make_group(required_notice=True))
    return make_delivery(release, contact.endpoints.get().normalised, state="sent", contact=contact)


def asked_to_be_written_to(size):
    group = make_group(sign_up_open=True)
    for _ in range(size):
        sign_up = make_sign_up(group)
    return group.slug, make_token("sign-up", sign_up.pk, sign_up.nonce)


def told_by_hand(release, user, size):
    told = make_delivery(release, state="by_hand", channel="by_hand", resolution="told_by_hand", resolved_by=user)
    for number in range(size):
        proof = make_proof(told, f"receipt-{number}.pdf")
    return told.pk, proof.pk


def told_in_chat(audience):
    release = make_release(make_communication(audience, kind="improvements", state="released"))
    release.record = make_record(audience.incident)
    release.save()
    endpoint = make_group_endpoint("slack", group=audience.group)
    return make_delivery(release, endpoint.address, channel="slack", endpoint=endpoint, state="sent")


def add_feedback(scene, world, size, is_restricted):
    told = make_told(scene.incident, contacts=size)
    scene.told, scene.theme = told.pk, "too-late"
    make_shared_link(told)
    for _ in range(size):
        scene.key_contact = make_contact(told.audience.group, is_key=True).pk
    scene.form_token = path_of(make_link(told)).strip("/").removeprefix("f/")
    scene.answer_token = make_token("feedback-answer", 0, "nothing")
    asked = make_questionnaire(group=told.audience.group, kind=told.kind, versions=size)
    scene.questionnaire = asked.pk
    for _ in range(size):
        answered = {"questionnaire": asked, "answers": {"q00000001": "By phone", "q00000003": "Nothing else."}}
        scene.response = make_response(scene.incident, communication=told, group=told.audience.group, **answered).pk
