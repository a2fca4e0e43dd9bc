import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.models import Change
from communications.glossary_csv import read
from communications.models import GlossaryTerm
from postincident.models import Event

LIST, ADD, IMPORT = (reverse(f"communications:glossary-{page}") for page in ("list", "add", "import"))


@pytest.fixture
def words(db):
    """Only ours: what ships is taken away."""
    GlossaryTerm.objects.all().delete()
    rows = [
        ("jargon", "p99", "slowest answers"),
        ("acronym", "TLS", "the encryption of connections"),
        ("customer", "Byrne & Sons", ""),
    ]
    return [GlossaryTerm.objects.create(kind=kind, word=word, replacement=instead) for kind, word, instead in rows]


def term(word="p99"):
    return GlossaryTerm.objects.get(word=word)


def act(page, word="p99"):
    return reverse(f"communications:glossary-{page}", args=[term(word).pk])


def shown(client, **query):
    return [row.word for row in client.get(LIST, query).context["page"]]


def test_the_list_is_found_filtered_and_sorted_by_everybody(sign_in, vera, words):
    client = sign_in(vera)
    assert shown(client) == ["Byrne & Sons", "TLS", "p99"]
    assert shown(client, q="ENCRYPT") == ["TLS"]
    assert shown(client, kind="customer") == ["Byrne & Sons"]
    assert shown(client, sort="-word") == ["p99", "TLS", "Byrne & Sons"]
    assert shown(client, kind="x", sort="x", page="x") == shown(client)
    GlossaryTerm.objects.filter(word="TLS").update(active=False)
    assert "TLS" not in shown(client)
    assert "TLS" in shown(client, retired=1)


def test_what_ships_is_there(sign_in, vera):
    assert sign_in(vera).get(LIST, {"kind": "jargon"}).context["page"].paginator.count > 100


def test_each_change_is_recorded_with_its_reason(sign_in, lena, words):
    client = sign_in(lena)
    said = {"kind": "jargon", "word": "toil", "replacement": "manual work", "why": "A merchant asked what it is"}
    client.post(ADD, said)
    client.post(act("edit", "toil"), said | {"replacement": "work by hand", "version": 0, "why": "Plainer"})
    client.post(act("retire", "toil"), {"why": "Nobody writes it"})
    client.post(act("retire", "toil"), {"why": "Somebody does"})
    assert term("toil").active
    rows = Change.objects.order_by("pk").values_list("kind", "why", "before", "after")
    assert list(rows) == [
        ("glossary", "A merchant asked what it is", "", "Jargon: toil = manual work"),
        ("glossary", "Plainer", "Jargon: toil = manual work", "Jargon: toil = work by hand"),
        ("glossary", "Nobody writes it", "Jargon: toil = work by hand", "Jargon: toil = work by hand (retired)"),
        ("glossary", "Somebody does", "Jargon: toil = work by hand (retired)", "Jargon: toil = work by hand"),
    ]
    assert Event.objects.filter(verb__startswith="glossary.").count() == 4


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"why": " "}, "This field is required"),
        ({"word": ""}, "This field is required"),
        ({"kind": "slang"}, "Select a valid choice"),
        ({"word": "P99"}, "“p99” is in the glossary already."),
        ({"word": "x" * 151}, "at most 150 characters"),
    ],
)
def test_what_cannot_be_added_is_said_and_kept(sign_in, lena, words, fields, sentence):
    said = {"kind": "jargon", "word": "toil", "replacement": "manual work", "why": "Asked for"} | fields
    response = sign_in(lena).post(ADD, said)
    assert sentence in response.text
    assert "manual work" in response.text
    assert GlossaryTerm.objects.count() == 3
    assert not Change.objects.exists()


def test_a_retired_word_is_taken_back_and_not_added_again(sign_in, lena, words):
    GlossaryTerm.objects.filter(word="p99").update(active=False)
    response = sign_in(lena).post(ADD, {"kind": "jargon", "word": "p99", "why": "Again"})
    assert "“p99” is there, retired. Take it back instead." in response.text


def test_two_who_change_one_word_see_both(sign_in, lena, words):
    client = sign_in(lena)
    said = {"kind": "jargon", "word": "p99", "why": "Because", "version": 0}
    client.post(act("edit"), said | {"replacement": "theirs"})
    response = client.post(act("edit"), said | {"replacement": "mine"})
    assert response.status_code == 409
    assert "Jargon: p99 = theirs" in response.text
    assert 'value="mine"' in response.text
    client.post(act("edit"), said | {"replacement": "mine", "version": 1})
    assert term().replacement == "mine"


def test_a_name_may_be_of_two_kinds_and_the_case_of_a_word_may_change(sign_in, lena, words):
    client = sign_in(lena)
    client.post(ADD, {"kind": "vendor", "word": "Byrne & Sons", "why": "They supply us too"})
    assert GlossaryTerm.objects.filter(word="Byrne & Sons").count() == 2
    client.post(act("edit"), {"kind": "jargon", "word": "P99", "version": 0, "why": "As it is written"})
    assert GlossaryTerm.objects.filter(word="P99").exists()


FILE = """kind;word;replacement;in use
jargon;p99;the slowest answers;yes
Acronym;TLS;the encryption of connections;yes
vendor;Acme Cables;;no
slang;yeet;throw;yes
jargon;;nothing;yes
jargon;P99;twice;yes
"""


def upload(client, content):
    return client.post(IMPORT, {"file": SimpleUploadedFile("words.csv", content, "text/csv")})


def test_every_row_is_shown_and_the_good_ones_are_taken_over_as_one_change(sign_in, lena, words):
    client = sign_in(lena)
    response = upload(client, FILE.encode())
    assert [row.problem or row.does for row in response.context["rows"]] == [
        "changed",
        "same",
        "new",
        "“slang” is not a kind of word",
        "the word is missing",
        "the same word as in line 2",
    ]
    assert GlossaryTerm.objects.count() == 3
    rows = response.context["form"].initial["rows"]
    refused = client.post(IMPORT, {"rows": rows, "why": ""})
    assert "This field is required" in refused.text
    assert "Acme Cables" in refused.text
    client.post(IMPORT, {"rows": rows, "why": "From the style guide"})
    assert term().replacement == "the slowest answers"
    assert not term("Acme Cables").active
    change = Change.objects.get()
    assert change.before == "Jargon: p99 = slowest answers"
    assert change.after == "Jargon: p99 = the slowest answers\nVendor: Acme Cables (retired)"
    again = client.post(IMPORT, {"rows": rows, "why": "From the style guide"})
    assert "The glossary says all of this already." in again.text


@pytest.mark.parametrize("rows", ["", "x", "eyJ4IjoxfQ:x:y"])
def test_rows_that_were_not_shown_are_not_taken_over(sign_in, lena, words, rows):
    response = sign_in(lena).post(IMPORT, {"rows": rows, "why": "Trust me"}, follow=True)
    assert "Choose the file again" in response.text
    assert GlossaryTerm.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02PNG", "not a text file"),
        (b"name,email\na,b\n", "“kind” and “word” are needed"),
        (b"", "empty"),
        (b"kind,word\n" + b"jargon,x\n" * 5001, "More than 5,000 rows"),
        (b"kind,word\n" + b'jargon,"' + b"x" * 200_000 + b'"\n', "not well-formed"),
    ],
    ids=["binary", "columns", "empty", "rows", "cell"],
)
def test_a_file_that_is_no_glossary_is_refused_with_a_sentence(sign_in, lena, words, content, sentence):
    assert sentence in upload(sign_in(lena), content).text


HOSTILE = ['=HYPERLINK("http://h0stile.example")', "+1", "-1", "@SUM(1)", "'quoted", "\"'=1", "plain, and; more"]


def test_what_goes_out_is_no_formula_and_comes_back_as_it_was(sign_in, vera, words):
    GlossaryTerm.objects.all().delete()
    for number, word in enumerate(HOSTILE):
        GlossaryTerm.objects.create(kind="jargon", word=word, replacement=word, active=bool(number % 2))
    content = sign_in(vera).get(LIST, {"export": "csv", "retired": 1}).content
    cells = [cell for row in list(csv.reader(io.StringIO(content.decode())))[1:] for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in "=+-@" and cell]
    assert [(row.problem, row.does) for row in read(content)] == [("", "same")] * len(HOSTILE)


def test_who_may_not_configure_is_offered_nothing_to_press(sign_in, vera, tomas, words):
    for user in (vera, tomas):
        text = sign_in(user).get(LIST).text
        assert "Export" in text
        for page in ("New word", "Retire", "Import"):
            assert page not in text


def test_the_list_makes_the_same_queries_for_many_words(sign_in, vera, words, connection_queries):
    client = sign_in(vera)
    few = connection_queries(lambda: client.get(LIST))
    GlossaryTerm.objects.bulk_create(GlossaryTerm(kind="jargon", word=f"word {n}") for n in range(300))
    assert connection_queries(lambda: client.get(LIST)) == few


def test_it_is_named_beside_the_templates(sign_in, vera):
    for page in ("communications:template-list", "postincident:more"):
        assert f'href="{LIST}"' in sign_in(vera).get(reverse(page)).text
