from datetime import date

import pytest

from communications.checks.context import Context, Improvement
from tests.checks.commitments import INSIDE, NEXT, findings, marks

IMPROVEMENT = Improvement("Move cron jobs to the scheduler with leader election", owner="Baptiste Roux")


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("- Upgrade Redis to 7.4 by 5 May", ["not_owned"]),
        ("- Upgrade Redis to 7.4 by 5 May (Petra Novak)", []),
        ("By 5 May, the old hosts will be decommissioned.", ["not_owned"]),
        ("By 5 May, Petra Novak decommissions the old hosts.", []),
        ("A second name server is set up by 5 May.", ["not_owned"]),
        ("Increase of the heap to 8 GB by 5 May.", ["not_owned"]),
        ("Petra Novak is writing the runbook.", ["not_dated"]),
        ("After 5 May, nothing more is planned.", []),
        ("The storage team will replace the disks.", ["not_dated"]),
        ("The storage team will replace the disks in the week of 5 May.", []),
        ("- @tom: canary for the proxy (backlog)", ["not_dated"]),
        ("- @tom: canary for the proxy (by 5 May)", []),
        ("Anna moves the jobs on 5 May, and Tom Ashby removes the old host.", ["not_dated"]),
        ("Tom Ashby has already moved the backups.", []),
        ("The cache has been running on its own node since 5 May.", []),
        ("- [x] Raise the limit", []),
        ("- [ ] Raise the limit", ["not_dated", "not_owned"]),
        ("Split the queries off to the replica; deadline is 1 December.", ["not_owned"]),
        ("The limit for uploads drops to 2 GB on 5 May.", ["not_owned"]),
        ("As discussed, polling goes from 10 s to 60 s on 5 May.", ["not_owned"]),
        ("Whoever is free on 5 May replays the failed jobs.", ["not_owned"]),
        ("Thermal imaging of the cabinets: 5 May.", ["not_owned"]),
        ("By 5 May, flags can no longer be switched by one person.", ["not_owned"]),
        ("Flags stay frozen until 5 May.", []),
        ("The change freeze begins on 5 May.", []),
        ("The tokens were reissued on 5 May.", []),
        ("Ravi and Clara are going to pin the parser by 5 May.", []),
        ("Sunniva replays the hour with logged features.", ["not_dated"]),
        ("Release managers rehearse a rollback on 5 May.", []),
        ("Until 5 May Per-Olof migrates the wikis.", []),
        ("Before we touch it again, Jun Watanabe reproduces the deadlock.", ["not_dated"]),
        ("Petra Novak drops the slot on 5 May, and raises the limit.", []),
        ("Petra Novak still has to revoke the tokens; she does so on 5 May.", []),
        ("Ines: the hour is kept by the pipeline, by 5 May.", []),
        ("On 5 May Idris Bello found old volumes. He deletes them once their owners agree.", ["not_dated"]),
        ("Owner for both: storage on-call. First, snapshots by 5 May. Second, a copy elsewhere.", ["not_dated"]),
        ("Petra Novak raises the limit. Due 5 May.", []),
        ("- Alarm when the file has not arrived, by 5 May", ["not_owned"]),
        ("Disk quotas for home folders: Pavel S., 5 May.", []),
        ("Work on the cooldown is Takumi's; he starts on 5 May.", []),
        ("Lucía, please put the ceremony in the calendar before 5 May.", []),
        ("A volunteer is wanted for the write-up, to be published on 5 May.", ["not_owned"]),
        ("- Owner: ? Firmware 3.9 on the disks, 5 May", ["not_owned"]),
        ("- Kafka: two replicas for all topics, 5 May", ["not_owned"]),
        ("Security (Marlon) revokes the shared key.", ["not_dated"]),
        # Whatever neither was nor is.
        ("All hosts receive a second time source by 5 May.", ["not_owned"]),
        ("We've scheduled the index rebuild for 5 May.", ["not_owned"]),
        ("What remains is a test restore, planned for 5 May.", ["not_owned"]),
        ("Could the logs be cut to three days by 5 May?", ["not_owned"]),
        ("By 5 May someone from the team needs to strip the logs.", ["not_owned"]),
        ("Replica rebuild (Ines Marques)", ["not_dated"]),
        ("Replica rebuild is with Ines Marques.", ["not_dated"]),
        ("Ines Marques was asked to rebuild the replica.", ["not_dated"]),
        ("Having rolled back on 5 May, Ines Marques now bisects the commits.", ["not_dated"]),
        ("Ines reworks the alerts that stayed silent on 5 May.", ["not_dated"]),
        ("The storage team makes restores run at 03:00.", ["not_dated"]),
        ("Proxy to fail open for internal hosts. Owner is Ines Marques.", ["not_dated"]),
        ("[DBA] rebuild the replica", ["not_dated"]),
        ("[DBA] rebuild the replica, 5 May", []),
        ("Rebuild the replica (IM, 5.5.)", []),
        ("Rebuild the replica @ines, EOW", []),
        ("Rebuild the replica -> Ines, before the next release", []),
        ("The pharmacy writes the missing procedure by 5 May.", []),
        ("Rebuild the replica. Ines does it on 5 May.", []),
        ("The alert fired as intended.", []),
        ("The old queue is empty.", []),
        ("The command drains a node in one go.", []),
        ("The command drains a node in one go (Ines Marques).", ["not_dated"]),
        ("The storage team, led by Ines Marques, drains the nodes when the audit is done.", ["not_dated"]),
        ("The replica was rebuilt on 5 May and is in sync.", []),
        ("To do by 5 May: keys on all calls. Done on 29 April by Ana Ruiz: retries.", ["not_owned"]),
        ("Helpers wanted for the comparison, deadline 5 May.", ["not_owned"]),
        ("The offset column is dropped by Ana Ruiz.", ["not_dated"]),
        ("Owner of both: Ana Ruiz. A host is added on 5 May. The worker refuses files above its limit.", ["not_dated"]),
        ("Next on Ana's list is the rate limiter, on 5 May.", []),
        ("- Marek to add a canary by 5 May", []),
        ("- Runbook to list the hosts by 5 May", ["not_owned"]),
        ("- The spare parts arrive from Graz on 5 May", []),
        ("- Ana restored the lists on 5 May", []),
        ("Line 6 has it since 2 May. Line 7 gets it from Ana on 5 May.", []),
        ("Replica rebuilt on 5 May.", []),
        ("We haven't seen another case.", []),
        ("We will not rebuild the replica.", []),
        ("The following was agreed in the review.", []),
        ("Owner for all below: Ines Marques.\n\n- Add a host, 5 May\n- Cap restores, 5 May, owner tbd", ["not_owned"]),
        ("By 5 May, Ines Marques will:\n\n- add a host\n- cap restores", []),
        ("### Ines Marques\n\n- Add a host by 5 May\n- Cap restores", ["not_dated"]),
        ("- Add a host\n  - Owner: Ines Marques\n  - Due: 5 May", []),
        (
            "| Step | Who | When |\n|---|---|---|\n| Cap restores | Ana Ruiz | 9 May |\n| Add a host | tbd | open |",
            ["not_dated", "not_owned"],
        ),
    ],
)
def test_inside_each_step_has_an_owner_and_a_day(said, rules):
    found = marks(NEXT + said, INSIDE)
    assert sorted(rule for rule, _ in found) == rules
    assert marks(NEXT + said) == []


DAYS = (
    "29/5, by 29/5, 2026-05-29, 2026/05/29, 29 May, May 29th, by Friday, on Fri, w/c 25 May, wk 22, 2026-W22, CW22, mid-May, by month-end, EOW, end Q2, Q2/26, FY26, in sprint 14, this sprint"
    ", before the next release, before go-live, by Easter, at the June meeting, in two weeks, within 14 days, same day, over the weekend, summer 2026, until June"
)
NO_DAYS = "TBD, backlog, asap, later, ongoing, high prio, P2, when possible, after the migration, in a later sprint, port 8443, date to follow, when the vendor delivers, phase 2, every hour, low, ticket OPS-12"


@pytest.mark.parametrize(
    ("words", "rules"),
    [*((one, set()) for one in DAYS.split(", ")), *((one, {"not_dated"}) for one in NO_DAYS.split(", "))],
)
def test_it_knows_a_day_in_whatever_form(words, rules):
    for step in (
        "- Add an alert (Ines Marques), {}",
        "Ines Marques adds an alert on lag, {}",
        "- Add an alert (Ines Marques, {})",
        "| Step | Owner | Due |\n|---|---|---|\n| Add an alert | Ines | {} |",
    ):
        assert {rule for rule, _ in marks(NEXT + step.format(words), INSIDE)} & {"not_dated"} == rules


OWNERS = (
    "Ines, Ines Marques, I. Marques, @ines, Dr Marques, platform team, Team Platform, SRE, DBAs, Ops, AppSec, Facilities, Legal, on-call, release manager, CTO, head of ops, Ines & Kofi, Core Banking, Payments squad"
    ", Radiology IT, mobile devs, Jürgen, Łukasz, O'Neill, Nguyễn"
)
NO_OWNERS = "staging, urgent, P1, EU, backlog, Redis, API, DNS, TBD, nobody, someone, database, checkout flow, eu-west-1, phase 2, all regions, Postgres 16, optional, approved, Kubernetes, TLS"


@pytest.mark.parametrize(
    ("words", "rules"),
    [*((one, set()) for one in OWNERS.split(", ")), *((one, {"not_owned"}) for one in NO_OWNERS.split(", "))],
)
def test_it_knows_an_owner_in_whatever_form(words, rules):
    for step in (
        "- Add an alert on lag by 4 May ({})",
        "- Add an alert on lag – {} – 4 May",
        "| Step | Owner | Due |\n|---|---|---|\n| Add an alert | {} | 4 May |",
    ):
        if rules and "|" in step:  # what stands in that column is taken at its word
            continue
        assert {rule for rule, _ in marks(NEXT + step.format(words), INSIDE)} & {"not_owned"} == rules


def test_a_step_of_a_table_is_marked_as_a_row():
    source = NEXT + "| Step | Owner | Due |\n|---|---|---|\n| Add a host | Ana Ruiz | open |\n"
    assert marks(source, INSIDE) == [("not_dated", "Add a host | Ana Ruiz | open")]


def test_it_names_what_the_improvement_already_knows():
    (found,) = findings(
        NEXT + "We will move the cron jobs to the scheduler by 1 May.",
        Context(outside=False, improvements=(IMPROVEMENT,)),
    )
    assert found.rule == "not_owned"
    assert "Baptiste Roux" in found.message


def test_outside_only_an_improvement_with_a_day_is_asked_for_it():
    due = Improvement("Move cron jobs to the scheduler", due_on=date(2026, 5, 1))
    (found,) = findings(NEXT + "We move the cron jobs to a scheduler.", Context(improvements=(due,)))
    assert found.rule == "not_dated"
    assert "1 May 2026" in found.message
    assert marks(NEXT + "We move the cron jobs to a scheduler by 1 May.", Context(improvements=(due,))) == []


@pytest.mark.parametrize(
    "said",
    [
        "- SIS Support: unit tests for the formula, Jan 22",
        "- Porters: ring round of all wards on 3 May",
        "- Ward 5: a paper list of allergies by 9 May",
        "- Curator of coins: new lock on case 7, 12 June",
        "- M.K.: new filter in the air shaft, 9 May",
        "Ozols: exchange pump 2 (14 December).",
        "By 3 May the print shop must reprint the cards.",
        "Before 9 June Network Control should split the roster.",
        "Yards & Berths must renumber crane 4 by 9 June.",
        "Agreed in the review on 6 July:\n\n- Helena (Permits) deletes the test permits, 8 July",
    ],
)
def test_an_office_a_role_or_initials_own_a_step(said):
    assert marks(NEXT + said, INSIDE) == []


@pytest.mark.parametrize(
    "said",
    [
        "Expiry alerts need to go to the pager by 25 Sept",
        "The valve data need to be migrated by 1 November.",
        "Backups: test of the restore on 4 May",
        "By 9 June the coupon service has to stop calling the till.",
    ],
)
def test_a_thing_owns_none(said):
    assert [rule for rule, _ in marks(NEXT + said, INSIDE)] == ["not_owned"]
