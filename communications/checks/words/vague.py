"""Words that say nothing by themselves: what is done to anything, and what it is done to. Source: ours."""

from __future__ import annotations

_ENDINGS = ("ements", "ement", "ings", "ing", "ations", "ation", "ies", "es", "ed", "er", "s", "e", "y")


def stem(word: str) -> str:
    """Enough to bring "improves", "improving" and "improvement" together."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if len(word) - len(ending) >= 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _stems(*lines: str) -> frozenset[str]:
    return frozenset(stem(word) for line in lines for word in line.split())


# What one can do to anything.
VERBS = _stems(
    "improve improvement enhance enhancement strengthen optimise optimize optimisation optimization boost increase raise heighten",
    "tighten harden refine streamline bolster reinforce better deepen sharpen elevate maximise maximize minimise minimize",
    "work focus concentrate look explore investigate investigation evaluate evaluation consider assess assessment review examine",
    "revisit rethink reconsider address learn learned learnt lessons commit committed strive endeavour endeavor dedicate effort efforts",
    "steps measures actions precautions ensure prevent avoid reduce mitigate safeguard analyse analyze analysis discuss",
    "invest investment prioritise prioritize attention emphasis seek aim adapt adjust revise modernise modernize advance",
    "priority corrective adjustment adjustments trust earn more better further additional necessary appropriate suitable adequate various",
    "conclusions conclusion robust robustness resilient reliable stable careful attentive vigilant training train act seriously accordingly",
    "everything utmost diligently tirelessly options possibilities opportunities solutions rework overhaul upskill study promote foster",
)
# What ends with having looked.
LOOKING = _stems("look explore investigate evaluate consider assess examine revisit discuss analyse analyze review")
# What anybody has.
ANYTHING = _stems(
    "back top defined behind scenes rely initiated launched started begun underway updates update upgrades maintained happens draw drawn",
    "way ways ideas doing do take taken implement implemented introduce introduced develop developed identify identified best hard harder",
    "process processes procedure procedures workflow monitoring alerting alert alerts resilience resiliency reliability reliable stability stable",
    "robustness robust quality assurance qa communication communications security secure safety safe level levels platform system systems",
    "infrastructure service services operation operations operational testing tests test code codebase reviews measure safeguard safeguards",
    "control controls training awareness performance tooling tools tool documentation practice practices situation redundancy",
    "availability culture organisation organization organisational organizational technical technological change changes management",
    "incident incidents response responses handling times standard standards collaboration cooperation coordination governance",
    "oversight recovery experience customer customers user users business",
    "environment environments architecture setup application applications software product products technology technologies",
    "network component components area areas aspect aspects field topic topics matter matters issue issues problem problems event events outage outages",
    "failure failures error errors disruption disruptions downtime occurrence occurrences recurrence type types kind kinds nature sort",
    "future forward past similar such same like this further additional necessary appropriate suitable adequate relevant various",
    "several certain possible potential different new more better stronger overall general internal external own whole entire all",
    "comprehensive thorough significant considerable substantial important proper effective efficient efficiency sustainable",
    "continuous continuously continue constantly ongoing regular regularly always strong solid proactive proactively carefully closely",
    "happen happening occur occurring again arise come comes coming going move moving made make making put putting place result results",
    "respect regard regards regarding terms context view order light basis end goal purpose detail detailed plan plans planned planning",
    "roadmap strategy strategic approach approaches concept concepts framework initiative initiatives program programme project projects",
    "power able ability capacity capability capabilities capable need needs required require requirement requirements help helps",
    "things thing everyone everybody anybody nothing something anything weakness weaknesses gap gaps vulnerability vulnerabilities risk risks",
    "cause causes root lesson finding findings insight insights conclusion conclusions recommendation recommendations feedback experience",
    "protect protection protected impact use give giving pay draw drawn share shared currently present presently now today soon",
    "deployment deployments release releases release-process maintenance provider providers supplier suppliers vendor vendors partner partners",
    "become becoming becomes get getting keep keeping remain remaining bring bringing set carry carried internally company-wide",
    "responsiveness transparency preparedness readiness maturity trust confidence expectations satisfaction value excellence",
    "long long-term short-term medium-term sure number wide range host series set variety potentially best next way",
)
# Not counted at all.
_SMALL = """
a an the and or but so as at by for from in into of on onto off out over to up with within without about after before than then that
these those there here it its it's we we'll we're we've us our ours you you'll your yours they them their he she his her i my
is are was were be been being am will would shall should can could may might must do does did done have has had having also both
any each every some no not very too just only even still already yet what which who whom whose when where why how if while because
addition additionally moreover furthermore therefore thus hence however well much many most far let lot lots
else once one's per via during through across between among against towards toward around upon
"""
SMALL_WORDS = frozenset(_SMALL.split())
SMALL = _stems(*SMALL_WORDS)
# Who does it, which says nothing of what is done.
WHO = _stems(
    "team teams staff people colleagues department company engineers engineer experts specialists developers support",
)
