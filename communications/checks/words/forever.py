"""How people promise that something is over for ever. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, any_of, family
from communications.checks.words.lists import set_of
from communications.checks.words.trouble import (
    ADVERB,
    AGAIN,
    EVER,
    EVER_WORDS,
    FEW,
    HAPPEN,
    HARM,
    HARM_WORDS,
    NO_WORDS,
    OF_ONES_WILL,
    ON_A_DAY,
    REPEAT,
    REPEAT_WORDS,
    RETURN,
    SURE,
    SURE_WORDS,
    TROUBLE,
    TROUBLE_WORDS,
    WONT,
)

NEVER_AGAIN = Families(
    family(
        (
            "recur recurs reoccur reoccurs occur occurs repeat repeats repeated come comes return returns reappear reappears appear appears surface surfaces resurface resurfaces reemerge emerge emerges back creep creeps haunt haunts rear rears happen happens",
            NO_WORDS,
        ),
        rf"\b{WONT} {FEW}{RETURN}\b{ON_A_DAY}(?:[^.;!?]{{0,40}}?\b{AGAIN}\b)?",
        rf"\b{WONT} {FEW}{HAPPEN}\b{ON_A_DAY}(?:[^.;!?]{{0,40}}?\b{AGAIN}\b)?",
    ),
    family(
        (
            "never",
            HARM_WORDS,
        ),
        rf"\b(?:will|shall|can|'ll|should|must) {ADVERB}never {FEW}{HARM}\b",
    ),
    family(
        (
            "cannot t never",
            "it this that",
            "it this that",
        ),
        r"^(?:\W*(?:and|but|no,?)\s+)?(?:it|this|that) (?:cannot|can't|can not|will not|won't|never will|never can)(?: any ?more| again| now)?[.!]",
    ),
    family(
        (
            HARM_WORDS,
            NO_WORDS,
            EVER_WORDS,
        ),
        rf"\b{WONT} {FEW}{HARM}\b[^.;!?]{{0,60}}?\b{EVER}\b",
        rf"\b(?:nobody|no[ -]one|nothing|none|no [\w-]+)(?:'s)? (?!(?:\w+ )?(?:(?:has|have|needs?) to|could|had|was|were|would|did)\b)(?:[\w'-]+ ){{0,4}}?(?:ever )?{HARM}\b[^.;!?]{{0,40}}?\b{EVER}\b",
    ),
    family(
        (
            TROUBLE_WORDS,
            NO_WORDS,
            EVER_WORDS,
        ),
        rf"\b(?:not|never|no|no longer) (?:\w+ ){{0,2}}?be (?:\w+ ){{0,2}}?(?:another|a second|a next|a further|more|any more|a) (?:\w+ ){{0,2}}?{TROUBLE}\b[^.;!?]{{0,40}}?\b{EVER}\b",
    ),
    family(
        (
            "never longer time circumstances circumstance case account once",
            "will shall can must should do does",
            "never no under not",
        ),
        r"\b(?:never again|never ever|no longer|at no time|under no circumstances?|in no (?:single )?case|on no account|not once more) (?:will|shall|can|must|should|do|does|is|are) (?:\w+ ){1,3}?\w+",
    ),
    family(
        (
            EVER_WORDS,
            "nobody no nothing none not",
            "will shall can should must going ever",
        ),
        r"\b(?:nobody|no[ -]one|nothing|none|not (?:one|a single)(?: [\w-]+){0,3}?|no (?:[\w'-]+ ){1,3}?)(?: (?:of|on|in|at|from|with|among) (?:[\w'-]+ ){1,3}?)? ?(?:like (?:this|that|it) )?(?:will|shall|can|should|must|is going to|ever)\b[^.;!?]{0,70}?"
        rf"\b{EVER}\b",
    ),
    family(
        (
            "ever",
            "no not never t from happens happen happening",
        ),
        r"\bno (?:[\w'-]+ ){1,3}?(?:(?:will|can|shall|could|should|must) ever|ever (?:will|again|has to|needs to|\w+s)\b)(?: [\w'-]+){0,3}",
        rf"\b(?:not|never|n't) ever {FEW}{HARM}\b|\bfrom ever (?:again )?\w+ing\b|\bever happen(?:s|ing)? again\b",
    ),
    family(
        (
            SURE_WORDS,
            "not t",
            "again second another once anew ever twice anymore more",
        ),
        rf"\b{SURE}\b[^.;!?]{{0,80}}?\b(?:does not|doesn't|do not|don't|is not|isn't|are not|aren't) [^.;!?]{{0,50}}?\b(?:{AGAIN}|twice|any ?more|ever)\b",
    ),
    family(
        ("conceivable imaginable thinkable",),
        r"\b(?:no longer|not|hardly|barely) (?:even )?(?:conceivable|imaginable|thinkable)\b",
    ),
    family(
        (SURE_WORDS, NO_WORDS + " any"),
        rf"\b{SURE}\b[^.;!?]{{0,80}}?\b(?:does not|doesn't|do not|don't|is not|isn't|no longer|will not|won't|cannot|can't|never) {FEW}(?:{RETURN}|{HARM})\b{ON_A_DAY}",
        rf"\b{SURE}\b[^.;!?]{{0,80}}?\b(?:no|not any|never any|free (?:of|from)(?: any)?|without(?: any)?) (?:\w+ ){{0,3}}?(?:{REPEAT}|{TROUBLE})\b",
        rf"\b{SURE}\b[^.;!?]{{0,60}}?\bnothing (?:like|of|similar|can|will|\w+ (?:can|will))\b[^.;!?]{{0,30}}",
    ),
    # "We vouch for it that all letters will arrive", unless it says how soon or how many.
    family(
        (
            "guarantee guarantees guaranteed warrant warrants promise promises pledge pledges vow vows swear swears vouch vouches undertake undertakes certainty assure assures word certain sure assured assurance",
            "no not nobody none never zero all every each everyone everybody nothing any private safe uninterrupted absolute ironclad cast rock solemn full complete",
        ),
        r"(?<!make )(?<!made )(?<!makes )(?<!making )(?<!be )\b(?:guarantee[sd]?|warrants?|promises?|pledges?|vows?|swears?|vouch(?:es)?|undertakes?|certainty|assures?|assured|assurance|(?:our|my) (?:\w+ )?word|certain|sure)\b[^.;!?]{0,30}?\b(?:no|not a single|not one|none|nobody|never|nothing|not any)\b(?! (?:later|longer than|more than|less than|fewer than))[^.;!?]{0,60}?\b(?:will|going to|can|shall|ever|gets?|again|lost|left)\b",
        r"(?<!make )(?<!made )(?<!makes )(?<!making )(?<!be )\b(?:guarantee[sd]?|warrants?|promises?|pledges?|vows?|swears?|vouch(?:es)?|undertakes?|certainty|assures?|assured|assurance|(?:our|my) (?:\w+ )?word)\b[^.;!?]{0,30}?\b(?:all|every|each|everyone|everybody|any) (?!of (?:you|us)\b)(?![^.;!?]*(?:\d|\bwithin\b|\bby (?:the|[A-Z])))[^.;!?]{0,60}?\b(?:will|going to|can|shall|stays?|remains?)\b",
        r"\b(?:pledges?|promises?|guarantees?|vows?) (?:\w+ ){0,2}?(?:zero|no) (?:more |further )?[\w-]+",
        r"\b(?:iron-?clad|cast-?iron|rock-solid|absolute|hundred per ?cent|100 ?%|100 per ?cent|watertight|unconditional|full|solemn) (?:guarantee|promise|certainty|assurance|word)\b(?![^.;!?]*(?:\d|\brefund|\bwithin\b))[^.;!?]{0,60}",
        r"\bwith (?:absolute|complete|full|total|100 ?%|one hundred per ?cent|100 per ?cent|utter) (?:certainty|confidence|assurance)\b[^.;!?]{0,60}",
    ),
    # "prevents false alarms completely"
    family(
        (
            "completely entirely altogether totally wholly fully reliably definitively percent cent 100 every",
            "prevent prevents prevented eliminate eliminates eliminated avoid avoids avoided stop stops stopped exclude excludes rule rules rid remove removes eradicate fixed solved resolved cured preventing eliminating",
        ),
        r"\b(?:prevent|eliminat|avoid|stop|exclud|rul|eradicat)\w* (?:out )?[^.;!?]{1,50}?\b(?:completely|entirely|altogether|totally|wholly|in every case|every time|100 ?%|100 per ?cent|one hundred per ?cent)\b",
        r"\b(?:will|shall|'ll|can|completely|entirely|totally|reliably|fully) (?:now |also )?(?:completely|entirely|totally|reliably|fully|altogether) (?:prevent|eliminat|avoid|stop|exclud|rul|eradicat)\w*|\b(?:completely|entirely|totally) (?:prevents?|eliminates?|avoids?|stops?|excludes?|rules? out|eradicates?)\b",
        r"\b(?:100 ?%|100 per ?cent|one hundred per ?cent) (?:solved|fixed|gone|resolved|cured|prevented|stopped)\b",
    ),
    family(
        ("possible", "longer not", "more under again any at now future"),
        r"\b(?:no longer|not) (?:be |even |physically |technically |humanly )?possible (?:any ?more|under|at all|again|in any|from now|in (?:the )?future)\b",
    ),
    family(
        ("seen heard saw had see hear", "last"),
        r"\b(?:seen|heard|saw|have had) the (?:very )?last (?:of\b|\w+ (?:of (?:this|that|its) (?:kind|sort)|like)\b|\w+ \w+ (?:of (?:this|that|its) (?:kind|sort)|like)\b)|\bthe (?:very )?last [^.;!?]{1,40}? (?:you|we|they|anyone)(?:'ll| will| shall)? ever\b|\bthe last (?:you|we)(?:'ll| will| shall)? (?:ever )?see\b",
    ),
    family(
        ("chapter case matter million chance lightning history", "closed close over not t never never repeat"),
        r"\b(?:chapter) (?:is|has been) (?:now )?(?:closed|over)\b(?! (?:with|on) )|\b(?:close|closed|closes) this chapter\b|\bnot in a million years\b|\bnot a chance\b|\blightning (?:does not|doesn't|will not|won't|never)\b|\bhistory (?:will|does|shall) not repeat\b",
    ),
    family(
        ("soundly easy easily forget worries worry left", "sleep about over free nothing"),
        r"\b(?:can|may) (?:now )?(?:sleep (?:soundly|easy|easily|well)|forget about (?:\w+ )?(?:outages|failures|delays|queues|errors|this))\b|\byour worries are over\b|\bworry-free\b|\bnothing left (?:that (?:can|could)|to (?:fail|break|go wrong))\b",
    ),
    family(
        ("impossible",),
        r"\b(?:physically|technically|literally|simply|completely|now) impossible\b(?! to (?!happen|occur|recur|repeat))",
    ),
    family(
        (
            TROUBLE_WORDS + " " + REPEAT_WORDS,
            "no not never t cannot without free zero end",
        ),
        rf"\b(?:there )?(?:will|'ll|shall|can|is|are going to|must) (?:\w+ ){{0,2}}?(?:be |see |have |experience )?no (?:more |further |other |second |such )?{REPEAT}\b",
        rf"\b(?:will|'ll|shall|can|must) (?:\w+ ){{0,2}}?(?:be |see |have |experience |face )?no (?:more|further|other|second|such|similar|new|future) (?:(?!unless|until|if|about|on|for|during|updates?|news|information|changes)\w+ ){{0,3}}?{TROUBLE}\b",
        rf"\b(?:will not|won't|cannot|can't|'ll not|never|not going to) be (?:a|an|any|another) (?:second|next|other|further|more|repeat|such|similar)?(?: |\b)(?:\w+ ){{0,2}}?(?:{TROUBLE}|{REPEAT})\b",
        rf"\bno (?:more|further|second|such|similar|other|repeat|future) (?:\w+ ){{0,3}}?(?:{TROUBLE}|{REPEAT}) (?:[\w'-]+ ){{0,6}}?(?:from now on|in (?:the )?future|will|shall|are possible|is possible|can|could|is to be|are to be|need be|has to be|have to be)\b",
        rf"\b(?:future|world|life|years?) (?:\w+ )?(?:free (?:of|from)|without)(?: any| all| such)? (?:\w+ ){{0,2}}?{TROUBLE}\b",
        rf"\b(?:this |that |it )?(?:marks?|means?|is|was|spells?) (?:\w+ )?(?:the|an) end (?:of|to) (?:\w+ ){{0,2}}?{TROUBLE}\b",
        rf"\b(?:free (?:of|from)|without)(?: any| all| such)? (?:\w+ ){{0,2}}?{TROUBLE}\b[^.;!?]{{0,20}}?\b(?:from now on|in (?:the )?future|for ?ever|(?:going|moving) forward|at all times)\b",
        r"\b(?:zero|no) (?:downtime|outages?|interruptions?|data loss|errors?|failures?)\b[^.;!?]{0,30}?\b(?:from now on|in (?:the )?future|for ?ever|ever|(?:going|moving) forward|guaranteed|at all)\b|\b(?:from now on|in (?:the )?future|henceforth)\b[^.;!?]{0,40}?\b(?:zero|no more|no further) (?:\w+ ){0,2}?"
        rf"{TROUBLE}\b",
    ),
    family(
        (
            "risk chance possibility danger likelihood prospect scenario room need way",
            "zero no not without",
        ),
        rf"\b(?:zero|no|not the slightest|without) (?:more |further |longer |any |longer any |real )?(?:risk|chance|possibility|danger|way|likelihood|prospect|scenario|room|need to (?:worry|fear))\b(?: (?:of|that|for|in which|this|it|a|another|about))[^.;!?]{{0,40}}?\b(?:{TROUBLE}|{REPEAT}|again|recur\w*|happen\w*|occur\w*|return\w*|repeat\w*|comes? back)\b",
    ),
    family(
        ("fear fears worry worries concern concerns afraid expect reckon",),
        rf"\b(?:you|your|nobody|customers?|users?|patients?|passengers?|residents?|we) (?:[\w'-]+ ){{0,3}}?(?:need not|need have no|have no (?:need|reason|cause) to|no longer (?:need|have) to|need no longer|don't (?:need|have) to|do not (?:need|have) to|won't have to|will not have to|never have to) (?:fears?|worry|worries|concerns?|be afraid|expect|reckon)\b[^.;!?]{{0,60}}?\b(?:{TROUBLE}|{REPEAT}|again|this|it)\b",
    ),
    family(
        (
            "zero no",
            SURE_WORDS,
        ),
        rf"\b(?:zero|no) (?:downtime|exceptions?|errors?|defects|outages?|compromises|tolerance|ifs)\b[^.;!?]{{0,40}}?\b{SURE}\b|\b{SURE}\b[^.;!?]{{0,40}}?\bzero (?:downtime|exceptions?|errors?|defects|outages?)\b",
    ),
    family(
        ("nothing",),
        r"\bnothing (?:can|will|could) (?:now |ever |any ?more )?(?:go wrong|happen|fail|be lost|get lost|break)\b",
    ),
    family(
        (
            "excluded impossible ruled question possible past inconceivable unthinkable prevented precluded banished eradicated once",
            "is are has have becomes become been be remain remains",
        ),
        rf"\b(?:{REPEAT}|{TROUBLE}|this|such|the same|these|it|that|any)\b[^.;!?]{{0,50}}?\b(?:is|are|has become|have become|becomes?|been made|be|can be|remains?) (?:[\w%]+ ){{0,3}}?(?:impossible|excluded|ruled out|not possible|no longer possible|out of the question|a thing of the past|inconceivable|unthinkable|prevented (?:for|permanently|forever|in (?:the )?future)|precluded|banished|eradicated|once and for all)\b(?! to (?!happen|occur|recur|repeat))",
    ),
    family(
        (
            "rules ruled ruling rule exclude excludes excluded excluding eliminate eliminates eliminated eliminating remove removes removed removing preclude precludes precluded precluding banish banishes banished eradicate eradicates eradicated rid",
            "possibility risk chance danger threat likelihood that any all such this similar second "
            + TROUBLE_WORDS
            + " "
            + REPEAT_WORDS,
        ),
        rf"\b(?:rul(?:es?|ed|ing) out|exclud(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|preclud(?:e|es|ed|ing)|banish(?:es|ed)?|eradicat(?:es?|ed)|(?:gets?|got|is|are|be) rid of) (?:\w+ ){{0,3}}?(?:{REPEAT}|possibility|risk|chance|danger|threat|likelihood)\b(?! (?:assessment|rating|level|factor|register|review)\b)",
        rf"\b(?:rule out|rules out|ruled out|exclude|excludes|precludes?) (?:with (?:\w+ )?certainty |now |fully |completely )?(?:that|any|all|such|a (?:second|further|repeat|similar)|this|(?:\w+ ){{0,2}}?{TROUBLE})\b",
    ),
    family(
        ("risk risks danger dangers possibility chance chances threat threats question",),
        r"\b(?:risk|danger|possibility|chance|threat)s?\b[^.;!?]{0,30}? (?:is|are|was|has been|have been|is now|are now) (?:(?!not\b)\w+ )?(?:eliminated|removed|excluded|ruled out|gone|banned|banished|averted|over|history|zero|behind us|dispelled|precluded)\b(?! at (?:that|the|no) )|\bout of the question\b",
    ),
    family(
        ("impossible unrepeatable inconceivable",),
        r"\bimpossible for (?:this|it|such|that|the same|a |any )[^.;!?]{0,50}?\b(?:happen|recur|reoccur|occur|again|fail|return)\b",
        r"\b(?:made|makes?|making|render(?:s|ed)?) (?:it |this |that |such |a |any |the )(?:[\w-]+ ){0,4}?(?:impossible|unrepeatable|inconceivable)\b(?! (?:for \w+ )?to (?!happen|occur|recur|repeat))",
    ),
    family(
        ("behind past history relegated consigned belongs confined",),
        r"\b(?:is|are|be|now) (?:now |finally |completely |firmly |well and truly |all |already |therefore |thus |hence |thereby )*(?:behind us|a thing of the past|history|ancient history|relegated|consigned)\b",
        r"\b(?:a )?thing of the past\b|\b(?:belongs?|belonged|consigned|confined|relegated) to (?:the past|history)\b",
    ),
    family(
        ("last final first", "time such kind only last " + TROUBLE_WORDS, "the its your our and"),
        rf"\b(?:the |its |your |our )(?:very )?(?:last|final) (?!episode|event|scenario|situation)(?:time|{TROUBLE}|such \w+|of (?:its|this|that) kind)\b(?! (?:\w{{3,}}ed\b|update|report|started|began|ended|we|they|it|i|was|of|on|in|before|had|that (?:we|they|it) (?:was|were|had))\b)|\b(?:is|are|was|be|remains?) (?:\w+ ){0, 2}?first and (?:the )?(?:last|only)\b(?! (?!outage|incident|failure|breach|mistake|error|fault|time)\w+ (?:of|on|in|from|to)\b)",
    ),
    family(
        (
            "once eternity evermore time",
            "for all once happens happen occurs occur comes come evermore in per every",
        ),
        r"\b(?:happens?|occurs?|comes?) (?:only |just |at most )?once (?:in|per|every)\b|\bonce and for all\b|\bfor all time\b|\bfor (?:all )?eternity\b|\bfor evermore\b",
    ),
    family(
        (
            "good forever ever permanently definitively time",
            "for forever permanently definitively",
        ),
        r"\b(?:fix|solv|resolv|repair|eliminat|remov|cur|over|settl|correct|end|(?:leak|gap|hole|loophole|breach|flaw|door|vulnerability|issue|weakness) (?:\w+ ){0,3}?clos|deal|dealt|stop|prevent|remed|rectif|address|put right|clear|sort|safe|secur|protect|stabl|stabil|eradicat|rid|plug|seal|overcome|exclud|ruled|heal|mend)\w*\b[^.;!?]{0,40}? (?:for good|for ?ever|for all time|definitively|permanently)\b",
    ),
    family(
        ("permanently definitively forever permanent definitive lasting end",),
        r"\b(?:permanently|definitively|forever) (?:solv|eliminat|ruled|cur|exclud|prevent|fix|resolv|remov|remed|stop|rectif|settl|eradicat|sort|clear|end|put|cure|heal|safe|secur|protect)\w*\b",
        rf"\b(?:a|the|this) (?:permanent|definitive|lasting|final) (?:fix|solution|remedy|cure|end|resolution)\b(?=[^.;!?]{{0,40}}?\b(?:is|has been|was) (?:now )?(?:in place|found))|\b(?:puts?|brings?|spells?|means?) (?:an|the) (?:\w+ )?end (?:to|of) (?:\w+ ){{0,3}}?(?:{TROUBLE}|it|this|that|these)\b",
    ),
    family(
        ("door lid rest bed consider",),
        r"\b(?:clos|shut|slam|lock)\w* the door (?:on|to|for)\b|\b(?:laid|put) (?:\w+ ){1,4}?to (?:rest|bed)\b|\b(?:put|keep) (?:a|the) lid on\b|\bconsider (?:it|this|that|the (?:problem|bug|fault|issue|error|risk|danger)) (?:\w+ )?(?:gone|solved|fixed|closed|history|dealt with|over|sorted|buried)\b",
    ),
    family(
        (
            "safe secure immune protected reliable foolproof bulletproof proof failsafe fail withstand unbreakable watertight airtight infallible invulnerable indestructible unsinkable guaranteed waterproof tight flawless flawlessly perfect perfectly uninterrupted uninterruptedly unfailing",
        ),
        r"\b(?:completely|fully|totally|entirely|absolutely|perfectly|100 ?%|100 per ?cent|one hundred per ?cent|now|permanently|always|forever|guaranteed|utterly|definitely) (?:safe|secure|immune|protected|reliable|fail-?safe|fail-?proof|error-?free|fault-?free|foolproof|bulletproof|stable|available|watertight)\b(?! (?:against|from) \w+ing)",
        r"\b(?:foolproof|bulletproof|fail-?proof|idiot-?proof|future-?proof against|immune (?:to|against|from)|unbreakable|watertight|infallible|invulnerable|unsinkable|indestructible)\b|\b(?:is|are|be|being) (?:now |all |therefore )?fail-?safe\b|\b(?:can|will|could) (?:now )?withstand (?:any|every|all|anything)\b",
        r"\buninterrupted(?:ly)?\b[^.;!?]{0,30}?\b(?:from now on|in (?:the )?future|at all times|for ?ever)\b",
        r"\b(?:will|shall|can|from now on) (?:\w+ ){0,3}?(?:flawlessly|perfectly|without fail|uninterruptedly|unfailing(?:ly)?)\b",
        r"\b(?:safe|secure|protected) (?:from|against) (?:any|every|all|such|this|future|further|similar) (?:\w+ ){0,2}?"
        + TROUBLE
        + r"\b",
    ),
    family(
        (
            "always forever",
            "will shall can ll",
        ),
        r"\b(?:will|shall|can|'ll) (?:from now on |now |henceforth |again )?(?<!you can )(?:always|forever) (?:be (?:available|up|reachable|there|on time|correct|safe|reliable|online|open|in step|accurate|accessible|protected|delivered)|work|run|arrive|function|stay (?:up|online|open|available)|have (?:power|access|water|heat\w*|service)|reach(?! us\b)|get through|find|be able|get|see|come|know|hold)\b",
    ),
    family(
        (
            "matter whatever circumstances times fail may",
            "will shall can ll guarantee guarantees guaranteed",
        ),
        r"\b(?:will|shall|can|'ll|guarantee[sd]?) (?!have \w+ed\b)(?:[\w'-]+,? ){1,6}?(?:no matter what|whatever happens|come what may|under (?:any|all) circumstances|at all times|without fail)\b",
        r"\b(?:no matter what|whatever happens|come what may|under (?:any|all) circumstances),? (?:[\w'-]+ ){1,5}?(?:will|shall|can|stays?|works?|runs?|remains?)\b",
    ),
    family(
        (
            SURE_WORDS,
            "stay stays remain remains works work runs run always times whatever matter",
        ),
        rf"\b{SURE}\b[^.;!?]{{0,60}}?\b(?:stays?|remains?|works?|runs?|always|at all times|whatever|no matter)\b[^.;!?]{{0,40}}?\b(?:from now on|always|at all times|whatever|no matter|in future|in the future|for ?ever|private|confidential|safe|secure|protected)\b",
    ),
    family(
        ("guarantee guarantees guaranteed warrant warrants hundred 100",),
        r"(?<!not )(?<!n't )\b(?:we|i|can|will|hereby|(?:able|want|wish|like) to|and|fully|therefore|now|company|team|bank|operator|authority|agency|provider|supplier|undertaking|institution|controller) (?:can |will |hereby |fully |personally |now |therefore )*(?:guarantees?|warrants?)\b"
        r"(?! (?:of|in|under|from)\b)(?![^.;!?]{0,60}?\b(?:refund|credit|reimburse|compensat|repay|price|payment|money|answer|reply|call|respond|response|seat|place|delivery|within|by (?:the )?(?:\d|[A-Z])|until|before)\w*)[^.;!?]{0,80}",
        r"\b(?:gives?|offers?|have|has) (?:you )?(?:\w+ |100 ?% ){0,3}guarantee\b(?! of (?:payment|refund))(?= (?:that|against|for|of|it|this)\b)",
        r"\b(?:100 ?%|100 per ?cent|one hundred per ?cent) (?:uptime|availability|reliab\w+|secur\w+|safe\w*|sure|certain|guarantee\w*|protect\w+)\b",
    ),
    # "no more meters will be misread", "duplicates are no more"
    family(
        ("more further", "no", "will shall are can"),
        r"\bno (?:more|further) (?:[\w-]+ ){1,3}?(?:will|shall|can) (?!(?:be )?(?:issued?|submitted|sent|send|published|held|accepted|offered|taken|needed|required|posted|given|made|charged|sold|written|follow|come|appear|announced|provided|added|planned|expected)\b)(?:ever )?(?:be |get |go )?\w+(?![^.;!?]*\d)|\b(?:are|is) no more(?= *(?:[.,;!]|$))",
    ),
    family(
        (
            "twice wrongly incorrectly mistake error late misread misrouted mislaid misdirected misprinted mishandled overcharged overbooked overwritten feared expected reckoned befall befalls come second",
            "not never t cannot no longer",
            "again second any anymore longer such another feared expected reckoned ever future more",
        ),
        rf"\b{WONT} (?:[\w'-]+ ){{0,3}}?(?:be )?(?:[\w-]+ (?:twice|wrongly|incorrectly|by mistake|in error|late)|mis\w+|over(?:charged|booked|written)|befall)\b[^.;!?]{{0,40}}?\b{EVER}\b",
        r"\b(?:is|are) (?:not|no longer) to be (?:feared|expected|reckoned)\b|\b(?:not|never|n't|no longer) (?:again )?come to (?:such|another|a|any) ",
    ),
    family(
        ("goodbye farewell forever times bye",),
        r"\b(?:say|said|wave|bid) (?:goodbye|farewell|bye)\b|\bgone (?:forever|for ever|for all times?)\b|\bfor all times\b",
    ),
    family(
        ("longer never", "can will shall"),
        r"\b(?:can|will|shall) (?:no longer|never) be (?:cut off|left (?:alone|without|in the dark|behind)|locked out|lost|hit|interrupted|overloaded|stranded|stopped|knocked (?:out|over)|taken (?:down|offline)|brought down|surprised|caught|disrupted|paralysed|flooded|mixed up|confused|overwritten|deleted|swapped|double-?booked|overcharged|misread|misrouted)\b(?! (?:by (?:one|a single|mistake)|without|from (?:one|a)|unless|until|before))",
    ),
    family(
        ("always", "will shall ll"),
        r"(?<!we )(?<!you )(?<!i )(?<!to )\b(?:will|shall) (?:from now on |now )?always (?!be (?:grateful|happy|glad|welcome|sorry)|find|remember|inform|tell|strive|try|do)\w+",
    ),
    family(
        ("control", "100 completely fully entirely totally hundred absolutely"),
        r"\b(?:100 ?%|100 per ?cent|one hundred per ?cent|completely|fully|entirely|totally|absolutely) under control\b",
    ),
    family(
        ("zero", "commit commits committed promise aim goal target will year guarantee ensure stand stands"),
        rf"\bzero (?:{TROUBLE})\b",
    ),
    # Never, whatever it is, but for what a sender does of its own will.
    family(
        ("never time circumstances circumstance case account", "will shall can ll"),
        rf"\b(?:will|shall|can|'ll) {ADVERB}(?:never|at no time|under no circumstances?|in no (?:single )?case|on no account)(?: ever)?(?: again)?(?:{OF_ONES_WILL}| have to(?! (?:pay|give|tell|send|call)\b)) (?![^.;!?]{0, 50}\b(?:(?:by|from) (?:one|a single)|without|unless|until|before)\b)\w+",
        r"^\W*never(?: ever)?(?: again)? (?:will|shall|can) (?:\w+ ){1,4}?\w+",
    ),
    # "your photos cannot vanish"
    family(
        (
            "vanish disappear lost astray missing wrong fail crash break leak overflow collapse overheat burst mixed swapped overwritten locked",
            "cannot t not never",
        ),
        r"\b(?:cannot|can't|can not|can no longer|can never) (?:\w+ly |possibly |even )?(?:vanish|disappear|(?:get|be|go) (?:lost|astray|missing|wrong|mixed up|swapped|overwritten|locked out)|fail|crash|break|leak|overflow|collapse|overheat|burst)\b(?! (?:to|the|a|an|over)\b)",
    ),
    family(
        ("because", "never not t nobody no", "us our"),
        rf"\b{WONT} [^.;!?]{{0,80}}?\bbecause of (?:us|our \w+)\b|\b(?:nobody|no \w+|none) (?:will|shall|has to|should) [^.;!?]{{0,80}}?\bbecause of (?:us|our \w+)\b",
    ),
    family(
        ("impossibility possibility bounds imaginable buried museum yesterday dust grave past bygone memory memories",),
        r"\b(?:an? )?(?:physical |technical |absolute )?impossibility\b|\bbeyond (?:the bounds of |all )?(?:possibility|imagination|the possible)\b|\bdead and (?:buried|gone)\b|\b(?:belongs?|belonged) (?:in|to) (?:the |a )?(?:museum|past|history|yesterday|history books)\b|\bthings? of (?:yesterday|the past)\b|\b(?:a )?(?:bad|distant|mere) memor(?:y|ies)\b|\bbygones?\b",
        r"\b(?:possibility|risk|danger|chance|threat|cause|fault)\b[^.;!?]{0,40}?\b(?:done away with|put behind us|laid to rest|buried)\b",
    ),
    # "From this day on all trains will run on time."
    family(
        (
            "now day today henceforth future onwards forward time",
            "all every always always any your our each",
            "time correct correctly right complete available open safe stable reliable smooth smoothly flawless flawlessly fail error errors delay punctual punctually single work works accurate accurately reachable interruption interruptions",
        ),
        r"\b(?:from (?:now|here|today|this day|this moment|that day) (?:on(?:wards?)?|forward|forth)|from now onwards|henceforth|in (?:the )?future|going forward)\b(?! (?:earlier|sooner|faster|better|more|and|to|by|with|when|if)\b)[^.;!?]{0,60}?\b(?:all|every|always|any|your|our|each)\b[^.;!?]{0,60}?\b(?:on time|correct(?:ly)?|right|complete|available|safe|stable|reliabl[ey]|smooth(?:ly)?|flawless(?:ly)?|without (?:fail|errors?|delays?|interruptions?)|punctual(?:ly)?|(?:every|each) (?:single )?time|as they should|accurate(?:ly)?|reachable)\b(?![^.;!?]*\d)",
        r"\b(?:from (?:now|here|today|this day|this moment) (?:on(?:wards?)?|forward)|henceforth|in (?:the )?future)\b[^.;!?]{0,60}?\b(?:every single|each and every)\b",
        r"\b(?:from this day (?:on|forward|forth)|from this moment on|till the end of time|until the end of time|until kingdom come)\b",
    ),
    family(
        ("guaranteed",),
        r"\b(?:is|are|be|now|stays?) (?:now |therefore |thereby |fully |thus )?guaranteed\b(?! (?:by (?:contract|law)|until|for|in (?:your|the) contract)\b)(?![^.;!?]*\d)",
    ),
    family(
        (
            "matter whatever come circumstances costs",
            "vow vows promise promises swear swears pledge pledges guarantee guarantees ensure ensures sure will shall keep",
        ),
        r"\b(?:vow|promise|swear|pledge|guarantee|ensure|make sure|will|shall|keep)\w*\b[^.;!?]{0,80}?\b(?:no matter (?:what|how|when|who)|whatever (?:happens|the weather|comes|may come|it takes)|come what may|under (?:any|all) circumstances|at all costs|come rain or shine)\b",
    ),
    # "our word: late trains are over"
    family(
        ("promise word pledge guarantee vow", "will are is never no"),
        r"\b(?:promise|word|pledge|guarantee|vow)\b[^.;!?:]{0,10}: [^.;!?]{0,60}?\b(?:will|(?:is|are) over|(?:is|are) history|never|no more)\b(?![^.;!?]*\d)",
    ),
    family(
        ("over eliminated eradicated banished abolished", "are is have has"),
        rf"\b{TROUBLE} are over(?= *(?:[.,;!]|$))|\b[\w-]+s have been (?:\w+ly )?(?:eliminated|eradicated|banished|abolished)\b",
        r"\b(?:banish|bann|eradicat)\w*\b[^.;!?]{0,30}? for (?:good|ever)\b",
    ),
    family(
        ("nil zero null", "likelihood risk chance probability possibility danger"),
        r"\b(?:likelihood|risk|chance|probability|possibility|danger)\b[^.;!?]{0,40}?(?<!not )(?<!n't )(?<!never )\b(?:nil|zero|null)\b(?! at (?:that|the|no) )",
    ),
    family(
        ("care", "taken take takes", "not never no t"),
        rf"\b(?:taken|takes?) (?:good |every )?care\b[^.;!?]{{0,40}}?\b(?:does not|doesn't|do not|don't|will not|won't|cannot|can't|never) {FEW}(?:{RETURN}|{HARM})\b",
    ),
    family(
        ("sneak sneaks creep creeps slip slips", "cannot t not never longer", "twice again second ever"),
        rf"\b{WONT} {FEW}(?:sneak|creep|slip)s?(?: \w+)?\b[^.;!?]{{0,30}}?\b(?:{AGAIN}|twice|ever)\b",
    ),
)
# "Will it happen again? No."
ASKS = set_of("again return returns recur happen twice repeat repeated")
ANSWERS = any_of(
    r"^\W*(?:(?:the )?(?:short|simple|honest)? ?answer(?:,| is|:)? )?(?:no|never|certainly not|definitely not|absolutely not|impossible|not any ?more|no way|we are sure (?:it|this) (?:will|can)not|100 ?% not|it (?:is|'s) impossible)(?: ever)?[.!,]"
)
