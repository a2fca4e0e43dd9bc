"""Around a passive, what tells that readers ask who it was: that it was not done, or should have been, or was done wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communications.checks.words import passives

if TYPE_CHECKING:
    from communications.checks.plain_language.passive import Passive

_NO = r"(?:not|never|hardly|barely|scarcely|rarely|seldom|nor|neither|insufficiently|inadequately|poorly)"
_NOT = re.compile(rf"(?<!\w)(?:{_NO})(?!\w)")
_HAVE = re.compile(
    r"(?:(?P<modal>should|ought\s+to|could|might|may|must|would|will|can|cannot|shall|to)(?:n['’]t|\s+not|\s+never|\s+also|\s+\w+ly|\s+all|\s+both)*\s+)?"
    r"(?P<have>has|have|had|having)(?P<adverbs>(?:n['’]t|\s+(?:not|never|also|even|yet|still|long|only|just|already|all|both|\w+ly|\w+['’]t))*)\s*\Z"
)
_DUE = re.compile(r"(?<!\w)(?:supposed|meant)\s+to\s*\Z")
_WITHOUT = re.compile(
    r"(?<!\w)(?:without(?:\s+(?!having)[\w'’-]+){0,3}?|instead\s+of|despite\s+(?:not|never))\s+(?:ever\s+|even\s+|first\s+|having\s+)?\Z"
)
_OURSELVES = re.compile(
    r"(?<!\w)(?:we|i|us|ourselves|what|we['’]d|we['’]ve)(?:\s+(?:all|both|have|had|should|could|only))*\s*\Z"
)
_IT = re.compile(r"(?<!\w)it\s+(?:(?:has|had)\s+)?\Z")

_NOT_YET = passives.BEFELL | passives.RESTORED | passives.FOUND
# Nobody did it, or nothing was done.
_NOBODY = re.compile(
    r"(?:^|\s)(?:no(?!\s+longer)|nobody|no-one|nothing|none|neither|little|too\s+(?:little|few)|hardly\s+any\w*|not\s+(?:even|one|a|any|enough|much|many))"
    r"(?!\w)[^,;:]{0,60}\Z"
)
_NOBODY_AT_ALL = re.compile(
    r"(?:^|\s)(?:no\s?-?one|nobody|too\s+(?:little|few)|not\s+(?:even|one|enough))(?!\w)[^,;:]{0,60}\Z"
)
_NO_LOSS = re.compile(
    r"(?<!\w)(?:(?:changes?|payments?|money|orders?|bookings?|invoices?|fees?|data|errors?|claims?|maintenance|outages?|downtime|interruptions?|works?)|nothing\s+more)\s+\Z"
)
# What was done by no machine, for a machine's things.
_MACHINERY = re.compile(
    r"(?<!\w)(?:jobs?|builds?|runs?|workflows?|workers?|requests?|quer(?:y|ies)|events?|webhooks?|notifications?|e-?mails?|messages?|"
    r"alerts?|pages?|packets?|logs?|metrics?|caches?|nodes?|pods?|servers?|containers?|deployments?|tiles?|endpoints?|connections?|"
    r"sessions?|records?|rows?|index(?:es)?|agents?|traffic|data|updates?|transactions?|payments?|orders?|transfers?|uploads?|"
    r"runners?|repositor(?:y|ies)|artifacts?|images?|statuses|instances?|tasks?|processes|files?|searches|calls?|texts?|invoices?)\s+"
    r"(?:(?:that|which)\s+)?(?:(?:has|have|had)\s+)?(?:\w+ly\s+|not\s+|never\s+|also\s+)?\Z"
)

_DUTY = (
    r"(?:test|trial|check|approv|permission|consent|notice|warning|record|ask|tell|inform|consult|authori[sz]|review|back-?up|plan\b|"
    r"knowledge|supervis|explanation|announce|reply|answer|being|having|reason|thinking|thought|regard|looking|reading|training|"
    r"verif|agree|discuss|asking|a\s+word|cause|need\b|care\b|cover\b|clearance|document|invit|signature|safety|protect|encrypt|"
    r"a\s+(?:lock|label|password|key|lid|helmet|net)|anybody|anyone)"
)
# As people do it, whatever they do it to.
_LIKE_PEOPLE = re.compile(
    r"(?<!\w)(?:mistakenly|accidentally|inadvertently|unintentionally|unwittingly|carelessly|hastily|hurriedly|secretly|unlawfully|illegally|unfairly|"
    r"unjustly|deliberately|knowingly|negligently|recklessly|clumsily|sloppily|half-heartedly|wilfully|willfully|needlessly|wrongfully|"
    r"by\s+(?:mistake|accident|error|oversight)|in\s+(?:error|a\s+hurry|haste|a\s+rush)|under\s+(?:time\s+)?pressure|"
    rf"without\s+(?:(?:any|a|an|our|your|their|the|his|her|prior|proper|further|written|due|first|even|ever|good|second|enough|sufficient)\s+){{0,3}}{_DUTY}\w*|"
    r"against\s+(?:all\s+)?(?:\w+\s+)?(?:advice|rules|instructions|orders|wish(?:es)?|polic\w+|procedures?)|contrary\s+to|in\s+breach\s+of|"
    r"behind\s+\w+\s+backs?)(?!\w)"
)
_WRONGLY = re.compile(
    r"(?<!\w)(?:wrongly|incorrectly|improperly|prematurely|unnecessarily|falsely|erroneously|inappropriately|unreasonably|inadequately|insufficiently|"
    r"poorly|badly|too\s+(?:early|late|soon|little|few|many|much|long|low|high|short|small|large|big|tight(?:ly)?|loose(?:ly)?|"
    r"quickly|slowly|hastily|rarely|strict(?:ly)?|far|often|wide(?:ly)?|hard|deep(?:ly)?|hot|cold|thin(?:ly)?)|"
    r"instead\s+of|rather\s+than|in\s+place\s+of|in\s+spite\s+of|despite|back\s+to\s+front|upside\s+down|the\s+wrong\s+way|"
    r"un(?:read|tested|opened|signed|answered|checked|sealed|locked|labelled|labeled|protected|encrypted|attended|approved|finished|sorted|cooked))(?!\w)"
)
# Said after the verb: what it was done with, or to.
_WITH_WRONG = re.compile(
    r"(?<!\w)(?:(?:(?:to|at|in|on|for|from|with|under|into|onto|through|the|a|an|given|told|sent|of)\s+)"
    r"(?:\w+\s+)?(?:wrong|incorrect|faulty|false|invalid|outdated|out-of-date|untested|expired|unsuitable|unsafe|inferior)|"
    r"(?:another\s+\w+['’]s|somebody\s+else['’]s|someone\s+else['’]s|(?:to|with|for)\s+(?:a\s+stranger|strangers|another\s+(?:person|customer|patient|pupil|family|house|address))))(?!\w)"
)
_TWICE = frozenset(
    [
        "paid",
        "ordered",
        "entered",
        "typed",
        "typed_in",
        "keyed_in",
        "added",
        "applied",
        "copied",
        "uploaded",
        "written",
        "assigned",
        "filed",
        "ordered",
        "sold",
        "promised",
    ]
)
_BEFORE = re.compile(
    r"\s[^.;]{0,40}?(?<!\w)before\s+(?:it|they|he|she|any\w+|the\s+\w+)\s+(?:was|were|had|could|knew)(?!\w)"
)
_MORE = re.compile(r"(?:more|fewer|less)\s")
_BACK = re.compile(r"\s+(?:back|again)(?!\w)")
_AMISS = re.compile(
    r"(?<!\w)(?:wrong|incorrect|mistaken|erroneous|false|unsafe|unsuitable|inappropriate|unauthori[sz]ed|accidental|inadvertent|unintentional|improper|"
    r"premature|unfinished|un(?:tested|checked|approved|reviewed|verified|confirmed|licensed|signed|encrypted|labelled|trained|qualified|certified|"
    r"necessary|planned|announced|wanted)|half-finished|ill-\w+|hasty|rushed|too\s+(?:few|many|much|little|low|high|short|small|large|big|long|old|tight|loose))(?!\w)"
)
_FAULTY = re.compile(
    r"(?<!\w)(?:faulty|defective|flawed|broken|invalid|expired|outdated|out-of-date|obsolete|old|older|previous|second-hand|cheap|cheaper|inferior|"
    r"substandard|non-approved|blunt|rusty|damaged|leaking|last\s+(?:year|week|month)['’]s|buggy|insecure|"
    r"insufficient|incompatible|unsupported)(?!\w)"
)

# Things that are taken, made, given by whoever erred or decided.
_GAP = r"(?:\s(?!that\b|which\b|who\b)[\w'’-]+){0,6}\s+V"
_DEEDS = re.compile(
    rf"(?<!\w)(?:(?:mistakes?|errors?|blunders?|slips?|omissions?|misjudge?ments?|oversights?|misunderstandings?|offences?){_GAP}(?:made|committed|repeated|tolerated)"
    rf"|(?:short-?cuts?|risks?|liberties|decisions?|wrong\s+turns?|gambles?){_GAP}(?:taken|made|reached|reversed|run)"
    rf"|(?:assumptions?|choices?|exceptions?|concessions?|compromises|judge?ments?|cuts|savings|economies|demands|accusations|allegations|threats){_GAP}(?:made|taken)"
    rf"|(?:mistakes?|errors?|typos?|slips?)(?:\s(?!that\b|which\b)[\w'’-]+){{0,4}}\s+(?:(?:that|which)\s+)?V(?:introduced|inserted|built)"
    rf"|(?:assurances?|guarantees?|undertakings?|excuses|(?:false\s+|wrong\s+)impressions?){_GAP}(?:given|made|created)"
    rf"|(?:requests?\s+(?:from|for|of|by|to)(?:\s[\w'’-]+){{1,7}}|proposals?|offers?|suggestions?|appeals?|objections?|applications?|complaints?|claims?|pleas?|tenders?|"
    rf"ideas?|plans?|demands?|calls\s+for\s\w+){_GAP}(?:refused|declined|denied|rejected|scrapped|dropped|quashed)"
    rf"|(?:budgets?|funding|staff(?:ing)?|crews?|shifts?|training|spending|inspections?|checks|maintenance|servicing|overtime|stock){_GAP}(?:cut|reduced|trimmed|slashed|halved|"
    rf"shortened|discontinued|scrapped|stopped|outsourced)"
    rf"|(?:repairs?|replacements?|renewals?|inspections?|overhauls?|tests?|checks?|cleaning|training){_GAP}(?:postponed|deferred)"
    rf"|corners{_GAP}(?:cut)"
    rf"|(?:rules?|procedures?|instructions?|guidelines?|polic(?:y|ies)|protocols?|checklists?|laws?|standards?|regulations?|limits?){_GAP}(?:broken|bent|breached|flouted|violated|stretched|relaxed|loosened|exceeded)"
    rf"|(?:promises?|deadlines?|commitments?|agreements?|word|trust|confidence){_GAP}(?:made|given|broken|missed|breached|exploited)"
    rf"|(?:chances?|opportunit(?:y|ies)|signs?|signals?|symptoms?|warnings?|steps?|checks?|alarms?|alerts?|clues?|hints?|calls?|appointments?|inspections?){_GAP}(?:missed)"
    rf"|conclusions?{_GAP}(?:drawn|reached|jumped)"
    rf"|(?:permission|approval|consent|authori[sz]ation|clearance|exemption|the\s+go-ahead|the\s+all-clear|green\s+light|priority|preference|precedence|orders|instructions?|access|false\s+hopes?|false\s+assurances?){_GAP}(?:given|granted|issued)"
    rf"|(?:pressure|blame){_GAP}(?:put|exerted|shifted|placed|applied))\Z"
)
_LEFT = re.compile(
    r"\s+(?:it\s+|them\s+)?(?:on|off|out|open|ajar|unlocked|unattended|running|behind|blank|empty|alone|lying|standing|switched|plugged|in\s+place|"
    r"un\w+|half\s|for\s+(?:\w+\s+){1,3}(?:hours|days|weeks|months|years)|in\s+(?:the\s+)?(?:old|wrong|dark|rain|sun|cold|lock|limbo)|to\s+(?:lapse|chance|rot|themselves))"
)
_LAPSED = re.compile(
    r"\s+to\s+(?:lapse|expire|run\s+(?:out|dry|low|down|on)|go\s+(?:on|ahead|unnoticed)|drift|slip|fall|decay|rust|grow|build\s+up|happen|continue|overheat|leave|slide)"
)
_TOLD = re.compile(
    r"\s+(?:\w+ly\s+|again\s+|on\s+\w+\s+|by\s+(?:phone|mail|e-?mail|letter|text)\s+)?(?:to|that|not\s+to|the\s+opposite|otherwise|nothing|lies)(?!\w)"
)
_HAS = re.compile(r"(?<!\w)(?:has|have)\s+\Z")
_MADE_TO = re.compile(
    r"\s+to\s+(?:wait|pay|stand|queue|leave|sit|sign|choose|go|come|believe|feel|do|walk|repeat|fill|explain|show|give|sleep|travel|buy|look|seem|appear)(?!\w)"
)
_LED = re.compile(r"\s+to\s+(?:believe|think|expect|hope|assume|understand)")
_WAITING = re.compile(
    r"\s+(?:waiting|in\s+the\s+dark|in\s+(?:ignorance|suspense)|out\s+of\s+(?:it|sight)|under\s+wraps|from\s+(?:you|them|customers|the\s+public))"
)
_ROUND = re.compile(
    r"\s+(?:from\s+(?:one|desk|hand|person|team|department|pillar)|around|about\b|back\s+and\s+forth|to\s+and\s+fro|between)"
)
_THAT = re.compile(r"\s+(?:that|not\s+to|to)(?!\w)")
_SHOVED = re.compile(r"\s+(?:on\s+)?(?:from\s+(?:one|desk|pillar)|back\s+and\s+forth|to\s+and\s+fro)(?!\w)")
_HELD = re.compile(
    r"\s+(?:to\s+(?:be|have|need|pose)|as(?!\s+(?:soon|well|planned|usual))|for\s+(?:a|an|one|granted)\s|lightly|not\s|un\w+|too\s|safe|minor|low|sufficient|enough|adequate|"
    r"acceptable|complete|ready|necessary|superfluous|optional|urgent|harmless|good|more|less|fit|a\s|an\s|irrelevant|impossible|likely|"
    r"wise|right|best|important|solved|closed|finished|redundant|excessive|out\s+of)"
)
_LITTLE = re.compile(r"\s+(?:too\s+little|too\s+few|no|little|low|lower|less|not\s+enough|hardly\s+any)(?!\w)")
_ORDERS = ("told", "instructed", "ordered")
_ALWAYS = ("promised", "assured", "deemed", "judged", "presumed")
_FOLLOWED = {
    "left": _LEFT,
    "allowed": _LAPSED,
    "let": _LAPSED,
    "led": _LED,
    "made": _MADE_TO,
    "kept": _WAITING,
    **dict.fromkeys(("pushed", "shifted", "shoved", "referred", "sent", "transferred"), _SHOVED),
    "hidden": re.compile(r"\s+from\s"),
    "run": re.compile(r"\s+(?:dry|empty|into\s+the\s+ground)(?!\w)"),
    "passed": _ROUND,
    "given": re.compile(f"{_LED.pattern}|{_LITTLE.pattern}"),
    "paid": _LITTLE,
    "spent": _LITTLE,
    "confused": re.compile(r"\s+(?:with|for)\s"),
    "mistaken": re.compile(r"\s+(?:with|for)\s"),
    "put": re.compile(r"\s+(?:off|on\s+hold|to\s+one\s+side|aside|ahead\s+of|above|first)(?!\w)"),
    **dict.fromkeys(_ORDERS, _TOLD),
}
_SENT = frozenset(["sent", "told", "directed", "referred", "given", "led", "passed", "handed", "sold", "kept", "thrown", "poured", "turned", "dumped"])
_ONLY = re.compile(r"(?<!\w)only(?!\w)")
_PRIVATE = re.compile(
    r"(?<!\w)(?:personal|private|confidential|sensitive|medical|bank|health|salary|contact|card|customer|patient|member|your|their|his|her)\s[^,;:]{0,40}\Z|"
    r"(?<!\w)(?:names?|address(?:es)?|phone\s+numbers?|passwords?|photos?|pictures|diagnos[ei]s|salaries|medical\s+\w+|bank\s+\w+|keys?)(?:\s[^,;:]{0,50})?\s+\Z"
)
_STRANGERS = re.compile(
    r"(?:\s+(?:on|over|out|along|again))?\s+(?:to|with)\s+(?!you\b|us\b|each\s+of\s+you|our\b|the\s+(?:police|authorit|regulator|supervis|team|support|data\s+protection)|(?:\w+\s+)?(?:engineer|developer|support|team|police))"
)
_IF = re.compile(r"(?<!\w)(?:if|unless|whether|in\s+case)\s+\Z")
_YOURS_IS_SAFE = passives.HARMS | passives.DISCLOSED | {"blocked", "taken", "opened", "used", "copied"}
_YOURS = re.compile(r"(?<!\w)(?:your|personal|bank|card|account|payment)\s[^,;:]{0,40}\Z")
_HAD = re.compile(r"(?<!\w)had\s+(?:\w+ly\s+|only\s+)?\Z")
_HAD_IT = re.compile(r"had\s[^,;]{1,60}\Z")
_WOULD = re.compile(r"(?<!\w)(?:would|could|might)(?!\w)")
_WHAT = re.compile(r"(?<!\w)(?:what|whatever|how)\s")
_RELATIVE = re.compile(r"(?<!\w)(?:that|which|who)\s+had\s+(?:\w+\s+)?\Z")
_SINCE = re.compile(r"(?<!\w)(?:because|, (?:since|as)|due\s+to\s+the\s+fact\s+that|^since|^as)\s+\Z")

# "…, and never switched on again": the second verb has no "was" of its own.
_THEN = re.compile(
    rf"(?<!\w)(?:and|but|yet|although|though|or|then|,)\s+(?:then\s+|also\s+|still\s+|again\s+)?(?P<no>{_NO}(?:\s+even)?|not)\s+(?:\w+ly\s+|again\s+|even\s+|all\s+|ever\s+)?(?P<verb>[a-z]+)(?!\w)"
)
_AND = re.compile(r"(?<!\w)(?:and|but|then)\s+(?:then\s+|\w+ly\s+)?([a-z]+ed|forgotten|withheld)(?!\w)")
_SOMEBODY = re.compile(
    r"(?<!\w)by\s+(?!mistake|accident|error|chance|oversight|hand\b|then\b|now\b|noon|midnight|mail|phone|post\b|letter|text\b|e-?mail|default|far\b|about|"
    r"around|up\s+to|any(?:one|body)|some(?:one|body)|no-?\s?one|nobody|people\b|law\b|itself|themselves|almost|nearly|more|less|sms|"
    r"the\s+(?:end|time|morning|evening|next|wrong|deadline)|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|several|a\s+few|half|a\s+(?:third|quarter|factor))\b|(?!(?:existing|ongoing|leading|remaining|operating|engineering|marketing|monitoring|purchasing|building)\b)\w+ing\b)"
)
TURNED = re.compile(
    r"(?:^|[\s,“\"(])(?:why|how\s+come|how\s+is\s+it\s+that|(?P<no>at\s+no\s+(?:time|point|stage|moment)|not\s+once|never|nowhere|nor|neither|in\s+no\s+case|under\s+no\s+circumstances|"
    r"(?:not\s+until|only|not\s+before)\s[^.!?;]{1,70}))\s+\Z"
)
WHOM = re.compile(
    r"\w+(?P<nt>['’]t)?\s+(?:(?!not\b|never\b)[\w'’-]+\s+){1,7}?(?:(?P<no>not|never)\s+)?(?P<adverbs>(?:\w+ly\s+|even\s+|also\s+|first\s+|ever\s+|been\s+)*)"
    r"(?P<verb>(?:[a-z]{3,}ed|told|given|taken|made|done|read|sent|kept|left|shown|heard|sought|written|held|run|paid|brought|caught|put|set|shut|seen|found|known|forgotten|chosen|taught|let))(?!\w)",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"it(?:\s+is|['’]s)\s+(?:also\s+|now\s+|\w+ly\s+)?(?:felt|believed|thought|regretted|hoped|considered|assumed|argued|deemed|accepted)\s+(?:that|to|best|un\w+)(?!\w)",
    re.IGNORECASE,
)


def hidden(one: Passive) -> int:
    """Where the words end that hide somebody, or 0."""
    if (
        _SOMEBODY.search(one.after)
        or _OURSELVES.search(one.before)
        or (_IF.search(one.opening) and not _would_have(one))
    ):
        return 0
    if _is_hidden(one):
        return one.end
    return _second(one)


def _is_hidden(one: Passive) -> bool:
    verb = one.be.split()[0].replace("’", "'").partition("'")[0]
    if verb in ("be", "being"):
        return bool((_DUE if verb == "be" else _WITHOUT).search(one.before)) and not one.is_of(passives.BEFELL)
    if verb != "been":
        return _asks(one, bool(_NOT.search(one.adverbs)), has_been=False)
    have = _HAVE.search(one.before)
    if not have:
        if _HAD_IT.match(one.before) and _WOULD.search(one.rest):
            return not one.is_of(passives.BEFELL)
        without = _WITHOUT.search(one.before) or _NOT.search(one.before[-8:]) or _NOBODY_AT_ALL.search(one.before)
        return bool(without) and not one.is_of(passives.BEFELL)
    if modal := have["modal"]:
        return _should(one, " ".join(modal.split()), have)
    if have["have"] == "having" and _WITHOUT.search(one.before):
        return not one.is_of(passives.BEFELL)
    if subject := _OURSELVES.search(one.before[: have.start()]):
        return not subject
    no = bool(_NOT.search(one.adverbs) or _NOT.search(have["adverbs"]) or "n't" in have["adverbs"].replace("’", "'"))
    if no and have["have"] in ("has", "have") and one.is_of(passives.REMEDIES):
        return False  # it is being worked on
    return _asks(one, no, has_been=have["have"] in ("had", "having"))


def _would_have(one: Passive) -> bool:
    """If it had been done: it was not."""
    return bool(_HAD.search(one.before) and _WOULD.search(f"{one.opening} {one.rest}"))


def _should(one: Passive, modal: str, have: re.Match[str]) -> bool:
    if _OURSELVES.search(one.before[: have.start()]):
        return False
    if modal in ("should", "ought to"):
        return (
            not one.is_of(passives.BEFELL) and not one.is_of(passives.RESTORED) and "automatically" not in one.adverbs
        )
    if modal == "to":
        return bool(_DUE.search(one.before[: have.start()] + "to "))
    return modal in ("could", "might") and one.is_of(passives.AVOIDABLE)


def _asks(one: Passive, no: bool, has_been: bool) -> bool:
    if _is_error(one):
        return not no
    if "automatically" in one.adverbs or _WHAT.search(one.before):
        return False
    if no:
        return not (
            one.is_of(_NOT_YET) or _is_machine(one) or (one.is_of(_YOURS_IS_SAFE) and _YOURS.search(one.before))
        )
    if _NOBODY.search(one.before):
        return _was_due(one)
    if "being" in one.adverbs and not one.opening.rstrip().endswith(("while", "when", "as")) and not _is_machine(one):
        return one.word in _SENT
    if one.is_of(passives.LATE) and _ONLY.search(one.adverbs):
        return True
    if one.is_of(passives.HANDLED) or one.word in ("addressed", "loaded"):
        wrong = _WITH_WRONG.search(one.after) or (one.word == "loaded" and _FAULTY.search(one.before))
        return bool(wrong) and not _MACHINERY.search(one.before)
    return not one.is_of(passives.BEFELL) and (_is_wrong(one) or _is_cause(one, has_been))


def _is_error(one: Passive) -> bool:
    """Whatever else is said of it."""
    if one.word in ("skipped", "omitted") and _MACHINERY.search(one.before):
        return False
    erred = one.is_of(passives.FAULTS) or (one.word.startswith("mis") and one.word not in ("missed", "mistaken"))
    return erred or _is_deed(one) or _is_phrase(one)


def _was_due(one: Passive) -> bool:
    """After "no …" or "nobody"."""
    if _NOBODY_AT_ALL.search(one.before):
        return not one.is_of(_NOT_YET) and one.word not in ("refused", "denied", "rejected", "dismissed")
    kept = one.word in ("kept", "left", "taken", "sent") and one.before.endswith("nothing ")
    return one.is_of(passives.DUTIES) and not kept and not _NO_LOSS.search(one.before)


def _is_cause(one: Passive, has_been: bool) -> bool:
    """What had been done before, or because of which something failed."""
    if _is_machine(one):
        return False
    if has_been:
        return one.is_of(passives.ACTS) and not _RELATIVE.search(one.opening + one.before)
    return one.is_of(passives.HARMS) and bool(_SINCE.search(one.opening))


def _is_machine(one: Passive) -> bool:
    return one.is_of(passives.WORKINGS) and bool(_MACHINERY.search(f"{one.opening}{one.before}"[-80:]))


def _is_deed(one: Passive) -> bool:
    return bool(_DEEDS.search(f"{one.before}V{one.word}"))


def _is_phrase(one: Passive) -> bool:
    """Verbs that say it together with what follows."""
    if one.word in _ALWAYS or ((follows := _FOLLOWED.get(one.word)) and follows.match(one.rest)):
        return not (one.word in _ORDERS and _HAS.search(one.before))
    if one.is_of(passives.OPINIONS) and _IT.search(one.before):
        return bool(_THAT.match(one.after) or _HELD.match(one.after))
    if one.is_of(passives.VIEWS) and _HELD.match(one.rest):
        return True
    return one.is_of(passives.DISCLOSED) and bool(_STRANGERS.match(one.after)) and bool(_PRIVATE.search(one.before))


def _is_wrong(one: Passive) -> bool:
    """Done wrongly, or with something wrong: not what was put right."""
    opening = one.opening if len(one.opening) < 40 and one.opening.rstrip().endswith(",") else ""
    around = f"{opening} {one.before}| {one.adverbs}| {one.word} {one.after}"
    if _LIKE_PEOPLE.search(around):
        return True
    if _is_machine(one):
        return False
    if one.is_of(passives.REMEDIES):
        return one.word == "replaced" and bool(_WITH_WRONG.search(one.after))
    if _WRONGLY.search(around) or _WITH_WRONG.search(f"{one.word} {one.after}"):
        return True
    if "twice" in around and one.is_of(_TWICE):
        return True
    if _BEFORE.match(one.rest) and (one.is_of(passives.ACTS | passives.SUPPLIES) or one.word in ("begun", "opened")):
        return True
    if _BACK.match(one.after):
        return False
    if _AMISS.search(one.before) or (_MORE.match(one.before) and " than " in one.rest):
        return one.whole not in ("withdrawn", "cancelled", "canceled", "taken_down")
    return bool(_FAULTY.search(one.before)) and one.is_of(passives.SUPPLIES)


def _second(one: Passive) -> int:
    if _IF.search(one.opening):
        return 0
    rest = one.rest[:160]
    if (erred := _AND.search(rest)) and erred[1] in passives.FAULTS and not _SOMEBODY.match(rest, erred.end() + 1):
        return one.verb.end + erred.end()
    found = _THEN.search(rest)
    if not found or found["verb"] in _NOT_YET or _is_machine(one) or _SOMEBODY.match(one.rest, found.end() + 1):
        return 0
    if not (found["verb"].endswith("ed") or found["verb"] in passives.IRREGULAR) or found["verb"] in ("used", "need"):
        return 0
    return one.verb.end + found.end()
