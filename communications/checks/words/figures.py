"""Figures of speech for trying hard, minding, learning, looking again and doing better: whatever is named beside them, nothing is done.
Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, family

_OUR = r"(?:our|the|its|their|his|her|my|all our)"
_A = r"(?:an?|the|our|its|their|another|some|one)"

FIGURES = Families(
    # Trying hard.
    family(
        (
            "pains backs shoulder shoulders wheel weight backwards deep guns bones elbow sweat oil stops hammer tongs heels teeth limb plate occasion fight full steam heart soul hearts mile neck nothing rest tirelessly hardest utmost damnedest muscle might socks level hundred percent flat level-best everyone effort efforts stone leaf hell",
        ),
        rf"\b(?:spar|shirk|stint)\w* (?:ourselves )?(?:no|neither|any) (?:pains|efforts?|trouble|expense|labour|time)\b|\bput\w* {_OUR} (?:\w+ )?(?:backs?|shoulders?|weight|hearts?|minds?|heads?|muscle|heart and soul)(?: \w+){{0,2}}? (?:into|to|behind|in)\b|\bshoulders? to the wheel\b|\bthrow\w* {_OUR} (?:\w+ )?weight behind\b",
        r"\b(?:bend|bending|lean|leaning|fall|falling) over backwards?\b|\bdig(?:ging)? (?:deep|in (?:our|their) heels)\b|\b(?:all|big|great) guns\b|\belbow grease\b|\bmidnight oil\b|\bblood,? sweat\b|\b(?:full|at full|flat) (?:steam|out|tilt|throttle)\b|\bhammer and tongs\b|\bheart and soul\b|\bget(?:ting)? (?:\w+ )?teeth into\b|\blife and limb\b|\bstep(?:ping)? up to the plate\b|\bris(?:e|ing) to the (?:occasion|challenge)\b|\bfight(?:ing)? (?:for|tooth)\b",
        rf"\b(?:give|giving|given|gives) (?:it |this |them |you )?(?:{_OUR} )?(?:all|everything|utmost|level best|(?:very )?best|hundred per ?cent|full)\b(?=\W*$| (?:we|to|for|so|in|that|of ourselves)\b)|\b(?:try|tries|trying|do|does|doing) {_OUR} (?:\w+ )?(?:hardest|utmost|damnedest|level best|best|part|bit)\b|\b(?:will|shall|do|does) not rest\b|\b(?:won't|don't|never) rest\b|\b(?:run|go|going|goes|walk)\w* the (?:extra|second|last) mile\b|\bno stone unturned\b|\bnothing (?:\w+ )?(?:be )?(?:left )?undone\b|\bundone to\b|\bleav\w* nothing undone\b",
        r"\b(?:all|everything|whatever|what)(?: that)?(?: is| it| we| lies| stands| are| they| can| be| was)* (?:humanly |reasonably )?(?:possible|takes|can|able|in (?:our|its|their|his|her) power)\b(?=[^.;!?]{0,80}$)(?! (?:be |have |use |read |see )?(?:fail|seen|read|used|found|booked|paid))",
    ),
    # Paying attention.
    family(
        (
            "wits eye eyes ear ears pulse radar toes ball guard lookout watch microscope lens magnifying spotlight finger fingers antennae antenna senses nose map screen minds mind sight screws paces bench scanner loupe",
        ),
        r"\b(?:an?|our|their|its|his|her) (?:\w+ )?(?:open|close|closer|sharp|sharper|keen|watchful|weather|careful|closest|attentive|beady) (?:eyes?|ears?|watch)\b|\ball (?:eyes|ears)\b|\b(?:fingers?|hand) on the (?:pulse|button)\b|\bon (?:our|the|everyone's|its|their) (?:\w+ )?radar\b|\bon (?:our|its|their|his|her) (?:toes|guard)\b|\beyes? on the (?:ball|prize)\b|\bon the (?:ball|lookout|look-out|alert|case|qui vive)\b",
        r"\b(?:under|through|beneath) (?:the|a|our) (?:\w+ )?(?:microscope|lens|magnifying glass|loupe|spotlight)\b|\b(?:in|into|under) the (?:spotlight|limelight)\b|\bthrough (?:its|their|his|her|our) paces\b|\bon the (?:test ?bench|examining table)\b|\b(?:sharpen|prick|train|open|use|keep|widen)\w* (?:up )?(?:our|their|its|his|her) (?:\w+ )?(?:eyes?|ears?|senses|antennae?|nose|wits)\b|\b(?:wits|eyes|ears) (?:about (?:us|them|you)|open|peeled|pricked)\b",
        r"\b(?:uppermost|foremost|at the (?:back|front|top)|always|constantly|firmly) (?:in|of) (?:our|everyone's|their|all our|people's) minds?\b|\b(?:bear|bearing|keep|keeping|have|having|borne|kept)\w* (?:\w+ ){0,3}?(?:in|on) (?:our )?(?:mind|view|sight)\b|\bfirmly in (?:view|sight|mind)\b|\b(?:lose|losing|lost) sight of\b|\b(?:turn|tighten)\w* the screws\b|\bmind(?:ful)? of\b",
    ),
    # Looking again.
    family(
        (
            "soul searching discussion consideration advisement examination once-over look think rethink ponder thoughts thought view reflection consideration stock question mirror nose head heads hard soul-searching review overhaul eye shake-up reality check health-check health deep-dive dive scrutiny retrospective consult conscience table",
        ),
        rf"\b{_A} (?:[\w-]+,? )*?(?:once-over|re-?think|soul-searching|deep[- ]dive|shake-up|shake up|spring[- ]clean|reality check|rethinking|going-over|think|ponder|reflection)\b(?! (?:tank|pad))|\b(?:fresh|new|hard|good|long|close|closer|second|honest|critical|thorough|careful|proper|serious|detailed|deep|deeper|further|another|searching|sober|sharper|broader|wider) (?:[\w-]+ )?(?:look|think|view|eye|thought|glance)s? (?:at|about|on|over|to|into|upon|is|will|how|whether|how)\b",
        r"\b(?:take|taking|takes|took) (?:an? |good |our )*(?:stock|look)\b|\b(?:look|looking) (?:in|into) the mirror\b|\b(?:put|putting) (?:\w+ ){1,4}?(?:in|into) question\b|\b(?:call|calling|called) (?:\w+ ){0,4}?into question\b|\bquestion (?:ourselves|everything|all|our|how|the way|whether|what)\b|\b(?:scratch|shake)\w* our heads\b|\b(?:ask|asking) ourselves\b|\bon the table\b|\bexamin\w* our conscience\b|\bunder (?:review|scrutiny|consideration|discussion|examination|advisement)\b",
    ),
    # Learning and taking it to heart.
    family(
        (
            "heart wind message lesson lessons homework wake-up board experience mistakes tale leaf chapter slate drawn note learnt learned consequences criticism feedback words ears hint heed hear heard hearing understood point penny occasion awake habits need needs",
        ),
        r"\b(?:take|taking|takes|taken|took) (?:[\w']+ ){0,6}?(?:to heart|on board|as (?:a|an) (?:\w+ )?(?:lesson|warning|wake-up call|incentive|spur|opportunity|reminder|chance)|into account|seriously|personally|on the chin)\b|\b(?:close|dear|closer|near) to (?:our|my|its|their) hearts?\b|\b(?:got|understood|heard|received|taken|hear|get) (?:the|your|this|that|their) (?:message|point|criticism|hint|feedback|concerns?)\b|\b(?:as|for) an? (?:occasion|incentive|opportunity|spur|chance|impulse) to\b|\bquestion (?:\w+ )?(?:habits|assumptions|routines|practices)\b|\bwide awake\b|\b(?:support|backing|help|assistance|resources|tools|means|room|space|attention|care|priority|importance|respect|weight|time) (?:that |which )?(?:they|it|she|he|you|this|these|we) (?:\w+ )?(?:needs?|deserves?|merits?|requires?|warrants?)\b|\bdone? our homework\b|\bturn\w* (?:over )?(?:the|a|this) (?:new )?(?:page|leaf|corner|chapter|tide)\b|\ba (?:new|clean|fresh) (?:chapter|leaf|slate|page|start|beginning|wind|spirit|approach|breeze)\b|\bfresh wind\b|\bwind of change\b|\blearn\w* (?:from )?(?:our|the|this|your|these|their) (?:mistakes|lessons?|experience|homework)\b",
    ),
    # Doing better in general.
    family(
        (
            "shape notch bar game act scratch par date future order footing basis basics grip grips handle house kinks wrinkles edges rough nuts gaps state-of-the-art level levels match standard standards class league shipshape hygiene ship track course foundations health strides leaps bounds feel notice difference proof fit tlc tender spruce makeover facelift polish tune fine tuned tuning mark aim aims higher loose justice ends edge safer well belt braces belts knots weak spots links link chain sails groove",
        ),
        r"\b(?:in|into|to|onto|on|up to|back on|with) (?:an? |the )?(?:much |far |even )?(?:better|good|top|tip-top|fine|best|proper|perfect|great|fighting|right|decent|tidier|firmer|sounder|solid|sound|surer|healthier|neater|shipshape|safer) (?:\w+ )?(?:shape|order|form|condition|footing|basis|foundations?|nick|trim|health|course|track|path|place|hands|standing|light|state)\b|\binto shape\b|\b(?:up to|onto|on to) (?:scratch|par|speed|standard|date|the mark|the job|the task|the level)\b(?! (?:with|on) (?:the|our) (?:new|version))|\b(?:back on|on the right) (?:track|course|path)\b",
        r"\b(?:fit|ready|prepared|equip\w*|arm\w*|secure|prepare|set up|armed) for (?:the (?:future|years|challenges|times|next)|what|whatever|anything|tomorrow|years)\b|\bfuture[- ]?proof\w*\b|\bstate[- ]of[- ]the[- ]art\b|\b(?:rais|lift|set)\w* (?:the|our|its|their) (?:\w+ )?(?:bar|sights|standards?|game|level)\b|\b(?:get|gets|getting|got|have|has|having|keep) (?:an? )?(?:better |firm |firmer |tighter |proper |real )?(?:handle|grips?|hold) (?:on|with)\b|\bto grips with\b|\b(?:put|putting|set|keep|get) (?:\w+ ){0,3}?(?:house|act|affairs|ducks) (?:in order|together|in a row|in line)\b|\bship ?shape\b|\btight(?:er)? ship\b|\biron\w* out\b|\bsmooth\w* out\b|\b(?:rough|jagged) edges\b|\bkinks\b|\bloose ends\b|\bbelt and braces\b|\btighten\w* (?:our|the|its) belts?\b",
        r"\b(?:tlc|tender (?:loving )?care|facelift|makeover|spruce[sd]? up|fine[- ]tun\w+|tune[- ]up|leaps and bounds|(?:great|big|real|giant) strides)\b|\b(?:feel|notice|see|sense|experience) (?:the|a|this) (?:\w+ )?(?:difference|change|improvement)\b|\b(?:quick|quicker|fast|faster|slow) off the mark\b|\baim(?:ing)? high(?:er)?\b|\bdo(?:ing)? (?:[\w']+ ){1,4}?justice\b|\bmake (?:a|the|all the|a real) difference\b|\b(?:weak|sore|blind) (?:spots?|links?)\b|\b(?:as|like|how|the way) (?:it|they|things|you|we|everything|she|he|all|one) (?:\w+ )?(?:should|ought|expects?|deserves?|wish|wishes|would like|want)\b(?! (?:stand|read|look))|\b(?:things|everything|it all|all of it|all) (?:\w+ )?(?:run|runs|go|goes|work|works) (?:well|smoothly|better|right|properly|as|like)\b|\b(?:goes?|run|runs|works?|going|running) (?:well|better|right|like clockwork|without a hitch)\b",
    ),
    # Serving, trusting, being there.
    family(
        (
            "principle conscience course first trust faith confidence there there's serve word promise deserve deserves expect standards shoes right partner hearts side hand hands centre center core forefront lived value first listen listening ear touch door doors name reputation honour resolve resolved proud pride merit worth worthy accountable heart servant customer-first customers",
        ),
        r"\b(?:earn|win|regain|restor|rebuild|deserv|merit|repay|justif|keep|gain|honou?r|live up to|be worthy of|worthy of)\w* (?:back )?(?:[\w']+ ){0,4}?(?:trust|faith|confidence|respect|goodwill|reputation)\b|\b(?:be|being|are) there (?:for|when)\b|\b(?:serve|serving|treat|treating|look after|support|supporting) (?:you|our \w+|them|everyone|all) (?:\w+ )?(?:better|well|right|best|properly|as)\b|\bcomes? first\b(?! (?:in|to|from|on|at)\b)|\bdo(?:ing)? (?:right|well|good|justice) (?:by|to|for)\b|\b(?:in|into) (?:your|their|our \w+'s?) shoes\b|\b(?:by|at) (?:your|our \w+'s?|their) side\b|\bhand in hand\b|\b(?:at|in|to) the (?:very )?(?:cent(?:re|er)|heart|core|forefront)\W*$|\b(?:is|are|be) (?:\w+ )?lived\b|\battach\w* (?:\w+ )?(?:highest|greatest|utmost) (?:value|importance)\b|\bputs? (?:[\w']+ ){1,3}?first\b|\b(?:have|has|keep|lend|lending) (?:an? )?(?:\w+ )?ears? (?:for|to)\b|\bour doors? (?:is|are|remains?|stays?|stand) (?:\w+ )?open\b|\bmatter of (?:honou?r|pride|course|principle|conscience|the heart)\b|\bpoint of honou?r\b|\b(?:we|are|is|firmly|all|of us) (?:firmly |all )?resolved\b|\bour (?:\w+ )?(?:resolve|pledge|promise|word|vow|commitment|duty|ambition|wish|motto|goal|aim|desire|endeavour|responsibility)\b(?=[^.;!?]{0,12}\b(?:is|remains|to|that)\b)|\b(?:good|better|reliable|fair|strong|worthy|dependable|trusted) (?:\w+ )?(?:partner|neighbou?r|host|employer|landlord|operator|bank|steward)s?\b",
    ),
    family(
        (
            "twice foreground background home debt think healthy stable safe happy tidy shape control glove nature promise promises pledge pledges word above concern homework duty billing action example chance order dark front task wayside forefront call root roots drawing fold fore bottom book books thing breath fence fences bridges bricks foundation foundations course sails tack rope ropes nettle horns ladder rung tone agenda sleeves cards ear",
        ),
        r"\bthink(?:ing)? (?:twice|hard|ahead|carefully|again|things? through)\b|\b(?:in|into) the (?:fore|back)ground\b|\b(?:brought|bring|hammer|drive|driven|drove|hammered)\w* home\b|\b(?:technical|tech) debt\b|\bkeep\w* (?:[\w-]+ ){1,5}?(?:healthy|stable|safe|happy|tidy|in shape|in check|under control|up to date|in good \w+)\b|\bhand in glove\b|\bsecond nature\b|\b(?:keep|keeping|honou?r) (?:our|its|their) (?:word|promises?|pledges?)\b|\babove (?:all|everything)(?: else)?\b(?=\W*$)|\b(?:top|first|main|greatest|biggest|chief) concern\b|\bdo (?:our|its|their|his|her) (?:homework|duty)\b|\btop billing\b|\bcall to action\b|\b(?:lead|leading|set|setting) (?:by|a good|an) example\b|\b(?:leave|leaving|left) (?:\w+ )?to chance\b|\bbring\w* (?:\w+ )?order (?:in|to|into)\b|\b(?:in|kept in|left in) the dark\b|\b(?:up|equal) to the (?:task|job|challenge)\b|\bby the wayside\b|\bto the (?:fore|forefront)\b|\b(?:back to|from|at) the roots?\b|\bget to the bottom\b|\bby the book\b|\bmend\w* (?:our |the )?fences\b|\bbuild\w* bridges\b|\b(?:stay|keep|hold|correct|chang|adjust)\w* (?:the |our |to the )?course\b|\bgrasp\w* the nettle\b|\bset\w* the (?:right )?tone\b|\blearn\w* the ropes\b|\bdo the right thing\b",
    ),
    # What is done with any matter.
    family(
        (
            "addressed dealt tackled attended handled looked approached followed ready prepared care",
            "will shall is are to ll being be must should",
        ),
        r"\b(?:(?:will|shall|to|must|should) (?:also |all |now |then )*be|being) (?:also |all |now |then |\w+ly )*(?:addressed|tackled|attended to|dealt with|looked (?:at|into|after)|approached|followed up(?: on)?|taken care of|seen to)\b(?! (?:by|on|in|from) (?:the )?\w* ?\d)|\b(?:will|shall|'ll|want to|to) (?:all |then |then all )?be (?:\w+ )?(?:ready|prepared|braced|armed)\b(?=\W*$| for (?:it|this|that|them|the next|whatever|what|such|any)\b)|\bfeel (?:\w+ )?(?:well )?(?:looked after|at home|safe|welcome|valued|heard|cared for|comfortable|taken seriously)\b",
    ),
    # Talk of working on it.
    family(
        (
            "work working works topic subject theme matter area field something issue agenda priority front",
            "on it at be this that we is our of the",
        ),
        r"\b(?:is|are|remains?|becomes?|will be|as) (?:an? |the |one |our |still )*(?:\w+ )?(?:topic|subject|theme|matter|area|field|something|issue|thing|point)s? (?:that |which |where |on which |in which |with which )?(?:we|the \w+|our \w+|management) (?:\w+ )?(?:\w+ )?(?:want|mean|intend|plan|hope|wish|need|must|have|can|will|shall|are|take|care|work|treat|address|tackle|'ll)\b|\b(?:will|shall|to|'ll|are|is|we|also|all|be|continue) (?:keep |be |\w+ly |to |also |now )*work(?:ing|s)? (?:\w+ly |hard |harder |further )?on (?:it|this|that|these|them|our|the|how|all|better|ourselves|improv\w+|becoming|being|getting|making)\b(?! (?:\w+ )?(?:Sunday|Monday|weekend))",
    ),
)
