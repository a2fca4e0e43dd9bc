import pytest

from communications.checks import run
from communications.checks.context import Context, Service, Term
from measure import cases
from tests.checks.linear import assert_it_is_linear
from tests.checks.plain import found, marked
from tests.checks.test_plain_language_sentences import sentence


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The failover did not work.", [("failover", "switch to the spare system")]),
        ("Failover did not work.", [("Failover", "Switch to the spare system")]),
        ("Two failovers did not work.", [("failovers", "")]),
        ("It failed over at noon.", [("failed over", "")]),
        ("We rolled it back.", []),
        ("We rolled back the change.", [("rolled back", "")]),
        ("A roll-back was begun.", [("roll-back", "return to the previous version")]),
        ("The **load\nbalancer** broke.", [("load\nbalancer", "system that shares out visitors")]),
        ("Our supplier throttled us.", [("throttled", "")]),
        ("We have root-caused it. The root cause is known.", [("root-caused", "found the cause of")]),
        ("See `failover` and https://x.example/failover and failover.example.com and mail@failover.example.", []),
        ("They wrote: “the failover failed”.", []),
    ],
)
def test_jargon(source, expected):
    assert found(source, "jargon") == expected


def test_jargon_is_what_the_glossary_says():
    ours = (Term("berth window", "time in port"), Term("spill"))
    source = "The berth windows and a spill; a failover."
    assert marked(source, "jargon", jargon=ours) == ["berth windows", "spill", "failover"]
    assert marked(source, "jargon", jargon=ours, with_shipped_words=False) == ["berth windows", "spill"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We bounced the app servers.", ["app servers"]),
        ("They are bouncing the servers.", ["bouncing the servers"]),
        ("A rush of concurrent users.", ["concurrent users"]),
        ("We sunsetted the legacy system and will sunset the site.", ["sunsetted", "legacy system", "will sunset"]),
        ("In accordance with the aforementioned terms.", ["In accordance with", "aforementioned"]),
        ("Please clear your browser's cache.", []),
        ("Our cache was full.", ["cache"]),
        ("Anglers downstream buy in bulk; doctors on call; kick-off at noon; posters were torn down.", []),
        ("At sunset the vaccine was rolled out, and shards of glass lay under the firm's workload.", []),
    ],
)
def test_jargon_is_what_adults_outside_would_not_say(source, expected):
    assert marked(source, "jargon") == expected


def test_no_word_of_a_public_name_is_jargon():
    services = (Service("lb", "Failover Desk"),)
    assert marked("Failover desk was closed. The failover too.", "jargon", services=services) == ["failover"]


def test_technical_readers_know_words_of_computing_but_wordy_words_stay():
    services = tuple(Service(name, name) for name in ("ci.example.org", "www.example.org", "repo.example.org", "Mail"))
    source = "The VM for failover was changed pursuant to our plan."
    assert marked(source, "jargon") == ["failover", "pursuant to"]
    assert marked(source, "jargon", services=services) == ["pursuant to"]
    assert marked(source, "acronym", services=services) == []


def test_readers_are_technical_whose_level_says_so_whatever_they_are_offered():
    source = "The VM of the IdP moved to the other cluster after the failover, which we actioned to expedite it."
    known = {"level": "technical", "grade_limit": 9.0, "services": (Service("t", "Ticket sales"),)}
    assert marked(source, "jargon", **known) == ["actioned", "expedite"]
    assert marked(source, "acronym", **known) == []
    assert len(marked(source, "jargon", services=known["services"])) == 4


def test_where_some_services_are_tools_a_text_about_them_is_for_technical_people():
    services = (Service("w", "Website"), Service("a", "Search API"), Service("m", "Maps"))
    assert marked("The API cannot reach its backend, and the NOC knows.", "jargon", services=services) == []
    assert marked("Two endpoints return nothing after the failover.", "jargon", services=services) == []
    assert marked("WMS requests fail, since the backend broke.", "acronym", services=services) == []
    assert marked("The backend of `maps` broke.", "jargon", services=services) == []
    assert marked("The store at gis.maps.example did not fail over.", "jargon", services=services) == []
    assert marked("It answers HTTP 502 since the failover.", "jargon", services=services) == []
    assert marked("The website www.maps.example has no failover.", "jargon", services=services) == ["failover"]
    assert marked("The backend broke.", "jargon", services=(Service("a", "Search API"),)) == []
    assert marked("The backend of the shop broke.", "jargon") == ["backend"]


def test_who_is_sent_to_where_programs_are_written_is_technical():
    source = "The cluster broke, see {}."
    assert marked(source.format("https://github.com/example/maps/issues/3"), "jargon") == []
    assert marked(source.format("[the ticket](https://gitlab.example.com/maps/maps)"), "jargon") == ["cluster"]
    assert marked(source.format("https://status.example.com/maps"), "jargon") == ["cluster"]
    services = (Service("b", "Build service"), Service("c", "CDN"), Service("g", "GitHub"), Service("w", "Website"))
    assert marked("The cluster broke.", "jargon", services=services) == []


def test_who_uses_web_services_knows_the_everyday_words_of_computing():
    services = (Service("w", "Website"), Service("a", "Search API"), Service("m", "Shop"))
    source = "The cache and a timeout; the failover. JSON and LDAP, but the NOC."
    assert marked(source, "jargon", services=services) == ["failover"]
    assert marked(source, "acronym", services=services) == ["NOC"]
    assert marked(source, "jargon", grade_limit=9.0) == ["cache", "timeout", "failover"]
    assert marked(source, "acronym", grade_limit=9.0) == ["JSON", "LDAP", "NOC"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One of the servers in our data centre has a timeout and packet loss.", []),
        ("The DNS server is slow, and we rate limit each IP address.", []),
        ("The WordPress plugin was deployed; going forward, please reach out to us.", []),
        (
            "Our servers and the database cluster had a failover, which we actioned.",
            ["cluster", "failover", "actioned"],
        ),
        ("One of the DB nodes did not answer. The backup has commenced.", ["nodes", "commenced"]),
        ("The Docker image, the Redis cluster and the nginx of two nodes are new.", []),
        ("The shop had a timeout, and the kitchen no cache.", ["timeout", "cache"]),
        ("The GPU nodes and one HPC cluster are drained.", []),
        ("We deployed a new version of the app, and a microservice.", ["microservice"]),
        (
            "Your parcels wait for the redeployment; going forward, please reach out.",
            ["redeployment", "going forward", "reach out"],
        ),
    ],
)
def test_who_is_told_of_servers_knows_them(source, expected):
    assert marked(source, "jargon") == expected


def test_words_are_not_read_in_another_sense():
    source = (
        "The servers were taken offline. The limit of bandwidth to Oslo holds. By the end of the day a copy of all is there. "
        "The actions the team took helped. We deployed additional crews, and engineers were deployed. The load ramped up. "
        "We live near Canary Wharf. The sheet was off by one row. There was a bug in the loop. The back end of the bus "
        "was damaged, so a relief bus was deployed. The council lacked a quorum. We moved it to a later date."
    )
    assert marked(source, "jargon") == []
    assert marked("We did not have the bandwidth to help.", "jargon") == ["have the bandwidth to"]


def test_who_uses_maps_knows_their_words():
    services = (Service("b", "Base maps"), Service("g", "Geocoding"))
    source = "WMTS and WFS are slow, the GNSS too, says the NOC."
    assert marked(source, "acronym", services=services) == ["NOC"]
    assert marked(source, "acronym") == ["WMTS", "WFS", "GNSS", "NOC"]
    assert marked("Geocoding of a geospatial layer is slow.", "jargon", services=services) == []
    assert marked("A geospatial layer is slow.", "jargon") == ["geospatial layer"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We sunset the app. At sunset the lamps went on.", ["We sunset the"]),
        ("Session affinity was lost, and the firmware is old.", ["Session affinity", "firmware"]),
        ("404s and HTTP 503 on the page.", ["404s", "HTTP 503"]),
        (
            "Pre-production was slow; the codec, the config and a checksum.",
            ["Pre-production", "codec", "config", "checksum"],
        ),
        (
            "Moving forward, key stakeholders recommence hypercare.",
            ["Moving forward", "key stakeholders", "recommence", "hypercare"],
        ),
        (
            "The water exceeded its turbidity limit, and the secondary loops lost pressure.",
            ["turbidity", "secondary loops"],
        ),
        ("Elective procedures wait. The batch was out of spec.", ["Elective procedures", "out of spec"]),
        ("Reconciliation of accounts: the pricing engine was wrong.", ["Reconciliation of accounts", "pricing engine"]),
        ("Firms that sell through us made headway, and the settlement has power.", []),
        ("Tenants and workers in the queue had a query; the script of the play; a token of thanks; the pods.", []),
    ],
)
def test_more_jargon(source, expected):
    assert marked(source, "jargon") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It is within our RPO.", ["RPO"]),
        ("Two of our POPs and the GTFS-RT file.", ["POPs", "GTFS-RT"]),
        ("The CI/CD system and DDoS.", ["CI/CD", "DDoS"]),
        ("The RPO is the RPO.", ["RPO"]),
        ("PDF, UK, IDs, SMS, VAT, 14:05 UTC, 9 AM, USB and NASA.", []),
        ("The VPN, the DNS entries, 2FA and the RSS feed; a DDoS attack on our network.", []),
        ("The LDAP server and the RAID, but not the HSM.", ["HSM"]),
        ("Players had to wait for a DDoS, as for SSO.", ["DDoS", "SSO"]),
        ("The network operations centre (NOC) called. The NOC slept.", []),
        ("The NOC (our network control room) called.", []),
        ("A point of presence broke, and the POP is closed.", []),
        ("NOC stands for something.", []),
        ("This is NOT a test. PLEASE READ THIS TEXT AGAIN.", []),
        ("See noc.RPO.example and RPO_LIMIT and #RPO.", []),
        ("Your IP address and the Amazon RDS service.", []),
        ("ZQRC will be upgrading its maps. We thank ZQRC.", []),
        ("We talk with ZDOT, and the list that ZQRC maintains is late.", []),
        ("ZQRC's website and ZTS Capitol hosting are down.", []),
        ("Write to help@zqrc.example if ZQRC does not answer.", []),
        ("The [ZQRC](https://zqrc.example/what-it-is) is late.", []),
        ("The NOC is aware. Our ZQRC had counted twice, because the ZQRC failed.", ["NOC", "ZQRC"]),
        ("A PLC in the pump, and Tide PLC of Hull.", ["PLC"]),
        ("Our CA expired. It is sunny in CA.", ["CA"]),
        ("A UPS failed. Your UPS parcel came with UPS.", ["UPS"]),
        ("The UPS in our hall burnt, and the UPS driver saw it.", ["UPS"]),
        ("The ICU took nobody in.", ["ICU"]),
        ("ZMS is working again, and ZMS users can enter ZMS Monday.", ["ZMS"]),
        ("ZQR has replaced a pump. It was done by ZQS over night, with data from ZQT.", []),
        ("The ZQR has replaced a pump, and our ZQS was replaced.", ["ZQR", "ZQS"]),
        ("The lamp, ZQR for short? No: ZQR – the old lamp – broke. It is called ZQS, and ZQS is on.", []),
        ("At 22:30 CLT and 9 p.m. AKT the CLT broke.", []),
        ("The new MAR hid a dose.", ["MAR"]),
        ("NOTICE: the POOL is CLOSED. See zot.example.org, which ZOT keeps.", []),
        ("The DOCX and the XLSX file, says the DMV.", []),
        ("Some ZQ-EU accounts wait. The ZQR Bloomington Data Center is shut, as is the ZQT.", ["ZQT"]),
        ("ZQR is diverting the buses, and ZQS has been notified. The legacy ZQT+ is on.", []),
        ("ZSO is down, see https://zso.shop.example, and NOC at mail@noc.example.", ["NOC"]),
    ],
)
def test_acronyms(source, expected):
    assert marked(source, "acronym") == expected


def test_among_insiders_what_has_no_article_is_a_name():
    services = (Service("a", "Search API"), Service("m", "Maps"), Service("w", "Website"))
    source = "Sign-in with ZQR fails. The ZQS broke, and NOC knows."
    assert marked(source, "acronym", services=services) == ["ZQS", "NOC"]
    assert marked(source, "acronym") == ["ZQR", "ZQS", "NOC"]


def test_acronyms_that_the_context_knows():
    known = (Term("RPO"), Term("ZZQ", "zone for queues"))
    assert found("The RPO and the ZZQ.", "acronym", acronyms=known) == [("ZZQ", "zone for queues")]
    assert marked("The PDF.", "acronym", acronyms=known, with_shipped_words=False) == ["PDF"]
    assert marked("The RPO desk.", "acronym", services=(Service("r", "RPO desk"),)) == []


def test_texts_for_inside_and_in_other_languages_are_not_judged():
    source = "The failover had not been tested, says the NOC. " + sentence(40)
    assert found(source) and not found(source, outside=False) and not found(source, language="da")


@pytest.mark.parametrize(
    "part",
    [
        "A",
        "AB ",
        "was ",
        "by ",
        "had not been ",
        "time ",
        "roll ",
        "1 may ",
        "the ",
        "AB-",
        "(AB",
        "a.",
        "not ",
        "was told ",
        "why was a ",
        "it is ",
        "A B ",
        "AB AC ",
        "A, ",
        "a, ",
        "a b c, ",
        "1 may to ",
        "from 10:00 ",
        "(a ",
        "“a ",
        "a.b.",
        "a\nA",
        "A of ",
    ],
)
def test_it_takes_no_longer_for_what_somebody_made_hostile(part):
    context = Context(services=(Service("a", "time roll"),))
    assert_it_is_linear(lambda size: run((part * size)[:size], context, only=["plain_language"]))


def test_the_cases_for_tuning_are_found_and_their_clean_texts_pass():
    judged = [cases.judge(case) for case in cases.read_cases(cases.TUNE, "plain_language")]
    whole = cases.score(judged)
    assert whole.recall >= 0.95 and whole.alarms < 0.02
    for category, ones in cases.by_category(judged).items():
        assert cases.score(ones).recall >= 0.9, category


def test_who_has_a_limit_of_grade_is_no_specialist_though_one_service_is_a_tool():
    """Customers of a shop one of whose services is an API."""
    services = tuple(
        Service(name, name) for name in ("Payments API", "Card payments", "Payouts", "Dashboard", "Refunds")
    )
    text = "There was a problem with Payments API. A Kubernetes pod was OOM-killed because the JVM heap was too small."
    plain = Context(services=services, grade_limit=9.0)
    found = {one.text for one in run(text, plain, only=["plain_language"])}
    assert "JVM" in found and any("Kubernetes" in one for one in found)
    assert not list(run(text, Context(services=services), only=["plain_language"]))
