"""What somebody hostile sends to the feedback form, one thing at a time: hundreds of them, each with a clear answer, and then every
page that shows what was taken."""

import csv
import itertools
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feedback.links import ANSWER, LINK, new_secret
from feedback.models import FeedbackLink, Response
from postincident.links import make_token
from tests.feedback.factories import make_link, make_questionnaire, make_shared_link, make_told, path_of
from tests.hostile import corpus
from tests.hostile.reading import Page, alive
from tests.hostile.test_tokens import wrong_tokens

pytestmark = pytest.mark.django_db

THANKED, REFUSED, CLOSED = "Thank you", "wrong", "This link takes no answer"
FIELDS = ("words", "q00000003", "name", "reply_to", "clear", "q00000001", "q00000002", "asked", "form", "website")
OVERLONG = {
    "a megabyte": corpus.LONG,
    "a megabyte of one letter": "x" * (1 << 20),
    "nul": corpus.NUL,
    "a lot": "9" * 5000,
}
POLLUTED = [
    "clear=4&clear=<h0stile>&words=x",
    "clear=<h0stile>&clear=4&words=x",
    "clear[]=4&clear[0]=5&clear.x=1&words=x",
    "words=a&words=b&words=%3Ch0stile%3E",
    "words=x&q00000001=1&q00000001=2&q00000001=99",
    "words=x&" + "&".join(f"q00000002={n}" for n in range(500)),
    "words=x&answers={%22q1%22:1}&group=1&incident=1&link=1&pk=1&may_reply=on&source=import&contact=1",
    "words=x&__proto__=1&constructor=1&csrfmiddlewaretoken=h0stile",
    "words=x&asked=1&asked=%00&form=a&form=b",
    "words=%FF%FE%C3%28&name=%ED%A0%80",
    "words=x;name=y&;;&=&&clear",
    "words=x&" + "&".join(f"f{n}=1" for n in range(900)),
]


def named(field, text):
    return {"words": "Beside it.", "clear": "3", field: text}


def cases():
    """(what it is, what is sent), for the fields of the form; what is very long for one of each kind."""
    everywhere = itertools.product(corpus.ACCEPTABLE.items(), FIELDS)
    for (name, text), field in [*everywhere, *itertools.product(OVERLONG.items(), ("words", "clear", "form"))]:
        yield f"{name} as {field}", named(field, text)


@pytest.fixture
def scene(settings):
    settings.PUBLIC_POSTS_PER_HOUR = 100_000
    asked = make_questionnaire()
    told = make_told(contacts=3)
    return SimpleNamespace(told=told, asked=asked, path=path_of(make_shared_link(told)))


def answered_clearly(page, what):
    """Thanked, told what is amiss, or told that this is no link; and nothing of it is alive."""
    assert page.status_code in (200, 400, 404, 413, 429), (what, page.status_code)
    assert not alive(page.text), what
    assert not page.cookies, what
    if page.status_code == 200:
        assert THANKED in page.text or Page(page.text).texts.get(REFUSED, "").strip(), what
    elif page.status_code == 404:
        assert CLOSED in page.text, what
    else:
        assert "Nothing was changed" in page.text or "Yours is still here" in page.text, what


def test_whatever_is_sent_gets_a_clear_answer_and_is_alive_nowhere(scene, sign_in, lena):
    client, sent = Client(), 0
    for what, said in cases():
        answered_clearly(client.post(scene.path, said), what)
        sent += 1
    for body in POLLUTED:
        answered_clearly(
            client.generic("POST", scene.path, body, content_type="application/x-www-form-urlencoded"), body[:60]
        )
        sent += 1
    assert sent > 350
    stored = Response.objects.count()
    assert stored > 150
    assert not Response.objects.exclude(incident=scene.told.incident).exists()
    assert not Response.objects.filter(may_reply=True, reply_to="").exists()
    look_at_all(sign_in(lena), scene, stored)


def look_at_all(staff, scene, stored):
    """Every page of the lists, each response, and the export."""
    listed, overview = reverse("feedback:response-list"), [scene.told.incident.reference]
    for page in range(1, stored // 25 + 2):
        text = staff.get(f"{listed}?page={page}").text
        assert not alive(text)
        assert not alive(staff.get(f"{reverse('feedback:incident-feedback', args=overview)}?page={page}").text)
    for pk in Response.objects.values_list("pk", flat=True)[::3]:
        answer = staff.get(reverse("feedback:response-detail", args=[pk]))
        assert answer.status_code == 200
        assert not alive(answer.text)
    rows = list(csv.reader(StringIO(staff.get(f"{listed}?export=csv").text, newline="")))
    assert len(rows) == stored + 1
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert staff.get(reverse("postincident:home")).status_code == 200


def test_replays_store_nothing_twice_and_take_nothing_over(scene):
    client, mine, theirs = Client(), *FeedbackLink.objects.filter(communication=scene.told, kind="personal")[:2]
    form = {"form": new_secret(), "words": "Mine."}
    for path in [scene.path] * 5 + [path_of(mine)] * 5:
        answered_clearly(client.post(path, form), "the same form again")
    assert Response.objects.filter(words="Mine.").count() == 2, "one by each link"
    answered_clearly(client.post(path_of(mine), {"form": new_secret(), "words": "Again."}), "used up")
    answered_clearly(client.post(path_of(theirs), form | {"words": "Theirs."}), "the form of another link")
    assert sorted(Response.objects.values_list("words", flat=True)) == ["Mine.", "Mine.", "Theirs."]
    for secret in ("", "short", "x" * 5000, "../../etc/passwd", "%00", "'; DROP TABLE x; --"):
        answered_clearly(client.post(scene.path, {"form": secret, "words": "Said."}), secret)
    assert Response.objects.filter(words="Said.").values("edit_secret_hash").distinct().count() == 6


def test_forged_and_ended_tokens_all_get_the_same_page(scene):
    good, expired, revoked = FeedbackLink.objects.filter(communication=scene.told, kind="personal")
    FeedbackLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    FeedbackLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    genuine = make_token(LINK, good.pk, good.nonce)
    other = make_link(make_told())
    tokens = [
        *wrong_tokens(genuine),
        make_token(LINK, other.pk, good.nonce),
        make_token(ANSWER, good.pk, good.nonce),
        make_token("unsubscribe", good.pk, good.nonce),
        *(make_token(LINK, ended.pk, ended.nonce) for ended in (expired, revoked)),
    ]
    looked, sent = Client().get("/f/nothing-like-it/"), Client().post("/f/nothing-like-it/", {"words": "x"})
    for name, token in itertools.product(("form", "answer-edit"), tokens):
        url = reverse(f"feedback:{name}", args=[token])
        for page, plain in ((Client().get(url), looked), (Client().post(url, {"words": "x"}), sent)):
            assert (page.status_code, page.content) == (404, plain.content), (name, token[:60])
    assert not Response.objects.exists()


def test_whatever_an_address_asks_to_have_chosen_beforehand_chooses_a_number_or_nothing(scene):
    for text, field in itertools.product(corpus.ACCEPTABLE.values(), ("clear", "timely", "words", "q00000001")):
        page = Client().get(scene.path, {field: text})
        assert page.status_code == 200
        assert not alive(page.text)
        assert " checked" not in page.text
    assert not Response.objects.exists()
