"""What cannot be mistaken for talk about an incident: could not, twice, wrong, late, those of somebody else."""

from __future__ import annotations

import re

from communications.checks.words.incident import GENERIC_NOT, READERS

NAME = "Q"  # stands for the name of a service

_NOT = r"(?:n't| not)"
_BE = r"(?:was|were|are|is|been|got|get)"
_NONE = r"(?!deadlines?\b|rights\b|questions?\b|objections?|complaints?|comments?|remarks|concerns?\b|wish|harm|hurry|impact|effect|doubt|excuse|reason|action|need|plan|further|other|less|more|data|trace|known|customer|personal|way|longer|indication|evidence|sign|change|progress|loss|one\b|matter)[a-z]+"
_KEPT = (  # could not, did not
    rf"(?:could|can){_NOT}(?! (?:wait|cope|handle|keep up|keep pace|withstand|bear|sustain|meet|live up|perform|function|operate|work\b|be (?:more|worse|sorrier|prouder)|have (?:come|been|done)|agree|thank|imagine|explain|"
    r"confirm|rule|determine|establish|identify|reproduce|apologi[sz]e|promise|be (?:\w+ly )?(?:maintained|guaranteed|provided|ensured|sustained|upheld|offered|assured|relied))\b|(?: \w+){1,4} (?:services?|standards?|quality|levels?|performance|experience|expectations?|promises?|as (?:usual|designed|intended|expected))\b)",
    r"cannot(?! (?:wait|accept|thank|apologi[sz]e|say|rule|promise|explain|confirm|tell|yet)\b)",
    r"(?:would|could|can|will|might) only \w+|unable to|not able to|impossible|not possible to|no longer|(?:nobody|no one)(?! (?:(?:ate|slept|left|panicked|complained|shouted|blinked|minded|went home|stopped)\b|(?:had|got|took|saw) (?:any |much |an? |their |time for )?(?:lunch|dinner|breakfast|supper|coffee|tea|sleep|breaks?|rest|weekend|fun|nap|holiday)\b|else|here|is (?:sorrier|sadder|angrier|more|prouder)|feels|in this|in our|on our|at (?:the|our)|is proud|was hurt|likes|wants|is happy|could have|likes|wants|saw (?:this|it) coming|(?:is|was|feels|felt|could be|were|can be) (?:more|less|happy|happier|prouder|sorrier|angrier|sadder|to blame|hurt|in danger|at risk|sorry|proud)))|none of(?! us| our| this)|neither|in vain|a (?:second|third) (?:time|one)|had to (?!cope|bear|live|put up|deal|endure|suffer|manage|act|intervene|improvise|report|admit|announce|face|fight|be thus|be in|learn|say|tell)\w+|had nothing",
    rf"(?:did|do|does|was|were|is|are|has|have|had|would|will|may|might)(?:{_NOT}| (?:still|yet|currently|often|sometimes|partly|mostly|always) not) (?!(?:{GENERIC_NOT})\b|be (?:discussed|repeated|commented|described|named|published|disclosed|detailed|elaborated|tolerated|forgotten|missed|sorry|sad)|on (?:top )?form)\w+",
    r"never (?:\w+ed|got|came|went|rang|sent|left|saw|reached|begin\w*|began|start|load|open|finish|ends?|complete|arrives?|appears?|shows?|returns?|answers?|rings?|comes?|goes|leaves?|stops?|gets?|sees?|receives?)|but not (?!only|just|least|last|yet|all|always|fully|quite|entirely|so|in|to|the|a|of|for)\w+|fail(?:ed|s|ing|ure)? to (?!meet|live|perform|function)",
    rf"(?:displayed|displays|played|printed|prints|returned|returns|recorded|records|delivered|delivers|offered|offers|produced|carried|contained|contains|listed|lists|accepts|let in|let through|passed on|booked|stored|saved|issued|counted|measured|sounded|rang|opened|loaded|found|held) no {_NONE}",
    r"did(?:n't| not) work(?: (?:at all|any more|anymore|in|at|on|for|from|between|until|during|since|all|when|where|with|after)\b(?! (?:as|the way|times|line|accordance|desired|expected|full|order))|\W*\Z)",
    rf"(?:sold|gave|gives?|gets?|got|received?|sent|took|take|made|shows?|showed|had|has|have|having|saw|sees|found|heard|accepted|answered|reached|bore|were shown|was shown|with) no {_NONE}",
    rf"no {_NONE} (?:could|came|got|arrived|reached|opens?|loads?|comes?|arrives?|appears?|starts?|works|rings?|gets|goes|answers|shows|(?:was|were|is|are) (?:sent|shown|made|taken|paid|delivered|sold|charged|raised|given|sounded|recorded|stored|issued|printed|drawn|booked|opened))",
    r"(?:saw|got|received|heard|did|record\w+|show\w+|contain\w+|display\w+|print\w+|return\w+|sold|sent|gave|found|deliver\w+|produc\w+|load\w+|stored?|stores|answered) nothing|refus\w+|reject\w+|declined|declines|turned (?:away|down)",
    r"without (?:a |an |the |their |its |any )?+(?!service|it\b|Q\b|power|difficult|consequen|incident|effect|doubt|hesitation|delay|reservation|notice|warning|problem|issue|further|exception|interruption|your|having|properly|break\b|breaks\b|pause|rest\b|sleep|stop\b|let-up|limit|fail\b|precedent|loss|fault|us\b)[a-z]+",
)
_AMISS = (  # wrong, late, twice
    r"(?<!went )(?<!go )(?<!goes )(?<!going )(?<!gone )(?<!something )wrong(?:ly)?(?! reasons?| foot| impression)",
    r"incorrect(?:ly)?|inaccurate\w*|false(?:ly)?|mistaken(?:ly)?|blank|empty|doubl(?:e|ed|y)|duplicat\w+|readable",
    rf"(?:{_BE}|of|paid|came|went|took|sent|charged|arrived)\b(?! (?:paged|raised|escalated|discussed|reviewed|updated|called|informed|alerted|notified|tested|checked|told|warned|restarted|rebooted|retried|verified|rehearsed)\b)[^,;]{{0,50}}\btwice",
    r"(?:print|show|arrive|appear|ring|rang|run|ran|count|charge|book|pay|paid|send|sent|play|go|went|come|came|leave|left|open|close|bill|draw|drew|start|lock)(?:s|ed|es)? (?:\w+ ){0,3}?twice",
    r"(?:left and right|\w+s and \w+s|names|roles) (?:\w+ )?(?:were|was|are|had been) (?:exchanged|swapped|interchanged|reversed|mixed)|(?:picture|clock|figures?|values?|counter|price|prices|display|map|list|screen|time)s? (?:stood|stayed|stuck|remained|froze)|(?:read|showed|stood at|was at) minus|stayed (?:in|at|under|on the (?:road|quay|ground|platform|river|runway|shelf|ramp|truck))",
    rf"kept (?:you|your \w+|(?:[\d,]+ |many |some |all )?(?:{READERS})) (?:standing|waiting|in|out|from|on hold|awake|indoors|outside|off)",
    r"(?:hours?|days?|minutes?|weeks?|arrived?|arriving|came in|came|comes?|too|sent|paid|delivered|started|left|ran) (?:too )?late|late (?:by|or)|delay(?:ed|s)|slow(?:ly|er)?",
    r"(?<!hours )(?<!minutes )(?<!days )too (?:high|low|large|small|early|much|many|little|few|short|fast|loud|hot|cold|big)|rather than (?!\d)|where (?:you|they|we) expect\w*|instead of (?!\d)|redirected|loop(?:ed|s)|vanish(?:ed)?|disappear(?:ed)?",
    r"instead(?=\W*\Z)|(?:added|subtracted|multiplied|divided|rounded|halved|deducted|shifted|turned) (?:by )?(?:\d+|all (?:[\w-]+ )?(?:pictures|pages|values|prices)|each|every)",
    rf"{_BE} (?:still |also |each |all |both |even |again |wrongly |already |simply )?(?:lost|gone|missing|cut off|cut short|dropped|stuck|stranded|frozen|closed(?! (?:out|with|by|under|in accordance|off|on)\b)|shut|dead|dark|silent|unreadable|unreachable|overcharged|overbilled|double-booked|"
    r"swapped|mixed up|hung up|logged out|signed out|locked out|thrown out|kicked out|left (?:out|without|waiting)|kept waiting|charged|booked|billed|deleted|overwritten|"
    r"cancel\w+|bounced|skipped|scrambled|garbled|corrupt\w*|truncated|doubled|halved|mislabel\w+|misrouted|read-only|disclosed|exposed(?! to (?:[\w-]+ ){0,4}attack)|leaked|rounded|withheld|"
    r"suspended|postponed|void|late|shown the|told that|an hour out|out by)",
    r"(?:lost|missed|lacked|dropped|skipped|omitted|ignored) (?!(?:the|our|its|a|an|all|every) (?:\w+ )?(?:targets?|goals?|objectives?|standards?|marks?|levels?|agreed|slas?|slo|ball|point|promises?|expectations?|commitments?|thresholds?))(?:their|his|her|the|your|every|all|a|[\w,.]+ (?:appointments?|orders?|bids?|sales?|files?|photos?|records?|messages?|trains?|calls?|bookings?|payments?))",
    r"froze|freezes|crash(?:ed|es)|hung|hangs|stood still|timed out|broke off|went (?:dark|dead|blank|silent)|went to (?:nobody|the wrong)|only (?:by|via|through|after|from) \w+",
    r"stayed (?:on(?! site| call| over| until| watch| the| duty)|off|dark|closed|open|shut|empty|locked|as|where)|by hand|on paper|waited|queued",
    r"(?:saw|gets?|got|see|received|returned|returns|met|with|showed|shows|showing|answered with|answered) (?:an? |the )?(?:\d{3}|\w+ )?(?:errors?|spinner|black screen|white page|time-?outs?)",
    r"(?:hours?|minutes?|days?|weeks?|years?) (?:old|out of date|behind|early|too early|too late)|(?:heard|got|had|met|hit|saw|ended in) (?:an? |the )?(?:busy|engaged|dead) (?:tone|signal|line)|from memory|lack(?:s|ed) (?!of\b)\w+|all (?:that )?(?:you|they|he|she|readers|people) (?:got|saw|heard|could)"
    r"|(?:called|charged|asked|billed|mailed|rung|texted|paid|debited|printed|sent) (?:\w+ ){0,3}?(?:three|four|five|six|ten|several|many|\d+) times",
    rf"(?:put|left|kept|stranded|placed|locked|turned|charged|billed) (?:[\d,]+|many|some|several|all|most|hundreds of|thousands of|dozens of|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:{READERS})\b(?! (?:informed|posted|up to date|down|in the loop|frustrated|unhappy|disappointed|annoyed|angry|thus))",
    r"(?:the|a|our|an) (?:maintenance|error|waiting|holding) (?:page|screen)|strangers?|(?:held|kept|holds|holding) back|nothing (?:could|can) be (?!worse|further|done|more|better)\w+|nothing (?:came|arrived|loaded|opened|left|reached|printed|showed|moved|got)|nothing was (?!lost|damaged|learned|planned|expected)\w+ed|as (?:somebody|someone|anybody|anyone)(?: else)?|(?:show|shows|showed|showing|gave|gives?|served) (?:[\w']+ ){1,3}(?:an? )?(?:error|blank|white|empty|black)|(?:ended|ends|ending) in (?:an? )?(?:error|nothing|time-?out|draw|blank)|half (?:of )?the (?!team|company|night|day|week|month|staff|office|world|time)\w+",
    rf"(?:{READERS}) (?:\w+ ){{0,3}}(?:was|were|been|are|is) (?:sent|directed|led|routed|guided|diverted|thrown|kicked|moved|put|taken|brought|charged|billed|asked for|shown|given|paid|told|assigned|quoted|offered|logged|signed) (?!to be patient|our|(?:an? |the )?(?:\w+ )?(?:vouchers?|credits?|refunds?|circulars?|letters?|notes?|notices?|mails?|e-mails?|messages?|updates?|apology|apologies|cards?|texts?|explanations?|reports?|questionnaires?|information|kindness|consideration|drinks?|flowers)\b|everything|all|the (?:choice|benefit))\w+",
    r"(?:accepted|taken|handled|ordered|made|placed|worked|sent|delivered|issued|written|recorded|booked|paid|sold|done|kept|entered|reported) (?:only )?(?:by|over|with|via) (?:hand|telefax|fax|telephone|phone|radio|voice radio|post|courier|letter|word of mouth|messenger|pen)",
    r"error (?:messages?|pages?|codes?|screens?)|(?:could|can) be (?:read|seen|opened|viewed|accessed|found|downloaded) by|visible to (?:others|other|strangers|every|any|all|the public|the wrong)",
    r"(?:took|takes|needed|needs) (?!us\b|our\b)(?:\w+ ){0,4}(?:seconds?|minutes?|hours?|days?) to (?!resolve|fix|repair|restore|find|notice|detect|identify|get|bring|recover|lock|understand|put|be|come|work)\w+",
    r"(?:left|leaves?|leaving) (?:out|off|behind)|(?:went|fell|dropped|jumped|reset|set|sent|put|back|was|were) (?:back )?to (?:zero|nothing|nil|naught|the beginning)|(?:lost|missed) (?:yours|theirs|his|hers|one|it|them)",
    r"kept [\w ]{1,25} (?:closed|shut|open|locked|waiting|out|awake)|(?:was|were|been) locked|(?:showed?|shows|showing|with|got|saw|received|displayed) (?:an? |the |only )?(?:old|older|stale|outdated|obsolete|strange) \w+",
    r"(?:interrupted|prevented|blocked|cost|forced|delayed|cancelled|canceled|spoilt|spoiled|ruined) (?:the|an?|your|their|all|every|\d[\d,]*|many|some|most|about|several) (?!services?|operations?|work|systems?|normal|process|platform|business|team|network|traffic|load|rollout|deployment|release|change|update|job|server|incident|spread)[a-z]+",
    r"delays? (?:of|to|on|for) (?:an? |the |your |some |all )?(?!fix|response|resolution|us\b|\d|hours?|minutes?|up|about|more|less|over|under|the\b)[a-z]+",
    rf"(?<!{NAME} )(?<!thing )(?<!things )(?:was|were|went) off(?! (?:line|to|by))",
    r"(?:deviat\w+|differ\w*|off|out|short|ahead|behind) (?:from [\w ]{1,30} )?by \w",
)
_TIMES = r"(?:\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|forty|fifty|several|many|countless|a (?:dozen|hundred))"
_STRUCK = (  # what befell people and things, and how much of it
    r"(?:dropped|lost|refused|missed|skipped|returned|delayed|swallowed|broke|cut|blocked|doubled|sent|showed|reached|charged|turned (?:away|down)) (?:about |nearly |almost |some |roughly |around |only )?(?:one|two|three|four|five|\d+|half|every|a (?:third|quarter|tenth|fifth)) (?:(?:out )?of (?:every |the )?)?(?:[\w-]+ ){0,3}?(?:in|out of|of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|\d+)",
    r"(?:one|two|three|four|five|\d+) (?:in|out of|of every) (?:two|three|four|five|six|seven|eight|nine|ten|twenty|\d+) (?!of\b|(?:users?|customers?|clients?|members?|people|readers?|subscribers?|requests?|sessions?) (?:was|were|is|are|experienc\w+|may|might|felt|had|noticed|saw (?:problems|issues)) (?:affected|impacted|concerned|touched|hit|problems|issues|it|difficult\w*|trouble))[a-z]+s? (?:was|were|is|are|has|had|went|got|did|came|fails?|failed|ended|met|could)",
    rf"{_TIMES} times (?:as (?:long|much|many|high|slow|big|large|often|loud|fast|heavy|hot|dear|expensive)|longer|higher|slower|more|bigger|larger|louder|lower|too|the (?:usual |normal |right |real )?(?:price|amount|dose|fare|fee|number|sum|time))\b(?![^.;]{{0,20}}\bto (?:resolve|fix|repair|restore|find|get|put))",
    rf"(?<!updates )(?<!messages )(?<!mails )(?<!crews )(?<!teams )(?<!notes )(?<!posts )(?:stop|ring|start|open|clos|play|print|repeat|call|fir|flash|sound|show|appear|blink|charg|book|deliver|shak|read|run)(?:p?ed|e?s|ged)? (?:\w+ ){{0,2}}?{_TIMES} times",
    rf"(?<!updates )(?<!messages )(?<!mails )(?<!crews )(?<!teams )(?<!notes )(?<!posts )(?:went|go|goes|rang|ran|came|shook) (?:\w+ ){{0,2}}?{_TIMES} times",
    r"(?:went out|goes? out|came out|comes? out|left (?:the \w+|us|our \w+)|(?:was|were) (?:sent|shipped|delivered|printed|sold|served|handed out|mailed|posted)(?: out)?|arrived) (?:\w+ )?with(?:out)? (?!our\b|us\b|you\b|delays?\b|an? (?:apolog\w+|notes?|vouchers?|messages?|delay|explanation|credit|gift)|difficult|problem|some\b|further|thanks|interruption|limit|information|instructions|care|post|mail|help)[a-z]+",
    r"(?:two|three|four|five|\d+) (?:[\w-]+ ){1,4}?(?:in|on|at|for|to) one (?!of\b|case|hour|day|week|month|go\b|team|night|place|call|bridge|room for|goal|aim|and)[a-z]+",
    r"(?:every|each|all) [\w-]+ (?:ended|stopped|closed|broke off|was cut|were cut|hung|ends|stops) after",
    r"\d ?(?:h|hours?|min|minutes?|days?|weeks?)(?: (?:and )?\d+ ?(?:min|minutes?|m))? (?:behind|too (?:early|late|long|short)|ahead|slow|fast|off|out)\b",
    r"(?:returned|listed|used|served|sent|read|kept|gave|carried|held|named|printed) (?:an? |the |only |their |your |his |her )?(?:former|previous|earlier|outdated|stale|obsolete|old|older|last year's|yesterday's|maiden|expired) \w+",
    rf"(?:{READERS}) (?:\w+ )?got (?!going\b|better|worse|through|back|under|over|into|in|it\b|to\b|word|wind|help|together|on\b|off\b|around|started|used|an?\b|the\b|no\b|our|their|your|his|her|\d|everything|all\b|what|more|less|through|upset|annoyed|frustrated|informed|notified|worried|angry|bored)[a-z]+(?:ed|en|n|t|lt|de)\b",
    rf"(?:{READERS}) (?:\w+ )?(?:wait|waits|stand|stands|stood|queue|queues|lined up|sat|sit|slept|walked|walk) (?!by\b|with us|beside|behind us|for better|patient)(?:\w+ )",
    r"(?:in|to|into|at) (?:hospital|jail|prison)|(?:was|were|is|are|been|got) (?:\w+ )?(?:injured|fined|arrested|evacuated|stranded|drenched|flooded|trapped|soaked|scalded|burnt|poisoned|woken|frightened|stolen|robbed|(?:opened|read|seen) by (?:others|other|strangers|the wrong|somebody|someone|anybody|anyone)|emptied|wiped|reversed|inverted|upside down|back to front)",
    r"(?:fell|fallen|fall|became|become) (?:ill|asleep)|in place of (?!the (?:usual|normal))\w+|at a (?:crawl|snail's pace|standstill|trickle)|in slow motion|\d(?:\d|[.,])* ?(?:°|degrees|metres|meters|kilometres|km|litres|volts?|bar\b|decibels|kilos?|kg)",
    rf"(?:(?:{NAME}|it|they|that|which|and|app|page|site|screen|system|machines?|gates?|doors?|readers?|service) (?:also |then |even |had |have |has )*|\A)(?:sent|led|told|tells|took|directed|guided|charged|billed|asked|asks|lets?(?= (?:in|any\w+|every\w+|strangers|nobody|people|[\d,]+))|locked|logged|signed|threw|kicked|turned|woke|called|paid|owed|offered|refused|denied|greeted|fined|congratulated|thanked|warned|invited|informed|mailed|texted|rang|credited|debited|addressed) (?:in |to )?(?:you|any(?:one|body)|every(?:one|body)|strangers|(?:the |some |many |several |about |nearly |all |whole )*(?:[\d,]+ )?(?:[a-z]+ )?(?:{READERS}))\b(?! (?:down|informed|posted|a (?:hard|bad|rough|difficult|tough)|(?:a )?headache|cause|reason|trouble|problems|disappointed|frustrated|angry|annoyed|for (?:your|their) (?:patience|understanding)|about (?:it|this)|of (?:this|it|the (?:incident|issue|problem|outage))|as soon|at once|straight away|immediately|by (?:mail|post|letter)))",
)
_OTHER = (  # those of somebody else, of yesterday, as something else, in another language
    r"the same (?!day|time|evening|morning|night|hour|week|way|reason|cause|moment|minute)\w+|(?:somebody|someone|another \w+|other people|others|a stranger)(?:'s| else's?)",
    r"(?:yesterday's|last (?:week|month|year)'s) (?!incident|issue|problem|outage|downtime|disruption|event|trouble|post|message|mail|note|update|maintenance|works?)\w+",
    r"of (?:the day before|the previous (?:day|week|month|year)|last year|another \w+|somebody|someone|other \w+)",
    r"(?:(?:count|treat|show|mark|list|record|register|classif|label|draw|read|display|print|flag)\w* (?:\w+ ){0,4}as|(?:mistook|mistake|took|take|taken) (?:\w+ ){1,3}for) "
    r"(?!degrad|unavail|p\d|sev|level|category|class|type|an? (?:\w+ )?(?:incident|event)|down\b|partial|operational|red\b|amber|green|unhealthy|well|soon|a (?:major|priority|matter|precaution|result|whole|while)|an? incident|major|minor|high|critical|sever\w+|resolved|closed|priority|urgent|serious|long|far|the|you|we|much|"
    r"many|us|all|this|that|its?|our|top|\d|possible|quickly|part|expected|planned|usual|moderate)\w+",
    r"(?:answered|appeared|came|shown|displayed|spoke|speak|written|sent) (?:out )?(?:only )?(?:in )?(?:Portuguese|English|French|German|Spanish|Italian|Dutch|Danish|Swedish|"
    r"Norwegian|Finnish|Polish|Czech|Chinese|Japanese|Russian|Latin|Greek|Turkish|Arabic)",
)
PLAIN = re.compile(rf"\b(?:{'|'.join([*_KEPT, *_AMISS, *_STRUCK, *_OTHER])})\b", re.IGNORECASE)
AGAIN = re.compile(r"\b(?:over and over|again and again|time and again)\b", re.IGNORECASE)
LACKS = re.compile(
    rf"\A\W*no {_NONE}(?: [\w'-]+){{2}}|\A\W*not (?!only|just|least|last|yet|all|always|fully|quite|entirely|so|in|to|the|a|of|for|least|even|what|how|good|great|our|as|every|because|to)\w+ [\w'-]+",
    re.IGNORECASE,
)
# Of some services the name says what failed with them.
FAILED = re.compile(
    r"\b(?:payments?|log-?ins?|sign-?ins?|sign-?ups?|calls|orders|bookings?|transfers?|uploads?|downloads?|deliver(?:y|ies)|searches|messages|transactions?|purchases|"
    r"exports?|imports?|withdrawals?|refunds?|attempts|scans|prints|check-?ins?|reservations|appointments|backups?|saves|syncs|posts|replies|lookups|renewals|top-?ups|registrations|submissions|claims|reminders|notifications|alerts|invoices|tickets|charges)"
    r"\s(?:\w+\s){0,3}?(?:failed|fail|failing|bounced|broke off|stalled|hung|timed out|stopped|did(?:n't| not) go through)\b",
    re.IGNORECASE,
)
