import re

import pytest

from communications.checks import run, words
from communications.checks.context import Context
from communications.checks.tone import said
from measure import cases
from tests.checks.linear import assert_it_is_linear


def marked(source, rule, **context):
    findings = run(source, Context(**context), only=["tone"])
    assert all(source[one.start : one.end] == one.text for one in findings)
    return [one.text for one in findings if one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "source", "expected"),
    [
        ("blame", "A careless technician left it unplugged.", ["careless technician"]),
        ("blame", "It was human error.", ["human error"]),
        ("blame", "The blame lies with the supplier.", ["blame lies with the supplier"]),
        ("blame", "An engineer forgot to renew it.", ["engineer forgot"]),
        ("blame", "The former head of IT had neglected it.", ["head of IT had neglected"]),
        ("blame", "It failed because you clicked twice.", ["because you clicked twice"]),
        ("blame", "The bank's people were asleep at the wheel.", ["people were asleep at the wheel"]),
        ("blame", "The forwarder did not lift a finger.", ["did not lift"]),
        ("blame", "Applicants brought this on themselves.", ["brought this on themselves"]),
        ("blame", "The supplier is at fault.", ["at fault"]),
        ("blame", "Thanks to those who found the line at fault.", []),
        ("blame", "We waited, and your drivers lost their rest time.", []),
        ("blame", "Your drivers lost our keys.", ["Your drivers lost"]),
        ("blame", "The persons concerned have been informed.", []),
        ("blame", "Dear families, the page was public. The school had not read the warning.", []),
        ("blame", "Once again it was our drivers who helped.", []),
        ("blame", "Customers who were unable to log in may try again.", []),
        (
            "blame",
            "Certain passengers kept the doors open against all announcements.",
            ["Certain passengers kept the doors open against all announcements"],
        ),
        ("blame", "The meter readers cannot count, as it is.", ["meter readers cannot count"]),
        (
            "blame",
            "Dispatchers of the night turn who proved incapable of it.",
            ["Dispatchers of the night turn who proved incapable"],
        ),
        ("deflection", "We had money that was not ours, and it is returned with the next bill.", []),
        ("deflection", "People missed their hearings through no fault of their own.", []),
        ("deflection", "Snow fell, and we had planned no other way.", []),
        ("deflection", "The fault is not ours.", ["fault is not ours"]),
        (
            "deflection",
            "If you were put out in any way, we are sorry to hear it.",
            ["If you were put out in any way, we are sorry"],
        ),
        ("marketing", "No other network comes close to ours.", ["No other network comes close to ours"]),
        (
            "blame",
            "The mistake is Jonas's. It failed because Tomasz had not tested it.",
            ["mistake is Jonas's", "because Tomasz had not tested"],
        ),
        ("blame", "It was Monday's error, and it failed because Windows had no licence.", []),
        ("blame", "The engineer on duty restarted it, and customers could pay again.", []),
        ("blame", "Node B refused to join. The fault is repaired.", []),
        ("blame", "Our letters did not reach the people who needed them.", []),
        ("blame", "We forgot to renew the certificate, and we cut corners in the test.", []),
        ("blame", "Nobody is at fault, says the *law*: `human error`", []),
        (
            "blame",
            "An intern, who should never have been near it, did it.",
            ["intern, who should never have been near"],
        ),
        ("blame", "The bureau cannot follow a simple list.", ["bureau cannot follow a simple"]),
        ("blame", "This is entirely Mr Berg's doing.", ["is entirely Mr", "Berg's doing"]),
        ("blame", "Parents always wait until the last evening.", ["Parents always wait until the last evening"]),
        ("blame", "They leave it to the end every single year.", ["They leave it to the end every single year"]),
        ("blame", "The clueless porter had his back turned.", ["clueless"]),
        ("blame", "You have your own bank to thank for this.", ["have your own bank to thank for this"]),
        ("blame", "The porter preferred to watch football.", ["porter preferred to watch"]),
        ("blame", "A careful company would surely have seen it.", ["A careful company would surely have"]),
        ("blame", "The builders had not the faintest idea.", ["builders had not the faintest idea"]),
        ("blame", "Our fitter removed the safety catch by mistake.", []),
        (
            "blame",
            "The new intern removed the safety catch by mistake.",
            ["The new intern removed the safety catch by mistake"],
        ),
        ("blame", "Users cannot keep their settings. Guests always leave with a receipt.", []),
        ("blame", "The team has one job for each queue. The choice is entirely yours.", []),
        ("blame", "You can thank our drivers for this. Ask your doctor why it matters.", []),
        ("blame", "The surveyor got his sums wrong.", ["surveyor got his sums wrong"]),
        ("blame", "A trainee who had been told not to touch it did.", ["trainee who had been told not to"]),
        ("blame", "This one is on the caterers, who never looked.", ["one is on the caterers"]),
        ("blame", "Drivers who rip the plugs out broke it.", ["Drivers who rip the plugs out"]),
        ("blame", "An electrician bridged it without a word to us.", ["electrician bridged it without a word"]),
        ("blame", "Our pricing team entered it incorrectly. An electrician replaced the fuse.", []),
        ("blame", "We thank the crew. Clients were unable to pay. The service responsible for it was slow.", []),
        (
            "blame",
            "If certain guests hadn't closed the tap, it would run.",
            ["If certain guests hadn't closed the tap, it would"],
        ),
        ("blame", "It never occurred to the planner to ask.", ["never occurred to the"]),
        ("blame", "Parents who skip the line cannot complain.", ["Parents who skip the line cannot complain"]),
        ("blame", "The fitter kept the keys, no matter how often we asked.", ["no matter how often we asked"]),
        ("blame", "An unqualified agency sent two beginners.", ["unqualified agency", "sent two beginners"]),
        ("blame", "Release 2.9 forgets the saved names. The program deletes them without asking anybody.", []),
        ("blame", "A second person checks the bag against the order. Teams went home happy.", []),
        ("blame", "Parents should have been told by us. Someone broke into the store.", []),
        ("blame", "Thanks to Milou and Bao, who got up. Some of you fell asleep on your cases.", []),
        ("blame", "It leaked, as the municipalities failed to look.", ["municipalities failed to"]),
        ("blame", "Translators kept missing the date.", ["Translators kept missing"]),
        ("blame", "Passengers kept waiting, and members kept losing their connection.", []),
        (
            "blame",
            "By uploading films, users overloaded the portal.",
            ["By uploading films, users overloaded"],
        ),
        ("blame", "By calling us, customers showed us where it was.", []),
        ("blame", "It would not have happened had players not abused it.", ["would not have happened had players"]),
        ("blame", "You can thank the script kiddies for that.", ["You can thank the script kiddies for that"]),
        ("blame", "The porter saw no need to call.", ["porter saw no need"]),
        ("blame", "The carrier's men did a dreadful job.", ["carrier's men did a dreadful job"]),
        ("blame", "It is owing to the neglect of his duties.", ["neglect of his duties"]),
        ("blame", "Our roofer left the hatch open.", ["roofer left the hatch open"]),
        ("blame", "A driver, evidently drunk, hit it.", ["evidently drunk"]),
        ("blame", "Two attendants stayed until midnight. The hospitals were left without power.", []),
        ("minimising", "The effects remained of a limited nature.", ["remained of a limited"]),
        ("minimising", "The mistake was almost at once corrected.", ["mistake was almost at once corrected"]),
        ("minimising", "Lessons were disturbed for a moment.", ["for a moment"]),
        ("minimising", "The noise was kept to a minimum.", ["kept to a minimum"]),
        ("minimising", "No lasting damage was done.", ["No lasting damage"]),
        ("minimising", "This was no minor matter. Hardly anybody could sleep.", []),
        ("minimising", "It should have been a matter of minutes. If your bill is wrong by a small amount, write.", []),
        ("minimising", "Within a short time you will see it. For a short time, from 10:04 to 10:21, it was dark.", []),
        ("minimising", "Just the odd car got stuck.", ["Just the odd car"]),
        ("minimising", "It lasted for no time to speak of.", ["no time to speak"]),
        ("minimising", "Impact was limited to the audit log. The restart takes a few seconds.", []),
        ("minimising", "There was a minor problem.", ["minor"]),
        ("minimising", "Only a few customers saw it.", ["Only a few customers"]),
        ("minimising", "On 3 May 2026 at 14:05 UTC it stopped briefly.", ["briefly"]),
        ("minimising", "The impact on patients was limited.", ["impact on patients was limited"]),
        ("minimising", "It was not significant in scale.", ["not significant"]),
        ("minimising", "Table 7 had inconsequential gaps.", ["inconsequential"]),
        ("minimising", "The trifling gaps will be gone on Friday.", ["trifling"]),
        ("minimising", "One or two pupils got it, and 3 nurses saw them.", ["One or two pupils"]),
        ("minimising", "It stopped briefly, for 40 seconds.", []),
        ("minimising", "A small number of payments, 212 of 80,000, failed.", []),
        ("minimising", "There will be a short interruption. A brief pause will follow.", []),
        ("minimising", "Parents of minors were called. It went on without a hitch.", []),
        ("hedging", "Your order may possibly have been lost.", ["may possibly have been lost"]),
        ("hedging", "It appears that some users might have seen it.", ["It appears that some", "might have seen"]),
        ("hedging", "From what we gather, we kind of think so.", ["From what we gather", "we kind of think"]),
        ("hedging", "It is not inconceivable that it leaked.", ["It is not inconceivable"]),
        ("hedging", "You may ask for a new one, and it could be sent on Monday.", []),
        ("hedging", "We do not know the cause yet. It points to the new server.", []),
        ("deflection", "This was beyond our control.", ["beyond our control"]),
        ("deflection", "We regret any inconvenience you may have had.", ["regret any", "inconvenience you may"]),
        (
            "deflection",
            "Had the town approved it, this would not have occurred.",
            ["Had the town approved it, this would"],
        ),
        ("deflection", "The date is set by the landlord, not by us.", ["is set by the landlord", "not by us"]),
        ("deflection", "New rules prevented us from writing.", ["rules prevented us"]),
        ("deflection", "We are sorry if you were offended.", ["sorry if you were offended"]),
        ("deflection", "No insurer in the world covers it all.", ["No insurer in the world covers it all"]),
        ("deflection", "Even the best pumps fail.", ["Even the best pumps fail"]),
        (
            "deflection",
            "It is drawn up by the ministry, and we merely run it.",
            ["drawn up by the ministry", "and we merely run"],
        ),
        ("deflection", "We did warn users in March.", ["We did warn users"]),
        ("deflection", "Users are responsible for their own copies.", ["Users are responsible for their own"]),
        ("deflection", "Similar faults occur at every bank.", ["Similar faults occur at every"]),
        ("deflection", "The maker of the valve is testing it. The contract obliges us to answer.", []),
        ("deflection", "All services have recovered. We look for problems like this.", []),
        ("deflection", "It goes without saying that you may cancel.", []),
        ("deflection", "We are sorry that you could not pay.", []),
        ("deflection", "We are sorry if you had to wait. You could not have known that.", []),
        ("deflection", "No bank in the world can promise that.", ["No bank in the world can promise"]),
        ("deflection", "Bugs happen, it's part of making games.", ["Bugs happen", "it's part of making games"]),
        (
            "deflection",
            "Liability is excluded, and the pump had passed every inspection.",
            ["Liability is excluded", "passed every inspection"],
        ),
        ("deflection", "We should have told you of it when you booked. It was not connected to us.", []),
        ("deflection", "Nothing we write can undo it. All shops opened, and you can imagine how we felt.", []),
        ("marketing", "Our world-class team is proud to serve you.", ["world-class", "is proud to"]),
        (
            "marketing",
            "What sets us apart is how we turn every challenge into an opportunity.",
            ["What sets us apart", "every challenge into an opportunity"],
        ),
        (
            "marketing",
            "As the trusted choice of many, our best-in-breed till is back.",
            ["trusted choice of", "best-in-breed"],
        ),
        ("marketing", "A generous discount is yours.", ["generous discount"]),
        ("marketing", "We bring people closer together.", ["We bring people closer together"]),
        ("marketing", "There was never a better time to join.", ["never a better time to"]),
        ("marketing", "Stay tuned to this page. We discovered the leak, and outstanding payments go out.", []),
        ("marketing", "A discount was left out of your bill.", []),
        ("marketing", "As the nation's favourite bank, we are back.", ["nation's favourite"]),
        ("marketing", "The Pride march passed, and the best route is open again.", []),
        ("marketing", "Nobody knows the hills better than we do.", ["Nobody knows the hills better"]),
        ("marketing", "Check out our spring menu.", ["Check out our spring menu"]),
        ("marketing", "We don't just bake bread, we bake happiness.", ["don't just bake bread, we bake"]),
        ("marketing", "The region's most beautiful zoo is open.", ["region's most"]),
        ("marketing", "The next generation of meters came. Nobody could find the magic link.", []),
        ("marketing", "You get 20 % off your next bill and a ticket for free.", []),
        ("marketing", "First class was cold, and the awards ceremony begins later.", []),
    ],
)
def test_phrases(rule, source, expected):
    assert marked(source, rule) == expected


@pytest.mark.parametrize(
    "word",
    [
        "best-in-class",
        "first-class",
        "first-rate",
        "five-star",
        "next-gen",
        "bank-grade",
        "military-grade",
        "super-fast",
        "blazing-fast",
        "ultra-fast",
        "ultra-reliable",
        "top-tier",
        "record-breaking",
        "world-beating",
        "worry-free",
    ],
)
def test_words_of_advertising_with_a_hyphen(word):
    assert marked(f"Our {word} system failed.", "marketing") == [word]
    assert marked(f"Our {word.capitalize()} system failed.", "marketing") == [word.capitalize()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We believe that the cable broke.", ["We believe that"]),
        ("It seems that the cable broke.", ["It seems"]),
        ("Some users may have seen an error.", ["Some users may have"]),
    ],
)
def test_one_word_of_doubt_is_honest_while_the_fault_is_looked_into(source, expected):
    assert marked(source, "hedging", kind="resolution") == expected
    assert marked(source, "hedging", kind="update") == []
    assert marked(source, "hedging", kind="acknowledgement") == []
    assert marked(f"{source} We are still investigating.", "hedging") == []


@pytest.mark.parametrize("kind", ["update", "root_cause"])
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It may possibly be the cable.", ["may possibly"]),
        ("Chances are that it is the storm.", ["Chances are that"]),
        ("You may have noticed it. If you paid, you may have paid twice.", []),
        ("Some users may see an error. You may need to sign in again.", []),
        ("The relay was likely to fail. The button seemed to work, but did nothing.", []),
        ("Four of the steps said in May have been taken.", []),
    ],
)
def test_doubt_that_is_heaped_up_and_what_readers_may_see(source, expected, kind):
    assert marked(source, "hedging", kind=kind) == expected


def test_what_is_planned_may_be_short():
    source = (
        "The switch will be replaced on Friday. Expect a short outage of a few minutes. In March it was a brief one."
    )
    assert marked(source, "minimising", kind="update") == []
    assert marked("There was a short outage.", "minimising", kind="update") == ["short outage"]


def test_every_name_for_words_is_used_in_its_list():
    for rule in said.RULES:
        lines = [line.partition("#")[0] for line in words.lines(f"{rule}.txt")]
        names = {line.partition(" = ")[0].strip() for line in lines if line.startswith("@") and " = " in line}
        used = {found for line in lines for found in re.findall(r"@\w+", line.partition(" = ")[2] or line)}
        assert names <= used, rule


def test_every_word_of_the_lists_is_one():
    for name in (*said.RULES, "acknowledged", "thanked"):
        for line in words.lines(f"{name}.txt"):
            for element in line.partition("#")[0].split():
                assert element in ("*", "**", "***", "*?", "=", "^", "&") or all(
                    re.search(r"\w", word) for word in element.removesuffix("?").split("|")
                ), line


def test_what_others_said_is_not_judged():
    assert marked("They wrote “it is a minor problem”.\n\n> human error\n", "minimising") == []
    assert marked("> human error\n", "blame") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The pump broke. Thank you for your patience.", [""]),
        ("We appreciate your cooperation.", [""]),
        ("We know that the cause is a pump.", [""]),
        ("We regret to inform you that it broke.", [""]),
        ("Callers hear “Sorry, try again”. The sorry state of the queue was mended.", [""]),
        ("We are aware that no calls reach us. We appreciate your loyalty.", [""]),
        ("We are sorry.", []),
        ("We know how hard this was for you.", []),
        ("We remember how hard the silent phones were for you.", []),
        ("Please accept our apologies.", []),
        ("That's on us.", []),
        ("Nobody should have to wait for a doctor in the dark. You deserved better.", []),
        ("None of this undoes the night of 2 March, which you spent alone.", []),
        ("We are aware that your drivers carried paper.", []),
        ("The door at 5 Rue des Lilas is open.", [""]),
        ("Two hours in a lift are two hours too many.", []),
        ("The fault for this is ours.", []),
        ("We ask you to excuse us.", []),
        ("It was very cold in your homes.", []),
        ("You expected a hot meal and got a cold one.", []),
        ("You were right to complain.", []),
        ("We know how the error came about. Nobody needs to sign in again.", [""]),
    ],
)
def test_acknowledgement(source, expected):
    assert marked(source, "no_acknowledgement") == expected
    assert marked(source, "no_acknowledgement", outside=False) == []
    assert marked(source, "no_acknowledgement", kind="talking_points") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Thanks to a second cable it worked. Thankfully nobody was hurt.", [""]),
        ("No thanks to us, it works.", [""]),
        ("Thanks to the registrar's team, who worked through lunch.", []),
        ("Thanks to the men and women of the fire brigade, who came within minutes.", []),
        ("Prices appreciate.\n\n## Appreciation\n\nWe are sorry.", [""]),
        ("Thank you.", []),
        ("Thanks to all who helped.", []),
        ("Thanks to Mrs Aalto, who saw it.", []),
        ("I would be grateful for more of them.", [""]),
        ("We appreciate the grace with which you took it.", []),
        ("Thx to everyone on the forum.", []),
        ("Thanks to the clear report from Leeds.", []),
        ("We are grateful to the crew.", []),
        ("We appreciate the time you gave our fitters.", []),
        ("The Service appreciates the assistance of the consulates.", []),
        ("The Service appreciates the difficulties of applicants.", [""]),
        ("Shout-out to everyone on the forum.", []),
        ("You were very patient with us.", []),
        ("Without your calls it would still be dark.", []),
        ("We owe the nurses a great deal.", []),
        ("We owe you 40 euros, and we value your opinion.", [""]),
    ],
)
def test_thanks(source, expected):
    assert marked(source, "no_thanks", kind="resolution") == expected
    assert marked(source, "no_thanks", kind="update") == []


def test_an_absence_names_its_section():
    findings = run("## Summary\n\nIt broke.\n\n## Appreciation\n\nNone.", Context(kind="root_cause"), only=["tone"])
    assert [(one.rule, one.section) for one in findings] == [
        ("no_acknowledgement", "summary"),
        ("no_thanks", "appreciation"),
    ]


def test_other_languages_are_not_judged():
    assert run("A minor problem.", Context(language="de"), only=["tone"]) == []


@pytest.mark.parametrize(
    "part",
    [
        "a ",
        "had the would ",
        "Ada ",
        "not very ",
        "may have been of you. ",
        "if the had ",
        "sorry ",
        "no ",
        "the ",
        "we know ",
        "thank ",
        "minor ",
        "customers ",
        "may ",
        "9 ",
        "the program ",
        "if people had ",
        "nobody as ",
        "your help ",
        "no small ",
        "from 10:04 to ",
    ],
)
def test_it_takes_no_longer_for_what_somebody_made_hostile(part):
    assert_it_is_linear(lambda size: run((part * size)[:size], Context(), only=["tone"]))


def test_the_cases_for_tuning_are_found_and_their_clean_texts_pass():
    judged = [cases.judge(case) for case in cases.read_cases(cases.TUNE, "tone")]
    whole = cases.score(judged)
    assert whole.recall >= 0.98 and whole.alarms < 0.01
    for category, ones in cases.by_category(judged).items():
        assert cases.score(ones).recall >= 0.95, category
