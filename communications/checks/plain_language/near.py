"""What stands around a passive, as patterns of words in small letters: signs.py says what they tell."""

from __future__ import annotations

import re

from communications.checks.words import passives
from communications.checks.words.lists import set_of

NO = r"(?:not|never|hardly|barely|scarcely|rarely|seldom|nor|neither|insufficiently|inadequately|poorly)"
NOT = re.compile(rf"(?<!\w)(?:{NO})(?!\w)")
HAVE = re.compile(
    r"(?:(?P<modal>should|ought\s+to|could|might|may|must|would|will|can|cannot|shall|to)(?:n['’]t|\s+not|\s+never|\s+also|\s+\w+ly|\s+all|\s+both)*\s+)?"
    r"(?P<have>has|have|had|having)(?P<adverbs>(?:n['’]t|\s+(?:not|never|also|even|yet|still|long|only|just|already|all|both|\w+ly|\w+['’]t))*)\s*\Z"
)
DUE = re.compile(r"(?<!\w)(?:supposed|meant)\s+to\s*\Z")
WITHOUT = re.compile(
    r"(?<!\w)(?:without(?:\s+(?!having)[\w'’-]+){0,3}?|instead\s+of|despite\s+(?:not|never))\s+(?:ever\s+|even\s+|first\s+|having\s+)?\Z"
)
OURSELVES = re.compile(
    r"(?<!\w)(?:we|i|us|ourselves|what|we['’]d|we['’]ve)(?:\s+(?:all|both|have|had|should|could|only))*\s*\Z"
)
IT = re.compile(r"(?<!\w)it\s+(?:(?:has|had)\s+)?\Z")

NOT_YET = passives.BEFELL | passives.RESTORED | passives.FOUND
# Nobody did it, or nothing was done.
NOBODY = re.compile(
    r"(?:^|\s)(?:no(?!\s+longer)|nobody|no-one|nothing|none|neither|little|too\s+(?:little|few)|hardly\s+any\w*|not\s+(?:even|one|a|any|enough|much|many))"
    r"(?!\w)(?:(?!\s(?:that|which|who)\s)[^,;:]){0,60}\Z"
)
NOBODY_AT_ALL = re.compile(
    r"(?:^|\s)(?:no\s?-?one|nobody|too\s+(?:little|few)|not\s+(?:even|one|enough))(?!\w)[^,;:]{0,60}\Z"
)
NO_LOSS = re.compile(
    r"(?<!\w)(?:(?:changes?|payments?|money|orders?|bookings?|invoices?|fees?|data|errors?|claims?|maintenance|outages?|downtime|interruptions?|works?)|nothing\s+more)\s+\Z"
)
# What was done by no machine, for a machine's things.
MACHINERY = re.compile(
    r"(?<!\w)(?:jobs?|builds?|runs?|workflows?|workers?|requests?|quer(?:y|ies)|events?|webhooks?|notifications?|e-?mails?|messages?|"
    r"alerts?|pages?|packets?|logs?|metrics?|caches?|nodes?|pods?|servers?|containers?|deployments?|tiles?|endpoints?|connections?|"
    r"sessions?|records?|rows?|index(?:es)?|agents?|traffic|data|updates?|transactions?|payments?|orders?|transfers?|uploads?|"
    r"runners?|repositor(?:y|ies)|artifacts?|images?|statuses|instances?|tasks?|processes|files?|searches|calls?|texts?|invoices?|"
    r"tokens?|plugins?|packages?|releases?|mirrors?|volumes?|redirects?|entries|branches|tags?|commits?|comments?|layers?|tiles?|feeds?|streams?|results?)\s+"
    r"(?:(?:that|which)\s+)?(?:(?:has|have|had)\s+)?(?:\w+ly\s+|not\s+|never\s+|also\s+)?\Z"
)

# Why a machine did not do it, said behind it.
MACHINE_WHY = re.compile(
    r"[^.;]{0,40}?(?<!\w)(?:because|due\s+to|since|as)\s[^.;]{0,60}?(?<!\w)(?:client|services?|jobs?|servers?|scripts?|clusters?|process|queue|scheduler|plugin|disks?|"
    r"timeouts?|bugs?|errors?|failures?|outages?|network|database|limits?)(?!\w)"
    r"|[^.;]{0,20}?(?<!\w)(?:during|in|by)\s+(?:the\s+|an?\s+|our\s+)?(?:\w+\s+){0,2}(?:builds?|deployments?|imports?|migrations?|syncs?|roll-?outs?|restarts?|reboots?|installer|installation)(?!\w)"
)
# What people owe to people, whatever machines did.
TOLD_OR_ASKED = set_of("""
    told informed warned asked consulted notified tested checked trained staffed answered reviewed communicated announced documented
    followed considered discussed approved
""")
ELSEWHERE = re.compile(r"\s(?:that|which|who)\s+\w+ly\s")  # an adverb of another verb
# What something is for, is its nature and nobody's doing.
FOR = re.compile(r"\s+(?:to|for|with|across|among|evenly)\s")
NATURE = ("meant", "built", "made", "developed", "implemented", "distributed", "designed")

DUTY = (
    r"(?:test|trial|check|approv|permission|consent|notice|warning|record|ask|tell|inform|consult|authori[sz]|review|back-?up|plan\b|"
    r"knowledge|supervis|explanation|announce|reply|answer|being|having|reason|thinking|thought|regard|looking|reading|training|"
    r"verif|agree|discuss|asking|a\s+word|cause|need\b|care\b|cover\b|clearance|document|invit|signature|licen[cs]e|insurance|certificat|qualif|contract|safety|protect|encrypt|"
    r"a\s+(?:lock|label|password|key|lid|helmet|net)|anybody|anyone)"
)
# As people do it, whatever they do it to.
LIKE_PEOPLE = re.compile(
    r"(?<!\w)(?:mistakenly|accidentally|inadvertently|unintentionally|unwittingly|carelessly|hastily|hurriedly|secretly|unlawfully|illegally|unfairly|"
    r"unjustly|deliberately|knowingly|negligently|recklessly|clumsily|sloppily|half-heartedly|wilfully|willfully|needlessly|wrongfully|"
    r"by\s+(?:mistake|accident|error|oversight)|in\s+(?:error|a\s+hurry|haste|a\s+rush)|under\s+(?:time\s+)?pressure|"
    rf"without\s+(?:(?:any|a|an|our|your|their|the|his|her|prior|proper|further|written|due|first|even|ever|good|second|enough|sufficient)\s+){{0,3}}{DUTY}\w*|"
    r"against\s+(?:all\s+)?(?:\w+\s+)?(?:advice|rules|instructions|orders|wish(?:es)?|polic\w+|procedures?)|contrary\s+to|in\s+breach\s+of|"
    r"behind\s+\w+\s+backs?|for\s+no\s+(?:good\s+|valid\s+|proper\s+)?reason|at\s+(?:very\s+)?short\s+notice)(?!\w)"
)
WITHOUT_ANY = re.compile(
    r"(?<!\w)without\s+(?:a|an|any|its|their)\s+(?!\w*(?:break|pause|problem|delay|interrupt|loss|issue|charge|fee|cost|incident|injur|damage|impact|effect|data|power|"
    r"water|heat|hitch|fuss|doubt|trace|downtime|outage|error|trouble|difficult|disrupt|queue|wait|action))\w+"
)
BY_NOBODY = re.compile(r"(?<!\w)by\s+(?:nobody|no-?\s?one)(?!\w)")
STILL_ASKED = re.compile(
    r"(?<!\w)(?:investigat\w+|find(?:ing)?\s+out|understand|establish\w*|know|clarify\w*|examin\w+|look\w*\s+into|analy[sz]\w+)\s+(?:\w+\s+)?(?:why|whether|how)(?!\w)"
)
WRONGLY = re.compile(
    r"(?<!\w)(?:wrongly|incorrectly|improperly|prematurely|unnecessarily|falsely|erroneously|inappropriately|unreasonably|inadequately|insufficiently|"
    r"poorly|badly|too\s+(?:early|late|soon|little|few|many|much|long|low|high|short|small|large|big|tight(?:ly)?|loose(?:ly)?|"
    r"quickly|slowly|hastily|rarely|strict(?:ly)?|far|often|wide(?:ly)?|hard|deep(?:ly)?|hot|cold|thin(?:ly)?)|"
    r"instead\s+of|rather\s+than|in\s+place\s+of|(?:hours?|days?|weeks?|months?|years?)\s+(?:too\s+)?late|"
    r"\w+er\s+than\s+(?:the\s+(?:law|rules?|contract|plan)|allowed|permitted|agreed|promised|necessary)|in\s+spite\s+of|despite|back\s+to\s+front|upside\s+down|the\s+wrong\s+way|"
    r"un(?:read|heard|seen|tested|opened|signed|answered|checked|sealed|locked|labelled|labeled|protected|encrypted|attended|approved|finished|sorted|cooked))(?!\w)"
)
# Said after the verb: what it was done with, or to.
WITH_WRONG = re.compile(
    r"(?<!\w)(?:(?:(?:to|at|in|on|for|from|with|under|into|onto|through|the|a|an|given|told|sent|of)\s+)"
    r"(?:\w+\s+)?(?:wrong|incorrect|faulty|false|invalid|outdated|out-of-date|untested|expired|unsuitable|unsafe|inferior)|"
    r"(?:with|from|at|on|by)\s+(?:(?:last\s+(?:year|month|week|season)|yesterday)['’]s|(?:the|an)\s+(?:old|previous)\s+(?:rate|price|list|tariff|plan|version|timetable|address)s?)|"
    r"(?:another\s+\w+['’]s|somebody\s+else['’]s|someone\s+else['’]s|(?:to|with|for)\s+(?:a\s+stranger|strangers|another\s+(?:person|customer|patient|pupil|family|house|address))))(?!\w)"
)
TWICE = frozenset(
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
        "postponed",
        "put_off",
    ]
)
# What befell somebody, and was somebody's error where it says so.
BILLED = frozenset(
    [
        "calculated",
        "charged",
        "debited",
        "billed",
        "invoiced",
        "delivered",
        "registered",
        "recorded",
        "refunded",
        "credited",
    ]
)
IN_ERROR = re.compile(
    r"(?<!\w)(?:in\s+error|by\s+(?:mistake|accident)|wrongly|incorrectly|mistakenly|erroneously)(?!\w)"
)
# It went ahead before these were there.
OWED = re.compile(
    r"(?<!\w)(?:notices?|permissions?|permits?|consent|approval|tests?|checks?|plans?|letters?|warnings?|contracts?|results?|repairs?|reviews?|licen[cs]es?|training|"
    r"instructions?|owners?|residents|parents|customers|staff|drivers|passengers|tenants|neighbours|neighbors)\s+had\s+(?:all\s+|even\s+|ever\s+)?\Z"
)
BEFORE = re.compile(
    r"\s[^.;]{0,40}?(?<!\w)(?:although|though|before)\s+(?:it|they|two|some|one|most|several|no\w*|he|she|any\w+|the\s+\w+)\s+(?:of\s+\w+\s+)?(?:was|were|had|could|knew)(?!\w)"
)
MORE = re.compile(r"(?:more|fewer|less)\s")
IN_A_YEAR = re.compile(r"\s+(?:in|around|before|after)\s+(?:the\s+)?(?:1[5-9]|20)\d\ds?(?!\w)")
BACK = re.compile(r"\s+(?:back|again)(?!\w)")
AMISS = re.compile(
    r"(?<!\w)(?:wrong|incorrect|mistaken|erroneous|false|unsafe|unsuitable|inappropriate|unauthori[sz]ed|accidental|inadvertent|unintentional|improper|"
    r"premature|unfinished|un(?:tested|checked|approved|reviewed|verified|confirmed|licensed|signed|encrypted|labelled|trained|qualified|certified|"
    r"necessary|planned|announced|wanted)|half-finished|ill-\w+|hasty|rushed|too\s+(?:few|many|much|little|low|high|short|small|large|big|long|old|tight|loose))(?!\w)"
)
FAULTY = re.compile(
    r"(?<!\w)(?:faulty|defective|flawed|broken|invalid|expired|outdated|out-of-date|obsolete|old|older|previous|second-hand|cheap|cheaper|inferior|"
    r"substandard|non-approved|blunt|rusty|damaged|leaking|last\s+(?:year|week|month)['’]s|buggy|insecure|"
    r"insufficient|incompatible|unsupported)(?!\w)"
)

# Things that are taken, made, given by whoever erred or decided.
GAP = r"(?:\s(?!that\b|which\b|who\b)[\w'’-]+){0,6}\s+V"
DEEDS = re.compile(
    rf"(?<!\w)(?:(?:mistakes?|errors?|blunders?|slips?|omissions?|misjudge?ments?|oversights?|misunderstandings?|offences?){GAP}(?:made|committed|repeated|tolerated)"
    rf"|(?:short-?cuts?|risks?|liberties|decisions?|wrong\s+turns?|gambles?){GAP}(?:taken|made|reached|reversed|run)"
    rf"|(?:assumptions?|choices?|exceptions?|concessions?|compromises|judge?ments?|cuts|savings|economies|demands|accusations|allegations|threats){GAP}(?:made|taken)"
    rf"|(?:mistakes?|errors?|typos?|slips?)(?:\s(?!that\b|which\b)[\w'’-]+){{0,4}}\s+(?:(?:that|which)\s+)?V(?:introduced|inserted|built)"
    rf"|(?:assurances?|guarantees?|undertakings?|excuses|(?:false\s+|wrong\s+)impressions?){GAP}(?:given|made|created)"
    rf"|(?:request\s+(?:from|for|of|by|to)(?:\s[\w'’-]+){{1,7}}|proposals?|offers?|suggestions?|appeals?|objections?|applications?|complaints?|claims?|pleas?|tenders?|"
    rf"ideas?|plans?|demands?|calls\s+for\s\w+){GAP}(?:refused|declined|denied|rejected|scrapped|dropped|quashed)"
    rf"|(?:budgets?|funding|staff(?:ing)?|crews?|shifts?|training|spending|inspections?|checks|maintenance|servicing|overtime|stock){GAP}(?:cut|reduced|trimmed|slashed|halved|"
    rf"shortened|discontinued|scrapped|stopped|outsourced)"
    rf"|(?:repairs?|replacements?|renewals?|inspections?|overhauls?|tests?|checks?|cleaning|training){GAP}(?:postponed|deferred)"
    rf"|(?:blind\s+eye|deaf\s+ear){GAP}(?:turned)"
    rf"|corners{GAP}(?:cut)"
    rf"|(?:rules?|procedures?|instructions?|guidelines?|polic(?:y|ies)|protocols?|checklists?|laws?|standards?|regulations?|limits?){GAP}(?:broken|bent|breached|flouted|violated|stretched|relaxed|loosened|exceeded)"
    rf"|(?:promises?|deadlines?|commitments?|agreements?|word|trust|confidence){GAP}(?:made|given|broken|missed|breached|exploited)"
    rf"|(?:chances?|opportunit(?:y|ies)|signs?|signals?|symptoms?|warnings?|steps?|checks?|alarms?|alerts?|clues?|hints?|calls?|appointments?|inspections?){GAP}(?:missed)"
    rf"|conclusions?{GAP}(?:drawn|reached|jumped)"
    rf"|(?:permission|approval|consent|authori[sz]ation|clearance|exemption|the\s+go-ahead|the\s+all-clear|green\s+light|priority|preference|precedence|orders|instructions?|access|false\s+hopes?|false\s+assurances?){GAP}(?:given|granted|issued)"
    rf"|(?:pressure|blame){GAP}(?:put|exerted|shifted|placed|applied))\Z"
)
# What stands behind "V" above.
DONE = frozenset(word for group in re.findall(r"V\(\?:([a-z|]+)\)", DEEDS.pattern) for word in group.split("|"))
LEFT = re.compile(
    r"\s+(?:it\s+|them\s+)?(?:on|off|out|open|ajar|unlocked|unattended|running|behind|blank|empty|alone|lying|standing|switched|plugged|in\s+place|"
    r"(?:in|inside|on|under|behind|outside)\s+(?:the|a|an|our|your|their|his|her|its)\s(?!\w+\s(?:state|mode|status|position|condition))|un\w+|half\s|for\s+(?:\w+\s+){1,3}(?:hours|days|weeks|months|years)|in\s+(?:the\s+)?(?:old|wrong|dark|rain|sun|cold|lock|limbo)|to\s+(?:lapse|chance|rot|themselves))"
)
LAPSED = re.compile(
    r"\s+to\s+(?:lapse|expire|run\s+(?:out|dry|low|down|on)|go\s+(?:on|ahead|unnoticed)|drift|slip|fall|decay|rust|grow|build\s+up|happen|continue|overheat|leave|slide)"
)
TOLD = re.compile(
    r"\s+(?:\w+ly\s+|again\s+|on\s+\w+\s+|by\s+(?:phone|mail|e-?mail|letter|text)\s+)?(?:to|that|not\s+to|the\s+opposite|otherwise|nothing|lies)(?!\w)"
)
HAS = re.compile(r"(?<!\w)(?:has|have)\s+\Z")
MADE_TO = re.compile(
    r"\s+to\s+(?:wait|pay|stand|queue|leave|sit|sign|choose|go|come|believe|feel|do|walk|repeat|fill|explain|show|give|sleep|travel|buy|look|seem|appear)(?!\w)"
)
LED = re.compile(r"\s+to\s+(?:believe|think|expect|hope|assume|understand)")
WAITING = re.compile(
    r"\s+(?:waiting|in\s+the\s+dark|in\s+(?:ignorance|suspense)|out\s+of\s+(?:it|sight)|under\s+wraps|from\s+(?:you|them|customers|the\s+public))"
)
ROUND = re.compile(
    r"\s+(?:from\s+(?:one|desk|hand|person|team|department|pillar)|around|about\b|back\s+and\s+forth|to\s+and\s+fro|between)"
)
THAT = re.compile(r"\s+(?:that|not\s+to|to)(?!\w)")
SHOVED = re.compile(r"\s+(?:on\s+)?(?:from\s+(?:one|desk|pillar)|back\s+and\s+forth|to\s+and\s+fro)(?!\w)")
FOUND = re.compile(
    r"\s+(?:un)?(?:necessary|advisable|expedient|wise|appropriate|best|better|acceptable|sufficient)(?!\w)"
)
HELD = re.compile(
    r"\s+(?:to\s+(?:be|have|need|pose)|as(?!\s+(?:soon|well|planned|usual))|for\s+(?:a|an|one|granted)\s|lightly|not\s|un\w+|too\s|safe|minor|low|sufficient|enough|adequate|"
    r"acceptable|complete|ready|necessary|superfluous|optional|urgent|harmless|good|more|less|fit|a\s|an\s|irrelevant|impossible|likely|"
    r"wise|right|best|important|solved|closed|finished|redundant|excessive|out\s+of)"
)
LITTLE = re.compile(r"\s+(?:too\s+little|too\s+few|no|little|low|lower|less|not\s+enough|hardly\s+any)(?!\w)")
# What follows from what was just told of a machine: "So 268 of you were told that".
SO = re.compile(
    r"\s*(?:so|therefore|thus|hence|as\s+a\s+result,?|that\s+is\s+why|this\s+is\s+why|because\s+of\s+this,?)\s"
)
ORDERS = ("told", "instructed", "ordered")
ALWAYS = ("promised", "assured", "deemed", "judged", "presumed")
FOLLOWED = {
    "left": LEFT,
    "allowed": LAPSED,
    "let": LAPSED,
    "led": LED,
    "made": MADE_TO,
    "kept": WAITING,
    **dict.fromkeys(("pushed", "shifted", "shoved", "referred", "sent", "transferred"), SHOVED),
    "hidden": re.compile(r"\s+from\s"),
    "run": re.compile(r"\s+(?:dry|empty|into\s+the\s+ground)(?!\w)"),
    "passed": ROUND,
    "given": re.compile(f"{LED.pattern}|{LITTLE.pattern}"),
    "paid": LITTLE,
    "spent": LITTLE,
    "confused": re.compile(r"\s+(?:with|for)\s"),
    "mistaken": re.compile(r"\s+(?:with|for)\s"),
    "put": re.compile(r"\s+(?:off|on\s+hold|to\s+one\s+side|aside|ahead\s+of|above|first)(?!\w)"),
    **dict.fromkeys(ORDERS, TOLD),
}
# Money that was given for something else.
MEANT_FOR = re.compile(
    r"(?<!\w)(?:money|funds?|donations?|grants?|gifts?|sums?|budgets?|savings|deposits?|fees|contributions|collections?)\s+(?:that\s+(?:was|were|had\s+been)\s+|you\s+(?:had\s+)?)?"
    r"(?:meant|intended|given|raised|collected|donated|earmarked|reserved|set\s+aside|paid|saved)\s+(?:for|to)(?!\w)"
)
SPENT = frozenset(["spent", "used", "put", "lent", "paid", "transferred", "diverted", "moved", "given"])
# What people wait to be told of is owed to them.
AWAITED = re.compile(
    r"(?<!\w)(?:bookings?|reservations?|appointments?|orders?|registrations?|cancellations?|changes?\s+of\s+\w+|dates?|tickets?|places?|receipt|deliver(?:y|ies)|rooms?|tables?|applications?)\s+(?:was\s+|were\s+|had\s+)?\Z"
)
STAYED = re.compile(r"\s+(?:behind|alone|without|out|over|waiting|stranded|unattended|uninformed|in\s|on\s+the)")
SENT = frozenset(
    [
        "sent",
        "told",
        "directed",
        "referred",
        "given",
        "led",
        "passed",
        "handed",
        "sold",
        "kept",
        "thrown",
        "poured",
        "turned",
        "dumped",
    ]
)
ONLY = re.compile(r"(?<!\w)only(?!\w)")
PRIVATE = re.compile(
    r"(?<!\w)(?:personal|private|confidential|sensitive|medical|bank|health|salary|contact|card|customer|patient|member|your|their|his|her)\s[^,;:]{0,40}\Z|"
    r"(?<!\w)(?:names?|address(?:es)?|phone\s+numbers?|passwords?|photos?|pictures|diagnos[ei]s|salaries|medical\s+\w+|bank\s+\w+|keys?)(?:\s[^,;:]{0,50})?\s+\Z"
)
STRANGERS = re.compile(
    r"(?:\s+(?:on|over|out|along|again))?\s+(?:to|with)\s+(?!you\b|us\b|each\s+of\s+you|our\b|the\s+(?:police|authorit|regulator|supervis|team|support|data\s+protection)|(?:\w+\s+)?(?:engineer|developer|support|team|police))"
)
# What is to be done before we go on: "once a decision has been made".
ONCE = re.compile(r"\A(?:once|until|till)\s|(?<!\w)(?:once|when|whenever|until|till|after|as\s+soon\s+as|before)\s+\Z")
IF = re.compile(r"(?<!\w)(?:if|unless|whether|in\s+case)\s+\Z")
YOURS_IS_SAFE = passives.HARMS | passives.DISCLOSED | {"blocked", "taken", "opened", "used", "copied"}
YOURS = re.compile(r"(?<!\w)(?:your|personal|bank|card|account|payment)\s[^,;:]{0,40}\Z")
HAD = re.compile(r"(?<!\w)had\s+(?:\w+ly\s+|only\s+)?\Z")
HAD_IT = re.compile(r"had\s[^,;]{1,60}\Z")
WOULD = re.compile(r"(?<!\w)(?:would|could|might)(?!\w)")
WHAT = re.compile(
    r"(?<!\w)(?:what|whatever|how)\s(?:(?!had|has|was|were|is|did|went)\w+\s){0,5}(?:(?:has|have|had)\s)?(?:\w+ly\s|already\s)?\Z"
)
# What was done against the trouble while it lasted: nobody asks who helped.
RELIEF = re.compile(
    r"(?<!\w)(?:mitigations?|work-?arounds?|counter-?measures?|remed(?:y|ies)|stop-?gaps?|hot-?fix(?:es)?|mitigating\s+(?:measures?|steps?|actions?)|"
    r"(?:temporary|interim|provisional|quick|emergency|preliminary|corrective)\s+(?:fix(?:es)?|solutions?|measures?|repairs?|patch(?:es)?|limits?))\s+(?:[\w-]+\s+){0,3}?(?:has|have|had)\s+(?:\w+\s+)?\Z"
)
TAKEN_AGAINST = set_of(
    "applied put deployed installed enabled activated introduced released rolled set added merged performed executed implemented taken"
)
RELATIVE = re.compile(r"(?<!\w)(?:that|which|who|(?<=\w\s)(?:they|you|he|she))\s+had\s+(?:\w+\s+)?\Z")
SINCE = re.compile(r"(?<!\w)(?:because|, (?:since|as)|due\s+to\s+the\s+fact\s+that|^since|^as)\s+\Z")

# "…, and never switched on again": the second verb has no "was" of its own.
THEN = re.compile(
    rf"(?<!\w)(?:and|but|yet|although|though|or|then|,)\s+(?:then\s+|also\s+|still\s+|again\s+)?(?P<no>{NO}(?:\s+even)?|not)\s+(?:\w+ly\s+|again\s+|even\s+|all\s+|ever\s+)?(?P<verb>[a-z]+)(?!\w)"
)
AND = re.compile(
    r"[abt](?<!\w.)(?:(?<=a)nd|(?<=b)ut|(?<=t)hen)\s+(?:then\s+|\w+ly\s+)?([a-z]+ed|forgotten|withheld)(?!\w)"
)
SOMEBODY = re.compile(
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
