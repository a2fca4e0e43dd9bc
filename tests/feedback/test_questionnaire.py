import pytest
from django.urls import reverse

from archive.models import Change
from communications.models import StakeholderGroup
from feedback.models import Lesson, Questionnaire, Response
from feedback.questionnaires import Question, read
from feedback.verbs import questionnaire as verbs
from postincident.errors import Refused
from tests.factories import make_incident
from tests.feedback.factories import (
    ASKED,
    make_link,
    make_questionnaire,
    make_response,
    make_shared_link,
    make_told,
    path_of,
)
from tests.hostile.reading import Page

pytestmark = pytest.mark.django_db


def newest():
    return Questionnaire.objects.filter(current=True).order_by("-pk").first()


def url(one=None):
    return reverse("feedback:questionnaire-edit", args=[(one or newest()).pk])


def shown_at(client, one=None):
    """What the page would send if nothing was touched, with a reason."""
    form = next(form for form in Page(client.get(url(one)).text).forms if "keys" in form.fields)
    sent = {name: field.values[0] for name, field in form.fields.items() if field.values and field.kind != "checkbox"}
    return sent | {"why": "“Clear” was taken for short"}


def test_it_becomes_a_new_version_and_a_change_that_shows_what_differs(sign_in, lena, vera):
    incident, client = make_incident("Payouts were late"), sign_in(lena)
    typed = shown_at(client) | {"text_clear": "Did you understand it?", "lesson": f"incident:{incident.pk}"}
    response = client.post(url(), typed)
    keys = [question["key"] for question in newest().questions]
    assert (newest().version, keys) == (2, ["clear", "timely", "complete", "words"])
    assert [one.current for one in Questionnaire.objects.order_by("pk")] == [False, True]
    change = Change.objects.of(newest()).get()
    assert response.url == change.get_absolute_url()
    assert (change.kind, change.why) == ("questionnaire", "“Clear” was taken for short")
    assert Lesson.objects.get(change=change).incident == incident
    page = sign_in(vera).get(response.url).text
    assert "− Was it clear?" in page
    assert "+ Did you understand it?" in page


def test_questions_are_moved_and_dropped(sign_in, lena):
    client = sign_in(lena)
    client.post(url(), shown_at(client) | {"place_words": "1", "drop_complete": "on"})
    assert [one["key"] for one in newest().questions] == ["words", "clear", "timely"]


def test_what_was_dropped_can_be_asked_again(sign_in, lena):
    client = sign_in(lena)
    client.post(url(), shown_at(client) | {"drop_timely": "on"})
    client.post(url(), shown_at(client) | {"new_kind": "timely", "new_text": "Soon enough?"})
    assert newest().questions[-1] == {"key": "timely", "kind": "rating", "text": "Soon enough?"}


def test_a_question_is_added_and_then_asked_only_after_an_answer(sign_in, lena):
    client = sign_in(lena)
    client.post(
        url(), shown_at(client) | {"new_kind": "one", "new_text": "How?", "new_options": "By mail\n\n By phone \n"}
    )
    added = newest().questions[-1]
    assert (added["kind"], added["options"]) == ("one", ["By mail", "By phone"])
    typed = shown_at(client) | {"only_words": f"{added['key']}=By phone", "place_words": "5"}
    assert client.post(url(), typed | {f"only_{added['key']}": "clear<=3"}).status_code == 302
    asked = {one.key: one for one in read(newest().questions)}
    assert asked["words"].only_if.stored() == {"key": added["key"], "chosen": "By phone"}
    assert asked[added["key"]].only_if.stored() == {"key": "clear", "most": 3}
    again = shown_at(client)
    assert (again["only_words"], again[f"only_{added['key']}"]) == (f"{added['key']}=By phone", "clear<=3")


def test_a_preview_takes_in_what_is_new_and_saves_nothing(sign_in, lena):
    client = sign_in(lena)
    typed = shown_at(client) | {"why": "", "do": "preview", "text_clear": "Mine?", "place_words": "1"}
    response = client.post(url(), typed | {"new_kind": "some", "new_text": "What helped?", "new_options": "a\nb"})
    form = response.context["form"]
    assert not form.errors
    assert "Mine?</legend>" in response.text
    assert [one.text for one in form.questions()][:2] == [newest().questions[3]["text"], "Mine?"]
    assert Questionnaire.objects.count() == 1
    shown = next(one for one in Page(response.text).forms if "keys" in one.fields)
    sent = {name: field.values[0] for name, field in shown.fields.items() if field.values}
    assert client.post(url(), sent | {"why": "x"}).status_code == 302
    assert [one["kind"] for one in newest().questions] == ["text", "rating", "rating", "rating", "some"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text_clear": " "}, "text_clear"),
        ({"text_words": "x" * 201}, "text_words"),
        ({"why": " "}, "why"),
        ({"name_days": "0"}, "name_days"),
        ({"new_kind": "one", "new_text": "How?", "new_options": "only one"}, "new_options"),
        ({"new_kind": "one", "new_text": "How?", "new_options": "a\na"}, "new_options"),
        ({"new_kind": "one", "new_text": "How?", "new_options": "a\n" + "b" * 81}, "new_options"),
        ({"new_options": "a\nb"}, "new_text"),
        ({"new_kind": "essay", "new_text": "How?"}, "new_kind"),
        ({"only_timely": "complete<=3"}, "only_timely"),
        ({"only_timely": "timely<=3"}, "only_timely"),
        ({"only_words": "nothing=like it"}, "only_words"),
        ({"only_words": "clear<=99"}, "only_words"),
        ({"only_complete": "timely<=3", "drop_timely": "on"}, "only_complete"),
    ],
)
def test_mistakes_are_said_beside_the_field_and_nothing_typed_is_lost(sign_in, lena, said, field):
    client = sign_in(lena)
    response = client.post(url(), shown_at(client) | {"text_complete": "Whole enough?"} | said)
    assert response.context["form"].errors[field]
    assert "Whole enough?" in response.text
    assert Questionnaire.objects.count() == 1


def test_an_answer_that_is_waited_for_cannot_go_away_unseen(sign_in, lena):
    client, one = sign_in(lena), make_questionnaire(ASKED)
    response = client.post(url(one), shown_at(client, one) | {"options_q00000001": "By mail\nBy messenger"})
    assert response.context["form"].errors["only_q00000004"] == [
        "What it waited for is not there any more. Choose again."
    ]


def test_what_would_make_the_form_too_long_is_refused(sign_in, lena):
    many = [Question(f"q0000000{n}", "some", "é" * 200, tuple(f"{o}{'é' * 79}" for o in range(8))) for n in range(9)]
    client, one = sign_in(lena), make_questionnaire([ASKED[0], *many])
    response = client.post(url(one), shown_at(client, one) | {"text_clear": "Clear?"})
    assert "too long for a form" in response.text


def test_the_longest_that_is_taken_opens_in_less_than_20_kilobytes(client, sign_in, lena):
    many = [Question(f"q0000000{n}", "some", "é" * 150, tuple(f"{o}{'é' * 40}" for o in range(7))) for n in range(9)]
    staff, one = sign_in(lena), make_questionnaire([ASKED[0], *many])
    for last in range(9):  # shortened until it is taken
        typed = {f"options_q0000000{n}": "a\nb" for n in range(last)}
        if staff.post(url(one), shown_at(staff, one) | typed).status_code == 302:
            break
    page = client.get(path_of(make_link(make_told(subject="S" * 290))))
    assert "Was it clear?" in page.text
    assert 15_000 < len(page.content) < 20_000


def test_two_editors_both_see_what_was_saved(sign_in, lena, ade):
    first = newest()
    mine = shown_at(sign_in(lena)) | {"text_clear": "Mine?"}
    theirs = shown_at(sign_in(ade)) | {"text_clear": "Theirs?", "drop_timely": "on"}
    sign_in(ade).post(url(first), theirs)
    response = sign_in(lena).post(url(first), mine)
    assert response.status_code == 409
    assert "Theirs?" in response.text
    assert "Mine?" in response.text
    assert Questionnaire.objects.count() == 2
    again = mine | {"based_on": response.context["form"]["based_on"].value()}
    assert sign_in(lena).post(url(), again).status_code == 302
    assert [one["key"] for one in newest().questions] == ["clear", "timely", "complete", "words"]


def test_the_same_words_are_no_change(lena):
    with pytest.raises(Refused) as refused:
        verbs.write(lena, newest(), read(newest().questions), name_days=None, based_on=newest().pk, why="x")
    assert refused.value.code == "nothing_changed"


def test_a_lesson_that_is_not_theirs_leaves_everything_as_it_was(sign_in, ade, lena):
    secret, client = make_incident(restricted=True, access=[lena]), sign_in(ade)
    typed = shown_at(client) | {"text_clear": "x?", "lesson": f"incident:{secret.pk}"}
    assert client.post(url(), typed).context["form"].errors["lesson"]
    assert (Questionnaire.objects.count(), Change.objects.count()) == (1, 0)


def test_communicators_read_and_do_not_change(sign_in, tomas):
    client = sign_in(tomas)
    assert client.get(reverse("feedback:questionnaire-list")).status_code == 200
    assert client.get(newest().get_absolute_url()).status_code == 200
    for name in ("edit", "retire"):
        assert client.post(reverse(f"feedback:questionnaire-{name}", args=[newest().pk]), {}).status_code == 403
    assert client.post(reverse("feedback:questionnaire-list"), {"language": "en"}).status_code == 403


def test_another_group_kind_or_language_gets_a_questionnaire_of_its_own(sign_in, lena):
    client, group = sign_in(lena), StakeholderGroup.objects.first()
    asked = {"group": group.pk, "kind": "update", "language": "pt"}
    response = client.post(reverse("feedback:questionnaire-list"), asked)
    own = newest()
    assert response.url == url(own)
    assert own.name == f"{group}, Update, Portuguese"
    assert own.questions == Questionnaire.objects.get(group=None).questions
    again = client.post(reverse("feedback:questionnaire-list"), asked)
    assert "There is one already" in again.text
    assert client.get(own.get_absolute_url()).status_code == 200


def text_asked(communication):
    group, kind = communication.audience.group, communication.kind
    return Questionnaire.objects.asked(group, kind).questions[0]["text"]


def test_the_most_specific_asks(lena):
    told = make_told(kind="root_cause")
    group = told.audience.group
    for n, scope in enumerate([{}, {"kind": "root_cause"}, {"group": group}, {"group": group, "kind": "root_cause"}]):
        make_questionnaire([Question("clear", "rating", f"Asked {n}?")], **scope)
        assert text_asked(told) == f"Asked {n}?"
    make_questionnaire([Question("clear", "rating", "Not asked?")], group=group, kind="update")
    make_questionnaire([Question("clear", "rating", "Not asked?")], group=group, kind="root_cause", language="fr")
    assert text_asked(told) == "Asked 3?"


def test_the_group_s_language_is_asked_in(client):
    told = make_told()
    make_questionnaire([Question("clear", "rating", "Oliko se selkea?")], language="fi")
    assert text_asked(told) == "Was it clear?"
    StakeholderGroup.objects.filter(pk=told.audience.group_id).update(language="fi")
    page = client.get(path_of(make_link(told)))
    assert '<legend dir="auto" lang="fi">Oliko se selkea?</legend>' in page.text


def test_what_is_retired_leaves_the_more_general_to_ask_until_it_is_changed(sign_in, lena):
    client, told = sign_in(lena), make_told()
    own = make_questionnaire([Question("clear", "rating", "Own?")], group=told.audience.group)
    response = client.post(reverse("feedback:questionnaire-retire", args=[own.pk]), {"why": "Nobody answered it"})
    assert response.url == Change.objects.get(why="Nobody answered it").get_absolute_url()
    assert text_asked(told) == "Was it clear?"
    assert "Retired" in client.get(reverse("feedback:questionnaire-list")).text
    assert client.post(url(own), shown_at(client, own)).status_code == 302
    assert text_asked(told) == "Own?"


def test_what_everybody_is_asked_is_not_retired(sign_in, lena):
    one = newest()
    response = sign_in(lena).post(reverse("feedback:questionnaire-retire", args=[one.pk]), {"why": "x"})
    assert "Change it instead" in response.text
    assert newest() == one


def test_readers_are_asked_in_the_new_words_and_answers_keep_what_they_answered(client, lena):
    first = make_link()
    client.post(path_of(first), {"clear": "4"})
    make_questionnaire([Question("clear", "rating", "Did you understand it?")])
    second = make_link()
    assert "Did you understand it?" in client.get(path_of(second)).text
    client.post(path_of(second), {"clear": "2"})
    assert list(Response.objects.order_by("pk").values_list("questionnaire__version", flat=True)) == [1, 2]


def test_who_was_shown_the_old_words_has_answered_those(client, lena):
    path = path_of(make_shared_link())
    shown = client.get(path).context["asked"]
    other = make_questionnaire(group=make_told().audience.group)
    make_questionnaire([Question("clear", "rating", "Did you understand it?")])
    for asked in (shown, "nonsense", "9" * 16, other.pk):
        client.post(path, {"clear": "4", "asked": asked})
    assert list(Response.objects.order_by("pk").values_list("questionnaire__version", flat=True)) == [1, 2, 2, 2]


def test_answers_are_counted_as_far_as_one_may_know(sign_in, lena, vera):
    make_response(questionnaire=newest())
    make_response(make_incident(restricted=True, access=[lena]), questionnaire=newest())
    page = newest().get_absolute_url()
    for person, answers in ((vera, 1), (lena, 2)):
        assert [row["answers"] for row in sign_in(person).get(page).context["versions"]] == [answers]
        shown = sign_in(person).get(reverse("feedback:questionnaire-list")).context["rows"]
        assert [row["answers"] for row in shown] == [answers]


@pytest.mark.parametrize("name", ["list", "detail"])
def test_the_pages_make_the_same_queries_for_one_and_nine(sign_in, lena, connection_queries, name):
    client = sign_in(lena)

    def look():
        return client.get(reverse("feedback:questionnaire-list") if name == "list" else newest().get_absolute_url())

    look()
    few = connection_queries(look)
    for n in range(8):
        ask = [Question("clear", "rating", f"Clear {n}?")]
        verbs.write(lena, newest(), ask, name_days=None, based_on=newest().pk, why="x")
        make_response(questionnaire=newest())
    for _ in range(3):
        last = newest()
        make_questionnaire(ASKED, group=make_told().audience.group)
        Questionnaire.objects.filter(pk=last.pk).update(current=True)
    assert connection_queries(look) == few
