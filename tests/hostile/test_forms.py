"""Every form × every class of bad input: never a 500, a sentence beside the field, and what was typed is still there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.access_table import ROWS
from tests.hostile import corpus
from tests.hostile.forms import ARRANGED, REFUSED_ANYWAY
from tests.hostile.reading import Page, alive
from tests.test_access import undone

pytestmark = pytest.mark.django_db

FORMS = [row.name for row in ROWS if row.post and row.post.replace("404", "").strip()]
TEXTS = ("text", "textarea", "search")


@pytest.fixture
def send(world, walkers, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 100_000

    def post(target, data):
        with undone():
            if arrange := ARRANGED.get(target.row.name):
                arrange(world.open)
            response = walkers[target.role].post(target.url, data)
            assert response.content is not None
            transaction.set_rollback(True)
        return response

    return post


def as_read(value):
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check(target, data, response, field=None):
    """`field`: the only one that is not fine. → the names of the fields that were refused, each in words beside it."""
    what = f"{target.row.name} {field or ''} {str(data.get(field) if field else '')[:60]!r}"
    assert response.status_code in (200, 302, 404, 409, 422), f"{what}: {response.status_code}"
    if response.status_code in (302, 404):
        return set()
    page = Page(response.text)
    assert not alive(response.text, page), what
    form = next(
        (form for form in page.forms if set(target.form.fields) & set(form.fields) - {"csrfmiddlewaretoken"}), None
    )
    wrong = [one for form in page.forms for one in form.fields.values() if one.invalid]
    if form is None or target.form.fields.keys() <= {"csrfmiddlewaretoken"}:
        return set()  # a page that says it was done
    is_shown_first = "seen" in form.fields  # a letter as it will leave, before it does
    assert wrong or page.alerts.strip() or is_shown_first, f"{what}: refused without a word"
    for one in wrong:
        assert page.beside(one), f"{what}: nothing is said beside {one.name}"
    for name, values in data.items():
        one = form.fields.get(name)
        if one is not None and one.kind in (*TEXTS, "email", "url", "datetime-local", "date", "number"):
            assert as_read(one.values[0]) == as_read(values[-1]), f"{what}: what was typed into {name} is gone"
    return {one.name for one in wrong}


def packed(limit):
    """The classes that a text may hold, several to one value where they fit."""
    values, here = [], ""
    for words in corpus.TYPED.values():
        if isinstance(words, bytes):
            values.append(words)
        elif here and len(here) + len(words) < limit:
            here += f" {words}"
        else:
            values += [here] if here else []
            here = words
    return [*values, here]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_as_it_should_be_is_accepted(forms, send, name):
    target = forms[name]
    response = send(target, target.valid())
    if name in REFUSED_ANYWAY:
        return
    assert response.status_code == 302 or not Page(response.text).alerts.strip(), Page(response.text).alerts


@pytest.mark.parametrize("name", FORMS)
def test_whatever_is_typed_into_its_texts_is_taken_or_refused_with_a_word(forms, send, name):
    target = forms[name]
    texts = [one for one in target.form.fields.values() if one.kind in TEXTS and one.name != "website"]
    values = {one.name: packed(one.most or 100) for one in texts}
    for turn in range(max(map(len, values.values()), default=0)):
        data = target.valid() | {
            name: [mine[(turn + place) % len(mine)]] for place, (name, mine) in enumerate(values.items())
        }
        check(target, data, send(target, data))


def families(form):
    """Its fields, those that a loop makes ("due_…") once."""
    found = {}
    for one in form.fields.values():
        if one.name != "csrfmiddlewaretoken":
            looped = one.name.startswith(("due_", "check_", "title_", "body_"))
            found.setdefault((one.kind, one.name.split("_")[0] if looped else one.name), one)
    return list(found.values())


@pytest.mark.parametrize("name", FORMS)
def test_every_field_may_be_wrong(forms, send, name):
    """All at once first. What the form did not refuse then is tried alone, so that it gets as far as verb and database."""
    target = forms[name]
    values = {one.name: corpus.bad(one.kind, one.most) for one in families(target.form)}
    turns = max(map(len, values.values()), default=0)
    for turn in range(turns):
        # Each begins elsewhere in its values: a megabyte in every field is refused before any is looked at.
        wrong = {
            name: mine[(turn + place) % turns]
            for place, (name, mine) in enumerate(values.items())
            if (turn + place) % turns < len(mine)
        }
        together = target.valid() | {name: [value] for name, value in wrong.items()}
        refused = check(target, together, send(target, together))
        for name, value in wrong.items():
            if name not in refused:
                alone = target.valid() | {name: [value]}
                check(target, alone, send(target, alone), name)


@pytest.mark.once
@pytest.mark.parametrize("name", FORMS)
def test_a_megabyte_is_refused_with_a_word(forms, send, name):
    target = forms[name]
    if texts := [one for one in target.form.fields.values() if one.kind in TEXTS]:
        widest = max(texts, key=lambda one: one.most).name
        data = target.valid() | {widest: [corpus.LONG]}
        check(target, data, send(target, data), widest)


@pytest.mark.once
@pytest.mark.parametrize("name", FORMS)
def test_fields_may_be_missing_repeated_or_files(forms, send, world, name):
    target = forms[name]
    data = target.valid()
    others = [str(world.restricted.incident.pk), str(world.restricted.written), world.restricted.reference]
    check(target, {}, send(target, {}))
    for one in data:
        rest = {key: values for key, values in data.items() if key != one}
        check(target, rest, send(target, rest))
    for twisted in (
        {key: [*values, "nothing", *values] for key, values in data.items()},
        {f"{key}[]": values for key, values in data.items()},
        {key: others for key in data},
    ):
        assert send(target, twisted).status_code < 500
    files = {key: SimpleUploadedFile("a\r\nb.html", b"<h0stile>\x00\xff") for key in data}
    assert send(target, files).status_code < 500
