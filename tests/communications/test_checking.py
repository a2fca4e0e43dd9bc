import pytest
from django.urls import reverse
from django.utils import timezone

from archive.said import told
from communications import checking
from communications.circumstances import Known, context_of, contexts_of
from communications.completeness import blockers
from communications.delivery.handover import first_hand_over
from communications.models import Audience, Communication, GlossaryTerm, Section
from communications.pieces import SUBJECT, assembled
from communications.verbs import drafting, releasing, reviewing
from communications.verbs.findings import override_finding, use_suggestion, withdraw_override
from postincident.errors import Refused
from postincident.models import Event, Improvement, TimelineEntry
from tests.communications.factories import make_audience, make_communication, make_contact, make_group
from tests.communications.fake_checks import HOST, JARGON, Misses, only
from tests.communications.test_drafting import audience_of, customers, incident  # noqa: F401 - fixtures
from tests.factories import make_incident, make_service, make_user


@pytest.fixture
def checks(monkeypatch):
    only(monkeypatch, disclosure=HOST, plain_language=JARGON)


def write(user, communication, key, body):
    section = communication.sections.get(key=key)
    return drafting.edit_section(user, section, body=body, version=section.version)


def refused(call, *args):
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value.code


def test_each_place_is_found_again_in_its_section():
    sections = [Section(key="a", title="One", body="É first."), Section(key="b", title="Two", body=" ")]
    sections.append(Section(key="c", title="Three", body="Last."))
    whole = assembled("Subject", sections)
    assert whole.source == "Subject\n\n## One\n\nÉ first.\n\n## Three\n\nLast."
    at = whole.source.index("Last")
    assert whole.place_of(at, at + 4) == ("c", 0, 4)
    assert whole.place_of(0, 7) == (SUBJECT, 0, 7)
    assert whole.place_of(0, at) is None
    heading = whole.source.index("One")
    assert whole.place_of(heading, heading + 3) is None


def test_findings_know_their_section_and_place(checks, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "At first a failover, then db-prod-3 failed.")
    jargon, host = checking.findings(customers)
    assert (jargon.section, host.section) == ("summary", "summary")
    assert "At first a failover, then db-prod-3 failed."[host.start : host.end] == "db-prod-3"
    assert (jargon.is_blocking, host.is_blocking) == (False, True)


def test_what_is_absent_has_a_section_and_no_place(monkeypatch, customers):  # noqa: F811
    only(monkeypatch, completeness=Misses("summary"))
    (found,) = checking.findings(customers)
    assert (found.section, found.has_place) == ("summary", False)
    assert "It does not say what went wrong." in [one.sentence for one in checking.blocking([found])]


def test_what_is_being_typed_is_checked_without_saving_it(checks, customers):  # noqa: F811
    typed = [Section(key="summary", title="What happened", body="db-prod-3")]
    (found,) = checking.findings(customers, typed, subject="")
    assert (found.start, found.end) == (0, 9)
    assert not checking.findings(customers)


def test_nothing_is_submitted_while_a_finding_blocks(checks, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "A failover of db-prod-3.")
    with pytest.raises(reviewing.Blocked) as caught:
        reviewing.submit(tomas, customers)
    assert [(one.code, one.section) for one in caught.value.blockers] == [("host_name", "summary")]
    write(tomas, customers, "summary", "A failover of one of our databases.")
    assert reviewing.submit(tomas, customers).overrides == []


def test_the_group_decides_what_blocks(checks, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "A failover of db-prod-3.")
    group = customers.audience.group
    group.check_severities = {"disclosure": "advice", "plain_language": "blocking"}
    group.save()
    customers = Communication.objects.get(pk=customers.pk)
    assert [one.finding.rule for one in checking.findings(customers) if one.is_blocking] == ["jargon"]


def test_a_manager_keeps_it_with_a_reason_which_the_revision_holds(checks, tomas, lena, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3, and only db-prod-3.")
    key = checking.findings(customers)[0].key
    assert refused(override_finding, tomas, customers, key, "They asked.") == "not_allowed"
    assert refused(override_finding, lena, customers, key, "  ") == "no_reason"
    override_finding(lena, customers, key, "They named it themselves.")
    override_finding(lena, customers, key, "A second press changes nothing.")
    revision = reviewing.submit(tomas, customers)
    (kept,) = revision.overrides
    assert (kept["check"], kept["text"], kept["section"]) == ("disclosure", "db-prod-3", "summary")
    assert (kept["reason"], kept["by"]) == ("They named it themselves.", "Lena Hoffmann")
    assert Event.objects.filter(verb="finding.overridden", user=lena).count() == 1


def test_what_is_kept_is_kept_in_that_section_only_and_through_edits(checks, tomas, lena, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3.")
    override_finding(lena, customers, checking.findings(customers)[0].key, "They named it.")
    write(tomas, customers, "summary", "To be exact, it was db-prod-3.")
    write(tomas, customers, "resolution", "We repaired db-prod-3.")
    assert [(one.section, one.is_blocking) for one in checking.findings(customers)] == [
        ("summary", False),
        ("resolution", True),
    ]


def test_what_was_kept_can_be_taken_back(checks, tomas, lena, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3.")
    override = override_finding(lena, customers, checking.findings(customers)[0].key, "They named it.")
    assert refused(withdraw_override, tomas, override) == "not_allowed"
    withdraw_override(lena, override)
    assert checking.findings(customers)[0].is_blocking
    override_finding(lena, customers, checking.findings(customers)[0].key, "After all.")
    assert not checking.findings(customers)[0].is_blocking


def test_only_what_blocks_and_stands_can_be_kept_and_only_in_a_draft(checks, tomas, lena, customers):  # noqa: F811
    write(tomas, customers, "summary", "A failover.")
    (advice,) = checking.findings(customers)
    assert refused(override_finding, lena, customers, advice.key, "Why not.") == "advice"
    assert refused(override_finding, lena, customers, "nonsense", "Why not.") == "not_found"
    reviewing.submit(tomas, customers)
    assert refused(override_finding, lena, customers, advice.key, "Why not.") == "not_draft"


def test_a_long_text_is_kept_by_its_digest(monkeypatch, tomas, lena, customers):  # noqa: F811
    sentence = "Words " * 400
    only(monkeypatch, disclosure=type(HOST)("blocking", "host_name", sentence))
    write(tomas, customers, "summary", f"{sentence} end.")
    row = override_finding(lena, customers, checking.findings(customers)[0].key, "It is a quotation.")
    assert len(row.text) < 300
    assert checking.findings(customers)[0].is_kept


def test_a_suggestion_is_written_in_place(checks, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3 and db-prod-3.")
    second = checking.findings(customers)[1]
    use_suggestion(tomas, customers, second.key)
    assert customers.sections.get(key="summary").body == "It was db-prod-3 and one of our databases."


def test_a_suggestion_follows_words_that_have_moved(checks, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3.")
    key = checking.findings(customers)[0].key
    write(tomas, customers, "summary", "As far as we know, it was db-prod-3.")
    use_suggestion(tomas, customers, key)
    assert customers.sections.get(key="summary").body == "As far as we know, it was one of our databases."
    assert refused(use_suggestion, tomas, customers, key) == "not_found"


def test_a_suggestion_for_the_subject(checks, tomas, customers):  # noqa: F811
    drafting.edit_details(tomas, customers, subject="db-prod-3 failed", next_update_at=None, version=customers.version)
    customers.refresh_from_db()
    use_suggestion(tomas, customers, checking.findings(customers)[0].key)
    customers.refresh_from_db()
    assert customers.subject == "one of our databases failed"


def test_sections_a_group_asks_for_are_added_and_must_say_something(lena, tomas, incident):  # noqa: F811
    audience = audience_of(incident, "partners")
    audience.group.required_sections = [{"key": "your_data", "title": "Your data"}]
    audience.group.save()
    (draft,) = drafting.draft(tomas, incident, "root_cause", [audience])
    assert draft.sections.get(key="your_data").title == "Your data"
    assert [(one.section, one.sentence) for one in blockers(draft) if one.section == "your_data"] == [
        ("your_data", "“Your data” must say something.")
    ]
    assert "your_data" in context_of(draft).mandatory
    write(tomas, draft, "your_data", "No data were lost.")
    assert not blockers(draft)


def test_a_section_added_later_is_the_one_the_group_asks_for(tomas, customers):  # noqa: F811
    group = customers.audience.group
    group.required_sections = [{"key": "regions_told", "title": "Where you are"}]
    group.save()
    customers = Communication.objects.get(pk=customers.pk)
    assert drafting.add_section(tomas, customers, "Where you are").key == "regions_told"


def test_the_context_holds_what_the_checks_may_know(lena, tomas, incident):  # noqa: F811
    make_service("ledger-worker", public_name="Bookkeeping")
    GlossaryTerm.objects.create(kind="vendor", word="Fastly")
    GlossaryTerm.objects.create(kind="vendor", word="Akamai", active=False)
    TimelineEntry.objects.create(incident=incident, happened_at=incident.started_at, text="Alarm", public=True)
    Improvement.objects.create(incident=incident, what="Test payments", owner=lena)
    make_contact(make_group(), organisation="Livraria do Cais")
    drafts = drafting.draft(tomas, incident, "root_cause", Audience.objects.filter(incident=incident))
    customers = next(one for one in drafts if one.audience.group.slug == "customers")  # noqa: F811
    context = context_of(customers)
    assert [(one.internal, one.public) for one in context.services] == [("card-auth-eu-2", "Card payments")]
    assert [one.internal for one in context.other_services] == ["ledger-worker"]
    assert {"Lena Hoffmann", "Tomás Ribeiro"} <= set(context.staff)
    assert context.vendors == ("Fastly",)
    assert "Livraria do Cais" in context.customers
    assert (context.timeline[0].text, context.improvements[0].owner) == ("Alarm", "Lena Hoffmann")
    assert len(context.siblings) == len(drafts) - 1
    assert "Customers" not in [one.audience for one in context.siblings]
    assert context.titles["What happened"] == "summary"


def test_other_rounds_and_what_was_cancelled_are_no_siblings(lena, tomas, incident):  # noqa: F811
    first, second = drafting.draft(
        tomas, incident, "update", [audience_of(incident, "customers"), audience_of(incident, "partners")]
    )
    make_communication(first.audience, kind="update", round=2)
    drafting.cancel(tomas, second)
    assert context_of(first).siblings == ()


def test_a_group_of_one_organisation_reads_its_own_name(lena, tomas, incident):  # noqa: F811
    group = make_group("Livraria", kind="external")
    make_contact(group, organisation="Livraria do Cais")
    make_contact(make_group(kind="external"), organisation="Padaria Central")
    own = make_communication(make_audience(incident, group))
    assert context_of(own).customers == ("Padaria Central",)


@pytest.mark.parametrize(
    ("kind", "level", "marked"),
    [
        ("root_cause", "technical", []),
        ("root_cause", "plain", ["failover"]),
        ("talking_points", "technical", ["failover"]),
    ],
)
def test_a_technical_group_knows_words_of_computing(incident, kind, level, marked):  # noqa: F811
    group = make_group("Readers", kind="internal" if kind == "talking_points" else "external", detail_level=level)
    communication = make_communication(make_audience(incident, group), kind=kind)
    Section.objects.create(communication=communication, key="summary", title="Summary", position=1, body="A failover.")
    findings = [one.finding for one in checking.findings(communication)]
    assert [one.text for one in findings if one.rule == "jargon"] == marked


def test_who_signs_may_be_named(lena, tomas, customers):  # noqa: F811
    group = customers.audience.group
    group.signature = "Lena Hoffmann, Northwind"
    group.save()
    context = context_of(Communication.objects.get(pk=customers.pk))
    assert context.public_names == ("Lena Hoffmann",)


@pytest.mark.parametrize("ask", [lambda many: checking.findings(many[0]), lambda many: contexts_of(many)])
def test_many_communications_take_no_more_queries_than_two(
    django_assert_max_num_queries, connection_queries, lena, ask
):
    def world(size):
        incident = make_incident()  # noqa: F811
        for number in range(size):
            one = make_communication(make_audience(incident), kind="root_cause", created_by=lena)
            Section.objects.create(
                communication=one, key="summary", title="Summary", position=1, body=f"Words {number}."
            )
            make_user(f"Person {number}")
            make_contact(one.audience.group, organisation=f"Company {number}")
            make_service(f"service-x-{incident.pk}-{number}")
        return list(
            Communication.objects.filter(incident=incident).select_related("incident", "audience__group", "corrects")
        )

    few, many = world(2), world(200)
    assert connection_queries(lambda: ask(many)) == connection_queries(lambda: ask(few))


def test_loaded_once_it_serves_every_communication(connection_queries, tomas, incident):  # noqa: F811
    drafts = drafting.draft(tomas, incident, "root_cause", Audience.objects.filter(incident=incident))
    known = Known.of(incident)
    assert connection_queries(lambda: contexts_of(drafts, known)) == 2
    assert set(contexts_of(drafts, known)) == {one.pk for one in drafts}


def test_the_reviewer_and_the_record_say_what_was_kept(checks, sign_in, tomas, lena, amara, customers):  # noqa: F811
    make_contact(customers.audience.group)
    write(tomas, customers, "summary", "It was db-prod-3.")
    override_finding(lena, customers, checking.findings(customers)[0].key, "They named it themselves.")
    revision = reviewing.submit(tomas, customers)
    page = sign_in(amara).get(reverse("communications:communication-review", args=[customers.pk]))
    assert "They named it themselves." in page.text
    reviewing.approve(amara, revision, revision.digest)
    (release,) = releasing.release(lena, [Communication.objects.get(pk=customers.pk)])
    record = first_hand_over(None, release, timezone.now())
    assert told(record)["overrides"][0]["reason"] == "They named it themselves."
    assert "They named it themselves." in sign_in(lena).get(record.get_absolute_url()).text


def test_nothing_is_said_twice(monkeypatch, tomas, customers):  # noqa: F811
    silent = type("Silent", (Misses,), {"rule": "section_says_nothing"})
    only(monkeypatch, completeness=silent("summary"))
    write(tomas, customers, "summary", "")
    with pytest.raises(reviewing.Blocked) as caught:
        reviewing.submit(tomas, customers)
    assert [one.code for one in caught.value.blockers] == ["empty_section"]
    write(tomas, customers, "summary", "N/A")
    with pytest.raises(reviewing.Blocked) as caught:
        reviewing.submit(tomas, customers)
    assert [one.code for one in caught.value.blockers] == ["section_says_nothing"]
