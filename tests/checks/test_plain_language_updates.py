"""What plain language leaves alone while an incident lasts, beside what it still marks there."""

import pytest

from tests.checks.plain import marked


@pytest.mark.parametrize(
    ("source", "update", "afterwards"),
    [
        ("The memory usage was high.", [], ["memory usage"]),
        ("All metrics are normal, and a hotfix is ready.", [], ["metrics", "hotfix"]),
        ("The staging deployment is unavailable.", [], ["deployment"]),
        ("Users with proxy or fee accounts sign in again.", [], ["proxy"]),
        ("The daemon has been restarted.", [], ["daemon"]),
        ("The node of our cluster is slow.", [], ["node", "cluster"]),
        ("There were timeouts in the event of a search.", [], ["timeouts", "in the event of"]),
        ("We have put a fix in production.", ["in production"], ["in production"]),
        ("There is a service degradation.", ["service degradation"], ["service degradation"]),
        ("The Route53 Healthcheck is red.", ["Healthcheck"], ["Healthcheck"]),
        ("The number of goroutines grew in the storage backend.", ["goroutines", "storage backend"], None),
        ("The VMs on this hypervisor are down.", [], ["hypervisor"]),
        ("We mitigate it, and more will come going forward.", ["mitigate", "going forward"], None),
        (
            "A database lock led to cascading failures in the control plane.",
            [],
            ["database lock", "cascading failures", "control plane"],
        ),
        ("The load balancer and the middleware are slow.", [], ["load balancer", "middleware"]),
        ("The elective surgery is put off, and there are no disbursements.", [], ["elective surgery", "disbursements"]),
        ("We utilise another hall.", ["utilise"], None),
    ],
)
def test_everyday_words_of_computing_pass_in_an_update(source, update, afterwards):
    assert marked(source, "jargon", kind="update") == update
    assert marked(source, "jargon", kind="root_cause") == (update if afterwards is None else afterwards)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*Postmortem* - Our provider had an outage.", []),
        ("**Mitigation:**\n\nUse the other site.", []),
        ("A full postmortem will follow.", ["postmortem"]),
        ("We apply a mitigation.", ["mitigation"]),
        ("A failover of Kubernetes took too long.", []),
        ("A failover of the site took too long.", ["failover"]),
    ],
)
def test_a_label_is_no_jargon_in_an_update_nor_what_programmers_are_told(source, expected):
    assert marked(source, "jargon", kind="update") == expected


def test_readers_with_a_limit_of_grade_are_told_in_everyday_words_at_any_time():
    assert marked("The memory usage was high.", "jargon", kind="update", grade_limit=9.0) == ["memory usage"]
    assert marked("All CRMs are loaded.", "acronym", kind="update", grade_limit=9.0) == ["CRMs"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It is the fault of a Ceph Storage node and the Docker failover.", []),
        ("It is due to a Blackbaud internal server error.", []),
        ("![Grafana - File descriptors](https://x.example/a.png)", []),
        ("On Monday failover did not work. Our failover did not.", ["failover", "failover"]),
        ("There were too many file descriptors.", ["file descriptors"]),
    ],
)
def test_what_goes_on_with_a_name_or_stands_for_a_picture_is_no_jargon(source, expected):
    assert marked(source, "jargon") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("All data is loaded from all CRMs.", []),
        ("The fixed and adjustable APOR tables are late.", []),
        ("It came from the slow SKY API.", []),
        ("It was caused by our VNC server.", []),
        ("Our POS and our ERP are slow; so is our SIEM.", ["SIEM"]),
        ("The PI asked for it.", []),
        ("The list of our DPA is new.", ["DPA"]),
        ("We may deploy it on all our LBs.", ["LBs"]),
        ("Their BGP and an LBX are slow.", []),
        ("The setting for DKIM is wrong.", ["DKIM"]),
    ],
)
def test_names_of_a_trade_are_no_acronyms_in_an_update(source, expected):
    assert marked(source, "acronym", kind="update") == expected


def test_a_quantity_is_no_acronym():
    assert marked("From 8AM to noon the 2GB server stands in for the 8GB one.", "acronym") == []


def test_an_update_may_have_thirty_words_in_a_sentence():
    clause = "we saw that the shop was slow because many people came to it when it had opened again"
    source = f"{clause.capitalize()}, but it will take a while before the queue is empty."
    assert marked(source, "long_sentence") == [source]
    assert marked(source, "long_sentence", kind="update") == []
    longer = f"{source[:-1]} and all of you can do what you came for."
    assert marked(longer, "long_sentence", kind="update") == [longer]


@pytest.mark.parametrize(
    "source",
    [
        "Day | Time | State\n--- | --- | ---\n" + "\n".join(f"Monday | {hour}:20 | We write to whoever looks after the disks and wait for an answer" for hour in (10, 11, 12)),
        "Station Shuttle Bus Stop 148 St Adam Powell Blvd at 149 St 145 St Lenox Av at 145 St 135 St Lenox Av at 135 St 125 St Lenox Av at 125 St 116 St Lenox Av",
        "All who came early may have seen errors and waits that grew with the queue and with the load in some of the following halls and offices : - the search of maps - mail for offices - the calendar",
        "We ask several names and several servers as we had seen the same before and wanted to know it sooner. `example.org` is asked as a simple test of what still answers.",
        "If you run a job with one of the affected datasets as its input, then it will fail with an error like 'Job 7225486's output dataset(s) could not be read'.",
        "If you are hit by this and can pause what is written to your disks while we mend it, your machines will no longer start again and can serve all readers.",
    ],
)  # fmt: skip
def test_in_an_update_tables_lists_and_what_a_screen_says_make_no_long_sentence(source):
    assert marked(source, "long_sentence", kind="update") == []


def test_in_an_update_machines_are_not_asked_who_did_it():
    said = "Jobs should have been rescheduled and run again automatically."
    assert marked(said, "passive", kind="update") == []
    assert marked("Backup restore finishes. It was made minutes too late.", "passive") == []
    assert marked("The decision was made too late.", "passive", kind="update") == ["The decision was made"]


def test_nobody_does_not_reach_into_what_hangs_on_a_noun():
    assert marked("No issues were reported during the upgrades that were planned for it.", "passive") == []
    assert marked("No tests were planned for it.", "passive") == ["No tests were planned"]
