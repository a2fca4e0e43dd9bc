"""What is said over time is added up from tallies: the very numbers that all that was said would give, at any instant."""

import random
from datetime import UTC, datetime, timedelta
from threading import Event as Signal
from threading import Thread
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from feedback import tallies
from feedback.chain import by_incident, figures, sums
from feedback.models import Response, Tally, Theme, ThemeDecline, ThemeTag
from feedback.models.response import WITH_WORDS
from feedback.pages import themes_with_counts
from feedback.recurring import recurring
from feedback.spread import BY, _counts
from feedback.trends import Asked, after, by_month, themes
from feedback.verbs import rearranging
from postincident import clock
from postincident.models import Service, in_sight_of
from tests.communications.factories import make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told

ZONES = ("UTC", "Pacific/Kiritimati", "Asia/Kathmandu", "America/Anchorage", "Etc/GMT+12")
SLUGS = ("too-late", "too-vague", "tone")


def put_together():
    tallies.sweep(clock.now())


def tags(user, asked):
    narrows = asked.group or asked.kind or asked.service
    found = ThemeTag.objects.filter(in_sight_of(user))
    return found.filter(response__in=asked.responses(user)) if narrows else found


def read_all(user, asked):
    """Of each month its ratings, of each theme its months, and how many have words: from responses and tags themselves."""
    within, month = Q(said_at__gte=asked.begins[0], said_at__lte=clock.now()), after(asked.begins[1:])
    said = asked.responses(user).filter(within)
    months = said.annotate(month=month).values("month").annotate(n=Count("pk"), **sums())
    said_of = tags(user, asked).filter(within).order_by().annotate(month=month).values_list("theme", "month")
    worded = said.filter(Q(is_tagged=True) | WITH_WORDS).count()
    rated = {row["month"]: (row["n"], figures(row)) for row in months}
    return rated, {(theme, month): n for theme, month, n in said_of.annotate(n=Count("pk"))}, worded


def read_tallies(user, asked):
    rated = {place: (month.n, month.ratings) for place, month in enumerate(by_month(user, asked)) if month.n}
    found = asked.tallies(user)
    times = {}
    for theme, month, n in found.filter(theme__isnull=False).values_list("theme", "month", "times"):
        times[theme, month] = times.get((theme, month), 0) + n
    worded = sum(found.filter(theme=None).values_list("worded", flat=True))
    return rated, {key: n for key, n in times.items() if n}, worded


def read_all_of_themes(user, theme):
    """As a list of themes has them, then of one theme: by incident, and by each of BY and quarter."""
    said = ThemeTag.objects.filter(in_sight_of(user)).order_by()
    counted = said.values("theme").annotate(n=Count("pk"), incidents=Count("incident", distinct=True))
    of_theme, begins = said.filter(theme=theme), Asked().begins[::3]
    by = {}
    paths = {
        "group": "response__group__name",
        "kind": "response__communication__kind",
        "service": "incident__services__name",
    }
    for key, path in paths.items():
        for row, place, n in of_theme.annotate(place=after(begins)).values_list(path, "place").annotate(n=Count("pk")):
            by.setdefault((key, row), [0] * 5)[place] = n
    return (
        {row["theme"]: (row["n"], row["incidents"]) for row in counted},
        dict(of_theme.values_list("incident").annotate(n=Count("pk"))),
        by,
    )


def read_tallies_of_themes(user, theme):
    return (
        {row.pk: (row.n, row.incidents) for row in themes_with_counts(user) if row.n or row.incidents},
        {incident.pk: n for incident, n in by_incident(user, theme)},
        {
            (key, row): counts
            for key, (field, *_words) in BY.items()
            for row, counts in _counts(user, theme, field, Asked().begins[::3]).items()
        },
    )


def read_all_that_recurs(user):
    """Theme → about how many incidents it was said since somebody declined it, how often, and since which month."""
    found = {}
    for theme in Theme.objects.in_use().filter(needs_change=True):
        last = max(theme.declines.values_list("at", flat=True), default=datetime(2000, 1, 1, tzinfo=UTC))
        said = ThemeTag.objects.filter(in_sight_of(user), theme=theme, said_at__gt=last)
        pairs = list(said.values_list("incident", "said_at"))
        if len({incident for incident, _at in pairs}) > 1:
            first = timezone.localtime(min(at for _incident, at in pairs))
            found[theme.pk] = len({incident for incident, _at in pairs}), len(pairs), (first.year, first.month)
    return found


def read_tallies_that_recur(user):
    rows = [(row, timezone.localtime(row.since)) for row in recurring(user)]
    return {row.theme.pk: (row.incidents, row.answers, (since.year, since.month)) for row, since in rows}


class Scene:
    """What may be said and done, by chance."""

    def __init__(self, seed, cast):
        self.chance = random.Random(seed)
        self.cast = cast
        self.group, self.service = make_group(), Service.objects.create(name=f"Ledger {seed}")
        self.incidents = [make_incident(), make_incident(), make_incident(restricted=True, access=[cast[1]])]
        self.incidents[0].services.add(self.service)
        self.told = [make_told(self.incidents[0], group=self.group, kind="update"), make_told(self.incidents[1])]
        self.themes = list(Theme.objects.filter(slug__in=SLUGS))

    def at(self):
        """Often close to where a month ends, somewhere."""
        chance, now = self.chance, clock.now()
        first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0) - timedelta(
            days=31 * chance.randrange(14)
        )
        near = first.replace(day=1) + timedelta(minutes=chance.randrange(-16 * 60, 16 * 60))
        return min(chance.choice([near, now - timedelta(days=chance.randrange(400))]), now)

    def rating(self):
        return self.chance.choice([None, 1, 2, 3, 4, 5])

    def fields(self):
        told = self.chance.choice([None, *self.told])
        return {
            "incident": told.incident if told else self.chance.choice(self.incidents),
            "communication": told,
            "group": self.chance.choice([None, self.group]),
            "clear": self.rating(),
            "timely": self.rating(),
            "complete": self.rating(),
            "words": self.chance.choice(["", "Too late."]),
            "said_at": self.at(),
        }

    def some(self):
        ids = list(Response.objects.order_by("pk").values_list("pk", flat=True))
        return Response.objects.filter(pk__in=self.chance.sample(ids, len(ids) // 4))

    def say(self):
        Response.objects.bulk_create(Response(source="link", **self.fields()) for _ in range(6))

    def tag(self):
        for row in self.some():
            theme = self.chance.choice(self.themes)
            row.tags.get_or_create(theme=theme, defaults={"incident_id": row.incident_id, "said_at": row.said_at})
        Response.objects.filter(tags__isnull=False).update(is_tagged=True)

    def rate_again(self):
        self.some().update(clear=self.rating(), words=self.chance.choice(["", "Never told."]), wrote_more=False)

    def move(self):
        for row in self.some():
            for name, value in self.fields().items():
                setattr(row, name, value)
            row.save()
            row.tags.update(incident=row.incident, said_at=row.said_at)

    def merge(self):
        one, other = self.chance.sample(self.themes, 2)
        ThemeTag.objects.filter(theme=one, response__tags__theme=other).delete()
        ThemeTag.objects.filter(theme=one).update(theme=other)

    def take_away(self):
        self.some().delete()

    def decline(self):
        at = self.chance.choice([self.at(), clock.now() - timedelta(days=self.chance.randrange(60))])
        made = ThemeDecline.objects.create(theme=self.chance.choice(self.themes), reason="Not now", user=self.cast[1])
        ThemeDecline.objects.filter(pk=made.pk).update(at=at)

    def anything(self):
        self.chance.choice(
            [self.say, self.say, self.tag, self.tag, self.rate_again, self.move, self.merge, self.take_away]
        )()

    def asked(self):
        chance = self.chance
        return Asked(
            months=chance.choice([3, 12]),
            group=chance.choice([None, None, self.group]),
            kind=chance.choice(["", "", "update"]),
            service=chance.choice([None, None, self.service]),
        )


@pytest.mark.parametrize("seed", range(4))
def test_they_say_what_all_that_was_said_does_whatever_happens(db, vera, lena, seed):
    scene, compared = Scene(seed, (vera, lena)), 0
    for _ in range(4):
        scene.say()
        scene.tag()
    for step in range(25):
        scene.anything()
        if step % 4 == 3:
            put_together()
        with timezone.override(ZoneInfo(scene.chance.choice(ZONES))):
            user, asked = scene.chance.choice(scene.cast), scene.asked()
            found = read_tallies(user, asked)
            assert found == read_all(user, asked), f"step {step} of seed {seed}"
            theme = scene.chance.choice(scene.themes)
            assert read_tallies_of_themes(user, theme) == read_all_of_themes(user, theme), f"step {step} of seed {seed}"
        compared += all(found)
    assert compared > 10


@pytest.mark.parametrize("seed", range(4))
def test_what_keeps_coming_back_is_what_all_that_was_said_tells(db, vera, lena, seed):
    scene, compared = Scene(seed, (vera, lena)), 0
    for step in range(30):
        scene.say()
        scene.tag()
        scene.chance.choice([scene.decline, scene.move, scene.merge, scene.take_away])()
        if scene.chance.randrange(2):
            put_together()
        with timezone.override(ZoneInfo(scene.chance.choice(ZONES))):
            user = scene.chance.choice(scene.cast)
            found, expected = read_tallies_that_recur(user), read_all_that_recurs(user)
            assert {key: row[:2] for key, row in found.items()} == {key: row[:2] for key, row in expected.items()}, step
            put_together()  # until then what was taken away may tell a month before
            assert read_tallies_that_recur(user) == expected, step
        compared += bool(expected)
    assert compared > 10


def test_the_page_shows_them(db, lena):
    for clear in (1, 2, 3):
        make_response(themes=["too-late"], clear=clear)
    before = by_month(lena, Asked()), themes(lena, Asked())
    put_together()
    assert (by_month(lena, Asked()), themes(lena, Asked())) == before
    assert (before[0][-1].n, before[1][0].total.n) == (3, 3)


def test_what_is_alike_becomes_one_row_and_what_went_leaves_none(db):
    incident, at = make_incident(), datetime(2026, 3, 9, 12, tzinfo=UTC)
    for day in range(10):
        make_response(incident, said_at=at + timedelta(days=day), clear=4, themes=["tone"])
    put_together()
    assert sorted(Tally.objects.values_list("times", "clear_sum", "fresh")) == [(10, 0, False), (10, 40, False)]
    make_response(incident, said_at=at, clear=1)
    put_together()
    assert sorted(Tally.objects.values_list("times", "clear_sum")) == [(10, 0), (11, 41)]
    Response.objects.all().delete()
    put_together()
    assert not Tally.objects.exists()


def test_more_than_is_put_together_at_once_is_put_together(db, monkeypatch):
    incident, at = make_incident(), datetime(2026, 3, 9, 12, tzinfo=UTC)
    monkeypatch.setattr(tallies, "AT_ONCE", 3)
    for _ in range(8):
        make_response(incident, said_at=at)
    put_together()
    assert list(Tally.objects.values_list("times", flat=True)) == [8]


def test_what_is_dated_ahead_waits_until_then(db, lena):
    ahead = clock.now() + timedelta(minutes=5)
    make_response(said_at=ahead)
    put_together()
    assert (Tally.objects.get().fresh, by_month(lena, Asked())[-1].n) == (True, 0)
    tallies.sweep(ahead)
    assert not Tally.objects.get().fresh


def test_what_is_not_counted_adds_no_row(db):
    response = make_response(clear=4)
    response.name = "Ada"
    response.save()
    response.words += " And again."
    response.save()
    Response.objects.update(may_reply=True, to_read=False)
    assert Tally.objects.count() == 1


def test_a_tag_whose_response_went_first_is_counted_out_with_it(db):
    response = make_response(themes=["tone"])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM feedback_response WHERE id = %s", [response.pk])
    ThemeTag.objects.all().delete()
    put_together()
    assert not Tally.objects.exists()


def test_merged_themes_are_counted_as_one(db, lena):
    incident, at = make_incident(), clock.now()
    make_response(incident, said_at=at, themes=["too-late", "tone"])
    make_response(incident, said_at=at, themes=["tone"])
    put_together()
    one, other = (Theme.objects.get(slug=slug) for slug in ("tone", "too-late"))
    rearranging.merge(lena, one, other)
    assert [(row.theme, row.total.said) for row in themes(lena, Asked())] == [(other, "≥ 1")]
    put_together()
    assert list(Tally.objects.filter(theme__isnull=False).values_list("theme", "times")) == [(other.pk, 2)]


def test_a_month_begins_with_a_stretch_of_time_in_every_zone():
    months = [datetime(n // 12, n % 12 + 1, 1) for n in range(2022 * 12, 2030 * 12)]
    for name in available_timezones():
        for first in months:
            begin = first.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)
            assert tallies.stretch(begin) == begin, name
            assert tallies.stretch(begin - timedelta(microseconds=1)) < begin, name


def test_missing_triggers_are_found_and_migrations_count_anew(db):
    tallies.before_migrations(using="default", plan=["one"])
    try:
        make_response(clear=5)
        assert [error.id for error in tallies.check_triggers(databases=["default"])] == ["feedback.E001"]
        assert not Tally.objects.exists()
    finally:
        tallies.after_migrations(using="default")
    assert not tallies.check_triggers(databases=["default"])
    assert Tally.objects.get().clear_sum == 5


def test_migrating_where_there_is_nothing_to_migrate_leaves_them_alone(db):
    make_response(themes=["tone"])
    put_together()
    before = list(Tally.objects.values_list("pk"))
    tallies.before_migrations(using="default", plan=[])
    tallies.after_migrations(using="default", plan=[])
    assert (list(Tally.objects.values_list("pk")), tallies.check_triggers(databases=["default"])) == (before, [])
    tallies.after_migrations(using="default", plan=["one"])
    assert Tally.objects.filter(fresh=True).count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_they_are_put_together_is_counted():
    incident, at = make_incident(), datetime(2026, 3, 9, 12, tzinfo=UTC)
    make_response(incident, said_at=at)
    written, go_on = Signal(), Signal()

    def answer():
        try:
            with transaction.atomic():
                make_response(incident, said_at=at)
                written.set()
                go_on.wait(1 if connection.vendor == "sqlite" else 20)  # there, one writes at a time
        finally:
            connection.close()

    writer = Thread(target=answer)
    writer.start()
    assert written.wait(20)
    put_together()  # would wait for ever, if either waited for the other
    still_writing = writer.is_alive()
    go_on.set()
    writer.join()
    assert still_writing or connection.vendor == "sqlite"
    assert sum(Tally.objects.values_list("times", flat=True)) == 2
    put_together()
    assert list(Tally.objects.values_list("times", "fresh")) == [(2, False)]


@pytest.mark.django_db(transaction=True)
def test_several_workers_put_together_while_answers_come_and_none_is_lost_or_doubled():
    incident, at = make_incident(), datetime(2026, 3, 9, 12, tzinfo=UTC)

    def each(work):
        try:
            for _ in range(20):
                work()
        finally:
            connection.close()

    works = [lambda: make_response(incident, said_at=at, clear=2)] * 2 + [put_together] * 2
    threads = [Thread(target=each, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    put_together()
    assert [sum(column) for column in zip(*Tally.objects.values_list("times", "clear_sum"), strict=True)] == [40, 80]
