"""How people say that something is still being found out. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, any_of, family

_LEARN = (
    r"(?:know|understand|understood|find|found|learn|learned|learnt|establish(?:ed)?|identif(?:y|ied)|determined?|work(?:ed)? out|explain(?:ed)?|reproduced?|traced?|pinpoint(?:ed)?|get to the bottom|got to the bottom|say|tell|told|clarif(?:y|ied)|confirm(?:ed)?|prove[dn]?"
    r"|rule(?:d)? out|figure[d]? out|isolate[d]?|locate[d]?|state|answer(?:ed)?|reconstruct(?:ed)?|account for|accounted for|diagnose[d]?|be (?:sure|certain|definite|positive)|been (?:sure|certain|found|established|identified|determined|explained|clarified|confirmed|proven|able to (?:find|determine|establish|identify|explain|say|reproduce|clarify|trace|confirm|understand|tell|prove|rule|work|reconstruct)))"
)
_WHO = r"(?:we|i|they|nobody|no one|no-one|none of us|nobody here|(?:the |our |its )?(?:\w+ )?(?:team|teams|engineers?|maker|partner|supplier|vendor|provider|carrier|manufacturer|authority|experts?|specialists?|technicians?|developers?|analysts?|colleagues|laboratory|lab|police|investigators?))"
# What is being found out …
_TOPIC = r"(?:(?:root |exact |actual |real |underlying |deeper |final |precise |full |true |ultimate )*(?:causes?|reasons?|triggers?|origins?|sources?|culprit|why)|rca|root[ -]cause analysis|post-?mortem|investigations?|analys[ei]s|examinations?|inquir(?:y|ies)|enquir(?:y|ies)|forensics|search for [^.;]{2,60}?|questions?|explanations?|answers?|findings|extent|full picture|picture|sequence of events|order of events|forensic (?:work|examination|analysis)|matter)"
_ASKED = r"(?:why|how(?! (?:to|long we))|what|which|whether|who|whose|where)"
# … and what is said of it.
_STATE = (
    r"(?:unknown|unclear|uncertain|unresolved|unanswered|unexplained|undetermined|unfinished|incomplete|outstanding|pending|open(?= *(?:[.,;:!]|$|question|for|to us))|ongoing|on-going|under ?way|in progress|at work|in full swing|continuing|under (?:investigation|examination|review|analysis)"
    r"|a (?:mystery|riddle|puzzle)|anybody's guess|to be (?:\w+ )?(?:found|established|determined|seen|clarified|explained|confirmed|identified|known|answered|proven|settled)|with (?:our|the) (?:\w+ )?(?:team|forensic\w*|lawyers|police|laboratory|vendor|supplier|maker)"
    r"|(?:still |currently |now |presently |at present |at the moment |being |also |all )*(?:being|under) (?:\w+ly )?(?:investigated|examined|analy[sz]ed|clarified|determined|established|looked (?:at|into)|studied|reviewed|evaluated|searched|traced|tested|checked|assessed|made|pursued|counted|gone through|worked on|verified|ascertained|identified|reconstructed|researched))"
)
_NOT_YET = (
    r"(?:not|n't|never)(?: \w+)?? (?:yet |so far |as yet |fully |entirely |been |be |completely |at present |currently |definitively |conclusively |finally |possible (?:so far |yet |to date )?to )*"
    r"(?:known|clear|understood|established|certain|sure|found|identified|determined|clarified|explained|confirmed|complete|completed|finished|over|concluded|ended|closed|answered|settled|resolved|proven|stated|said|told|located|pinned|pinpointed|traced|isolated|reached|determine|establish|identify|explain|find|say|reproduce|clarify)"
)
_NOW = r"(?:is|are|'s|'re|am|'m|remains?|stays?|has|have|'ve|keeps?)"
_SEEK = (
    r"(?:investigating|examining|establishing|analy[sz]ing|looking (?:into|for (?:the|a|an|its|their|what|why|how|clues|traces|answers)|at (?:why|what|how|the (?:logs?|data|records|cause)|whether))|trying to (?:find|understand|establish|work|learn|reproduce|determine|identify|see|figure|get|trace|explain|reconstruct|pin)|working out|finding out|searching (?:for|through)|determining"
    r"|clarifying|digging|hunting|tracing|checking (?:why|what|how|whether|who|which|if)|going through (?:the|all|our)|sifting|combing|studying|evaluating|reconstructing|reproducing|testing (?:the|a|our) (?:part|hypothesis|theory|device|assumption|card|machine)|waiting (?:for|on) (?:the |a |an |its |their |our |\w+'s )?(?:\w+(?:'s)? ){0,3}(?:reports?|answers?|repl(?:y|ies)|results?|findings?|analysis|conclusions?|verdict|explanation|word|feedback|statement)"
    r"|awaiting (?:the |a |an |its |their |our |\w+'s )?(?:\w+(?:'s)? ){0,3}(?:reports?|answers?|repl(?:y|ies)|results?|findings?|analysis|conclusions?|verdict|explanation|word|feedback|statement)|working on (?:it|that|the (?:cause|question|answer|analysis|explanation))|inquiring|enquiring|none the wiser|puzzled|baffled|at a loss|in the dark|stumped|mystified)"
)
_SO_FAR = r"\b(?:yet|so far|as yet|to date|until now|up to now|to this day|still|at present|at the moment|at this (?:time|point|stage)|currently|for now|for the time being)\b"
# Words without one of which none of it is said.
_ASKERS = "why how what which whether who whose where"
_TOPICS = "findings extent picture sequence order forensic cause causes reason reasons trigger triggers origin origins source sources culprit why rca mortem postmortem analysis analyses investigation investigations examination examinations inquiry inquiries enquiry enquiries forensics search question questions explanation explanations answer answers matter"
_STATES = "unknown unclear uncertain unresolved unanswered unexplained undetermined unfinished mystery riddle puzzle guess found established determined seen clarified explained confirmed identified known answered proven settled team forensic lawyers police laboratory vendor supplier maker investigated examined analysed analyzed looked studied reviewed evaluated searched traced tested checked assessed made pursued counted gone worked verified ascertained reconstructed researched open investigation examination review analysis"
_GOING = "incomplete outstanding pending ongoing going underway way progress work swing continuing running tbd"
_NOT = "not t never cannot"
_LEARNT = "located pinned pinpointed traced isolated reached known clear understood established certain sure found identified determined clarified explained confirmed complete completed finished over concluded ended closed answered settled resolved proven stated said told determine establish identify explain find say reproduce clarify"
_LEARNS = "know understand understood find found learn learned learnt establish established identify identified determine determined work worked explain explained reproduce reproduced trace traced pinpoint pinpointed bottom say tell told clarify clarified confirm confirmed prove proven proved rule ruled figure figured isolate isolated locate located state stated answer answered reconstruct reconstructed account accounted diagnose diagnosed sure certain definite positive able"
_SEEKS = "investigating examining establishing analysing analyzing looking trying working finding searching determining clarifying digging hunting tracing checking going sifting combing studying evaluating reconstructing reproducing testing waiting awaiting inquiring enquiring wiser puzzled baffled loss dark stumped mystified"
STILL = Families(
    # The cause is still unknown; why it did so has not been found.
    family(
        (_ASKERS, _STATES),
        rf"\b{_ASKED}\b(?! (?:was|were|had))[^.;]{{0,90}}?\b{_NOW}(?: (?:still|yet|currently|now|also|therefore|as yet|so far|at present|at the moment|largely|partly|entirely|for now))* (?:(?!ongoing|under ?way|in progress|at work|running|open(?! *(?:[.;]|$))|pending|continuing|outstanding|in full swing|incomplete){_STATE})\b",
    ),
    family(
        (_ASKERS, _NOT, _LEARNT),
        rf"\b{_ASKED}\b(?! (?:was|were|had))[^.;]{{0,90}}?\b(?:is|are|has|have)(?: |(?=n't)){_NOT_YET}\b(?! (?:by|to (?:us|you|them|the)|that|of))",
    ),
    family(
        (_TOPICS, f"{_STATES} {_GOING}"),
        rf"\b{_TOPIC}\b(?! (?:was|were|had|of this message))[^.;]{{0,90}}?\b{_NOW}(?: (?:still|yet|currently|now|also|therefore|as yet|so far|at present|at the moment|largely|partly|entirely|for now))* {_STATE}\b",
        rf"\b{_TOPIC}\b(?: analysis)?(?: is| are)?:? (?:still |currently |yet )*(?:unknown|unclear|pending|not (?:yet )?(?:known|clear|found)|being (?:investigated|determined|established|analy[sz]ed)|under investigation|open(?=[.,;]|$)|in progress|ongoing|tbd)\b",
    ),
    family(
        (_TOPICS, _NOT, _LEARNT),
        rf"\b{_TOPIC}\b(?! (?:was|were|had))[^.;]{{0,90}}?\b(?:is|are|has|have|can|will)(?: |(?=n't)){_NOT_YET}\b",
    ),
    family(
        (
            _TOPICS,
            "continues continue goes go escapes escape puzzles puzzle baffles baffle takes take yet remains remain needs need begun early started opened commissioned launched ordered set",
        ),
        rf"\b{_TOPIC}\b(?! (?:was|were|had))[^.;]{{0,60}}?\b(?:continues?|goes on|go on|escapes? us|puzzles? us|baffles? us|takes? (?:a few|some|several|more|another|longer|time)|will take|(?:is|are|have|has) yet to|remains? to be|needs? (?:more|further)|has only (?:just )?begun|is at an early stage|has (?:just )?(?:begun|started)|has been (?:opened|commissioned|started|launched|ordered|set up))\b",
    ),
    family(
        (_SEEKS,),
        rf"\b{_NOW} (?:still |currently |now |also |being |busy |all |presently )*{_SEEK}\b",
        rf"\b(?<!was )(?<!were )(?<!had )(?:still|currently|now|keep|keeps) (?:busy )?{_SEEK}\b",
    ),
    family(
        (
            "still currently now being",
            "investigated examined analysed analyzed clarified determined established counted evaluated assessed looked",
        ),
        r"\b(?<!was )(?<!were )(?:still|currently|now|being) (?:being )?(?:investigated|examined|analy[sz]ed|clarified|determined|established|(?<=being )counted|evaluated|assessed|looked into)\b(?! (?:each|every|once|twice|by an auditor))",
    ),
    family(
        (
            "keep continue continues continuing",
            "looking investigating searching digging examining analysing analyzing look investigate search examine analyse analyze dig study evaluate",
        ),
        r"\b(?:we|i|they|engineers|specialists|\w+s) (?:keep|continue) (?:on )?(?:looking|investigating|searching|digging|examining|analy[sz]ing|to (?:look|investigate|search|examine|analy[sz]e|dig|study|evaluate))\b|\bcontinu(?:es?|ing) to (?:look into|investigate|examine|analy[sz]e|search|study)\b",
    ),
    # We do not know; nobody can tell.
    family(
        (_NOT, _LEARNS),
        rf"\b{_WHO}(?: here)?(?: (?:currently|still|simply|really|yet))* (?:(?:do|does|can|have|has)(?:n't| not)|cannot)(?: (?:yet|fully|really|so far|as yet|currently|at present|still|entirely|been able to|completely|quite|conclusively|definitively|only|now|for certain|for sure|the least))* {_LEARN}\b(?<!nobody has told)(?! (?:that|each|one another|of|when to|you (?:how|that)|whom to|us (?:that|on)|with certainty that)|[^.;]{{0,20}}\b(?:on|at) \d)(?<=.)",
    ),
    family(
        ("nobody one none", f"{_LEARNS} knows understands"),
        rf"\b(?:nobody|no one|no-one|none of us|nobody here)(?: \w+){{0,2}} (?:knows|understands|(?:can|has|have) (?:yet |so far |fully |really )*{_LEARN}|has (?:yet )?(?:found|been able)|is sure|is certain)\b",
    ),
    family(
        (_NOT, "could did", "yet so until date day"),
        rf"\b{_WHO} (?:could|did)(?:n't| not) (?:yet |so far |as yet )+{_LEARN}\b|\b(?:could|did)(?:n't| not) (?:\w+ ){{0,4}}(?:so far|yet|until now|to date|to this day)\b",
    ),
    family(
        ("yet", _LEARNS),
        rf"\b(?:have|has|are|is) yet to (?:be )?{_LEARN}\b",
    ),
    family(
        ("yet", _LEARNT),
        r"\bnot yet (?:been )?(?:known|found|established|identified|determined|clarified|explained|clear|certain|confirmed|complete|finished|understood|told)\b",
    ),
    family(
        (_NOT, "got gotten come managed succeeded"),
        r"\b(?:have|has)(?:n't| not) (?:\w+ ){0,2}(?:got|gotten|come|managed|succeeded) (?:\w+ ){0,3}(?:to|in|bottom)\b",
    ),
    family(
        ("position",),
        r"\bin no position to (?:say|state|explain|tell|name)\b",
        r"\bnot (?:yet |currently |at present )?in a position to (?:say|state|explain|tell|name|give)\b",
    ),
    family(
        (_ASKERS, "unknown unclear uncertain known clear open"),
        r"\b(?:it is|it's|it remains) (?:still |as yet |yet )?(?:unknown|unclear|uncertain|not known|not clear|open) (?:why|what|how|who|whether|which|when|where)\b",
    ),
    family(
        ("cause reason trigger origin", _NOT),
        r"\b(?:cause|reason|trigger|origin) (?:cannot|can't|can not) (?:yet |currently |at present )?be \w+",
    ),
    family(
        ("possible", _NOT),
        r"\bhas(?:n't| not) been possible (?:\w+ ){0,3}to\b",
    ),
    family(
        (
            "no",
            "answer answers explanation explanations reason reasons cause causes trigger triggers proof proofs certainty conclusion conclusions culprit culprits clue clues idea ideas evidence theory theories",
        ),
        r"\bno (?:answer|explanation|reason|root cause|cause|trigger|proof|certainty|conclusion|culprit|clue|idea|evidence of the cause)s? (?:so far|yet|as yet|has (?:yet )?been|have been|is (?:yet )?known|at present|why|what|how|to date|until now)\b",
        r"\b(?<!if )(?:there is|there's|we have|have|has) no (?:\w+ )?(?:answer|explanation|proof|certainty|idea|clue|theory)s?(?: (?:yet|so far|for|as to|why|what|how|to)\b| *(?:[.;]|$))",
        r"\bso far(?: \w+){1,3} no (?:answer|explanation|reason|cause|proof|clue)\b",
    ),
    family(
        ("know knows understand certain proven known", "nothing little more enough"),
        r"\b(?:know|knows|understand) (?:nothing|too little|little|no more|not enough)\b",
        r"\bnothing is (?:certain|known|proven)\b",
    ),
    family(
        ("reason explanation", "no"),
        r"\b(?:can|could) (?:give no |offer no )(?:yet )?(?:reason|explanation)\b",
    ),
    family(
        ("what", "know understand explain", _NOT),
        r"\bwhat (?:we|i) (?:do not|don't|cannot) (?:yet )?(?:know|understand|explain)\b",
    ),
    family(
        ("early soon", "say name tell judge state draw speculate"),
        r"\b(?:is|it's|still) (?:still |much |far )?too (?:early|soon) (?:\w+ ){0,2}?to (?:say|name|tell|judge|state|draw|speculate)\b",
    ),
    family(
        (
            "working work works",
            "identify find understand establish determine trace pinpoint clarify explain learn figure reproduce isolate locate",
        ),
        r"\b(?:are|is|'re|am|'m|keep|keeps|continue to) work(?:ing)? (?:[\w'-]+ ){0,8}?(?:to|on) (?:\w+ly )?(?:identify|find out|find the (?:cause|reason|trigger|source|origin|fault|bug)|understand|establish|determine|trace|pinpoint|clarify|explain|learn|figure out|reproduce|isolate|locate)\b",
    ),
    family(
        ("picture facts certainty answers answer evidence", _NOT),
        r"\b(?:do|does|have|has)(?:n't| not) (?:yet |as yet |currently |at present )?(?:have |got |seen )?(?:the (?:full|whole|complete) picture|all (?:the )?(?:facts|answers)|certainty|(?:an|the) answer|enough evidence)\b",
    ),
    family(
        ("question questions", "remains remain stays open"),
        r"\bquestions? (?:of |as to |remains?|stays?)(?:[^.;]{0,60}\b(?:remains?|stays?)\b)?(?: *(?:[.;,]|$)| open| unanswered)",
    ),
    family(
        ("owe owes", "answer explanation report"),
        r"\bowes? (?:us|you|both of us) (?:an|the|its|that|his|her)?\s?(?:\w+ )?(?:answer|explanation|report)\b",
    ),
    family(("rule", _NOT), r"\b(?:cannot|can't|can not) (?:yet |currently |at present |fully )?rule out\b"),
    family(
        (
            "continue continues continuing",
            "investigation investigations inquiry inquiries enquiries examination analysis search",
        ),
        r"\bcontinu(?:e|es|ing) (?:our|the|its|with our|with the|their) (?:\w+ )?(?:investigations?|inquir(?:y|ies)|enquiries|examination|analysis|search for)\b",
    ),
    family(
        ("subject", "investigation inquiry examination review analysis"),
        r"\bsubject (?:to|of) (?:an? |the |our |further )?(?:ongoing |pending |current |internal |external |police )*(?:investigation|inquiry|examination|review|analysis)\b",
    ),
    # Somebody else is to say it, and has not yet.
    family(
        (
            "report reports analysis answer answers explanation findings result results verdict conclusion conclusions statement",
            "awaited outstanding expected wait waiting await",
        ),
        r"\b(?:report|analysis|answers?|explanation|findings|results?|verdict|conclusions?|statement)\b(?: (?:from|of|by|to) [^.;]{1,40}?)? (?:is|are) (?:still |now |also )*(?:awaited|outstanding|expected)\b",
        r"\bask(?:ed)?\b[^.;]{0,50}\bfor (?:an?|the|its|their|his|her)(?: \w+)? (?:explanation|reasons?|report|analysis|answer|statement)\b[^.;]{0,30}\b(?:wait|await)",
    ),
    family(
        (
            "laboratory lab maker manufacturer supplier vendor police experts examiners specialists forensic workshop factory",
            "sample samples part parts device devices disk disks drive logs switch card cards unit cable board server battery sensor valve",
        ),
        r"\b(?:samples?|parts?|devices?|disks?|drive|logs|switch|cards?|unit|cable|board|server|battery|sensor|valve) (?:is|are) (?:now |still |currently )*(?:with|at|on (?:its|their) way to|being examined by) (?:the |its |their |our |a )?(?:\w+ )?(?:laboratory|lab|maker|manufacturer|supplier|vendor|police|experts|examiners|specialists|workshop|factory)\b",
    ),
    # We guess, we want to know, we have people on it.
    family(
        (
            "guess speculate theories theory hypotheses hypothesis suspicion suspicions",
            "only no can anyone's anyone just",
        ),
        r"\b(?:can|could) only (?:yet )?(?:guess|speculate|suppose)\b",
        r"\b(?:anyone's|anyone’s|anybody's) guess\b",
        r"\b(?:only|just|have|has|are) (?:an? |our |some |several |two |three )*(?:theor(?:y|ies)|hypothes[ie]s|suspicions?)\b(?=[^.;]{0,30}\b(?:no|not|without|yet|so far)\b)",
    ),
    family(
        ("want wants like love wish eager", "know", "what why how who which whether"),
        r"\b(?:what|how|why|who|which|whose|whether)\b[^.;]{0,60}\b(?:is|are) what (?:we|i|they|the \w+)\b[^.;]{0,40}\b(?:want|wants|wish|need|needs|would like|would love) to know\b",
        r"\b(?:we|i|they) (?:too |also |all )?(?:want|would like|would love|'d love|'d like) to know (?:why|what|how|who|which|whether)\b(?! you)",
    ),
    family(
        ("need needs take takes", "time", "understand find see learn establish say explain work determine know"),
        r"\b(?:need|needs|take|takes) (?:us |them |it )?(?:more |some |a little more |further )*time (?:to|until we|before we) (?:can )?(?:understand|find|see|learn|establish|say|explain|work out|determine|know)\b",
    ),
    family(
        ("digging searching investigating case",),
        r"\b(?:people|engineers|experts|specialists|colleagues|of us|teams?|everyone|everybody|\w+s) (?:are |is )?(?:still |now |busy )*(?:digging|investigating|on the case)\b(?<!was investigating)(?<!were investigating)",
    ),
    family(
        ("see find learn understand establish determine know", "why what how which whether where", "is are"),
        r"\b(?:is|are) (?:now |still |currently |busy |also )*\w+ing\b[^.;]{0,60}? to (?:see|find out|learn|understand|establish|determine|know) (?:why|how|which|what (?:happened|caused|went|led|made|broke|it was))\b(?! (?:you|customers|readers|users|we can|to))",
    ),
    family(
        ("which what why how whether who", "will", "show emerge clear seen turn known"),
        r"\b(?:which|what|why|how|whether|who)\b[^.;]{0,60}\bwill (?:only )?(?:show|emerge|become clear|be clear|be seen|be known|turn out)\b",
    ),
    family(("last word", "spoken"), r"\blast word\b[^.;]{0,40}\bnot (?:yet )?been spoken\b"),
    family(("ruled", _NOT), r"\b(?:have|has)(?:n't| not) (?:yet |so far )?(?:been )?(?:able to )?ruled? out\b"),
    family(("looked searched", "being"), r"\bbeing (?:looked|searched) for\b"),
    family(
        ("before", "needed required necessary"),
        r"\b(?:is|are) (?:needed|required|necessary) before (?:we|anyone|anybody|it|a cause|the cause)\b",
    ),
    family(
        ("advisers advisors lawyers experts specialists investigators", "with currently now"),
        r"\b(?:is|are) (?:currently |now |still )*with (?:our|the) (?:[\w-]+ ){0,3}(?:advis[eo]rs|lawyers|experts|specialists|investigators)\b",
    ),
    family(
        ("examined investigated analysed analyzed clarified determined established", "will shall"),
        rf"\b{_ASKED}\b[^.;]{{0,80}}\b(?:will|shall) (?:now |be |still )*be (?:examined|investigated|analy[sz]ed|clarified|determined|established)\b",
    ),
    # We suspect it, and it is to be confirmed.
    family(
        ("suspect suspects suspicion suspicions hypothesis theory assumption presume assume believe",),
        r"\b(?:suspect|suspects|suspicion|suspicions|hypothesis|theory|assumption|presume|assume|believe)\b[^.;]{0,90}\b(?:but|not (?:yet )?(?:certain|sure|proven|confirmed)|no proof|to be confirmed|must be confirmed|yet to|await|still|being (?:tested|checked|verified))\b",
    ),
    family(
        (
            "confirmed proven verified established determined clarified found identified explained examined investigated seen checked counted",
            "be",
        ),
        r"\b(?:remains|still has|has yet|has still|have yet|have still|still have|this has|that has|it has|needs|still needs|is still|are still) to be (?:\w+ )?(?:confirmed|proven|verified|established|determined|clarified|found|identified|explained|examined|investigated|seen|checked|counted)\b",
    ),
    family(
        (
            "need needs want wants have has",
            "find understand know establish determine work clarify figure",
            "why what how who which where cause reason trigger",
        ),
        r"\b(?:need|needs|want|wants|have|has) to (?:find out|understand|know|establish|determine|work out|clarify|figure out) (?:why|what|how|who|which|where|the (?:cause|reason|trigger))\b",
    ),
    family(
        ("needed required necessary", "more further"),
        r"\b(?:more|further) (?:work|time|analysis|tests|examination|investigation|data) (?:is|are) (?:needed|required|necessary) (?:to|before)\b",
    ),
    family(
        ("escapes riddle mystery puzzle puzzles baffles loss wiser puzzled baffled stumped told",),
        r"\b(?:escapes us|(?:is|remains) a (?:riddle|mystery|puzzle)|(?:puzzles|baffles) us|at a loss|none the wiser|a (?:mystery|riddle|puzzle) to us|are (?:puzzled|baffled|stumped)|we (?:are|were)n't told yet)\b",
    ),
    family(
        (
            "police prosecutor authority laboratory lab maker manufacturer supplier vendor provider auditor auditors expert experts",
            "investigating examining testing analysing analyzing checking looking studying work",
        ),
        r"\b(?:police|prosecutor|authority|laboratory|lab|maker|manufacturer|supplier|vendor|provider|auditors?|experts?)\b[^.;]{0,40}\b(?:are|is) (?:still |now |currently )?(?:investigating|examining|testing|analy[sz]ing|checking|looking into|studying|at work)\b(?! (?:each|every|all))",
    ),
    family(
        ("await",),
        r"\bwe await (?:its|the|their|his|her|\w+'s)\b",
    ),
    family(
        ("under", "investigation examination analysis"),
        r"\bunder (?:investigation|examination|analysis)\b",
    ),
    family(
        ("being", "investigated looked"),
        r"\bbeing (?:investigated|looked into)\b",
    ),
)
# … but not then; by now it is known.
CLOSED = any_of(
    r"\b(?:at first|initially|in the beginning|at that time|at the time|until then|for (?:\w+ ){1,2}(?:hours?|minutes?|days?) (?:we|nobody|no one)|that night|until we|till we|was known|we now (?:know|understand)|it is now clear|is (?:now )?solved|has been solved|turned out|it was a|is (?:now )?(?:known|clear|complete|completed|finished|over|closed)(?! (?:whether|why|how|to))(?!\W*(?:to nobody|to no one)))\b(?![^.;]*\b(?:is still|are still|remains|not yet|yet to)\b)",
    in_small=True,
)
