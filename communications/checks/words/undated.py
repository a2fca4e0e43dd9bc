"""More ways to put something off to no day: lengths that nobody counts, what is nearly there, what waits for the right moment. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.families import Families, any_of, family
from communications.checks.words.lists import set_of

_UNITS = r"(?:minutes|hours|days|weeks|months|quarters|years)"
_UNIT_WORDS = "minutes hours days weeks months quarters years"
_NEWS = r"(?:updates?|news|fix|report|information|details|announcement|answers?|post-?mortem|write-?up|letters?|patch|release|version|solution|help|replacements?|explanation)"
_FREE = r"(?:minute|moment|chance|hour|time|gap|breather|slot|second|day|afternoon|morning|evening|opportunity|opening|window)"

# As they stand.
UNDATED = Families(
    family(
        ("about", "to", "is are am s re"),
        r"\b(?:(?:is|are|am)|(?<=\w)'(?:s|re)) (?:just |now |all |finally )?about to (?!\d|the\b|an?\b)\w+",
    ),
    family(
        ("verge point brink cusp threshold reach sight grasp",),
        r"\bon the (?:verge|brink|cusp|threshold) of\b|\b(?:is|are) on the point of\b|\b(?:is|are) (?:now |finally |well )?(?:within|in) (?:reach|sight|grasp)\b",
    ),
    family(
        ("close near nearer closer",),
        r"\b(?:is|are|'re|'m) (?:very |now |quite )?(?:close|near|nearer|closer) to (?:a|an|the|being|having|finding|\w+ing) (?:\w+ ){0,2}?(?:solution|fix|answer|end|goal|opening|reopening|launch|result|repair|cause|finish|agreement|completion|breakthrough|back|able|done|ready|restored|finished|open|online)\b",
    ),
    family(
        ("phase stage stages lap leg stretch round steps line list",),
        r"\bin (?:its|their|our|the) (?:very )?(?:last|final|closing|home) (?:phase|stages?|lap|leg|stretch|round|steps)\b|\b(?:is|are|'s) next (?:in line|on (?:our|the) list)\b",
    ),
    family(
        ("coming come continued later moment",),
        r"\b(?:is|are) coming(?: up| along| together)?(?= *(?:[.;!]|$))|^\W*(?!(?:no|not|nothing)\b)(?:\w+ ){0,3}(?:more|further|news|details|information|updates?) (?:\w+ ){0,3}?(?:to come|in a moment|coming|later(?: on)?)(?= *(?:[.;!]|$))|^\W*to be continued\b",
    ),
    family(
        ("way", "its their the", "on"),
        rf"\b{_NEWS} (?:is|are) (?:already |now |well )?on (?:its|their|the) way\b",
    ),
    family(
        ("touch contact",),
        r"\b(?:will|shall|'ll|going to|to) (?:also |all |then |personally )?(?:be|get) (?:back )?in (?:touch|contact)\b(?! (?:by|on|within|before|if|when you|until)\b)",
    ),
    family(
        ("forthcoming warrant warrants dictate dictates require requires permit permits can able",),
        r"\b(?:is|are|be) forthcoming\b|\bas (?:events|circumstances|developments|needs|conditions|the situation) (?:warrants?|requires?|dictates?|permits?)\b|\b(?:when(?:ever)?|once|as soon as) (?:he|she|they|it|(?-i:[A-Z][\w-]+)) (?:can|is able to|are able to)(?= *(?:[.,;!]|$))",
    ),
    family(
        ("shortest soonest",),
        r"\b(?:in|within) (?:the )?(?:very )?shortest (?:possible )?(?:time|while|period|delay)\b|\bsoonest\b(?! \w)",
    ),
    family(
        ("give allow grant",),
        r"\b(?:give|allow|grant) (?:our [\w-]+|them|it|the [\w-]+) (?:just |only |another |still )?(?:a |some |more |the |few )*(?:little |short |bit (?:of |more )?)*(?:more )?(?:while|time|moment|days|weeks|longer)\b(?! ?\(\d)",
    ),
    family(
        ("luck well plan hopefully hope crossed willing",),
        r"\b(?:with (?:a bit of |any |some |a little )?luck|if (?:all|everything) goes (?:well|to plan|according to plan|right)|all being well|fingers crossed|god willing|hopefully|we (?:very much )?hope)\b[^.;!?]{0,60}?\b(?:this|next|the coming|early|later) (?:week|month|quarter|season|term|spring|summer|autumn|winter|year)\b|\b(?:this|next|the coming) (?:week|month|quarter|season|term|spring|summer|autumn|winter|year),? (?:we hope|hopefully|with luck|fingers crossed|most likely|probably)\b",
    ),
    family(
        ("later", "comes come follows follow returns return reopens reopen deal dealt proceed proceeds goes go"),
        r"\b(?:comes?|follows?|returns?|reopens?|(?:deal\w*|proceed\w*) with [^.;!?]{1,40}|comes? back|goes? out) later(?= *(?:[.;!]|$))",
    ),
    family(
        ("hear separately round around", "us you them everyone to"),
        r"\b(?:will|shall|'ll) hear (?:back )?from us(?: again| separately| in time)?(?= *(?:[.;!]|$))|\b(?:inform|notify|contact|write to|tell) (?:you|them|everyone) separately\b|\b(?:will|shall|'ll) (?:also )?get (?:round|around) to\b",
    ),
    family(
        ("long", "not"),
        r"^\W*not (?:very |too |so )?long\W*$",
    ),
    family(
        ("week month quarter weeks months days hours minutes", "or few couple several some"),
        r"\b(?:this|next) (?:week|month|quarter|term) or (?:the )?(?:next|one after|week after)\b|^\W*(?:(?:just|only|about|maybe|perhaps) )?(?:a|another) (?:few|couple of|handful of) (?:more |further )?(?:minutes|hours|days|weeks|months)\W*$",
    ),
    family(
        (
            "date day time decision moment hour minute",
            "once when soon",
            "set fixed known agreed made decided taken reached quiet free spare slow",
        ),
        r"\b(?:once|when|as soon as) (?:a|the|we have a|there is a) (?:new |firm |final |exact )?(?:date|day|time|decision) (?:is|has been|was)? ?(?:set|fixed|known|agreed|made|decided|taken|reached)\b|\b(?:once|when(?:ever)?|as soon as) there(?: is|'s) an? (?:quiet|free|spare|slow) (?:moment|minute|hour|day|time)\b",
    ),
    # At once, unless it is said upon what.
    family(
        ("immediately instantly straightaway",),
        r"\b(?:will|shall|'ll|going to) (?:be |also |now )*(?:contact|inform|notif|call|write|send|sent|refund|pa(?:y|id)|repair|replac|return|reimburs|begin|act|deal|address|remed|correct|fix|credit|answer|tell|told)\w* (?:[\w'-]+ ){0,6}?(?:immediately|instantly|straightaway)(?= *(?:[.;!]|$))",
    ),
    # "We will share details as they become available."
    family(
        (
            "updates update information details news tell inform informed share post write report posted know keep more",
            "available known hand clear in light progresses proceeds advances continues goes evolve evolves develop develops unfold unfolds emerge emerges moves",
            "as",
        ),
        r"\b(?:updates?|information|details|news|tell|inform(?:ed)?|share|post|write|report|posted|know|keep|more)\b[^.;!?]{0,60}? as (?:(?:and when )?(?:more |further |any |new |additional |it |they )?(?:(?:it|they|information|details|updates|news|facts|results|answers) )?(?:becomes?|comes?|is|are|gets?|emerges?) (?:available|known|in|to hand|clear(?:er)?|to light)"
        r"|(?:the |our )?(?:[\w-]+ )?(?:work|works|investigation|inquiry|repairs?|recovery|review|rollout|situation|things|events|case|matter|analysis) (?:progress(?:es)?|proceeds?|advances?|continues?|goes on|evolves?|develops?|unfolds?|moves? (?:on|along|forward)))\b",
    ),
    # No day at all.
    family(
        (
            "eta date timeline timetable timing timescale schedule when",
            "no not cannot t unknown tba tbc tbd open pending uncertain unclear undecided early impossible hard",
        ),
        r"\b(?:no|not an?|without an?) (?:firm |exact |fixed |new |clear |definite |precise |reliable )?(?:date|eta|timeline|timetable|time ?frame|schedule)\b(?: (?:for|of) (?:\w+ ){1,3}?)?(?: ?(?:yet|so far|as yet|at (?:this|the) (?:time|moment|point|stage)|at present|for now))?",
        r"\b(?:eta|timing|dates?|timeline|timetable|timescale|schedule|deadline)(?: (?:of|for) (?:[\w-]+ ){1,3}?(?=is|are|remains?))?(?: ?is| are| remains?|:)? ?(?:still |as yet )?(?:unknown|tb[acd]|open|pending|uncertain|unclear|undecided|not (?:yet )?known)\b",
        r"\b(?:cannot|can't|can not|not able to|unable to|(?<!made it )(?<!was )(?:too early to|impossible to|hard to)) (?:yet |now |as yet )?(?:give|say|name|tell|commit|predict|estimate|promise|state|provide)\b[^.;!?]{0,30}?\b(?:date|when|how long|eta|timeline|timetable|exact time)\b",
        r"^\W*when [^.;!?]{3,50} (?:is|remains) (?:still |as yet )?(?:open|unclear|unknown|undecided|uncertain|not (?:yet )?known)\b",
    ),
    family(
        ("later", "scheduled postponed moved deferred planned put delayed rescheduled adjourned check"),
        r"\b(?:scheduled|postponed|moved|deferred|planned|put off|delayed|rescheduled|adjourned) (?:for|to|until) (?:a )?later\b",
        r"\bcheck (?:back|in again|here) (?:again )?(?:later|another time)\b",
    ),
    family(
        ("take takes wait", "while time bit longer little"),
        r"\b(?:will|'ll|going to) (?:still |also |probably |\w+ )?take (?:us |you )?(?:quite )?(?:a (?:little |good )?while|some (?:more )?time|a (?:little )?bit|a little|longer|time|more time)\b(?=[^.;!?]{0,12}\b(?:until|before|till)\b| *(?:[.,;!]|$))|\b(?:will|shall|'ll) (?:\w+ ){0,2}?have to wait (?:a |some |quite )?(?:little |bit |while|time|longer)\b",
    ),
    family(
        ("safe touches push", "when until once final finishing last more"),
        r"\b(?:when|until|once) (?:it is|it's|we are sure it is) safe\b|\b(?:final|finishing|last) touches\b",
    ),
    family(
        (
            "week month day year quarter sprint season days weeks months hour hours fortnight",
            "or",
            "so two three more thereabouts the",
        ),
        r"\b(?:(?:a|one|two|three|four|five|six|\d+|next) (?:more )?(?:week|month|day|hour|fortnight|quarter|sprint|season|year)s? or (?:so|two|three|more|thereabouts)|or the (?:one|days?|weeks?|months?|sprint) after(?: that)?|(?:day|week|month|sprint|quarter|season|year)s? or (?:so|thereabouts|the (?:one|next)))\b",
    ),
    family(
        ("time things", "when once", "right ripe comes come calm calmed calms settle settled quiet quieter"),
        r"\b(?:when|once) (?:the time (?:is (?:right|ripe)|comes?|has come)|(?:things|everything|it all) (?:have |has |is |are )?(?:calm\w*|settle\w*|quiet\w*|back to normal))\b",
    ),
    # "when she gets round to it", "in her next free slot"
    family(
        (
            "round around minute moment chance hour time gap breather slot second day afternoon morning evening opportunity opening window capacity room space",
            "when once whenever soon moment free spare available quiet open first",
        ),
        rf"\b(?:when|once|whenever|as soon as|the (?:moment|minute)) (?:[\w-]+ ){{1,2}}?(?:(?:gets?|comes?) (?:round|around) to|(?:has|have|finds?|gets?) (?:an?|the|some|more) (?:free |spare |quiet |little |bit of )?{_FREE}|(?:has|have|finds?|gets?) (?:time|capacity|room|space))\b|\b(?:her|his|their|our|its|the) (?:next|first) (?:free|spare|available|quiet|open) {_FREE}\b|\bfirst chance\b",
    ),
    family(
        ("flash trice heartbeat twinkling jiffy tick snap",),
        r"\bin (?:just |only |but )?(?:a|the) (?:(?:very|little|short|quick) )*(?:flash|trice|heartbeat|twinkling|jiffy|tick|snap)\b",
    ),
    family(
        ("while moment bit time", "just only but next coming some short little"),
        r"\bin (?:the )?(?:course of (?:the )?)?(?:next|coming) time\b|\bin (?:just|only|but) a (?:(?:little|short) )?(?:while|moment|bit)\b|\b(?:in|within) (?:some|a short|a little) (?:time|while)\b(?= *(?:[.,;!]|$))",
    ),
    family(
        ("patient patience bear hang hold stand wait longer",),
        r"\b(?:be patient|have patience|bear with us|hang (?:on|tight|in there)|hold (?:on|tight)|stand by)\b[^.;!?]{0,20}? (?:(?:just |only )?an?(?: bit)? (?:little|while|bit|moment)|(?:little |bit )?longer|some more time)\b|\b(?:a little|some|a bit of|a bit more|a little more) (?:more )?patience\b(?= (?:and|until|till|before))|\b(?:a|the) (?:very )?short wait\b",
    ),
    family(
        ("speed pace haste steam throttle",),
        r"\bwith all (?:possible|due|available) (?:speed|haste)\b|\bat (?:full|top|breakneck|great) (?:speed|pace|steam|throttle)\b|\bat pace\b",
    ),
    family(
        ("date day time dates timing timetable schedule", "yet not still separately once when later known"),
        r"\b(?:date|day|time|timing|timetable|schedule)s?\b[^.;!?]{0,40}? (?:(?:is|are|has|have) )?(?:(?<!was )(?<!were )not (?:yet )?(?:been )?|yet to be |still to be |still being |yet )(?:known|fixed|set|agreed|decided|clear|determined|announced|available(?! (?:on|at|in|here|from|right|to|for (?:some|a few|several))\b)|named|foreseeable|certain|final|finali[sz]ed|scheduled|worked out)\b|\b(?:of|about) the (?:new |exact )?(?:date|time|day) (?:separately|later)\b|\b(?:name|announce|give|publish|communicate|set|fix|share|confirm) (?:you )?(?:a|an|the|our) (?:\w+ )?(?:date|time|day|timetable|schedule|deadline) (?:once|when|as soon as|later|separately)\b",
    ),
    family(
        ("time", "know inform informed informing told tell notified announce announced warned warn advise advised"),
        r"\b(?:let (?:you|everyone|them) know|inform\w*|told|tell you|notified|announced?|warned?|advised?) (?:\w+ ){0,2}?in (?:good |due |ample |plenty of )?time\b(?= *(?:[.,;!]|$))",
    ),
    family(
        ("version release update patch build sprint iteration firmware", "next coming following"),
        r"\b(?:with|in|as part of) (?:the|our|its|their|a) (?:next|coming|following) (?:\w+ )?(?:version|release|patch|build|sprint|iteration|firmware)\b(?! (?:on|by|due|planned|out|notes|of|ending|starting)\b| ?[(,–—])",
    ),
    family(
        ("one some", "next coming upcoming following"),
        r"\b(?:one|some) of (?:the|our|your|their|its) (?:next|coming|upcoming|following)\b",
    ),
    family(
        ("long far",),
        r"(?:\bnot|n't) (?:make|keep|let|have) \w+ wait(?:ing)? (?:too |very |for |so )?long\b|\bnot far (?:off|away)\b",
    ),
    family(
        ("after thereabouts", "or"),
        r"\bor the (?:one|days?|weeks?|months?|sprint) after(?: that)?|\bor thereabouts\b",
    ),
    family(
        ("matter question", "minutes hours days weeks"),
        r"\b(?:it's|it is|is|just|only) a (?:matter|question) of (?:minutes|hours|days|weeks)\b",
    ),
)
# Only where something is to come.
LATER = Families(
    family(
        (_UNIT_WORDS, "few couple handful some several number"),
        r"(?<!past )(?<!last )(?<!every )(?<!previous )(?<!first )\b(?:a|another|just a|only a|these|some|several) (?:good |mere |very )?(?:few |couple of |handful of |number of )?(?:more |further |short |extra |additional |hectic )?(?:working |business |calendar )?(?<!\ba )(?:days|weeks|months|quarters|years)\b(?! (?:of (?!work|testing|patience|waiting)|ago|earlier|later|before|after|old|long|in advance|prior|apart|per|a (?:week|month|year)|each|every|beforehand|longer than))",
    ),
    family(
        ("moment minute second day hour time", "any"),
        r"\bat any (?:moment|minute|second)\b|\b(?:any|at any) (?:moment|minute|day|hour)\b(?! of\b)",
    ),
    family(
        ("time course", "in over with"),
        r"(?<!finish )(?<!finishes )(?<!finished )(?<!complete )(?<!completed )(?<!completes )(?<!end )(?<!ends )(?<!done )(?<!ready )(?<!caught )(?<!there )(?<!noticed )(?<!detected )(?<!reach )(?<!reached )(?<!stopped )(?<!arrive )(?<!arrives )(?<!just )(?<!back )(?<!be )(?<!delivered )(?<!right )\b(?:in|over|with) time(?= *(?:[.,;!]|$))|^\W*(?:in|over|with) time,? (?=the|all|every|our|your|we|they|it)|\bin the course of (?:the )?(?:next|coming|spring|summer|autumn|fall|winter|year|season|term|time)\b(?! (?:week|month|quarter|year)\b)",
    ),
    family(
        ("manner fashion timely quickly swiftly speedily expeditiously promptly rapidly",),
        r"\bin an? (?:timely|prompt|speedy|swift|expeditious|expedited) (?:manner|fashion|way)\b|\b(?:back to (?:you|them)|handled|answered|processed|settled|resolved|dealt with|attended to|treated|refunded|paid|replaced|repaired|restored|sent|delivered|posted|contacted|informed|notified|followed up|fixed|completed|looked into|seen to|put right|sorted|cleared|put in|merged|shipped|added|reopened|reply|respond|answer|act|follow|move|work) (?:up )?(?:very )?(?:quickly|swiftly|speedily|expeditiously|promptly|rapidly)\b",
    ),
    family(
        ("eventually gradually",),
        r"^\W*eventually,? (?!it\b)(?:\w+ ){1,4}?(?:is|are|will|gets?|comes?|goes?|moves?|has|have)\b(?! (?:been|found|\w+ed)\b)",
    ),
    family(
        ("question matter", "time"),
        r"\b(?:is|are|'s) (?:only |just |now |merely )?a (?:question|matter) of time\b",
    ),
    family(
        ("soon", "enough"),
        r"\bsoon enough\b",
    ),
    family(
        ("by", "and little bit"),
        r"\bby and by\b|^\W*(?:little by little|bit by bit),",
    ),
)
WAS = any_of(
    r"\b(?:was|were|had|did|became|began|went|came|took|told|sent|made|got|brought|kept|saw|left|ran|has been|have been)\b",
    r"(?<!is )(?<!are )(?<!be )(?<!gets )(?<!get )(?<!being )(?<!ly )\b(?!need|speed|feed|indeed|expected|planned|scheduled|remaining|unexpected)\w{3,}ed\b(?= (?:the|a|an|our|all|us|you|it|for|on|in|after|before|since|from)\b|[.,;]|$)",
)
# What is to come.
TO_COME = any_of(
    r"\b(?:will|shall|going to|to be|expect(?:s|ed|ing)?|hop(?:e|es|ing)|(?-i:may) [a-z]+|aim(?:s|ing)?|plan(?:s|ned|ning)?|should|might|takes? (?:us |a|an|another|some|several|\d)|needs?|bear|allow us|give us|grant us|allow for|patien\w+|from now|until you|before you|to wait|reckon|count on|remaining|outstanding|pending|the rest|the others?|due|aiming|intends?|is to|are to|about to|arrives?|follows?|reopens?|comes?|returns?|gets?|is being|are being|look forward|promise|eventually|gradually|until)\b",
    r"'ll\b",
    r"\b(?:we|our|they|she|he) (?:answer|reply|respond|exchange|replace|open|send|refund|contact|inform|write|handle|settle|treat|process|pay)s?\b",
)
NOT_THEN = any_of(r"\bnot (?:yet |quite )?(?:today|tomorrow|tonight|this (?:week|month|year)|next (?:week|month))\b")
UPON = any_of(r"\b(?:if|when|whenever|once|as soon as|should|in case|upon|after|on receipt)\b")
# What readers do or need not do.
THEIRS = any_of(
    r"^\W*(?:keep|try|leave|reload|use|restart|retry|re-?run|refresh|repeat|reconnect|resend|take|bring|check|sign|log|open|close|clear|avoid|save|store|note|remember|(?:(?:so|and|but|or|also|then|now|hence|thus|therefore|however|meanwhile),? )?(?:if|in case))\b|\b(?:do|does|need)(?:n't| not) (?:need|have|do)\b|\bnothing\b|\bno need\b|\bneed(?:n't| not)\b"
)
# What we expect of work that is under way is told as it stands, and no promise.
EXPECTED = any_of(
    r"\b(?:it|this|that|everything|things|all|work|works|maintenance|upgrades?|updates?|deployments?|migrations?|restarts?|reboots?|rollouts?|restores?|processing|process|operation|builds?|jobs?|services?|site|queue|backlog) (?:\w+ )?should (?:all |now |then )?(?:be|have|get|return|recover|complete|finish|clear|come|resume|work|start)\b"
)
# What programs do by themselves: "jobs will run as soon as an agent is available".
BY_ITSELF = any_of(
    r"\b(?:jobs?|builds?|runs?|workflows?|tasks?|pipelines?|requests?|queries|messages?|uploads?|downloads?|tests?|deployments?|sessions?|clients?) (?:that \w+ )?(?:will |can |should |must )?(?:then |automatically |now |only |again )?(?:start|run|resume|continue|begin|proceed|be (?:automatically )?(?:run|started|picked up|processed|retried|scheduled|executed|queued))s?\b[^.;!?]{0,40}?\b(?:as soon as|once|when)\b"
)
# What we do if it fails is no promise of a day.
IF_IT_FAILS = any_of(
    r"\b(?:if|should|in case(?: of)?|in the event(?: of)?|unless) (?!you\b|your\b)[^.;!?]{0,80}?\b(?:fails?|failures?|goes wrong|go wrong|issues?|problems?|errors?|troubles?|(?:does not|doesn't|do not|don't|cannot|can't) (?:work|succeed|help|come back|start|finish|complete|recover|pass|hold)|unsuccessful|not successful|crash(?:es)?|breaks?|corrupt\w*|unexpected|happens?|occurs?|ends? up|overruns?|takes longer|necessary|needed)\b",
    r"\b(?:once|when|as soon as) (?:we|you|one|any|an?) [^.;!?]{0,40}?\b(?:go(?:es)? down|drops?|fails?|breaks?|dies|crash(?:es)?)\b",
)
# How long readers will feel it is no promise of ours: "tiles may load slowly for the next few minutes".
FELT = any_of(
    r"\b(?:may|might|can|could|expect)\b[^.;!?]{0,80}?\b(?:for|in|during|over) (?:the )?(?:next |coming )?(?:a )?(?:few|couple of|several) (?:minutes|hours)\b",
    r"\b(?:may|might|can|could) (?:be|load|run|appear|seem|see|notice|experience) (?:\w+ ){0,3}?(?:slow\w*|delay\w*|errors?|timeouts?|interruptions?|longer|sluggish|unstable)\b[^.;!?]{0,40}\b(?:over|for|in|during) the (?:next|coming) ",
)
# A length that readers can reckon with, and one that nobody has in hand.
HOURS = any_of(r"\b(?:few|couple of|several) (?:short |more )?(?:minutes|hours)\Z")
MAY_TAKE = any_of(r"\b(?:may|can|could|might|usually|typically|normally|generally|sometimes) (?:\w+ )?takes?\b")
# Nobody waits for us to stop watching, nor for what is so by now.
WATCHED = any_of(
    r"\b(?:monitor|observ|watch)(?:s|e|es|ing)?\b(?![^.;!?]* and )|\bkeep(?:ing)? (?:an? |our )(?:\w+ )?eyes? on\b(?![^.;!?]* and )|\bso (?:that )?(?:it|they|the \w+|\w+s) (?:is|are)\b[^.;!?]{0,40}\Z"
)
# Who begins now and tells us when it is over.
BEGINS = any_of(
    r"\babout to (?:start|begin|commence|kick|launch|restart|reboot|deploy|apply|switch|take|perform|carry|bring)\b"
)
TELLS_WHEN_DONE = any_of(
    r"\b(?:will|shall|'ll) (?:\w+ )?(?:update|let|report|post|inform|confirm|notify|tell|announce|write)\b[^.;!?]{0,60}?\b(?:when|once|after|as soon as)\b[^.;!?]{0,40}?\b(?:done|complete[ds]?|completion|finish(?:ed|es)?|over|back|up|online|restored|ends?|in place)\b"
)
# The same work, with its day.
SCHEDULED = any_of(
    r"\b(?:this|the|these) (?:[\w-]+ ){0,3}?(?:upgrade|maintenance|work|works|migration|process|outage|move|update|change|switch|operation|intervention|downtime)s?\b[^.;!?]{0,40}?\b(?:(?:will|shall) (?:\w+ )?(?:begin|start|take place|happen|be (?:carried out|performed|done|applied|held|scheduled))|(?:is|are) (?:now )?(?:scheduled|planned))\b"
)
UPCOMING = any_of(r"\b(?:upcoming|about to|coming (?:days|weeks)|next few (?:days|weeks)|near future|shortly|soon)\b")
SCHEDULES = set_of("begin start place happen carried performed done applied held scheduled planned")
# Before what was said at an earlier time, and each entry of a log.
HISTORY = re.compile(
    r"^\W*(?:the )?(?:original|previous|earlier|older|past) (?:post|message|notice|announcement|update|report|status|entry|entries|text)s?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
HISTORY_WORDS = ("original", "previous", "earlier", "older", "past")
ENTRY = re.compile(r"^[ \t]*[-*+•][ \t]+\W{0,3}\d{1,2}[:.]\d\d ?(?:[AP]\.?M?\.?)?\b", re.IGNORECASE | re.MULTILINE)
_FAILS = r"(?:expires?|expiring|laps(?:es?|ing)|runs? (?:out|dry|full)|running (?:out|dry|full)|fills? up|overflows?|times? out|fails?|aborts?|crash(?:es)?|hangs?|stalls?|freez(?:e|es)|gives? up|(?:be |get |gets |are |is )?(?:aborted|timed out|killed|dropped|rejected|discarded|evicted|throttled|terminated by|full|exhausted))"
# A later entry in the same text, and the states under which entries stand.
_STATES = r"(?:updates?(?:[ \t]+#?\d{1,2})?|resolved|monitoring|identified|investigating|fixed|recovered)"
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}"
NEXT_ENTRY = re.compile(
    rf"^[^\w\n]{{0,8}}(?:{_STATES}[ \t]*(?:$|[\])*_:–—-])|(?:\d{{4}}[-/.]\d\d?[-/.]\d\d?|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},? )?(?:\d\d? )?{_MONTHS}\.? )[^\n]{{0,24}}?\d\d?:\d\d)",
    re.IGNORECASE | re.MULTILINE,
)
STATE = re.compile(
    r"^[^\w\n]{0,8}(?P<state>updates?|resolved|monitoring|identified|investigating|fixed|recovered)(?:[ \t]+#?\d{1,2})?[ \t]*(?:$|[\])*_:–—-])",
    re.IGNORECASE | re.MULTILINE,
)
DONE = ("resolved", "fixed", "recovered")
# Who has no day yet and says so is honest where readers are told how to follow it.
NONE_YET = any_of(r"\b(?:no|not an?|without|eta|unknown|tb[acd]|unclear)\b")
WHERE_TO_FOLLOW = any_of(
    r"\b(?:follow|track|watch|see|check)\b[^.;!?\n]{0,60}?(?:https?://|\]\(|\b(?:progress|status page|this (?:page|issue|ticket))\b)"
)
AT_SOME_TIME = any_of(r"(?:at some|some ?time|eventually)\b")
BROKE = any_of(r"\b(?:broke|fell|hung|froze|stopped|lost|died)\W*\Z")
FILED = any_of(r"\b(?:tracked|filed|reported|raised|opened|logged) upstream\b")
# How something fails is a cause or a warning, and no promise: "the certificate expires soon", "jobs are queued and eventually aborted".
FAILS = any_of(
    rf"\b{_FAILS} (?:very |quite |too |again )?(?:soon|shortly|eventually|imminently)\b|\b(?:soon|shortly|eventually|imminently|(?:is|are) about to|'(?:s|re) about to) {_FAILS}(?!\w)"
)
# What readers have of us, or get: of that they ask the day on which it ends.
IS_READERS = any_of(
    r"\b(?:your|support|access|offers?|vouchers?|warrant(?:y|ies)|subscriptions?|accounts?|contracts?|tickets?|licen[cs]es?|trials?|guarantees?|reservations?|bookings?|orders?)\b"
)
# "If there are any issues," before a list of what will be done then.
LEADS = any_of(r"^\W*(?:(?:but|and|so|however),? )?(?:if|should|in case|in the event)\b[^.;!?]*[,:]\W*$")
ITEM = any_of(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s")
# A line that stayed from before it was over: "The upgrade is complete. … There is no ETA at the moment."
NO_DATE = any_of(
    r"^\W*(?:there(?: is|'s) |we have )?(?:currently |still |as yet )?no (?:eta|estimate|timeline|date)(?: (?:yet|so far|as yet|at (?:this|the) (?:time|moment|point|stage)|at present|for now|currently|available))*\W*$",
    r"^\W*eta(?: is|:)? (?:unknown|tb[acd]|none)\W*$",
)
OVER = any_of(
    r"^\W*(?:the |this |our |all )?(?:[\w.-]+ ){0,3}?(?:operation|maintenance|upgrade|migration|update|work|works|deployment|rollout|restart|restore|move|transition|incident|outage|change|intervention)s? "
    r"(?:(?:is|was|are|were|has been|have been|has|have) )?(?:now |all )?(?:successful(?:ly)?|completed?|finished|over|done|resolved|ended|went (?:well|fine|smoothly))\b(?![^.;!?]*\b(?:but|except|still|partly|apart from|half|not)\b)"
)
# Who names the time of the next update has said by when more will be known.
NEXT_NEWS = any_of(
    r"\b(?:next|another|further|regular) (?:\w+ )?(?:updates?|report|bulletin|news|announcement|notice)\b",
    r"\b(?:will|shall|'ll) (?:\w+ )?(?:(?:post|send|give|publish|share|provide|have) (?:you )?(?:(?:an?|the|more|further|our|new) )?(?:\w+ )?(?:updates?|report|news|information)|updat\w+ (?:you|this|the page|everyone|again)|report (?:back|again)|inform (?:you|all|everyone)"
    r"|write (?:to (?:you|all|each|every)|again)|tell you|say more|know more|be in touch|hear from us)\b",
    r"\bupdates? (?:will be |are |is )(?:\w+ed |given |sent )?(?:every|each|hourly|daily|at|by|on)\b|^\W*updates? (?:every|hourly|daily|at)\b",
)
NEWS_WORDS = set_of(
    "update updates report bulletin news announcement notice information inform write tell say know touch hear"
)
