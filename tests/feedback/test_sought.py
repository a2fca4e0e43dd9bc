"""Responses by the words in them: the same are found, whether the index knows all of them, some or none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from feedback import sought
from feedback.models import Response, Theme
from feedback.pages import Ahead
from feedback.verbs.tagging import tag
from postincident import triggers
from tests.factories import make_incident
from tests.feedback.factories import make_response

LATER = timedelta(hours=1)
SAID = {
    "delay": "The delays were DELAYED by your serverausfall.",
    "script": "通知延迟了太久 — مرحبا 🙂🙂🙂",
    "accents": "Ünïcode was hard to reach",
    "signs": '\' OR 1=1 -- 100% of_it \\n "quoted" AND (NEAR) a*b',
    "short": "No.",
}
FINDS = {
    "delay": {"delay"},
    "DELAYED": {"delay"},
    "elay": {"delay"},
    "ausfall": {"delay"},
    "the delay": {"delay"},
    "delay reach": set(),
    "延迟了": {"script"},
    "延迟": {"script"},
    "مرحبا": {"script"},
    "🙂🙂🙂": {"script"},
    "Ünïcode": {"accents"},
    "1=1": {"signs"},
    "100%": {"signs"},
    "0%1": set(),
    "of_it": {"signs"},
    "of-it": set(),
    '"quoted"': {"signs"},
    "\\n": {"signs"},
    "AND": {"signs"},
    "(NEAR)": {"signs"},
    "a*b": {"signs"},
    "no": {"short"},
    "phone": {"short"},
    "Zoë": {"accents"},
    "inc-2026-0701": {"delay", "script"},
    "x" * 200: set(),
}


@pytest.fixture
def said(db):
    """By what they are called above; of two incidents."""
    incidents = [make_incident(reference=f"INC-2026-070{n}") for n in (1, 2)]
    rows = {key: make_response(incidents[n > 1], words=words) for n, (key, words) in enumerate(SAID.items())}
    Response.objects.filter(pk=rows["short"].pk).update(answers={"q00000001": "By phone"})
    Response.objects.filter(pk=rows["accents"].pk).update(name="Zoë Ünal")
    return rows


@pytest.fixture
def found(sign_in, vera, said):
    client, keys = sign_in(vera), {row.pk: key for key, row in said.items()}

    def look(words):
        page = client.get(reverse("feedback:response-list"), {"q": words}).context["page"]
        return {keys[row.pk] for row in page.object_list}

    return look


def indexed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, said FROM feedback_sought ORDER BY rowid")
        return dict(cursor.fetchall())


def matching(word):
    """What the index itself has for a word, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM feedback_sought WHERE {sought._MATCHES[connection.vendor]}", [sought._pattern(word)]
        )
        return {row for (row,) in cursor.fetchall()}


@pytest.mark.parametrize("known", ["all", "some", "none", "many"])
def test_the_same_is_found_whatever_the_index_knows(found, said, monkeypatch, known):
    if known != "none":
        monkeypatch.setattr(sought, "AT_ONCE", 2)
        if known == "some":
            Response.objects.filter(pk__gt=said["script"].pk).update(created_at=timezone.now() + 2 * LATER)
        assert sought.sweep(timezone.now() + LATER) == (2 if known == "some" else len(said))
    if known == "many":
        monkeypatch.setattr(sought, "MOST", 0)
    assert {words: found(words) for words in FINDS} == FINDS


def test_it_narrows_down(said, vera):
    sought.sweep(timezone.now() + LATER)
    assert sought.few(["elay", "a"], vera) == [said["delay"].pk]
    assert sought.few(["zebra"], vera) == []
    assert sought.few(["no"], vera) is None


def test_a_frequent_word_is_left_to_a_rarer_one(said, vera, monkeypatch):
    sought.sweep(timezone.now() + LATER)
    monkeypatch.setattr(sought, "MOST", 1)
    assert sought.few(["INC-2026-0701"], vera) is None
    assert sought.few(["INC-2026-0701", "delay"], vera) == [said["delay"].pk]


def test_what_is_new_is_left_until_its_transaction_must_be_over(said):
    assert sought.sweep(timezone.now()) == 0
    first = min(row.pk for row in said.values())
    Response.objects.exclude(pk=first).update(created_at=timezone.now() - LATER)
    assert sought.sweep(timezone.now()) == 0, "those after one that is new wait with it"
    Response.objects.filter(pk=first).update(created_at=timezone.now() - LATER)
    assert sought.sweep(timezone.now()) == len(said)
    assert sought.sweep(timezone.now()) == 0
    assert set(indexed()) == {row.pk for row in said.values()}


def test_what_was_changed_is_found_as_it_is_and_what_was_forgotten_is_gone(found, said):
    sought.sweep(timezone.now() + LATER)
    Response.objects.filter(pk=said["delay"].pk).update(words="It was punctual.")
    Response.objects.filter(pk=said["accents"].pk).update(name="")
    Response.objects.filter(pk=said["script"].pk).update(answers={"q00000003": "zebra crossing"})
    assert (found("punctual"), found("zebra")) == ({"delay"}, {"script"})
    assert (found("serverausfall"), found("Ünal")) == (set(), set())
    assert not matching("serverausfall") and not matching("Ünal")
    gone = said["short"].pk
    said["short"].delete()
    assert gone not in indexed()


def test_tagging_leaves_the_index_alone(said, tomas):
    sought.sweep(timezone.now() + LATER)
    with connection.cursor() as cursor:  # what only the trigger could undo
        cursor.execute("UPDATE feedback_sought SET said = 'as it was'")
    tag(tomas, [said["delay"]], Theme.objects.get(slug="too-late"))
    Response.objects.get(pk=said["short"].pk).save()
    assert set(indexed().values()) == {"as it was"}


def test_hidden_responses_are_no_reason_to_look_elsewhere(said, vera, lena, monkeypatch):
    secret = make_incident(restricted=True, access=[lena])
    rows = [make_response(secret, words="The acquisition was delayed.") for _ in range(3)]
    monkeypatch.setattr(sought, "MOST", 2)
    for _ in range(2):
        assert sought.few(["acquisition"], lena) is None
        sought.sweep(timezone.now() + LATER)
    assert sought.few(["acquisition"], vera) == []
    assert not {row.pk for row in rows} & set(sought.few(["delay"], vera))


def test_missing_triggers_are_found_and_put_back(said):
    assert not sought.check_triggers(databases=["default"])
    sought.sweep(timezone.now() + LATER)
    wanted = sought._wanted(connection)[0]
    triggers.drop(connection, wanted)
    assert sought.check_triggers(databases=["default"])[0].id == "feedback.E002"
    call_command("migrate", verbosity=0)
    assert not sought.check_triggers(databases=["default"])
    assert not indexed(), "what changed meanwhile is not known: the worker begins anew"


@pytest.mark.django_db(transaction=True)
def test_what_is_being_changed_is_put_in_as_it_becomes():
    row = make_response(words="Before")

    def put_in():
        try:
            return sought.sweep(timezone.now() + LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Response.objects.filter(pk=row.pk).update(words="Afterwards")
            other = pool.submit(put_in)
            with pytest.raises(TimeoutError):
                other.result(timeout=0.5)
        assert other.result(timeout=10) == 1
    assert "afterwards" in indexed()[row.pk].lower()
    row.delete()


def test_a_list_that_is_narrowed_says_how_many_and_how_they_rate(sign_in, vera, monkeypatch):
    monkeypatch.setattr(Ahead, "MOST", 5)
    incident = make_incident()
    for n in range(4):
        make_response(incident, words="Silence.", clear=n + 2)
    make_response(incident, words="Noise.", clear=5)
    client, page = sign_in(vera), reverse("feedback:response-list")
    text = client.get(page, {"q": "silence"}).text
    assert "<h1>4 responses found</h1>" in text
    assert "Ratings of those found" in text and '<td class="num strong">3.5</td>' in text
    assert "<h1>No response found</h1>" in client.get(page, {"q": "zebra"}).text
    for _ in range(30):
        make_response(incident, words="Silence.", clear=1)
    text = client.get(page, {"q": "silence"}).text
    assert "<h1>30+ responses found</h1>" in text and '<td class="num strong">' not in text


def test_an_order_by_time_leaves_none_out(sign_in, vera):
    for n in range(3):
        make_response(words=f"Number {n}.", said_at=timezone.now() - timedelta(days=n))
    answer = sign_in(vera).get(reverse("feedback:response-list"), {"sort": "oldest"})
    assert not answer.context["filter"].narrows and "3 responses." in answer.text
    assert [row.words for row in answer.context["page"].object_list] == ["Number 2.", "Number 1.", "Number 0."]
