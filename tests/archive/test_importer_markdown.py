"""Pages in Markdown: front matter, and the ways in which writers set one message off from the next."""

from datetime import UTC, datetime

import pytest

from archive.importers import recognise
from archive.importers.found import Problem
from archive.importers.front_matter import page_of
from archive.importers.times import typed
from postincident.vocabulary import Kind, Severity
from tests.archive.test_importers import HISTORIES, history

pytestmark = pytest.mark.once

HEAD = """---
title: "Slow: the API"
date: 2021-04-14T7:30:00-00:00
resolved: true
resolvedWhen: 2021-04-14T10:00:00-00:00
# Possible severity levels: down, disrupted, notice
severity: {severity}
affected:
  - API # the public one
  - 'get.example.org'
section: issue
---
"""


def read(name, data=None):
    data = history(name) if data is None else data.encode()
    name = name.rpartition("/")[2]
    return list(recognise(name, data).read(name, data))


def cstate(body, severity="disrupted", head=HEAD):
    return read("2021-04-14-api.md", head.format(severity=severity) + body)


def test_it_reads_front_matter_as_people_type_it():
    page = page_of(
        b"\xef\xbb\xbf---\r\nTitle: 'It''s: down'\r\nfolded: >-\r\n  one\r\n  two\r\nlist: [a, \"b\"]\r\n"
        b"empty:\r\n# no\r\nodd\r\nnested:\r\n  - x\r\n---\r\nBody\r\n---\r\nstill"
    )
    assert page.fields == {"title": "It''s: down", "folded": "one two"}
    assert page.lists == {"list": ("a", "b"), "nested": ("x",)}
    assert (page.unread, page.body) == (1, "Body\n---\nstill")


def test_it_reads_a_page_of_cstate():
    (found,) = cstate("The API is slow.\n")
    assert (found.title, found.severity, found.services) == (
        "Slow: the API",
        Severity.MINOR,
        ("API", "get.example.org"),
    )
    assert found.started_at == found.updates[0].at == datetime(2021, 4, 14, 7, 30, tzinfo=UTC)
    assert found.resolved_at == datetime(2021, 4, 14, 10, tzinfo=UTC)
    assert (found.origin, found.flags) == ("cstate:2021-04-14-api", ())


@pytest.mark.parametrize(
    ("typed_word", "severity", "flags"),
    [
        ("disrupted ", Severity.MINOR, ()),
        ("dissrupted", Severity.MINOR, ("severity_as_meant",)),
        ("Down", Severity.MAJOR, ()),
        ("", Severity.NONE, ("severity_unknown",)),
        ("purple", Severity.NONE, ("severity_unknown",)),
    ],
)
def test_it_knows_a_severity_in_spite_of_a_slip(typed_word, severity, flags):
    (found,) = cstate("The API is slow.\n", typed_word)
    assert (found.severity, found.flags) == (severity, flags)
    assert found.as_found.get("severity", "") == typed_word.strip()


def test_it_tells_the_messages_of_a_page_apart():
    (found,) = cstate(
        "[Final message]\nFast again.\n\n----\n\n[Update]\nFixing it.\n\n[Initial message]\nIt is slow.\n"
    )
    assert [(one.kind, one.text, one.at.hour) for one in found.updates] == [
        (Kind.ACKNOWLEDGEMENT, "It is slow.", 7),
        (Kind.UPDATE, "Fixing it.", 7),
        (Kind.RESOLUTION, "Fast again.", 10),
    ]
    assert found.flags == ("times_assumed",)


def test_a_link_at_the_start_of_a_line_begins_no_message():
    (found,) = cstate("[Update 7](https://example.org/7)\nIt is slow.\n")
    assert [one.text for one in found.updates] == ["[Update 7](https://example.org/7)\nIt is slow."]


def test_a_message_without_words_is_a_problem_and_the_others_stand():
    problem, found = cstate("[Final message]\n\n[Initial message]\nIt is slow.\n")
    assert isinstance(problem, Problem) and problem.place == "2021-04-14-api.md, update 2"
    assert [one.text for one in found.updates] == ["It is slow."]


def test_an_update_before_a_text_that_nothing_sets_off_stays_with_it():
    (found,) = cstate("[Update] Done.\n\nIt will be slow for an hour.\n")
    assert [one.text for one in found.updates] == ["[Update] Done.\n\nIt will be slow for an hour."]
    assert found.flags == ("messages_together",)


def test_a_date_that_is_none_is_told_and_taken_from_the_name():
    (found,) = cstate("It is slow.\n", head=HEAD.replace("2021-04-14T7:30:00-00:00", "yesterday"))
    assert found.started_at == datetime(2021, 4, 14, tzinfo=UTC)
    assert "started_at_unreadable" in found.flags and found.remarks


def test_a_page_without_any_date_is_a_problem():
    data = HEAD.replace("2021-04-14T7:30:00-00:00", "").format(severity="down") + "It is slow.\n"
    (problem,) = read("api.md", data)
    assert isinstance(problem, Problem) and problem.place.startswith("api.md")


def test_what_the_writers_hid_stays_hidden_and_is_told():
    (found,) = read("cstate/2022-05-05-artifactory-down.md")
    assert "restarting" not in found.updates[0].text and "<!--" not in found.updates[0].text
    assert found.flags == ("hidden_text",)


def test_real_pages_of_cstate_come_in_the_order_of_time():
    bullets, bold = (
        read(f"cstate/{name}.md")[0] for name in ("2020-11-12-get-jenkins-io", "2021-06-07-repo-jenkins-ci-org")
    )
    assert [one.at.day for one in bullets.updates] == [12, 14, 17, 19, 23]
    assert bullets.updates[1].text == "We temporarily deploy get.jenkins.io outside Azure"
    assert [(one.at.day, one.at.hour) for one in bold.updates] == [(7, 12), (7, 16), (8, 7)]
    (typed_out,) = read("cstate/2022-02-10-agents-not-allocating-ci.md")
    assert [f"{one.at:%d %H:%M}" for one in typed_out.updates] == ["11 02:14", "11 15:20", "11 19:00"]


def test_times_the_wrong_way_round_are_kept_and_flagged():
    (found,) = read("cstate/2022-06-13-repo-slow.md")
    assert found.resolved_at < found.started_at and "resolved_before_started" in found.flags
    assert [one.kind for one in found.updates] == [Kind.ACKNOWLEDGEMENT, Kind.RESOLUTION]
    assert len(found.remarks) == 1


def test_it_reads_the_updates_of_a_page_of_ugrc():
    (found,) = read("ugrc/2019-04-18-vm-architecture-inaccessible.mdxx")
    assert [(one.kind, f"{one.at:%H:%M}") for one in found.updates] == [
        (Kind.ACKNOWLEDGEMENT, "18:45"),
        (Kind.RESOLUTION, "19:35"),
        (Kind.ROOT_CAUSE, "19:42"),
    ]
    assert (found.severity, found.services) == (Severity.MAJOR, ("ugrc api", "mapserv"))
    assert found.resolved_at == found.updates[1].at and found.flags == ("resolved_time_assumed",)
    assert not any("import " in one.text or "<Update" in one.text for one in found.updates)


def test_it_reads_a_folded_title():
    (path,) = HISTORIES.glob("ugrc/2025-07-04-*")
    (found,) = read(f"ugrc/{path.name}")
    assert found.title == "UGRC API route and milepost endpoints unavailable"


UPDATES = """---
title: Maps
date: 2018-05-21T08:00:00.000Z
severity: degraded-performance
affectedSystems:
  - maps
resolved: false
---
Down.

<Update date="{date}">Up.</Update>

Said outside.
"""


def test_an_update_dated_before_the_start_is_kept_and_flagged():
    (found,) = read("maps.mdx", UPDATES.format(date="2018-05-21T01:00:00-06:00"))
    assert [one.text for one in found.updates] == ["Up.\n\nSaid outside.", "Down."]
    assert "update_before_start" in found.flags and found.resolved_at is None


@pytest.mark.parametrize("date", ["", "soon", "2018-13-01"])
def test_an_update_without_a_time_is_a_problem_with_its_place(date):
    problem, found = read("maps.mdx", UPDATES.format(date=date))
    assert (problem.place, len(found.updates)) == ("maps.mdx, update 2", 1)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2021-04-14T7:30:00-00:00", (2021, 4, 14, 7, 30)),
        ("2020-11-12 15:54:00", (2020, 11, 12, 15, 54)),
        ("2017-09-07T17:25:25.123-06:00", (2017, 9, 7, 23, 25)),
        ("2025-09-15T20:48:22.655Z", (2025, 9, 15, 20, 48)),
        (" 11th of February 2022 - 19:00 UTC", (2022, 2, 11, 19, 0)),
        (" - 2023-03-29 15h50 UTC", (2023, 3, 29, 15, 50)),
        ("May 08, 2025 - 14:07 BST", (2025, 5, 8, 13, 7)),
        ("Feb 29, 2024 22:00 - 23:00 GMT", (2024, 2, 29, 22, 0)),
        ("03:36 PDT on 26 Apr 2023", (2023, 4, 26, 10, 36)),
        ("22:39 UTC 15 March 2021", (2021, 3, 15, 22, 39)),
        ("12:05 AM EST, January 3rd, 2024", (2024, 1, 3, 5, 5)),
        ("2024-01-03 12:00 UTC+2", (2024, 1, 3, 10, 0)),
        ("2024-01-03", (2024, 1, 3, 0, 0)),
    ],
)
def test_it_reads_a_time_as_people_type_it(text, at):
    found = typed(text)
    assert found == datetime(*at, *[0] * (5 - len(at)), found.second, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "14:07", "Aug 21, 00:37 UTC"])
def test_without_a_date_or_a_year_there_is_no_time(text):
    assert typed(text) is None


@pytest.mark.parametrize("text", ["2021-02-30", "2024-01-03 25:00", "2024-01-03 10:00 IST", "0001-01-01 00:00+14:00"])
def test_a_time_that_is_none_is_no_guess(text):
    with pytest.raises(ValueError):
        typed(text)


def test_a_post_mortem_is_one_incident_and_tells_its_cause():
    (found,) = read("markdown/PM2021-003.md")
    (told,) = found.updates
    assert (found.title, told.kind) == ("Flux unintended version update", Kind.ROOT_CAUSE)
    assert told.at == found.started_at == datetime(2021, 2, 19, 7, 35, tzinfo=UTC)
    assert told.text.startswith("## Summary") and told.text.endswith("48 minutes")
    assert found.origin == "markdown:PM2021-003@2021-02-19" and "published_unknown" in found.flags


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("a.md", "# A\n\n**Date:** January 14-19, 2026\n\n**Severity:** High\n\nDown.", (2026, 1, 14)),
        ("2025-11-15-b.md", "B\n===\n\nSee 2020-01-01. Down.", (2025, 11, 15)),
        ("c.md", "# C\n\nOn the 9th of June 2020 it was down.", (2020, 6, 9)),
        ("d.md", "---\ntitle: D\ndate: 2019-05-06\n---\nDown.", (2019, 5, 6)),
        ("e.md", "# E\n\n| 0202-01-16 | a slip |\n| 2020-01-17 | down |", (2020, 1, 17)),
    ],
)
def test_it_takes_the_date_from_where_there_is_one(name, text, day):
    (found,) = read(name, text)
    assert (found.started_at.year, found.started_at.month, found.started_at.day) == day
    assert found.title == name[-4].upper()


@pytest.mark.parametrize("text", ["# About\n\nHow we write.", "# A\n\n0202-01-16", "# 2020\n\n2020-02-30"])
def test_a_text_without_a_date_is_a_problem(text):
    (problem,) = read("about.md", text)
    assert isinstance(problem, Problem) and "no date" in problem.sentence
