"""Only the affected: the list decides who of an audience is written to, and what each alone is told."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from communications.affected import forget_old, name_columns
from communications.affected_csv import placeholder_name, read_list
from communications.completeness import blockers
from communications.models import Delivery, Endpoint, ListedRecipient, RecipientList, Revision
from communications.recipients import recipients_of
from communications.verbs import affected, erasing, releasing, reviewing
from postincident.csv_files import Unreadable
from postincident.errors import Refused
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_revision,
    make_suppression,
)

pytestmark = pytest.mark.django_db

FILE = "address,name,Failed payments\nana@example.net,Ana,214\nrui@example.net,Rui,1\n"


def bring_in(user, audience, content=FILE):
    found = read_list(content.encode())
    return affected.bring_in(user, audience, columns=found.columns, rows=found.rows, file_name="affected.csv")


def addressed(communication):
    return [(one.address, dict(one.values)) for one in recipients_of([communication]).of(communication).addressed]


# Reading the file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac_roman"])
@pytest.mark.parametrize(("separator", "end"), [(",", "\r\n"), (";", "\n"), ("\t", "\r")])
def test_it_reads_what_spreadsheets_write(encoding, separator, end):
    text = end.join(["E-mail;Name;Échecs (€)", "ana@example.net;José;214", ""]).replace(";", separator)
    if encoding == "mac_roman":
        text = text.replace("José", "Jos\u00e9 \u00ea\u00ea\u00ea")  # bytes that Windows' characters do not have
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    try:
        content = mark + text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("these characters have no place there")
    found = read_list(content)
    assert [one.name for one in found.columns] == ["echecs"]
    assert [(row.normalised, row.values) for row in found.good] == [("ana@example.net", {"echecs": "214"})]


def test_the_line_in_which_excel_names_its_separator_is_not_a_heading():
    (row,) = read_list(b"sep=;\r\naddress;name\r\nnobody;X\r\n").rows
    assert (row.line, row.name) == (3, "X")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nobody,Nobody,1", "not a mail address"),
        (",Nobody,1", "not a mail address"),
        ("ANA@example.net,Twice,1", "the same address as in line 2"),
        ("eva@example.net,Eva,1,2", "more cells"),
        (f"eva@example.net,{'x' * 151},1", "longer than 150"),
        (f"eva@example.net,Eva,{'x' * 201}", "longer than 200"),
        ('"eva@example.net\nBcc: x@y.z",Eva,1', "not a mail address"),
    ],
)
def test_a_row_with_a_mistake_is_named_by_its_line(line, problem):
    found = read_list(f"{FILE}{line}\n".encode())
    assert problem in found.rows[-1].problem.replace("“", "")
    assert found.rows[-1].line >= 4
    assert len(found.good) == 2


@pytest.mark.parametrize(
    ("content", "wanted", "sentence"),
    [
        (b"", "", "address"),
        (b"name\nAna\n", "", "address"),
        (b"address,email\na@b.de,a@b.de\n", "", "Two columns"),
        (b"address,contact_name\na@b.de,Ana\n", "", "has a meaning already"),
        (b"address,A b,a-B\na@b.de,1,2\n", "", "Two columns would both"),
        ("address,数\na@b.de,1\n".encode(), "", "letters from a to z"),
        (FILE.encode(), "failed payments, plan", "no column “plan”"),
        (b"address," + b",".join(b"c%d" % n for n in range(21)) + b"\n", "", "More than 20"),
        (b"address\n" + b"a@b.de\n" * 10_001, "", "More than 10,000"),
        (b"x" * (2 * 1024 * 1024 + 1), "", "larger than 2 MB"),
        (b"PK\x03\x04\x00\x00", "", "not a text file"),
        (b'address,name\n"' + b"x" * 200_000, "", "not well-formed"),
    ],
)
def test_what_is_no_such_list_is_refused_with_a_sentence(content, wanted, sentence):
    with pytest.raises(Unreadable) as unreadable:
        read_list(content, wanted)
    assert sentence in str(unreadable.value)


def test_only_the_columns_asked_for_are_kept():
    found = read_list(b"address;Failed payments;Date of birth\na@b.de;3;1970-01-01\n", "failed_payments")
    assert (found.rows[0].values, found.ignored) == ({"failed_payments": "3"}, ["Date of birth"])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Failed payments (EUR)", "failed_payments_eur"),
        ("2nd try", "nd_try"),
        ("Größe", "groe"),
        ("数", ""),
        ("a" * 60, "a" * 40),
    ],
)
def test_columns_are_named_by_what_can_be_typed(title, name):
    assert placeholder_name(title) == name


def test_only_columns_that_there_are_become_places():
    text = "Your [[plan]], [[contact_name]], [[other]]"
    assert name_columns(text, ["plan"]) == "Your [[listed_plan]], [[contact_name]], [[other]]"


# Who is written to


def test_its_rows_stand_in_for_the_mailboxes_of_the_group(lena):
    audience = make_audience()
    ana = make_contact(audience.group, name="Ana Ferreira", address="ana@example.net")
    make_contact(audience.group, address="spared@example.net")
    make_contact(audience.group, address=None)
    Endpoint.objects.create(group=audience.group, address="all@example.net", normalised="all@example.net")
    portal = Endpoint.objects.create(group=audience.group, kind="by_hand", address="Portal", normalised="portal")
    bring_in(lena, audience, FILE.replace("Ana,", ","))
    share = recipients_of([communication := make_communication(audience)]).of(communication)
    assert [(r.endpoint_id, r.contact_id, r.address, r.name) for r in share.addressed] == [
        (ana.endpoints.get().pk, ana.pk, "ana@example.net", "Ana Ferreira"),
        (None, None, "rui@example.net", "Rui"),
        (portal.pk, None, "portal", audience.group.name),
    ]


def test_it_holds_for_its_own_incident_only(lena):
    group = make_group()
    make_contact(group, address="all@example.net")
    listed, other = make_audience(group=group), make_audience(group=group)
    bring_in(lena, listed)
    plan = recipients_of(both := [make_communication(listed), make_communication(other)])
    assert [len(plan.of(one).addressed) for one in both] == [2, 1]


def test_suppression_and_covering_hold_as_always(lena):
    first = make_audience(group=make_group(priority=10))
    second = make_audience(first.incident, make_group(priority=20))
    make_contact(first.group, address="ana@example.net")
    bring_in(lena, second)
    make_suppression("rui@example.net", second.group)
    one, other = make_communication(first), make_communication(second)
    share = recipients_of([one, other]).of(other)
    assert (len(share.addressed), len(share.covered), len(share.suppressed)) == (0, 1, 1)


def test_an_erased_contact_is_on_no_list_and_in_no_value_any_more(lena):
    audience = make_audience()
    ana = make_contact(address="ana@example.net")
    bring_in(lena, audience)
    delivery = make_delivery(
        make_release(), "ana@example.net", contact=ana, values={"failed_payments": "214"}, state="sent"
    )
    erasing.erase(lena, ana)
    delivery.refresh_from_db()
    assert list(ListedRecipient.objects.values_list("normalised", flat=True)) == ["rui@example.net"]
    assert delivery.values == {}


def test_a_year_later_it_is_forgotten_with_what_each_was_told(lena):
    audience = make_audience()
    bring_in(lena, audience)
    old, new = (make_delivery(make_release(), values={"plan": "A"}, state="sent") for _ in range(2))
    type(old.release).objects.filter(pk=old.release_id).update(released_at=timezone.now() - timedelta(days=366))
    assert forget_old(timezone.now()) == 1
    RecipientList.objects.update(added_at=timezone.now() - timedelta(days=366))
    assert forget_old(timezone.now()) == 2
    assert not ListedRecipient.objects.exists()
    assert RecipientList.objects.get().columns == [{"name": "failed_payments", "title": "Failed payments"}]
    assert forget_old(timezone.now()) == 0
    assert [Delivery.objects.get(pk=one.pk).values for one in (old, new)] == [{}, {"plan": "A"}]


def test_queries_do_not_grow_with_the_list(lena, connection_queries):
    audience = make_audience()
    communication = make_communication(audience)
    bring_in(lena, audience)
    few = connection_queries(lambda: recipients_of([communication]))
    many = "address\n" + "".join(f"reader{n}@example.net\n" for n in range(60))
    bring_in(lena, audience, many)
    assert connection_queries(lambda: recipients_of([communication])) == few


# What is approved


@pytest.fixture
def approved(lena):
    audience = make_audience()
    make_contact(audience.group)
    bring_in(lena, audience)
    communication = make_communication(audience, state="approved")
    make_revision(communication)
    return communication


def test_what_was_approved_with_a_list_is_released_with_it(approved, lena):
    (release,) = releasing.release(lena, [approved])
    assert list(release.deliveries.values_list("address", "name", "values").order_by("address")) == [
        ("ana@example.net", "Ana", {"failed_payments": "214"}),
        ("rui@example.net", "Rui", {"failed_payments": "1"}),
    ]


@pytest.mark.parametrize("change", ["replaced", "one value", "removed"])
def test_any_change_of_the_list_voids_the_approval(approved, lena, change):
    if change == "removed":
        affected.remove(lena, approved.audience)
    else:
        bring_in(lena, approved.audience, FILE.replace("214", "215") if change == "one value" else "address\nx@y.net\n")
    approved.refresh_from_db()
    revision = Revision.objects.get()
    assert (approved.state, revision.state) == ("draft", "void")
    assert "list of those affected" in revision.void_because


@pytest.mark.parametrize("now", ["without", "another"])
def test_a_list_that_changed_behind_the_verbs_is_not_released(approved, lena, now):
    if now == "without":
        RecipientList.objects.all().delete()
    else:
        RecipientList.objects.update(digest="0" * 64)
    with pytest.raises(Refused) as refused:
        releasing.release(lena, [approved])
    assert refused.value.code == "not_what_was_approved"


def forget(audience):
    RecipientList.objects.filter(audience=audience).update(added_at=timezone.now() - timedelta(days=366))
    forget_old(timezone.now())


def test_a_list_that_was_forgotten_never_becomes_everybody_of_the_group(approved, lena):
    make_contact(approved.audience.group)
    forget(approved.audience)
    assert addressed(approved) == []
    with pytest.raises(Refused) as refused:
        releasing.release(lena, [approved])
    assert refused.value.code == "list_forgotten"
    draft = make_communication(approved.audience, kind="update")
    with pytest.raises(reviewing.Blocked) as blocked:
        reviewing.submit(lena, draft)
    assert "list_forgotten" in [one.code for one in blocked.value.blockers]
    affected.remove(lena, approved.audience)
    assert len(addressed(draft)) == 2
    assert "list_forgotten" not in [one.code for one in blockers(draft)]


def test_the_page_of_a_list_that_was_forgotten_says_so(approved, lena, sign_in):
    forget(approved.audience)
    assert "Nobody is on it any more" in sign_in(lena).get(page_of(approved.audience)).text


def test_the_same_rows_in_another_order_are_the_same_list(approved, lena):
    before = RecipientList.objects.get().digest
    head, *rows = FILE.splitlines()
    assert bring_in(lena, approved.audience, "\n".join([head, *reversed(rows)])).digest == before


def test_whoever_says_what_each_is_told_does_not_approve_it(approved, lena):
    assert lena.pk in reviewing.editors_of(approved)


def test_the_screen_before_a_release_says_who_left_since(approved, sign_in, lena, amara):
    review = approved.revisions.get().reviews.get()
    review.recipients = recipients_of([approved]).of(approved).snapshot()
    review.save()
    url = reverse("communications:communication-release", args=[approved.pk])
    client = sign_in(lena)
    assert (client.get(url).context["joined"], client.get(url).context["left"]) == (0, 0)
    ListedRecipient.objects.filter(normalised="rui@example.net").delete()
    assert (client.get(url).context["joined"], client.get(url).context["left"]) == (0, 1)


def test_a_page_has_no_list(lena):
    with pytest.raises(Refused) as refused:
        bring_in(lena, make_audience(group=make_group(kind="public", channels=["page"])))
    assert refused.value.code == "page"


# The screens


def page_of(audience):
    return reverse("communications:audience-affected", args=[audience.incident.reference, audience.pk])


def upload(client, audience, content=FILE, **data):
    return client.post(page_of(audience), {"file": SimpleUploadedFile("affected.csv", content.encode())} | data)


def test_every_row_is_shown_before_anything_is_stored_and_then_replaces(sign_in, tomas):
    audience, client = make_audience(), sign_in(tomas)
    response = upload(client, audience, f"{FILE}nobody,X,1\n")
    for words in ("2 recipients would be written to", "[[failed_payments]]", "not a mail address"):
        assert words in response.text
    assert not RecipientList.objects.exists()
    for _ in range(2):
        answer = client.post(page_of(audience), {"rows": response.context["carried"]}, follow=True)
    assert "Only 2 recipients of this audience are written to now" in answer.text
    assert RecipientList.objects.get().recipients.count() == 2


def test_what_was_shown_of_one_audience_is_not_taken_for_another(sign_in, tomas):
    audience, other, client = make_audience(), make_audience(), sign_in(tomas)
    carried = upload(client, audience).context["carried"]
    assert "damaged" in client.post(page_of(other), {"rows": carried}, follow=True).text
    assert not RecipientList.objects.exists()


def test_it_is_exported_safely_and_removed(sign_in, tomas):
    audience, client = make_audience(), sign_in(tomas)
    bring_in(tomas, audience, "address,=cmd()\nana@example.net,=1+1\n")
    assert "'=1+1" in client.get(page_of(audience), {"export": "csv"}).text
    client.post(reverse("communications:audience-affected-remove", args=[audience.incident.reference, audience.pk]))
    assert not RecipientList.objects.exists()


def test_the_page_makes_the_same_queries_for_two_and_forty(sign_in, tomas, connection_queries):
    audience, client = make_audience(), sign_in(tomas)
    bring_in(tomas, audience)
    few = connection_queries(lambda: client.get(page_of(audience)))
    bring_in(tomas, audience, "address\n" + "".join(f"reader{n}@example.net\n" for n in range(40)))
    assert connection_queries(lambda: client.get(page_of(audience))) == few
