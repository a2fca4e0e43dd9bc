from datetime import date

import pytest

from communications.checks import run
from communications.checks.context import Context, Improvement
from communications.checks.text import Text
from communications.checks.words.families import Families, family
from tests.checks.linear import assert_it_is_linear
from tests.checks.tune import assert_it_reaches

NEXT = "## Next steps\n\n"
INSIDE = Context(outside=False, level="technical")
IMPROVEMENT = Improvement("Move cron jobs to the scheduler with leader election", owner="Baptiste Roux")


def findings(source, context=None):
    return run(source, context or Context(), ["commitments"])


def marks(source, context=None):
    return [(one.rule, one.text) for one in findings(source, context)]


@pytest.mark.parametrize(
    ("said", "rule", "marked"),
    [
        ("We promise that this will never happen again.", "never_again", "will never happen again"),
        (
            "A repeat of Tuesday's outage can be ruled out.",
            "never_again",
            "repeat of Tuesday's outage can be ruled out",
        ),
        ("There won't be another outage like this.", "never_again", "won't be another outage"),
        ("The disk fault is solved for good.", "never_again", "solved for good"),
        ("Could it come back? It cannot.", "never_again", "It cannot."),
        ("Nobody will lose a booking again.", "never_again", "Nobody will lose a booking again"),
        ("With this, the risk is eliminated.", "never_again", "risk is eliminated"),
        ("It cannot stop your calls any more.", "never_again", "cannot stop your calls any more"),
        ("We'll write to you again shortly.", "soon", "shortly"),
        ("The report will be ready within weeks.", "soon", "within weeks"),
        ("We are in close contact with our supplier.", "not_bounded", "are in close contact with"),
        ("The necessary adjustments will be made.", "not_specific", "The necessary adjustments will be made."),
        ("Your refund arrives in the next few days.", "soon", "in the next few days"),
        ("We will tell you as soon as we know more.", "soon", "as soon as we know more"),
        ("The report follows in due course.", "soon", "in due course"),
        ("We keep an eye on the queues.", "not_bounded", "keep an eye on the queues"),
        ("The backups are tested periodically.", "not_bounded", "tested periodically"),
        ("The network team watches the links, starting 4 May.", "not_bounded", "The network team watches the links"),
        ("The network team keeps watching the links, starting 4 May.", "not_bounded", "keeps watching the links"),
        ("We will improve our processes.", "not_specific", "We will improve our processes."),
        ("Better communication with customers", "not_specific", "Better communication with customers"),
        ("Measures have been initiated.", "not_specific", "Measures have been initiated."),
        # For ever, in other words.
        ("Never again will a card be refused.", "never_again", "Never again will a card"),
        ("Wrong bills are 100 % excluded.", "never_again", "Wrong bills are 100 % excluded"),
        ("You have our word that no letter will be lost.", "never_again", "our word that no letter will"),
        ("No tenant will ever wait in the cold again.", "never_again", "No tenant will ever"),
        ("The new valve makes a flood impossible.", "never_again", "makes a flood impossible"),
        ("Your data will stay safe, whatever happens.", "never_again", "will stay safe, whatever happens"),
        ("Double bookings are a thing of the past.", "never_again", "Double bookings are a thing of the past"),
        ("From now on all ferries will run on time.", "never_again", "From now on all ferries will run on time"),
        ("Your photos cannot vanish.", "never_again", "cannot vanish"),
        ("Duplicates are no more.", "never_again", "are no more"),
        ("The risk of a repeat is nil.", "never_again", "risk of a repeat is nil"),
        ("The doors will always open.", "never_again", "will always open"),
        ("The hospital can no longer be cut off.", "never_again", "can no longer be cut off"),
        ("There is zero chance of this coming back.", "never_again", "zero chance of this coming back"),
        ("The new pump rules out flooding.", "never_again", "rules out flooding"),
        ("Gone are the days of mix-ups.", "never_again", "Gone are the days"),
        (
            "Rest assured that every letter will be right.",
            "never_again",
            "assured that every letter will",
        ),
        ("The bug won't be coming back.", "never_again", "won't be coming back"),
        ("It will remain an isolated case.", "never_again", "will remain an isolated case"),
        ("No flight will be overbooked.", "never_again", "No flight will be overbooked"),
        ("False alarms are a closed chapter.", "never_again", "closed chapter"),
        ("We won't make the same mistake twice.", "never_again", "won't make the same mistake twice"),
        ("Something like this only happens once.", "never_again", "only happens once"),
        # Some day.
        ("It won't be long before the lift runs.", "soon", "n't be long"),
        ("We work through the rest as fast as our printers allow.", "soon", "as fast as our printers allow"),
        ("The map follows in a future release.", "soon", "in a future release"),
        ("Early next year we open a second desk.", "soon", "Early next year"),
        ("The date will be announced.", "soon", "date will be announced"),
        ("We'll write when we have it.", "soon", "when we have it"),
        ("Give us a little while and the map is right.", "soon", "Give us a little while"),
        ("The results of 13 March follow at the earliest opportunity.", "soon", "at the earliest opportunity"),
        ("Further details will be announced.", "soon", "Further details will be announced"),
        ("The bridge opens once repairs permit.", "soon", "once repairs permit"),
        ("The last routers are about to be replaced.", "soon", "are about to be"),
        ("A solution is in sight.", "soon", "is in sight"),
        ("Bear with us for a few more days.", "soon", "a few more days"),
        ("It will take a while until all pictures show.", "soon", "will take a while"),
        ("Milan merges it in his next free slot.", "soon", "his next free slot"),
        ("Expect a call from us in a week or so.", "soon", "a week or so"),
        ("The credit appears on one of your next bills.", "soon", "one of your next"),
        ("There is no date for this yet.", "soon", "no date for this yet"),
        ("Line 4 may be back at any moment.", "soon", "at any moment"),
        ("When will it be back? Not long.", "soon", "Not long."),
        ("Pending cases shall be answered in a timely manner.", "soon", "shall be answered in a timely manner"),
        # No end.
        ("The devs are always tinkering with the editor.", "not_bounded", "tinkering with"),
        ("We add checks where it makes sense.", "not_bounded", "where it makes sense"),
        ("We read the level day by day and open the valves as needed.", "not_bounded", "as needed"),
        ("Extra staff stay until things have settled.", "not_bounded", "until things have settled"),
        ("Our aim is to keep an eye on the queue.", "not_bounded", "keep an eye on the queue"),
        ("The rollout of the new readers continues.", "not_bounded", "rollout of the new readers continues"),
        ("Checks are made again and again.", "not_bounded", "again and again"),
        ("We do this whenever there is room.", "not_bounded", "whenever there"),
        ("Monitoring stays in place.", "not_bounded", "Monitoring stays in place"),
        ("Gradual replacement of the old valves", "not_bounded", "Gradual replacement"),
        ("Clean-up of old rules, recurring", "not_bounded", ", recurring"),
        # Nothing that could be seen.
        (
            "We're going to get smarter about how we ship.",
            "not_specific",
            "We're going to get smarter about how we ship.",
        ),
        (
            "Our colleagues will think harder about valves.",
            "not_specific",
            "Our colleagues will think harder about valves.",
        ),
        ("Corrective action is under way.", "not_specific", "Corrective action is under way."),
        (
            "We will invest in the stability of the claims portal.",
            "not_specific",
            "We will invest in the stability of the claims portal.",
        ),
        ("Tidy up alerting", "not_specific", "Tidy up alerting"),
        ("The sensors get some love from us.", "not_specific", "The sensors get some love from us."),
        ("Lessons were learned and will be applied.", "not_specific", "Lessons were learned and will be applied."),
        ("Some tweaks on the technical side.", "not_specific", "Some tweaks on the technical side."),
        ("We will take a package of measures.", "not_specific", "We will take a package of measures."),
        ("A roadmap is being drawn up.", "not_specific", "A roadmap is being drawn up."),
        ("We'll make the app more fault tolerant.", "not_specific", "We'll make the app more fault tolerant."),
        ("Your data shall at no time be mixed up.", "never_again", "shall at no time be"),
        ("A cut cable can no longer stop the trains.", "never_again", "can no longer stop the"),
        ("We promise 100 % that it holds.", "never_again", "promise 100 %"),
        ("Such a queue will not form again.", "never_again", "Such a queue will not form again"),
        ("Your photos are safe with us, today and always.", "never_again", "safe with us, today and always"),
        ("From today no alarm goes unheard.", "never_again", "From today no alarm goes unheard"),
        ("There is no chance of a second flood.", "never_again", "no chance of a second"),
        ("It won't be long before the lab opens.", "soon", "n't be long"),
        ("Version 4.7 isn't far off.", "soon", "n't far off"),
        ("We will tar the road once the ground has dried.", "soon", "once the ground has"),
        ("We ask for a little more patience until it opens.", "soon", "a little more patience"),
        ("The date of the reopening is still open.", "soon", "date of the reopening is still open"),
        ("We share details as they become known.", "soon", "share details as they become known"),
        ("We'll tell you more as the work progresses.", "soon", "tell you more as the work progresses"),
        ("The vans continue to be observed.", "not_bounded", "continue to be observed"),
        ("We are in the process of testing all 40 pumps.", "not_bounded", "are in the process of testing all 40 pumps"),
    ],
)
def test_it_marks_what_cannot_be_kept_or_seen_to_be_kept(said, rule, marked):
    assert marks(NEXT + said) == ([(rule, marked)] if rule else [])


@pytest.mark.parametrize(
    "said",
    [
        "We never lost any points, they were only hidden.",
        "To keep this from happening again, each file is checked before the import since 4 May.",
        "If it happens again, you will hear from us within 15 minutes.",
        "We cannot promise that this will never happen again.",
        "You will not be charged again.",
        "We will share more details on 6 May.",
        "It is no longer possible to delete a calendar with open appointments.",
        "Say what was done, and never that it cannot happen again.",
        "If a payment fails, try it again after a few minutes.",
        "We answered your calls as soon as the phones were back.",
        "Shortly after the alarm we stopped the import.",
        "In the coming weeks, and by 31 October at the latest, you will get a letter.",
        "Please update the app as soon as possible.",
        "We watch the error rate hour by hour until 30 April.",
        "We review the settings once a month, next on 2 March.",
        "You can continue to use the app as before.",
        "No further action is needed.",
        "The alarm for full disks now rings at 80 %.",
        "A sender wrote “this will never happen again”.",
        "No further letter will be sent.",
        "We cannot be 100 % sure of that.",
        "The incident review took place on 4 May.",
        "No other message will follow.",
        "We will refund the fees of March.",
        "Will it happen again? It may, and then a copy takes over within a minute.",
        "It cannot be ruled out that it happens again.",
        "Nobody has to type in their address again.",
        "The office is closed for good.",
        "The old link will not work any more from 4 May.",
        "We promise to answer every letter within two days.",
        "It took as long as it took, and the queue is empty now.",
        "Once the pump runs, on 9 May, you get warm water.",
        "The shop around the corner takes your card.",
        "We look at the level every six hours until 4 May.",
        "We replace the valves branch by branch, the last one on 5 May.",
        "We improve the form by refusing days in the past.",
        "Two engineers review each change to the gateway.",
        "The Oslo site gets a second pump on 3 May.",
        "`we will improve our processes`",
        # What is done has an aim, and nothing is promised.
        "We test it on 4 May to make sure that it does not recur.",
        "We watch the pumps until 4 May, when we are certain it won't recur.",
        "A hardware fault is ruled out as the cause.",
        "It is impossible to say how many calls were lost.",
        # What waits for an event that everybody sees.
        "The next update follows once the rollout is complete.",
        "If the level passes 2 m, the pump is switched on immediately.",
        "Keep the old card for a few days until the new one works.",
        "Trains in the next few days run as planned.",
        # What is so, and no step.
        "The pump now works again.",
        "All trains run on time again.",
        "The investigation ends on 4 May.",
        "The pump runs continuously.",
        "Questions go to the service desk.",
        # What is not said of us, or of what is to come.
        "Retry your jobs once the outage is over.",
        "The incident is over.",
        "The worst of the storm is behind us.",
        "There will be no further updates unless the situation changes.",
        "At the moment they are served from Bergen.",
        "For the moment it holds.",
        "If the upgrade fails, we go back to the old version immediately.",
        "Jobs will start as soon as a runner is available.",
        "Over the next few hours, the level fell to zero.",
        "Pages may load slowly for the next few minutes.",
        "We are on leave until 2 January. Give us some time to rest.",
        "The number may change as the inquiry proceeds.",
        # By when more will be said is named beside it.
        "A new part arrives soon. Next update at 15:30 UTC.",
        "More details will follow shortly. We will post updates every 30 minutes.",
        "New assessments will be issued on 27 January.",
    ],
)
def test_it_is_silent_where_a_step_can_be_kept(said):
    assert marks(NEXT + said) == []


def test_what_others_advise_is_no_promise():
    assert marks("The vendor recommends an update as soon as possible.") == []


def test_what_is_only_looked_for_where_its_words_stand_is_found_there():
    families = Families(family(("soon", "we they"), r"\bwe \w+ soon\b"), family(("again",), r"\bagain\b"))
    found = families.among(Text("We write soon. Soon it works. Again we try."))
    assert {at: [one.pattern for one in patterns] for at, patterns in found.items()} == {
        0: [r"\b(?=[\w'])(?:we \w+ soon\b)"],
        2: [r"\b(?=[\w'])(?:again\b)"],
    }
    assert families.search("we write soon", frozenset({"we", "write", "soon"}))[0] == "we write soon"
    assert families.search("we write soon", frozenset({"soon"})) is None


def test_steps_are_judged_in_sections_that_announce_them():
    assert marks("## Summary\n\nWe will improve our processes. We keep monitoring it.") == []
    assert marks("## Assurance\n\nWe keep watching the payment terminals closely.") == []
    assert marks("## Summary\n\nThe service returns soon.") == [("soon", "soon")]


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


def test_it_says_the_same_of_the_same_text():
    source = NEXT + "- We will improve our processes soon.\n- Add a host"
    assert findings(source, INSIDE) == findings(source, INSIDE)


@pytest.mark.parametrize(
    "unit",
    [
        "soon ",
        "will not ",
        "- add ",
        "| a ",
        "A",
        "Anna Berg ",
        "a, and ",
        "keep ",
        "no error ",
        "soon. ",
        "we will improve the ",
        "that is never ",
        "when we have ",
        "on 5 May ",
        "is it? ",
        "no more ",
        "rest assured that ",
        "a few days or ",
        "that was done by ",
        "[A] (",
        "Ines, ",
    ],
)
def test_hostile_texts_take_linear_time(unit):
    assert_it_is_linear(lambda size: findings(NEXT + unit * (size // len(unit)), INSIDE))


def test_it_reaches_its_targets_on_the_cases_that_may_be_read():
    assert_it_reaches("commitments", recall=0.95, category_recall=0.9, false_alarms=0.02)
