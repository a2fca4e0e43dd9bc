"""How people put something off to no day. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.families import Families, any_of, family

_SPAN = r"(?:minutes|hours|days|weeks|months|quarters|years)"
_SPANS = "minutes hours days weeks months quarters years"
# For what else people ask time than for an answer.
_REST = r"(?! to (?:get (?:refreshed|used|to know|some)|rest|recover|relax|settle|adjust|breathe|recharge)\b| ?\(\d)"
_VAGUE = r"(?:few|couple of|several|some|handful of|number of)"

SOON = Families(
    family(
        (
            "soonish soon sooner asap shortly imminently imminent momentarily presently promptly sometime eventually someday directly forthwith expeditiously speedily swiftly",
        ),
        r"\bsoonish\b",
        r"(?<!how )(?<!too )(?<!so )(?<!no )(?<!as )\bsoon\b(?!-| as\b| after| before| enough| there| found| became| began| real| saw| learn| notic| discover| turned| proved)(?! \w+ed\b)",
        r"\bas soon as (?:\w+ )?(?:possible|practicable|feasible|(?:we|they|i|he|she|you) (?:possibly |reasonably |humanly )?(?:can|could|are able|is able)\b|(?:it|this|that) (?:is|becomes) (?:possible|practicable|feasible|ready|available))",
        r"\bas soon as (?:we|there|i|they|the \w+|more|further|any|new) (?:have|has|know|learn|get|gets|receive|is|are|can (?:say|share|tell)|hear|news|information|details|updates?|becomes?)(?! (?:been )?(?:\w+ )?(?:done|finished|completed?|over|back|through|here|up|online|running|gone|in place|\w{3,}ed)\b)(?: (?:any |some )?(?:more|further|news|new|additional|updates?|an update|anything|something|details|information|answers?|results?|clarity|available|known|ready|to share))?(?=\W|$)(?! (?:confirmation of|\d))",
        r"\bas soon as (?:time|capacity|resources|conditions|circumstances|the (?:weather|situation)) (?:allows?|permits?|is available|are available)\b",
        r"(?<!so )\bshortly\b(?! (?:after|before|there|past|following|prior|ago|until|\w+ed\b))",
        r"\ba\.?s\.?a\.?p\b|\bimminent\b(?! (?:\w+ )?(?:issues?|problems?|failures?|dangers?|risks?|threats?|outages?|crash|collapse|exhaustion|shutdowns?|expir\w+|disasters?|end)\b)|\b(?:imminently|momentarily|presently|sometime|someday|forthwith|expeditiously|speedily)\b|\bpromptly\b(?! \w+ed\b)",
        r"\bsooner (?:or later|rather than later)\b|\b(?:will|shall|'ll) (?:\w+ ){0,4}?(?:eventually|swiftly)\b|(?<!does )(?<!do )\beventually (?:be|get|bring|move|replace|add|have)\b",
    ),
    family(
        (
            _SPANS,
            "coming next following upcoming subsequent ensuing forthcoming in within ahead come follow over matter question",
        ),
        rf"\b(?:in|over|during|within|throughout|across|for) the (?:coming|next|following|upcoming|subsequent|ensuing|forthcoming) (?:{_VAGUE} )?{_SPAN}\b(?! (?:run|runs|are|is|remain|stay)\b)",
        rf"\b(?:in|within|over|after|inside) (?:just )?(?:an? |the )?(?:matter of |question of )?{_VAGUE} (?:more |short |working |business )?{_SPAN}\b",
        rf"\b(?:(?:in|within) (?:just )?)?(?:a )?(?:matter|question) of {_SPAN}\b",
        rf"\b(?:the )?(?:next|coming|upcoming) (?:{_VAGUE} )?(?:working |business )?{_SPAN}\b(?<!following )(?! (?:run|runs|are|is|remain|stay)\b)",
        rf"\b(?:in|over|during) the {_SPAN} (?:ahead|to come|that follow|after that)\b|\bwithin (?:hours|days|weeks|months)\b|\bin (?:days|weeks) to come\b|\b{_SPAN},? (?:rather )?(?:not|rather than) {_SPAN}\b",
    ),
    family(
        ("next coming ahead these", "while time period bit phase days"),
        r"\b(?:(?:with)?in|over|during|throughout) the (?:next|coming) (?:little |short )?(?:while|time|period|bit|phase)\b|\bone of these days\b|\bin the time ahead\b",
    ),
    family(
        ("reasonable appropriate adequate short acceptable suitable", "time period timeframe delay while notice"),
        r"\b(?:with)?in (?:a|an) (?:\w+ )?(?:reasonable|appropriate|adequate|short|acceptable|suitable) (?:time|period|timeframe|delay|while|amount of time)\b",
    ),
    family(
        ("follow follows",),
        r"\b(?<!no )(?<!no other )(?<!no further )(?<!no more )(?:information|details?|updates?|news|report|rest|remainder|communication|announcement|explanation|letter|post-?mortem|write-?up|analysis|dates?|instructions)\b[^.;!?]{0,25}? (?:(?:will|shall|is to|are to|to) follow|follows?)\b(?= *(?:[.,;!]|$|separately|by email|here))|^\W*(?:\w+ ){0,6}to follow\W*$",
    ),
    family(
        (
            "quick swift speedy prompt rapid early",
            "return resolution fix recovery restoration repair solution reply answer response completion",
            "aim aiming hope hoping work working strive expect will looking goal target intention",
        ),
        r"\b(?:aim|hop|work|striv|expect|will|look|goal|target|intention)\w*\b[^.;!?]{0,30}?\b(?:quick|swift|speedy|prompt|rapid|early) (?:return|resolution|fix|recovery|restoration|repair|solution|reply|answer|response|completion)\b",
    ),
    family(
        (
            "soonest earliest immediately instantly straightaway away once",
            "the will shall ll at come be straight right",
        ),
        r"\bsoonest\b|\bat the (?:very )?earliest\b(?! (?:on|by|in)\b)|\b(?:will|shall|'ll) (?:\w+ ){0,4}?(?:straight ?away|right away|immediately once|immediately as soon as)\b",
    ),
    family(
        (
            "free available ready possible done back able clear permit permits allow allows let lets",
            "soon once when if",
        ),
        r"\bas soon as (?:[\w'-]+ ){1,4}?(?:is|are|becomes?) (?:\w+ )?(?:free|available|ready|possible|able)\b|\b(?:once|when|if|as soon as) (?:[\w'-]+ ){1,3}?(?:permits?|allows?|lets? us)\b",
    ),
    family(
        ("month week quarter year season", "over during within throughout course", "coming next following"),
        r"\b(?:over|during|within|throughout|in the course of) the (?:coming|next|following) (?:month|week|quarter|year|season)\b",
    ),
    family(
        ("version release update sprint iteration patch", "next", "will shall ll brings contains includes fixes adds"),
        r"\b(?:the|our|a|with the|in the) next (?:(?!status|regular|scheduled)\w+ )?(?:version|release|(?<!our next )update(?! (?:we|will be (?:provided|posted|sent|given|published)|is|at|by|on))|sprint|iteration|patch)\b",
    ),
    family(
        ("get some news", "when before until"),
        r"\bwhen we get (?:some|any|one|it|them)\b|\b(?:some|a little|a short) (?:time|while) (?:before|until|till) (?:we|you|it)\b",
    ),
    family(
        ("give allow grant", "us", "while time moment minutes hours days bit longer patience"),
        rf"\b(?:give|allow|grant) us (?:just |only |another |still )?(?:a |some |more |the |few )*(?:little |short |bit (?:of |more )?)*(?:more )?(?:while|time|moment|minutes|hours|days|bit|longer)\b{_REST}",
    ),
    family(
        ("date time day", "at on", "announce announced we that yet to"),
        r"\b(?:at|on) a (?:date|time|day) (?:(?:that )?we|which|to be|yet|still)\b",
    ),
    family(
        ("details information news updates", "further more additional", "will shall"),
        r"(?<!no )\b(?:further|more|additional) (?:details|information|news|updates) (?:will|shall) be (?:\w+ )?(?:announced|communicated|provided|shared|given|published|released|posted)\b",
    ),
    family(
        ("appropriate right proper suitable", "time moment"),
        r"\bat the (?:appropriate|right|proper|suitable) (?:time|moment)\b",
    ),
    family(
        ("there", "when once soon", "something anything news more any"),
        r"\b(?:when|once|as soon as) there(?: is| are|'s) (?:something|anything|news|more|any)\b",
    ),
    family(
        ("one", "next", "in with"),
        r"\b(?:in|with) one of (?:the|our) next \w+",
    ),
    family(
        ("quickly swiftly rapidly fast", "best working trying hope hoping aim aiming effort efforts hard everything"),
        r"\b(?:best|trying|hop(?:e|ing)|aim(?:ing)?|efforts?|hard|everything)\b[^.;!?]{0,60}?\b(?:quickly|swiftly|rapidly|fast)(?= *(?:[.,;!]|$))",
    ),
    family(
        ("future near nearest",),
        r"\b(?:with)?in (?:the )?(?:very |relatively |reasonably |foreseeably )?(?:near|nearest|not[- ](?:too|so|very)[- ]distant|not[- ](?:too|so)[- ]far(?:[- ]off)?|foreseeable|immediate|close) future\b|\bin the (?:near|nearer|short) term\b|\bnear-term\b|\bsome ?time in the future\b",
    ),
    family(
        ("due fullness good", "course time season"),
        r"\bin due (?:course|time|season)\b|\bin good time\b|\bin the fullness of time\b",
    ),
    family(
        ("long longer", "before not t"),
        r"\bbefore (?:too |very |so )?long\b|(?:\bnot|n't) (?:be|take|have to wait|need to wait|wait|keep \w+ waiting) (?:too |very |much |all that |that )?long(?:er)?(?: now)?\b(?! (?:than|as)\b)|(?:\bnot|n't) long (?:now|to go|until|till|before)\b",
    ),
    family(
        ("now no", "day time moment minute hour week", "any no"),
        r"\bany (?:day|time|moment|minute|hour|week) now\b|\bin (?:next to )?no time\b",
    ),
    family(
        (
            "nearly almost close nearing final last home",
            "there ready done finished complete completed over through restored fixed repaired rebuilt end completion launch stage stages stretch straight phase",
        ),
        r"\b(?:nearly|almost) (?:there|ready|done|finished|completed?|over|through|restored|fixed|repaired|rebuilt|at the end)\b(?! (?:by|in|on|since) \d)(?![^.;!?]{0,12}\d)|\b(?:close to|nearing) (?:being )?(?:completion|done|finished|ready|launch)\b|\b(?:in the|on the) (?:final|last|home) (?:stages?|stretch|straight|phase)\b",
    ),
    family(
        (
            "far much longer matter question blink ado posthaste pronto know minute instant moment second",
            "not t time before in without posthaste pronto the much",
            "longer passes goes off away just only you eye further we they it there posthaste pronto",
        ),
        r"(?:\bnot|n't) (?:very |too |so )?far (?:off|away)\b|\bbefore (?:too )?much (?:longer|more time|time)\b|\b(?:just|only) a (?:matter|question) of time\b|\bbefore you know it\b|\bin the blink of an eye\b|\b(?:without further ado|posthaste|pronto)\b|(?<!at )(?<!for )(?<!from )(?<!until )(?<!till )(?<!of )(?<!since )\bthe (?:moment|minute|instant|second) (?:we|they|it|there)\b(?! (?:was|were|had|did|would|took|\w+ed)\b)",
    ),
    family(
        (
            "earliest first next soonest free his her their our its",
            "opportunity convenience chance moment date time occasion point minute slot hour day",
        ),
        r"\bat (?:the|our|your|its|their|his|her) (?:very )?(?:earliest|first|next|soonest)(?:,? (?:possible|available|convenient|suitable))? (?:opportunity|convenience|moment|date|time|occasion|point|chance)\b|\bat (?:his|her|their|our|its) (?:own |earliest |next )?(?:convenience|chance)\b|\bfirst free (?:moment|minute|slot|hour|day)\b",
    ),
    family(
        (
            "later future suitable appropriate convenient unspecified unknown given some",
            "date time point stage moment occasion day sometime",
        ),
        r"\bat (?:a|an|some) (?:later|future|suitable|appropriate|convenient|unspecified|as yet unknown|given) (?:date|time|point|stage|moment|occasion)\b|\bat some (?:point|stage|time)\b(?! (?:between|on|before|after|during))|\bsome ?time (?:soon|later|in the (?:coming|next|new))\b|\bsome day\b",
    ),
    family(
        ("while little short moment bit jiffy",),
        r"\bin (?:a|the|the next|a next) (?:little|short|while|short while|little while|bit|moment|little bit|short time|short order|jiffy)\b(?= *(?:[.,;!]|$|from now|and\b))|\bin a (?:little |short )?while\b|\bin short order\b|\bat short notice\b|\bafter a (?:short )?while\b",
    ),
    family(
        ("term run corner line road track horizon space step",),
        r"\bin the (?:medium|mid|long|longer|short|shorter)[- ]term\b|\bin the short(?:er)? run\b|\b(?:is|are|just|be|right) around the corner\b|\bdown the (?:line|road|track)\b|\bon the horizon\b|\bwatch this space\b|\bin a (?:second|next|later|further) step\b",
    ),
    family(
        (
            "quickly fast swiftly rapidly promptly early speedily immediately quick delay timely expeditiously haste urgency speed priority dispatch right",
        ),
        r"(?<!signals )(?<!alerts )(?<!alerted )(?<!warned )(?<!found )(?<!detected )(?<!noticed )(?<!caught )(?<!normally )\bas (?:quickly|fast|swiftly|rapidly|promptly|early|speedily|immediately|expeditiously|quick) as (?:\w+ )?(?:possible|practicable|feasible|circumstances|(?:(?!s?he\b)[\w']+ ){1,4}?(?:can|could|allows?|permits?|able|manage|lets?))\b",
        r"\bwith (?:all |the |due |great )*(?:utmost|greatest|highest|full|top)? ?(?:urgency|haste|speed|priority|dispatch)\b|\bas a matter of (?:\w+ )?(?:urgency|priority)\b|\bright away\b(?=[.,;!]|$)|\bwithout (?:(?!a\b|the\b)\w+ )?delay\b|\bwith all (?:due )?(?:haste|speed)\b|\b(?:will|shall|'ll)\b[^.;!?]{0,60}?\bin a (?:timely|prompt|speedy) (?:manner|fashion|way)\b",
        r"\b(?:will|shall|'ll) (?:\w+ ){0,3}?(?:quickly|rapidly|swiftly)\b(?=[^.;!?]{0,30}[.!]?$)",
    ),
    family(
        (
            "sometime time point probably perhaps possibly maybe likely hopefully",
            "spring summer autumn fall winter",
            "in",
        ),
        r"\b(?:sometime|some ?time|at some point|probably|perhaps|possibly|maybe|likely|hopefully)(?: \w+)? in (?:the )?(?:early |late )?(?:spring|summer|autumn|fall|winter)\b(?! \d)",
    ),
    # What nobody has in hand.
    family(
        ("ground weather snow ice frost river wind storm heat rain flood tide", "once when soon after until"),
        r"\b(?:once|when(?:ever)?|as soon as) (?:the )?(?:ground|weather|snow|ice|frost|river|wind|storm|heat|rain|flood|tide)s? (?:has|have|is|are|gets?|turns?|allows?|lets?|permits?|melts?|stops?|drops?|falls?|clears?|dries|thaws?)\b",
    ),
    family(
        ("watch", "date day time dates"),
        r"\bwatch (?:this|our|the) (?:page|site|website|space|list) for (?:the |a |our )?(?:new |exact )?(?:dates?|days?|times?)\b",
    ),
    family(
        (
            "date time timeline timetable timescale schedule deadline eta day timing dates times days",
            "tba tbc tbd unknown follow yet announced confirmed communicated given shared set agreed advised published notified determined decided fixed named",
        ),
        r"\b(?:date|time|timeline|timetable|timescale|schedule|deadline|eta|day|timing|dates|times)\b(?: (?:for|of) (?:\w+ ){1,3}?)? ?(?:(?:will|shall|is to|are to|is yet to|has yet to|has still to|to|still to) (?:be )?|is being )(?:announced|confirmed|communicated|given|shared|set|agreed|follow|advised|published|notified|determined|decided|fixed|named)\b",
        r"\b(?:date|time|timeline|timetable|schedule|deadline|eta|day)s? (?:\w+ )?(?:tb[acd]|to follow|not yet (?:known|set|fixed|agreed|decided))\b",
    ),
    family(
        (
            "time capacity resources resource workload staffing schedule budget priorities conditions situation",
            "when whenever once as after",
            "allow allows permit permits available frees",
        ),
        r"\b(?:when(?:ever)?|once|as|after) (?:time|capacity|resources?|workload|staffing|budget|priorities|conditions|our (?:time|schedule|capacity|priorities|resources)|the (?:schedule|situation|budget|workload)) (?:allows?|permits?|(?:is|are|becomes?) available|frees up|will allow)\b",
    ),
    family(
        (
            "when whenever once as after",
            "done finished complete completed final finalised finalized have find get round can able ready possible feasible practicable available convenient settled ve circumstances know learn hear more further new additional something anything news",
            "these this those the we they i it possible feasible practicable ready available dust circumstances more further new additional there",
        ),
        r"\b(?:when(?:ever)?|once|as soon as) (?:we (?:have|find|get) (?:the )?(?:time|capacity|a chance|a free|around|round)|we get (?:round|around) to it|we (?:can|are able(?: to)?|are ready)(?=[.,;!]|$)|it is (?:possible|convenient|ready|practicable|feasible)|possible|feasible|practicable|ready|available|the dust has settled|circumstances|(?:we|they)(?:'ve| have) (?:caught|found|had|got|recovered|cleared|worked|finished|more|a))",
        r"\b(?:when|once) (?:it's|they're|(?:they|it|these|this|those|we|the \w+) (?:is|are)) (?:\w+ )?(?:ready|available|final|finalised|finalized)\b",
        r"\b(?:when|once|after|as) (?:we|they|i) (?:know|have|learn|hear|get) (?:more|news|further|something|anything|additional|new|it|them|one|a (?:minute|moment|chance|fix|date|result))\b(?! (?:installed|fixed|back|under|ready))|\b(?:when|once) (?:more|further|new|additional) (?:\w+ )?(?:is|are|becomes?|has|have|come) (?:\w+ )?(?:known|available|to hand|clear|in|emerged|received)\b|\b(?:when|once) there (?:is|are) (?:more|news|something|anything|further)\b",
    ),
    family(
        (
            "release releases version versions update updates sprint sprints iteration iterations maintenance",
            "upcoming future later forthcoming next coming subsequent after",
        ),
        r"\b(?:in|with|as part of|for) (?:an? |one of (?:the|our) )(?:upcoming|future|later|forthcoming|next|coming|subsequent) (?:\w+ )?(?:releases?|versions?|updates?|sprints?|iterations?|maintenance windows?)\b",
        r"\b(?:the |our )?(?:next|coming) (?:few|couple of|several) (?:releases|versions|updates|sprints|iterations)\b|\bin (?:future|upcoming|later) (?:releases|versions|updates|sprints)\b|\bthe (?:release|version|sprint|update) after (?:next|that)\b",
    ),
    family(
        ("later tuned",),
        r"\bstay tuned\b",
        r"\blater (?:on )?in the (?:day|morning|afternoon|evening|night|week|month|year|season|term|quarter|spring|summer|autumn|fall|winter)\b",
        r"\b(?:will|shall|'ll) (?:[\w'-]+ ){1,8}?(?:later|later on|at a later time)\b(?! than\b| this\b| today\b| in\b| on \d| on [A-Z]| tonight)(?=\s*(?:[.,;!]|$))",
    ),
    family(
        (
            "next this term week year month quarter season summer autumn winter spring",
            "early later sometime some hopefully probably course towards toward maybe perhaps possibly likely",
        ),
        r"\b(?:early|late|later|sometime|some ?time|at some point|towards?|hopefully|probably|perhaps|maybe|possibly|likely|in the course of|during the course of|over the course of)(?: (?:in|the end of|the middle of|the beginning of|on|during|within))? (?:next|this|the|the coming|the current|the new) (?:calendar |financial |fiscal |school |academic )?(?:year|month|quarter|term|season|summer|autumn|winter|spring|semester|decade|half-year)\b(?: or \w+)?|\b(?:sometime|some ?time|at some point|hopefully|probably|perhaps|possibly|in the course of|during the course of) (?:in |on )?(?:next|this|the) week\b",
    ),
    family(
        ("any", "moment day minute hour second"),
        r"(?<!at )\bany (?:moment|day|minute|hour|second)\b(?=\s*(?:now|[.,;!]|$))",
    ),
)
# What readers are asked to do is no promise of ours.
ASKED = any_of(
    r"\bplease (?!be patient|bear|wait|check back|stay tuned|expect|look out|watch|allow)|\b(?:you|customers?|users?) (?:should|must|need to|have to|can(?! (?:expect|look forward|count on|rely on|soon))|may|are asked|are advised)\b"
    r"|\bshould (?:consult|contact|call|check|update|install|reset|speak|ask|seek|visit)\b|\bwe (?:recommend|advise|encourage|ask(?! (?:you )?for (?:(?:a|an|some|your|little|bit|of|more|just|only|further) )*(?:patience|time|understanding))|urge|suggest)\b|\b[\w-]+ (?:recommends|advises|suggests|requires|asks)\b|^\W*(?:contact|call|reset|change|let us know|tell us|write to us)\b"
)
FUTURE = any_of(
    r"\b(?:will|won't|shall|going to|to be|expects?|expected|plans?|planned|hopes?|aims?|intends?|wants?|should|would|may|might|can"
    r"|being|due|(?:is|are) to|to come|follows?|remains?|begin to|start to|be able|has to|have to|needs? to|must|ready|to follow)\b",
    r"'(?:ll|re|s) \w",
    r"\b(?:is|are|am) (?:\w+ )?\w+ing\b",
)
PAST = any_of(
    r"\b(?:was|were|had|did|became|began|found|went|came|took|told|sent|made|got|brought|kept|saw|left|ran|fell|rose|grew|(?:has|have) (?:(?:now|not|also|already|just|since|all|both|\w+ly) )?(?:been|had|done|gone|made|found|sent|got|put|taken|kept|seen|begun|become|run|set|cut|\w+ed))\b",
    r"(?<!is )(?<!are )(?<!be )(?<!gets )(?<!get )(?<!being )(?<!the )(?<!an )(?<!\ba )(?<!our )(?<!all )\b(?!need|speed|feed|indeed)\w{3,}ed\b",
)
CLAUSE = re.compile(
    r"[;:–—]\s|,\s+(?:and|but|while|whereas|so|yet|which|as|because|since|after|now that|although|though)\s"
)
