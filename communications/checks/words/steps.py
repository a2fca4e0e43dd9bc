"""How steps are announced, who takes them, and how one says that they are done. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.lists import set_of
from communications.checks.words.ordinary import ORDINARY
from communications.checks.words.soon import PAST

__all__ = ["PAST"]

# What people set out to do, as the verb stands at the head of an item.
_VERB_LINES = """
add adjust agree align analyse analyze announce apply archive arrange ask assign audit automate back backport block
build bump buy cap change check clean clear close collect compare complete configure connect consolidate contact
continue convert copy correct create cut decide decommission decouple define delete deliver deploy deprecate design
detect develop disable discard discuss distribute divide document double drain drop duplicate edit email enable
encrypt enforce ensure establish evaluate exchange exclude expand explain export expose extend extract file fill
find finish fix follow freeze gather generate give grant halve hand harden hide hold implement import improve
include increase inform inspect install instrument integrate introduce investigate invite isolate issue join keep
label launch lead learn let limit link list lock log look lower maintain make map measure merge migrate mirror
mitigate monitor mount move notify open optimise optimize order organise organize outline pair park patch perform
pin plan port practice practise prepare present prevent print process procure promote propose protect prove provide
provision publish pull purchase push put quarantine raise rate rebalance rebuild recalculate reconcile reconfigure
record redesign redirect reduce refactor refine refuse reindex reissue reject release relocate remind remove rename
reorder repair repeat replace replicate report reproduce request require reroute reschedule reset resize resolve
restart restore restrict retire retrain return reveal revert review revise revoke rewrite roll rotate route run
scale scan schedule search secure select send separate set share shift ship shorten show shrink shut sign simplify
simulate split stage standardise standardize start stop store strip submit subscribe supply suspend swap switch
synchronise synchronize tag take teach tell terminate test throttle tidy tighten time trace track train transfer
translate triage trial trigger trim try tune turn unify uninstall unpin update upgrade upload use validate verify
version visit walk warn watch wire withdraw work wrap write
rehearse drill flash cap fit sweep cancel chase clone commission confirm consult debug delegate demote disconnect escalate
flush forward identify inventory migrate mute negotiate offload onboard partition persist populate prioritise prioritize probe
prune purge rebase recompute recruit redeploy reformat register reinstall relabel reload remap renew rent reprocess resend
reserve reshard resync retest rethink rewire rerun sandbox sanitise sanitize seal shard shield snapshot sort squash sync
trim triple tweak unblock unlock vet wipe widen brief chair host ring phone mail staff fund fetch grow insert modernise modernize obtain paint press-test relay rehang
re-import re-run re-test re-index re-enable re-read bring set-up
"""
VERBS = list(dict.fromkeys(_VERB_LINES.split()))


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


BASE = "|".join(sorted(VERBS, key=len, reverse=True))
ACTS = "|".join(sorted((_third(verb) for verb in VERBS), key=len, reverse=True))
_NO_NAME = (  # words that begin a sentence and are nobody
    r"(?:The|A|An|This|That|These|Those|We|It|There|Somebody|Someone|Anybody|Nobody|Everybody|Everyone|One|Each|Every|All|Any|Another|Our|Your|Its"
    r"|Their|No|In|On|By|At|From|For|To|With|When|Once|After|Before|Until|If|Then|Also|Next|Still|Finally|First|Second|Further|Some|Both|Two|Three|Could|Can|Should|Shall|Would|Might|Must|Please|What|Which|Who|How|Why|Where|Whether|Let|Not|Only|Either|Neither|Other|Others|Such|Most|More|Many|Few|Several|Since|While|Because|As|So|Having|Following|Given|Due|Four|Five|Six|Here|Now|Today|Tomorrow|Later|Meanwhile|Instead|Until|New|Old|Additional|Better|Extra|Larger|Smaller|Higher|Lower|Stricter|Automatic|Separate|Regular|Daily|Nightly|Weekly|Monthly|Quarterly|Permanent|Temporary|Missing|Stale|Remaining|Unused|Legacy|Manual|Internal|External|Full|Final|Public|Private|Local|Global|Third|Dual|Double|Single|Multiple|Longer|Shorter|Faster|Stronger)\b"
)
_CALENDAR = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Q[1-4]|H[12]|CW|KW|TBD|TBC|January|February|March|April|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|End|Mid|Christmas|Easter)\b"
)
_NAMED_ALIKE = {"grant", "map", "pat"}
_NO_FIRST_NAME = rf"(?!{_NO_NAME}|(?:Black|Good) Friday|Cyber Monday|Boxing Day|New Year|(?!(?:Jan|Jun|May|April|June|August) [A-Z]){_CALENDAR}|(?:{'|'.join(verb.capitalize() for verb in VERBS if verb not in _NAMED_ALIKE)})\b)"
PERSON = (
    _NO_FIRST_NAME
    + r"(?![A-Z][A-Z\d]+s?\b)[A-ZÀ-ÞŁŚŻČŠŽ][\w'’-]+(?: (?:[A-Z]\.|de|van|von|der|den|da|di|dos|al|el|bin|la|le|du))* (?![A-Z]{2,}\b)[A-ZÀ-ÞŁŚŻČŠŽ][\w'’-]+"
)
_GROUP = (
    r"(?:teams?|guild|squad|tribe|chapter|on-call|on call|engineers|department|unit|group|crew|desk|helpdesk|office|working group|task force|board|committee|council|bureau|branch"
    r"|SREs?|DBAs?|DevOps|NOC|SOC|CSIRT|CERT|QA|HR|PMO|developers|staff|colleagues|services)"
)
_FIELD = r"(?:(?-i:IT)|engineering|operations|ops|platform|security|support|legal|infrastructure|networking|data|storage|core|finance|procurement|purchasing|facilities|compliance|payments|billing|identity|mobile|backend|frontend|logistics|estates|communications)"
# One person by what they are; of several, which ones must be said: "release managers", not "engineers".
_ROLE = (
    r"(?:managers?|leads?|officers?|admins?|administrators?|architects?|analysts?|directors?|head of [\w-]+|CTO|CISO|CIO|CEO|COO|DPO|specialists?|coordinators?|maintainers?|consultants?"
    r"|technicians?|operators?|engineer|developer|designers?|testers?|planners?|buyers?|electricians?|mechanics?|pharmacists?|product owners?|service owners?|secretary|registrar|warden|caretaker|foreman|dispatchers?|trainers?|wardens?"
    r"|(?:supervisor|superintendent|matron|nurse|doctor|physician|surgeon|teacher|lecturer|principal|bursar|dean|rector|professor|librarian|janitor|custodian|steward|captain|skipper|pilot|treasurer|accountant|auditor|inspector|surveyor|builder"
    r"|plumber|fitter|welder|gardener|cook|chef|curator|lawyer|solicitor|minister|clerk|cashier|chair(?:man|woman|person)?|president|colleague|intern|trainee|apprentice|successor|deputy|boss|mayor|commander|sergeant|marshal|ranger|freelancer"
    r"|programmer|researcher|scientist|physicist|chemist|statistician|webmaster|signaller|storekeeper|bookkeeper|archivist|instructor|tutor|porter|sister|usher|lifeguard|tech|(?:scrum|site|plant|station|harbour|stage) ?(?:master|chief|keeper))s?)"
)
# Whoever is not of the house: with them something may be done, by them if that is said.
_OUTSIDE = r"(?:suppliers?|vendors?|providers?|manufacturers?|makers?|carriers?|insurers?|landlords?|integrators?|subcontractors?|contractors?|partners?|hosters?|utility|telco)"
TEAM = rf"(?:{_GROUP}|{_FIELD}|{_ROLE})"

_DOES = rf"(?:(?!(?:is|was|has|does|knows|owns|leads|expects|believes|says|thanks|hopes|reports|as|this|its|us|thus|always|less|perhaps)\b)[a-z][\w-]{{1,}}s|{BASE})"
_WILL_DO = r"(?:will|shall|'ll|’ll|(?:is|are) (?:\w+ )?(?:going to|to|\w+ing)|plans? to|wants? to|intends? to|needs? to|must|should|(?:still )?(?:has|have) to|to)"
_THEN = r"(?:\w+ly |still |then |also |now |first |both |afterwards |next )?"
_BESIDE = r"(?: \([^()]{1,40}\)|, [^,.;]{1,40},)?"
# Things of this trade that begin with a capital letter, and what is written in capitals only.
_PRODUCT = (
    r"(?:Kafka|Redis|Postgres|PostgreSQL|MySQL|Kubernetes|Docker|Terraform|Jenkins|Grafana|Prometheus|Elasticsearch|Nginx|Envoy|Istio|Consul|Vault|Ansible|RabbitMQ|Cassandra|MongoDB|Ceph|HAProxy|Varnish|Airflow|Spark|Helm"
    r"|GitHub|GitLab|Jira|Slack|Azure|Cloudflare|Fastly|Akamai|Linux|Windows|Java|Python|Oracle|Salesforce|Okta|Autovacuum|Traffic|Support for|Firmware|Software|Hardware|Production|Staging|Access|Data for"
    r"|(?!SRE|DBA|NOC|SOC|QA|IT\b|HR|PMO|CERT|CSIRT|CTO|CIO|CISO|COO|CEO|DPO|DRI)[A-Z][A-Z\d/]+)\b"
)
# One word that may be a name: "Sunniva replays the hour".
_NAME = rf"\b(?!{_NO_NAME}|{_CALENDAR}|{_PRODUCT}|(?:{'|'.join(verb.capitalize() for verb in VERBS if verb not in _NAMED_ALIKE)})\b|\w*(?:ing|ion|ment|ity|ance|ence|ness|ure|age|fic)\b)[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d][\w-]+"
_OBJECT = r"(?:the|an?|all|both|each|every|its|our|their|his|her|two|three|four|five|six|\d|new|this|that|these|those|how|whether|it|them|through|rid|over|with|up|out|off|back|old|more|another)\b"
ANNOUNCES = re.compile(
    r"\b(?:will|shall|going to|to be|needs? to|has to|have to|must|should|ought to|(?:is|are) (?:to|planned|scheduled|due|supposed)|plans? to|intends? to|aims? to|wants? to|hopes? to|remains? to|remaining"
    r"|would be (?:good|nice|useful|helpful|great|better)|(?:was|is|been) agreed|(?:has|have) been (?:scheduled|planned)|agreed (?:that|to)|(?:was|is|been) decided|there will|remains to|still to|todo|[Tt]o[ -]do|(?:[Vv]olunteers?|[Hh]elpers?|[Ss]omeone|[Ss]omebody|[Oo]wners?) (?:is |are |still )?(?:wanted|needed|sought)|(?:his|her|their|my|next|first|second|last|other|remaining|open) (?:next )?(?:item|task|job|action item|action point|to-?do)s? (?:is|are)"
    r"|owner: ?\w+|the plan is)\b|\([Oo]wner:|'ll\b|’ll\b|\b[Ll]et's\b|\b[Ll]et’s\b"
    rf"|^\W*(?:(?i:(?:when|as soon as|once|after|before|on|by|in|from|until|starting)\b)[^,]{{1,60}}, )?(?:(?:then|also|next|finally|first),? )?(?:(?i:{BASE})\b(?! (?:[\w-]+ )?(?:are|is|was|were|has|have|had)\b)(?! (?:of|for)\b)(?!\s*[-/]))"
    rf"|^\W*(?:[Ff]irst(?:ly)?|[Ss]econd(?:ly)?|[Tt]hird(?:ly)?|[Ll]ast(?:ly)?|[Nn]ext|[Ff]inally|[Aa]lso|[Tt]hen|[Rr]emaining|[Ll]eft|[Oo]pen|[Ss]till open), |^\W*(?:[Nn]ext|[Tt]hen|[Aa]fter that|[Ll]ast|[Ff]irst|[Ss]econd|[Tt]hird) (?:on (?:its|the|his|her|our|their|my|[A-Z][\w-]+['’]s?) (?:\w+ )?list|in line|up|comes?)\b|^[^.:;]{{1,60}}: (?:then )?(?:{BASE})\b(?! (?:of|are|is|was|were|has|have|had|for)\b)"
    r"|\b(?:is|are|gets?) (?:\w+ly )?(?:\w+ed|set up|(?:re)?(?:written|built|done|made|laid|drawn|wound)|put|taken|split|shut|cut)\b[^.;]{0,60}? (?:by|on|until|before|from) (?:the )?\d"
    rf"|\b{PERSON}{_BESIDE} (?:and {PERSON} )?{_THEN}(?:{_DOES}|{_WILL_DO})\b"
    rf"|\b(?:[Tt]he|[Oo]ur|[Aa]) (?:[\w-]+ ){{0,3}}{TEAM}(?: \([^()]{{1,40}}\))? {_THEN}(?:{ACTS}|{BASE}|(?:is|are) \w+ing)\b"
    rf"|(?:^|[,:] |\band )\W*(?:[A-Z][\w-]+ ){{1,2}}{TEAM} {_THEN}(?:{ACTS}|{BASE}|{_WILL_DO})\b"
    rf"|\b(?:[Ss]he|[Hh]e) {_THEN}{_DOES}\b|^\W*(?:[Tt]hey|[Ww]e|I|[Ss]omebody|[Ss]omeone|[Oo]ne of us|[Ww]hoever [^,;]{{1,40}}?) {_THEN}(?:{ACTS}|{BASE})\b"
    rf"|^\W*(?:{PERSON}|@[\w.-]+) ?(?::|—|–|→)|\bowned by\b|\b(?:has|have) (?:taken (?:on|over)|volunteered (?:for|to)|agreed to)\b|^\W*(?=[A-Z])(?i:{_FIELD}|{_GROUP}) {_THEN}{_DOES} (?!(?:to|for|of|in|on|from|at|is|are|begins?|starts?)\b)"
    rf"|^\W*(?!{_NO_NAME}|{_CALENDAR})[A-Z][\w-]+(?:, [A-Z][\w-]+)* (?:and|&) [A-Z][\w-]+ {_THEN}(?:{BASE})\b"
    rf"|{_NAME} {_THEN}{_DOES} {_OBJECT}|\((?:[A-Z][\w.-]+ ?){{1,3}}\) {_THEN}(?:{_DOES}|{_WILL_DO})\b"
    rf"|^\W*(?!{_NO_NAME})[A-Z][\w-]+(?: [\w-]+){{0,2}} (?:{ACTS}|gets|gives|goes) (?:the|an?|all|both|each|every|its|our|their|two|three|four|\d|new|this|that|these|those|how|whether|it|them|through|rid|over)\b"
)
# A sentence of what is or was, where it stands in a list.
STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|did|does|do|cannot|works?|worked|stays?|stayed|remains?|remained|needs?|misses|means?)\b"
)
IRREGULAR = (
    "was|were|had|did|went|came|took|told|sent|made|got|brought|kept|saw|left|ran|froze|wrote|chose|drew|drove|fell|grew|knew|rose|spoke|threw|held|led|lost|met|paid|said|sold|stood|taught"
    "|thought|understood|won|caught|bought|dealt|fed|felt|fought|forgot|gave|hung|laid|meant|shook|shot|spent|stuck|swept|swung|tore|woke|withdrew|found|built|began|became|slept|sought|struck|swung|spun|sank|rang|drank|swam|lent|bent|bound|fled|ground|slid|wound"
)
# "Priya restored the gradebook on 4 December"
DID = re.compile(
    rf"^\W*(?:{PERSON}|{_NAME}) (?:has |have |had |also |then )*(?:\w{{2,}}ed|{IRREGULAR}) (?:the|an?|all|both|our|its|his|her|their|it|them|two|three|four|five|\d)\b"
)
# What only explains.
EXPLAINS = re.compile(
    r"\b(?:once|when|whenever|after|as soon as|because|so that|if|unless|where|while|whoever)\b(?! (?:date|day|week)\b)[^,;:]*|\b(?:that|which|who|whose)\b(?:(?!\b(?:was|were|is|are|will|gets?|goes|has|have)\b)[^,;:])*"
)
# What stands, for a while, is nothing to be done.
STANDS = re.compile(
    r"\b(?:remains?|stays?|lasts|expires?|continues?|is (?:not|still|only|already|slow|closed|open|off|on|live|unavailable|available|limited|read-only|frozen|in use|in place|safe|ready|known|valid|away|in force)"
    r"|are (?:not|still|only|already|slow|closed|open|off|on|live|unavailable|available|limited|read-only|frozen|in use|in place|safe|ready|known|valid|away)|until then|can|cannot|may|might|miss(?:es)?|fails?|knows?|means?|thanks?|sorry|there (?:is|are) no|no longer|works?)\b"
    r"|\b(?:freeze|leave|holidays?|season|term|audit|contract|support|warranty|licen[cs]e|certificate|sale|window|incident|outage)\b[^,;]{0,30}\b(?:begins?|starts?|ends?|runs? out|is|are|falls?)\b",
)
FROM_A_DAY = re.compile(
    r"^\W*(?:by|effective|no later than|from|as of|before|remaining,?|due|target:?)\s+(?:the )?[\dA-Z]", re.IGNORECASE
)
WILL = re.compile(r"\b(?:will|shall|going to|must|should|needs? to|has to|have to)\b|['’]ll\b")
DONE = re.compile(
    r"(?<!not )(?<!Not )(?<!yet )(?<!be )\b(?:done|merged|completed?|finished|shipped|closed|deployed|live since|in (?:use|place|force|production) since|already|fixed|resolved|released on|since (?:\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|then|yesterday|last))\b(?! by\b)"
    r"|^\W*(?:[Rr]everted|[Rr]estored|[Rr]eplaced|[Aa]dded|[Rr]emoved|[Ff]ixed|[Cc]hanged|[Mm]oved|[Dd]isabled|[Ee]nabled|[Rr]aised|[Ll]owered|[Rr]otated|[Uu]pdated|[Uu]pgraded|[Rr]olled back|[Rr]epaired|[Cc]reated|[Ww]ritten|[Ii]nstalled|[Ii]ncreased|[Rr]educed)\b"
    rf"|^\W*{PERSON}(?: \([^()]{{1,40}}\))? (?:has |have |had )?(?:(?!(?:agreed|promised|volunteered|offered|asked|decided|wanted|planned|started|needed)\b)\w{{2,}}ed|wrote|put|set|told|sent|made|took|gave|ran|brought|built|found|cut|split|shut)\b",
)
NOBODY = re.compile(
    r"^(?:tb[dca]|to be (?:defined|decided|determined|confirmed|assigned|named|agreed|announced|found)|n/?a|none|nobody|no one|unassigned|unowned|open|unknown|pending|vacant|[-–—?.\s_*]*|not (?:yet )?(?:assigned|known|decided|set|defined|clear)|someone|somebody|tdb|later|backlog|soon|asap|when possible|ongoing|everyone|all|we|us)\W*$",
    re.IGNORECASE,
)
OWNER_COLUMN = re.compile(
    r"\b(?:owners?|owned|who|responsible|responsibility|assignee|assigned|lead|person|team|name|dri|accountable)\b"
)
DUE_COLUMN = re.compile(r"\b(?:due|dates?|when|deadline|by|until|target|eta|finish|end|planned|timeline|term)\b")
# Who is named as taking it on, whatever else the step says.
OWNED = (
    re.compile(
        rf"(?:^|[(,;:&/—–→]\s?|\s->?\s|\b(?:and|by|with|to|for|from|asks?|expects|has|have|let|[Oo]wners?|[Ll]ead|[Aa]ssignee|[Rr]esponsible|DRI):? |\.\s){PERSON}\b"
        rf"|\b{PERSON}{_BESIDE} (?:and {PERSON} )?{_THEN}(?:{_DOES}|{_WILL_DO}|is|has)\b"
    ),
    re.compile(r"(?:^|[\s(,])@[\w.-]+"),
    re.compile(
        r"^\W*(?:owners?|responsible|lead|assignee) (?:for|of) [^:]{1,80}: *(?!tb[dc]|to be|nobody|none|unassigned|open\b|unknown|\?)\w|\b(?:owners?|owned by|responsible|assignee|assigned to|handed to|lead|led by|DRI|who):? ?\b"
        r"(?!tb[dc]|to be|nobody|none|unassigned|open\b|unknown|by\b|for\b)\w",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?i:the|our|by|an?|for|to|with|from|both|two|three) (?:[\w-]+ ){{0,3}}?(?:{_GROUP}|{_ROLE})\b(?! (?:of|for)\b)(?= *(?:[^\w\s]|$|(?:{_WILL_DO}|{_DOES}|is|has|owns|leads|handles|who|in|on|at|by|and|until|from|with|before)\b))"
        rf"|\b(?i:the|our|by|for) (?:[\w-]+ ){{0,2}}?{_FIELD}(?! (?:needs?|has|have|must|should|will|shall|is|are|ought)(?: to)? be\b)(?= *(?:[^\w\s-]|$|(?:{_WILL_DO}|{ACTS}|{BASE}|is|has|on|by|before)\b))"
        rf"|(?:^|[,:(] ?)\W*(?!{_NO_NAME})[\w-]+(?: (?:and )?(?!(?:of|for|in|on|to|the|all|both|an?|with|from)\b)[\w-]+){{0,2}} {TEAM}(?= *(?:[:(,)→]|[–—-] |(?:go|do|make|owns|leads|handles)\b|(?:{_WILL_DO}|{_DOES}|is|has|who|and|on|at|of|by)\b))"
    ),
    # "Anna: …", "Chiara → …"; what is to be done may stand there as well: "Alerting: …", "Next: …".
    re.compile(
        rf"^\W*(?i:{_FIELD}|{_GROUP})\s*(?::|→|->)(?!\s*\d)|^\W*(?!\d|{_CALENDAR}|{_NO_NAME}|{_PRODUCT}|(?i:still|tb[dca]|unassigned|nobody|team to|open|next|to ?do|action|planned|follow|measure|step|later|new|also|remaining|prod|production|staging|test|urgent|backlog|database|db|cache|queue|proxy|gateway|alerts?|alarms?|restore|deploy|pipeline|api|login|index|schema|replica|cluster|optional|critical|important|again|night|approved|quick win|reminder|background|scope|risk|budget|runbook|docs|config|settings|firewall|router|server|host|node|disk|memory|lag|certificate|cert|logs|metrics|dashboard|website|app|form|report|eu-\w+|us-\w+|foreseen|envisaged|scheduled|promised|requested|proposed|suggested|wanted|expected|outstanding|pending|done|goal|priority|task|ticket|idea|fix|high|low|medium"
        r"|plan|deadline|due|target|date|eta|note|short|long|mid|immediate|decided|agreed|technical|prevention|detection|mitigation|response|process|item|up|under|for now|not|improvement|what|how|why|where|we|owner|who)\b)"
        r"(?![A-Z]?[\w-]*(?:ing|ion|ment|ity|ness|[^aiue]s|ces|des|ses|tes)(?<!Hans)(?<!Lars)(?<!Jens)(?<!Niels)(?<!Nils)(?<!Jens)(?:\s*:|\s*→))[\w-]+(?: (?:(?:and|of|&) )?(?:[A-Z][\w-]*|"
        rf"(?i:{_GROUP}|{_FIELD}|{_ROLE})|\([^()]*\))){{0,3}}\s*(?::|→|->)(?!\s*\d)"
    ),
    re.compile(
        rf"\b(?:[Ss]he|[Hh]e) {_THEN}(?:{_DOES}|{_WILL_DO}|is|has)\b|\b[Tt]hey {_THEN}(?:will|shall|{BASE})\b|\b(?:by|with|to) (?:her|him|them)\b|\bsame (?:owner|person|people|team|two)\b|\bditto\b|\b[Hh](?:is|er) (?:next |first |second |last |other )?(?:item|task|job|turn)\b"
    ),
    re.compile(
        rf"\((?!{_CALENDAR}|{_PRODUCT})(?i:(?!tb[dc]|to be|backlog|open|unassigned))[A-ZÀ-ÞŁŚŻČŠŽ][\w&/+.’'-]*(?: [\w&/+.’'-]+){{0,2}}[,;)]|\((?:the )?(?:[\w-]+ ){{0,2}}{TEAM}\b|\bby (?!{_CALENDAR})[A-Z][a-z]\w+\b(?! \d)"
    ),
    re.compile(rf"{_NAME} {_THEN}{_DOES} {_OBJECT}"),
    re.compile(
        rf"\b(?!{_NO_NAME}|{_CALENDAR})[A-Z][\w-]+(?: [A-Z][\w-]+)? (?:has |have )?(?:volunteered|agreed|offered|promised|signed up|picked (?:it|this|that) up|taken (?:it|this|that) on|took (?:it|this|that) on)\b"
    ),
    # "Data platform splits the queries", "Anna will write it", "Ravi and Clara are going to"
    re.compile(
        rf"^\W*(?:[^,.;:]{{1,60}}, )?(?!{_NO_NAME}|{_CALENDAR})[A-Z][\w-]+(?: [\w&-]+){{0,2}} (?:{ACTS}|goes through|goes over|gets rid|gets the|gets all|gives|takes) (?!(?:to|for|of|in|on|from|at|begins?|starts?|is|are|will|goe?s?|runs?|ends?|per|by|needs?|have|gets?|comes?|must|should|shall|can)\b)"
        rf"|^\W*(?:[^,.;:]{{1,60}}, )?(?!{_NO_NAME}|{_CALENDAR})[A-Z][\w-]*[^\W\ds](?: [A-Z][\w-]+){{0,2}} (?:will|shall|is going to|has to|plans to|wants to|is \w+ing)\b(?! be\b)"
        rf"|^\W*(?!{_NO_NAME}|{_CALENDAR})[A-Z][\w-]+(?:, [A-Z][\w-]+)* (?:and|&) (?:[A-Z][\w-]+|the [\w-]+(?: [\w-]+)?) (?:will|shall|are|{BASE})\b(?! (?:\w+ed|be)\b)"
    ),
)
_SOLE = rf"(?!{_NO_NAME}|{_CALENDAR}|{_PRODUCT}|(?:{'|'.join(verb.capitalize() for verb in VERBS if verb not in _NAMED_ALIKE)})\b|(?:Owner|Priority|Deadline|Target|Goal|Plan|Action|Step|Task|Mail|E-?mail|Power|Heating|Cooling|Water|Air|Gas|Storage|Code|Text|Cash|Paper|Nothing|Output|Input|Advice|Equipment|Money|Electricity|Internet|Everything|Something|Anything|More|Most|Many|Much|Such|What|Which|Who|Whoever|How|Where|Why|Work|Work|Today|Tonight|Tomorrow|There|Here|He|She|They|You|I|Having|Following|Outstanding|Missing|Owing|Up|Out)\b|\w*(?:ing|ion|ment|ity|ance|ence|ness|ure|age|fic|ism|logy|ware|work)\b|(?!(?:Ines|Lukas|Jonas|Thomas|James|Chris|Nils|Lars|Jens|Anders|Agnes|Doris|Carlos|Luis|Marcus|Markus|Matthias|Tobias|Elias|Lucas|Nicolas|Niklas|Andreas|Klaus|Boris|Iris|Dennis|Curtis|Louis|Francis|Charles|Frances|Alexis|Idris|Mattias|Johannes|Hannes|Kostas|Nikos|Mercedes|Dolores|Lis|Els|Wes|Russ|Ross|Jess|Tess|Inès|Luís|Inês)\b)\w+s\b)[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d_][\w-]*"
# A name alone, as what only a person does or is shows: "Petra's task", "Petra is asked to", "[Infra] move the keys".
# "Marek to add it" is somebody's, "Runbook to list it" is nobody's.
_THINGS = (
    "Runbook|Alarm|Alert|Script|Server|Queue|Dashboard|Monitor|Cache|Report|Website|App|Router|Pump|Firewall|Scheduler|Pipeline|Database|Cluster|Contract"
    "|Gateway|Door|Valve|Sensor|Budget|Form|List|Page|Test|Check|Job|Limit|Backup|Rota|Checklist|Letter|Menu"
)
_NOT_OF_THINGS = "".join(rf"(?<!{thing} )" for thing in _THINGS.split("|"))
# Parts of a house, where they do something: "the pharmacy writes it", "our Porto office".
_UNIT = r"(?:pharmacy|wards?|control room|laborator(?:y|ies)|labs?|clinic|faculty|institute|secretariat|reception|treasury|warehouse|workshop|depot|newsroom|studio|agency|authority|ministry|municipality|operator|bank|company|shift|headquarters|HQ|subsidiary|plant|factory|school|consulate|accounting|accounts payable|payroll|procurement|marketing|sales|estates|network|housekeeping|dispatch|logistics|editors)"
# Where who does it is told beside it and not in a sentence: "(AppSec)", "– line 2 –".
_BESIDE_IT = r"(?:networks?|networking|infra(?:structure)?|AppSec|SecOps|NetOps|DataOps|MLOps|DevRel|Comms|InfoSec|PO|PR|devs|(?:[\w-]+ )?(?:devs|team)|(?:line|tier|level) \d(?: support)?)"
OWNED_BY_ONE = (
    re.compile(
        rf"[(–—:,-] ?(?i:the |our )?(?i:{_BESIDE_IT})(?= *(?:[–—,;)]|-\s|$))|^\W*(?i:{_BESIDE_IT})(?=:| will\b)|[–—-] ?(?i:the |our )?(?:[\w&-]+ ){{0,2}}(?i:{_GROUP}|{_FIELD}|{_ROLE})(?= *[–—-])"
        rf"|\b(?:[A-Z]\. ?){{1,2}}[A-ZÀ-Þ][a-zà-ÿ]\w+|[(,–—-] ?[a-z]{{3,}}\.(?!yaml|yml|json|txt|conf|cfg|org|com|net|html|toml|xml|csv|log|service)[a-z]{{3,}}(?= *(?:[–—,;):]|-\s|$))|^\W*(?:[Hh]ead|[Dd]irector|VP|[Cc]hief) of [\w-]+|^\W*(?!(?:AM|PM|UK|US|EU|OS|DB|TV|VM|ID|UI|CI|CD|HA|P\d|Q\d|H\d)\b)[A-Z]{{2}}:"
        rf"|\b[A-Z][’'][A-Z][a-z]+"
    ),
    re.compile(
        rf"^\W*(?:[^,.;:]{{1,60}}, )?(?:(?:[Tt]he|[Oo]ur) (?:[\w-]+ ){{0,2}}|(?=[A-Z]))(?i:{_UNIT})(?: in \w+)? {_THEN}(?!(?:gets?|receives?|has|needs?|becomes?|moves?|goes?|runs?|works?)\b)(?:(?:will|shall|is to|is going to|has to) (?!be\b)|[a-z][\w-]+s )(?={_OBJECT}|\w)"
    ),
    re.compile(
        rf"^\W*{_SOLE}(?: ?(?:\+|/|,|&|and) ?(?:{_SOLE}|the \w+(?: \w+)?))+ ?(?::|(?:will|shall|are|go|{BASE})\b)|\b(?:Dr|Prof|Mr|Mrs|Ms|Mx)\b\.? ?[A-ZÀ-Þ]\w+"
    ),
    re.compile(
        rf"^\W*(?=[A-Z])(?!(?:Engineers|Developers|Staff|Colleagues|Teams?|Contractors)\b)(?i:{_FIELD}|{_GROUP}) {_THEN}(?:will|shall|is to|are to|is going to|has to) (?!be\b)\w+"
    ),
    re.compile(rf"\.\s{_SOLE} {_THEN}(?:[a-z][\w-]+s|will \w+) (?:it|this|that|both|so|these|them)\b"),
    re.compile(
        rf"^\W*{_SOLE}(?: [A-Z][\w-]+)?, [^:,]{{0,25}}\d[^:,]{{0,12}}:|\[(?!{_CALENDAR}|(?i:x|p\d|high|low|medium|todo|open|tbd|done)\])[A-ZÀ-Þ][\w .-]{{1,30}}\]"
        rf"|(?:[–—,;(-] ?)(?!(?:AM|PM|UK|US|EU|OS|DB|TV|VM|ID|UI|CI|CD|GB|MB|TB|KB|HA|AZ)\b)[A-Z]{{2}}(?= *(?:[–—,;)]|-\s|$))|\b(?i:resp|pic|poc|ass)\b[.:]* ?(?!{_CALENDAR}|TB)[A-Z@]"
    ),
    re.compile(
        rf"^\W*(?:[^.;:]{{1,80}}, |(?:also|next|now|then|finally) )?{_SOLE}(?: (?:and|&) {_SOLE})?(?:'s\b|’s\b|, (?:could|can|would|will|please|with|together|who)\b| {_THEN}(?:is|was|has|had|would|will|intends?|hopes?|means|wants?|plans?|owns|leads|handles|drives|{_NOT_OF_THINGS}to (?=(?:{BASE})\b)|(?-i:(?!{_NO_NAME})[a-z][\w-]+s) (?={_OBJECT}))\b)"
    ),
    re.compile(
        r"^\W*\[(?!\s*[xX]?\s*\]|(?i:p\d|high|low|medium|todo|open|tbd|new|short|long|urgent|prevent|detect|mitigate|process|idea|must|should|could|nice))[A-Za-z][\w &/.-]{1,40}\]"
    ),
    re.compile(
        rf"\b(?i:job|task|one|matter|something|work|item|homework|(?:remains|left|remaining)) (?i:for|of|with) (?!{_CALENDAR}|{_PRODUCT}|The\b)[A-ZÀ-Þ]\w+|\b(?i:from|by|with|of|to|for) (?:him|her|them)\b|\b(?:hers|theirs)\b|\bon (?:his|her|its|their|[A-Z][\w-]+['’]s?) (?:\w+ )?list\b|\bgets? (?:it|this|that|them|these|those|one|the \w+|an? \w+) from (?!{_CALENDAR}|{_PRODUCT}|{_NO_NAME})[A-ZÀ-Þ][^\W\d]\w+"
    ),
    re.compile(
        rf"\| *(?!{_CALENDAR}|{_PRODUCT}|{_NO_NAME}|(?i:tb[dc]|none|open|n/a|done|high|low|medium|yes|no)\b)[A-ZÀ-ÞŁŚŻČŠŽ][\w’'-]+ *(?:\||$)"
    ),
    re.compile(rf"(?:->|→|—>|=>) ?(?!{_CALENDAR}|{_PRODUCT}|{_NO_NAME})[A-ZÀ-ÞŁŚŻČŠŽ]\w"),
    re.compile(
        rf"(?:^|[,(–—/-] ?|: ?)(?i:the )?(?:[\w&-]+ ){{0,2}}(?i:{_GROUP}|{_FIELD}|{_ROLE})\W*(?=$|[,;)(])|\b(?:from|by|with|via) (?:[Tt]he )?(?:(?:[A-Z][\w-]+ ){{1,2}}(?i:{_GROUP}|{_FIELD}|{_ROLE})|(?=[A-Z])(?i:{_GROUP}|{_FIELD}))\b"
    ),
    re.compile(
        rf"\b(?i:both|it is|two of them,) {PERSON}|\b(?i:both|it is|that is|is now|asked|ask|tasked|with|remains with|falls to|up to|belongs to) (?!{_CALENDAR}|{_PRODUCT}|{_NO_NAME})[A-ZÀ-Þ][a-zà-ÿ]+"
    ),
)
# Who has a group's, an office's or a role's name, whatever stands before it: "SIS Support: …", "By 3 May the print shop must …".
_OFFICE = rf"(?:{_GROUP}|{_ROLE}|{_UNIT}|centers?|centres?|shop|store|house|shift|service|line|kitchen|section|division|association|society|hotline|front desk|back office|control|planning|records|affairs|relations|maintenance|administration|attendants?|keepers?)"
OWNED_BY_OFFICE = (
    re.compile(
        rf"^\W*(?:[\w&./-]+ ){{1,3}}(?i:{_OFFICE})\s*(?::|→|->)(?!\s*\d)|^\W*(?:[A-Z][\w&./-]* ){{1,3}}(?=[A-Z])(?i:{_FIELD})\s*(?::|→|->)(?!\s*\d)|^\W*(?i:{_ROLE}|{_UNIT}|kitchen)(?: of [\w ]{{1,25}})?\s*(?::|→|->)|^\W*(?:[A-Z]\. ?){{2,3}}:"
        rf"|^\W*(?i:{_UNIT}|{_GROUP}|theatre|bench|pier|gate|station|studio|room|hall) \d+[A-Z]?\s*:"
    ),
    re.compile(
        rf"(?:^|[,:(] |\b(?:[Tt]he|[Oo]ur|[Bb]y|[Oo]n|[Bb]efore|[Uu]ntil|[Ff]rom|[Aa]fter) )(?:[\w&./'’-]+ ){{0,5}}(?:(?!(?:services|network)\b)(?:{_GROUP}|{_ROLE}|{_UNIT}|[a-z]*shop|kitchen|section|division|front desk|back office)|(?<=[A-Z\da-z] )(?=[A-Z])(?i:{_OFFICE}|{_FIELD})) {_THEN}(?:must|should|will|shall|ought to|(?:needs?|has|have|is|are) to|(?:is|are) going to) {_THEN}(?!be\b|get\b|have\b|go\b|come\b|to\b|run\b|work\b|stay\b|fit\b)[a-z]{{2,}}"
    ),
    re.compile(
        rf"^\W*(?:[^,.;:]{{1,40}}, )?(?!{_NO_NAME})[A-ZÀ-Þ][\w'’-]+ (?:&|\+) [A-ZÀ-Þ][\w'’-]+(?: \([^()]{{1,40}}\))? {_THEN}(?:(?:must|should|will|shall|ought to|(?:needs?|has|have|is|are) to) (?!be\b)|{_DOES} {_OBJECT})"
    ),
)
# "Thijs: …", unless it is a thing in the plural.
LABEL_IN_S = re.compile(r"^\W*(?P<label>[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d_]+s): ")
_IN_PLURAL = set_of(
    "backups replicas dashboards servers pumps valves sensors printers timeouts retries probes trains tablets fuses modems routers switches jobs limits tests lists checks fixes patches scripts tools docs runbooks"
    " caches queues indexes certificates thresholds containers workers nodes pods clusters hosts machines drills rehearsals trainings meetings checklists manuals plans steps actions tasks items measures improvements follow-ups"
    " processes changes rollbacks releases deploys deployments builds pipelines lamps batteries filters belts locks signs stickers announcements templates macros spares stocks supplies costs leftovers basics specifics always"
    " this as is was yes perhaps besides thus less unless news series means status bus gas analysis axis basis chassis radius focus campus virus corpus canvas atlas lens"
)


def may_be_name(label: str) -> bool:
    word = label.lower()
    return word not in _IN_PLURAL and ORDINARY.isdisjoint((word, word[:-1], word.removesuffix("es")))


NAMED_ONE = re.compile(rf"{PERSON}\b|(?:^|[\s(,])@[\w.-]+")
OWNED_OUTSIDE = re.compile(
    rf"^\W*(?:the|our) (?:[\w-]+ ){{0,2}}{_OUTSIDE}(?:'s|’s) (?!patch|fix|release|firmware|update)\w+|(?:^|, )\W*(?i:the|our|their) (?:[\w-]+ ){{0,2}}{_OUTSIDE}(?= {_THEN}(?:{_WILL_DO}|{_DOES}|is|has|have|are)\b)|\bby (?:the|our|their) (?:[\w-]+ ){{0,2}}{_OUTSIDE}\b|[,(–—-] ?(?:our |the )?(?:\w+ )?{_OUTSIDE}(?= *(?:$|[–—,):-]))|^\W*(?:the |our )?{_OUTSIDE}(?=:)|\b(?:with|remains with|up to|a matter for|lies with) (?:the|our) {_OUTSIDE}(?= *(?:$|[,)]))",
    re.IGNORECASE,
)
# Nobody in particular.
ANYBODY = re.compile(
    r"^\W*(?:(?:on|by|in|before|from|until|next|this|once|after|then|also|still)\b[^;:]{0,60}? )?(?:someone|somebody|anyone|anybody|everyone|everybody|nobody|no one|one of (?:us|you|our \w+|the \w+)|any of us|all of us|each of us|whoever|a colleague|a volunteer|(?:engineers|developers|staff|colleagues|people|admins|operators|technicians)(?= (?:will|are|have|should|must|shall|need|(?!of|in|on|for|at|with|from)[a-z]+))|(?:all|every|each) teams?|the (?:whole|entire) team|the team as a whole|the usual suspects)\b",
    re.IGNORECASE,
)
# A word within a sentence that may well be somebody's name: better to be silent.
MAY_BE_NAME = re.compile(
    rf"(?<=[a-zà-ÿ\d,;:)—–(-] )(?<!\b[Tt]he )(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bon )(?<!\bto )(?<!\bfrom )(?<!\ba )(?<!\ban )(?<!\bfor )(?!{_PRODUCT}|{_CALENDAR}|{_NO_NAME})[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d_A-Z]{{2,}}(?!\w)(?! \d)"
    rf"|^\W*(?!{_PRODUCT}|{_CALENDAR}|{_NO_NAME})[A-ZÀ-ÞŁŚŻČŠŽ][a-zà-ÿł]{{2,}}, please\b"
)
# "Owner: ?"
UNOWNED = re.compile(
    r"\b(?:owners?|assignee|responsible|lead|who|dri)\b(?: is| to be)?:?\s*(?:\?|-|–|—|tb[acd]\b|to be|nobody|none\b|unassigned|open\b|unknown|vacant|missing|not (?:\w+ )?yet|not (?:agreed|known|named|decided|set|found)|still|wanted|n/?a\b|pending)|\b(?:unassigned|unowned|no owner|without (?:an )?owner|needs an owner|owner (?:wanted|needed|missing)|(?:volunteers?|helpers?|someone|somebody) (?:is |are |still )?(?:wanted|needed|sought)|owner to (?:follow|be \w+))\b",
    re.IGNORECASE,
)
NO_DAY = re.compile(
    r"\b(?:backlog|tb[dca]|to be (?:defined|decided|determined|confirmed|agreed|scheduled)|not yet scheduled|no date)\b",
    re.IGNORECASE,
)
