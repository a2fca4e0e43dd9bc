import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communications.addresses import normalise_mail
from communications.models import Contact, Endpoint, StakeholderGroup
from tests.communications.factories import make_contact, make_group


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (" Ana@Example.ORG ", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
    ],
)
def test_addresses_are_compared_in_one_form(typed, same):
    assert normalise_mail(typed) == same


@pytest.mark.parametrize(
    "typed", ["", "ana", "ana@", "@example.org", "a@b@c", "ana@example.org\r\nBcc: x@y.z", "a" * 300 + "@b.de"]
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(ValidationError):
        normalise_mail(typed)


def contact_form(**fields):
    return {"name": "Ana Ferreira", "addresses": "ana@example.org"} | fields


def test_it_is_added_with_groups_and_addresses(sign_in, lena):
    groups = [make_group(), make_group()]
    typed = contact_form(addresses="ana@example.org\nAna.F@Example.org", groups=[group.pk for group in groups])
    sign_in(lena).post(reverse("communications:contact-add"), typed)
    contact = Contact.objects.get()
    assert set(contact.groups.all()) == set(groups)
    assert list(contact.endpoints.values_list("normalised", flat=True)) == ["ana@example.org", "ana.f@example.org"]


def test_an_address_belongs_to_one_contact(sign_in, lena):
    make_contact(name="Boris", address="ana@example.org")
    text = sign_in(lena).post(reverse("communications:contact-add"), contact_form()).text
    assert "belongs to Boris already" in text
    assert "Ana Ferreira" in text
    assert Contact.objects.count() == 1


def test_a_removed_address_is_not_written_to_but_stays_known(sign_in, lena):
    contact = make_contact(address="old@example.org")
    url = reverse("communications:contact-edit", args=[contact.pk])
    sign_in(lena).post(url, contact_form(version=0))
    assert set(contact.endpoints.values_list("normalised", "active")) == {
        ("old@example.org", False),
        ("ana@example.org", True),
    }


FILE = """name;email;organisation;groups;key
Ana Ferreira;ana@example.org;Livraria do Cais;customers;yes
Boris;not-an-address;;customers;
;nobody@example.org;;customers;
Carla;ANA@example.org;;customers;
Dora;dora@example.org;;unknown group;
Eva;taken@example.org;;Key accounts;
"=cmd()";formula@example.org;;customers|partners;
"""


def upload(client, content, name="list.csv", **data):
    if isinstance(content, str):
        content = content.encode()
    return client.post(reverse("communications:contact-import"), {"file": SimpleUploadedFile(name, content)} | data)


def test_every_row_is_shown_before_anything_is_stored(sign_in, lena):
    make_contact(address="taken@example.org")
    client = sign_in(lena)
    response = upload(client, FILE)
    assert "2 contacts can be added" in response.text
    for sentence in (
        "not a mail address",
        "the name is missing",
        "same address as in line 2",
        "no group",
        "belongs to",
    ):
        assert sentence in response.text.replace("&quot;", '"')
    assert Contact.objects.count() == 1
    client.post(reverse("communications:contact-import"), {"rows": response.context["carried"]})
    assert set(Contact.objects.values_list("name", flat=True)) >= {"Ana Ferreira", "=cmd()"}
    assert Endpoint.objects.get(normalised="ana@example.org").confirmed_by == "import"
    assert StakeholderGroup.objects.get(slug="partners").contacts.count() == 1


FULL = """name,email,other emails,organisation,role,groups,key,owner
Ana Ferreira,ana@example.org,a.f@example.org; ana2@example.org,Livraria do Cais,Owner,customers; partners,yes,{owner}
Rui,rui@example.org,,,,,,nobody@example.org
Zé,ze@example.org,a.f@example.org,,,,,
Eva,eva@example.org,not an address,,,,,
Max,max@example.org,"{many}",,,,,
"""


def test_owner_several_groups_and_further_addresses_come_in_and_go_out_again(sign_in, lena):
    client = sign_in(lena)
    content = FULL.format(owner=lena.email.upper(), many=";".join(f"m{n}@example.org" for n in range(10)))
    response = upload(client, content)
    for sentence in (
        "nobody here has the address",
        "the same address as in line 2",
        "not a mail address",
        "more than ten",
    ):
        assert sentence in response.text
    client.post(reverse("communications:contact-import"), {"rows": response.context["carried"]})
    contact = Contact.objects.get()
    assert (contact.relationship_owner, contact.is_key, contact.role) == (lena, True, "Owner")
    assert {group.slug for group in contact.groups.all()} == {"customers", "partners"}
    assert list(contact.endpoints.values_list("address", flat=True)) == [
        "ana@example.org",
        "a.f@example.org",
        "ana2@example.org",
    ]
    exported = client.get(reverse("communications:contact-list"), {"export": "csv"}).text
    contact.delete()
    assert "1 contact can be added" in upload(client, exported).text.replace("One contact", "1 contact")


def test_what_is_exported_is_what_was_filtered(sign_in, vera):
    group = make_group()
    make_contact(group, name="Ana")
    make_contact(name="Boris")
    text = sign_in(vera).get(reverse("communications:contact-list"), {"export": "csv", "group": group.slug}).text
    assert "Ana" in text
    assert "Boris" not in text


def test_exports_are_safe_to_open(sign_in, lena):
    make_contact(name="=cmd()")
    assert "'=cmd()" in sign_in(lena).get(reverse("communications:contact-list"), {"export": "csv"}).text


def test_confirming_twice_adds_once(sign_in, lena):
    client = sign_in(lena)
    carried = upload(client, FILE).context["carried"]
    for _ in range(2):
        client.post(reverse("communications:contact-import"), {"rows": carried})
    assert Contact.objects.filter(name="Ana Ferreira").count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "name the columns"),
        (b"\x00\x01\x02\x00binary", "not a text file"),
        (b"x" * (2 * 1024 * 1024 + 10), "larger than 2 MB"),
        (b"name,email\n" + b"A,a@b.de\n" * 10_001, "More than 10,000 rows"),
        (b'name,email\n"' + b"x" * 200_000, "not well-formed"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(sign_in, lena, content, sentence):
    assert sentence in upload(sign_in(lena), content).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_usual_encodings_are_read(sign_in, lena, encoding):
    response = upload(sign_in(lena), "name,email\nJosé,jose@example.org\n".encode(encoding))
    assert "José" in response.text


@pytest.mark.parametrize("rows", ["", "[" * 100_000, '[{"name": "Ana", "email": "ana@example.org"}]', "a:b:c", "\x00"])
def test_a_damaged_preview_stores_nothing(sign_in, lena, rows):
    sign_in(lena).post(reverse("communications:contact-import"), {"rows": rows})
    assert not Contact.objects.exists()


def test_the_list_finds_filters_and_stays_constant(sign_in, vera, connection_queries):
    group = make_group()
    make_contact(group, name="Ana")
    make_contact(name="Boris")
    client, url = sign_in(vera), reverse("communications:contact-list")
    assert "Boris" not in client.get(url, {"group": group.slug}).text
    assert "Ana" in client.get(url, {"q": "ana"}).text
    assert client.get(url, {"q": "\x00", "group": "\x00", "page": "x"}).status_code == 200
    few = connection_queries(lambda: client.get(url))
    for _ in range(18):
        make_contact(group)
    assert connection_queries(lambda: client.get(url)) == few
