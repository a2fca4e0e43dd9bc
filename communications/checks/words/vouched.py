"""Promises for ever in the words of law and in figures of speech: what somebody vouches for, what stands no chance, what nothing
is able to do any more. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, family
from communications.checks.words.trouble import OF_ONES_WILL, REPEAT, TROUBLE, WONT

# What says until when, or how much: then it can be kept.
_MEASURED = r"(?![^.;!?]*(?:\d|\b(?:within|until|refund\w*|warranty|at least|per ?cent)\b))"
_FLAWLESS = r"(?:uninterrupted|unbroken|constant|continuous|permanent|flawless|faultless|impeccable|perfect|spotless|unfailing|(?:error|fault|trouble|failure|interruption)-?free|every (?:future|coming)|all (?:future|coming)|years to come|from this day on|for all (?:time|eternity)|at every moment)"
_HURT = (
    r"(?:hurt|harm|reach|touch|silence|stop|cut|interrupt|disturb|disrupt|delay|block|hit|paraly[sz]e|halt|shake|spoil|ruin|threaten|endanger|trouble|bother|affect|damage|destroy|kill|darken"
    r"|bring|take|knock|wipe|surprise|flood|cripple|strand|rob|do anything to|do any harm|get (?:at|to)|get the better of)"
)
_HURTING = r"(?:hurting|harming|stopping|silencing|cutting|interrupting|disturbing|disrupting|delaying|blocking|hitting|halting|ruining|threatening|damaging|destroying|darkening|bringing|taking|knocking|reaching)"
_SEASON = r"(?:winter|spring|summer|autumn|fall|season|year|month|week|weekend|day|night|term|semester|future|life|christmas|holiday|festival|time|decade)s?"
_FOR_EVER = r"(?:for (?:the future|good|ever|all times?|all eternity)|forever|in (?:the )?future|henceforth|from now on|once and for all|with (?:full |absolute )?certainty)"

VOUCHED = Families(
    family(
        ("vouch vouches surety answers answer warrants warrant", "for the that"),
        rf"\bvouch(?:es)? (?:\w+ly )?(?:for|that)\b{_MEASURED}[^.;!?]{{1,80}}",
        rf"\bstands? surety\b{_MEASURED}[^.;!?]{{1,80}}|\banswers? for it that\b{_MEASURED}[^.;!?]{{1,80}}",
        rf"\bwarrants? (?:that|the (?:[\w-]+ )?(?:availability|correctness|safety|accuracy|security|reliability|completeness|integrity|operation|supply))\b{_MEASURED}[^.;!?]{{0,80}}",
    ),
    family(
        (
            "promise promises pledge pledges guarantee guarantees assure assures commit commits stand stands undertake undertakes vow vows swear swears",
            "uninterrupted unbroken constant continuous permanent flawless faultless impeccable perfect spotless unfailing free every all years day moment errorfree",
        ),
        rf"\b(?:promises?|pledges?|guarantees?|assures?|undertakes?|vows?|swears?|commits? (?:itself |ourselves )?to|stands? (?:behind|for))\b{_MEASURED}[^.;!?]{{0,50}}?\b{_FLAWLESS}\b[^.;!?]{{0,60}}",
    ),
    # "a loss of power is no longer able to hurt you", "not even an earthquake can stop the new system"
    family(
        ("able unable incapable power means force even longer position however", "no not unable incapable"),
        rf"\b(?:is|are|be) (?:\w+ ){{0,3}}?(?:no longer (?:\w+ )?able|not able any (?:more|longer)|(?:now|thus|hereby|henceforth|therefore) unable|in no position) to (?:ever |again )?{_HURT}\b[^.;!?]{{0,60}}",
        rf"\bincapable of (?:ever )?{_HURTING}\b[^.;!?]{{0,60}}",
        r"\b(?:no longer ha(?:s|ve)|ha(?:s|ve) no (?:more|longer any)) (?:the |any )?(?:power|means|force|strength|hold)\b[^.;!?]{0,60}",
        rf"\bcan (?:no longer|never again) {_HURT} (?:\w+ ){{0,2}}?(?:you|your|us|our|the|any\w*|\w+s)\b(?! (?:button|switch|key)\b)",
        rf"\bno [\w-]+(?: [\w-]+){{0,2}},? however [\w ]{{1,30}}, (?:can|will|could|shall) (?:now |ever )?{_HURT}\b[^.;!?]{{0,40}}",
        rf"\bnot even (?:an? |the |two |all )?(?:[\w-]+ ){{1,5}}?(?:can|will|shall|could) (?:now |ever )?{_HURT}\b[^.;!?]{{0,40}}",
    ),
    family(
        ("do harm", "cannot t can not never nothing", "any anything more longer nothing"),
        r"\bcan (?:now |any longer )?do nothing (?:more )?(?:to|against) (?:you|us|your|our|the|them|any\w*)\b[^.;!?]{0,40}",
        r"\b(?:cannot|can't|can not|can never) do (?:anything|any harm|a thing) to\b[^.;!?]{1,60}?\bany (?:more|longer)\b",
    ),
    family(
        ("chance chances prayer way",),
        r"\b(?:won't|will not|don't|doesn't|do not|does not|no longer|never|cannot|can't|wouldn't) (?:\w+ )?stands? (?:an? (?:\w+ )?|any |the (?:slightest|least|smallest) |the ghost of a )?chance\b",
        r"\b(?:has|have|get|gets|had|stands?) (?:now |simply |absolutely )?(?:no|not the (?:slightest|least)|not a|zero) (?:more |longer a |longer any )?(?:chance|prayer)s?\b(?= *(?:[.,;!]|$|against\b|any (?:more|longer)\b|from now\b|with us\b|here\b|in (?:the )?future\b|now\b))",
        r"\b(?:don't|doesn't|do not|does not|won't|will not) have (?:a|any|the slightest) (?:chance|prayer)\b(?= *(?:[.,;!]|$|against\b|any (?:more|longer)\b|now\b))",
        r"\b(?:will|can|shall) (?:now )?find no (?:more )?way (?:in|through|past|back|out)\b",
        r"\b(?:leaves?|gives?|giving|leaving) (?:the |such |all |any )?(?:[\w-]+ ){1,3}?no (?:more |further )?chance\b(?! to (?:answer|reply|try|buy|book))",
        rf"\bthere (?:is|'s) (?:now |simply |absolutely )?no way (?:that|in which|for)\b[^.;!?]{{1,60}}?\b(?:again|twice|wrong|lost|any ?more|any longer|now|{REPEAT}|{TROUBLE})\b",
    ),
    # "confusions between students are thereby excluded for the future"
    family(
        (
            "excluded ruled precluded banished prevented avoided impossible averted exorcised exclude excludes table exist exists",
            "is are be been we i longer",
        ),
        rf"\b(?:is|are|has been|have been) (?!not\b)(?:\w+ ){{0,3}}?(?:excluded|ruled out|precluded|banished|prevented|avoided|impossible|averted|exorcised),? (?:\w+ )?{_FOR_EVER}\b",
        rf"\b(?:{REPEAT}|{TROUBLE}|risk|danger)\b[^.;!?]{{0,40}}? (?:is|are) (?:\w+ ){{0,3}}?off the table\b|\b(?:{REPEAT}|{TROUBLE}) (?:we|i) (?:now |hereby |fully )?exclude\b|\bwe (?:now |hereby |fully )?exclude (?:any|a|all|every) (?:\w+ )?(?:{REPEAT}|{TROUBLE})\b",
        rf"\b(?:{TROUBLE}|(?:ghost|phantom|double|lost|late|wrong) [\w-]+) (?:will )?no longer exists? (?:from|as of|as from)\b",
        rf"\b(?:is|are) (?:{_FOR_EVER}|thereby|hereby|thus|henceforth) (?:\w+ )?(?:excluded|ruled out|precluded|impossible)\b(?! (?:from|by|as|for (?:the|a|an|those|people|users|customers) \w+ (?:to|with|who|that)))",
    ),
    # "Never, under any circumstances, shall we debit a donor two times again."
    family(
        ("never not no", "will shall", "point time moment circumstances circumstance case account once never"),
        r"^\W*(?:never|not once|not ever|at no (?:point|time|moment)|under no circumstances?|in no case|on no account)\b[^.;!?]{0,50}? (?:will|shall)(?! (?:we|i|our \w+|the \w+|you|they) (?:ever |again |have to |need to )*(?:ask|call|send|share|sell|request|write|require|charge|pass|give|phone|contact|mail|e-mail|email|demand|want)\b) (?:we|you|i|it|they|he|she|an?|any|the|your|our|this|that|such|one|nobody|someone|[\w-]+s)\b[^.;!?]{1,60}",
    ),
    family(
        (
            "promise promises promised guarantee guarantees pledge pledges assure forward enjoy will shall ahead wish bring brings get gets",
            "without free no",
            "winter spring summer autumn fall season year month week weekend day night term semester future life christmas holiday festival time decade winters springs summers autumns seasons years months weeks weekends days nights terms holidays times",
        ),
        rf"\b(?:promise[sd]?|guarantees?|pledges?|assures?|look forward to|enjoy|gets?|will (?:have|be|get|see|bring|spend|give)|shall (?:have|be|get|see)|ahead of \w+|brings?)\b[^.;!?]{{0,50}}?\b{_SEASON} (?:without|with not|free of|with no) (?:(?:even )?(?:an? |one |any )?single |one |any |even |so much as )?(?!charge|fee|cost|extra|additional|a |the )[\w-]+",
    ),
    family(
        ("not won t", "more", "will shall can going goes gets is are leaves be"),
        r"\bnot (?:one|a single|an?|even one) (?:[\w-]+ ){1,4}?more (?:will|shall|can|is going to|goes|gets|is|leaves|falls|ends)\b[^.;!?]{0,40}",
        rf"\b{WONT} be (?:one|a single|even one) (?:[\w-]+ ){{1,3}}?more\b",
    ),
    family(
        ("see take care", "not never no nobody nothing", "again anymore more longer twice"),
        r"\b(?:will|shall|'ll) (?:see|see to it|take care|look to it|arrange) that (?:not|no|never|nobody|nothing|none)\b[^.;!?]{1,70}?\b(?:again|any ?more|any longer|twice)\b",
    ),
    family(
        (
            "granite once life breath exorcised coffin slain root roots grave world subject foreign stake ghost spook laid",
        ),
        r"\bbit(?:e|es|ing) on granite\b|^\W*once and never again\b|\b(?:carefree|untroubled|worry-free|trouble-free|peaceful)\b[^.;!?]{1,50}? for the rest of (?:your|their|its|our) (?:life|lives|days)\b",
        r"\b(?:drawn|breathed) its last(?: breath)?\b|\b(?:ghost|demon|spook|gremlin|spectre|devil|curse)s? (?:is|are|has been|have been|was|were) (?:now |finally )?(?:exorcised|laid to rest|banished|driven out|lifted|over|gone)\b",
        r"\bnails? in(?:to)? (?:the|its|this) coffin\b|\b(?:dragon|beast|monster|hydra)s? (?:is|are|has been|have been|was|were) (?:now |finally )?(?:slain|dead|killed|tamed)\b",
        r"\b(?:pulled|torn|ripped|plucked|dug) (?:\w+ )?(?:out|up) by (?:the|its|their) roots?\b|\b(?:is|are) (?:now |thus |thereby |finally |therefore )*out of (?:the|this) world\b|\b(?:from now on|in (?:the )?future|henceforth)\b[^.;!?]{0,20}\ba foreign word\b|\bcarried (?:it |this \w+ |the \w+ )?to (?:the|its) grave\b|\ba closed subject\b",
    ),
    # "Whatever happens, your lights stay on."
    family(
        ("whatever matter come hell weather rain", "happens happen comes come may what hell shine"),
        r"^\W*(?:whatever (?:happens|comes|may (?:come|happen))|no matter what(?: (?:happens|comes))?|come what may|come hell or high water|in any weather|rain or shine),? (?!we (?:write|call|tell|report|inform|publish|send|meet|review|let)|(?:please|you can|call|keep)\b)[^.;!?\d]{1,80}(?=[.!]|$)|,? (?:come what may|come hell or high water|no matter what(?: happens)?|whatever (?:happens|may (?:come|happen)))(?= *(?:[.!]|$))",
    ),
    family(
        ("fear feared",),
        rf"\bneed fear (?:no|nothing|any)\b[^.;!?]{{0,40}}|\b(?:no \w+|nobody|no one|none of you) (?:need|must|has to|have to) (?:not |never |no longer |ever )?fear\b[^.;!?]{{0,50}}?\b(?:any ?more|any longer|again|no|{TROUBLE})\b",
        r"\b(?:is|are) (?:\w+ )?(?:not|no longer|never) to be feared\b",
    ),
    family(
        ("ever forever eternity time", "will shall ll safe"),
        r"(?<!not )\b(?:will|shall|'ll) (?!not\b|never\b|be (?:kept|stored|archived|remembered))[^.;!?]{1,70}?,? (?:for ?ever(?: and ever)?|for all (?:time|eternity)|until the end of time)(?= *(?:[.,;!]|$))",
    ),
    # "This was the last cold night, on that you can rely."
    family(
        ("rely count depend bet bank word promise", "last only one never once every each always all"),
        r"\b(?:last|the only|never|(?:just|only) this once|every|each|always|all)\b[^.;!?]{1,80}?, (?:on (?:that|this|it) you (?:can|may) (?:rely|count|depend|bet|bank)|you (?:can|may) (?:rely|count|depend|bet|bank) on (?:that|it|this)|(?:our|my) word on (?:it|that))\b",
    ),
    # "From this term on, no mark is lost."
    family(
        ("on onwards", "no not nobody none", "from starting"),
        r"\b(?:from|starting|beginning) (?:this|today|tonight|tomorrow|now|that)(?: (?:term|year|season|winter|summer|week|month|day|moment|morning|semester|quarter))? on(?:wards?)?,? (?:no (?!longer|more than|later)|not (?:a single|one)|nobody|no[ -]one|none)(?!(?:tickets?|cash|payments?|fees?|charges?|entry|visitors?|deposit|appointment|registration)\b)[^.;!?]{0,60}",
    ),
    # "that milk reaches you every morning without exception"
    family(
        ("stand stands word promise vouch", "every each always all", "exception fail exceptions"),
        r"\b(?:stands? by it|(?:our|my) word|promise|vouch(?:es)?)\b[^.;!?]{0,80}?\bwithout (?:any |a single )?(?:exceptions?|fail)\b",
    ),
    family(
        ("like", "this that", "not never t"),
        rf"\b(?:a|an|another|a second) (?:second |further |next )?[\w-]+ like (?:this|that|it)(?: one)? {WONT}{OF_ONES_WILL} (?:exist|be|come|follow|occur|take place|happen)\b",
    ),
)
