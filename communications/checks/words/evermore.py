"""More ways to promise for ever: what is out of the world, what was the last of its kind, whom nothing can touch any more. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, any_of, family
from communications.checks.words.trouble import BAD, NO_WORDS, OF_ONES_WILL, REPEAT, TROUBLE, WONT

_SURELY = r"(?:rest assured|be assured|you (?:can|may) be (?:sure|certain|confident|assured)|(?:can|may) (?:rely|count|depend|bank|bet) on|trust us|you have our (?:word|promise|guarantee)|our (?:word|promise|pledge) (?:is )?that|it goes without saying|needless to say|no doubt|without (?:a |any )?doubt|beyond (?:a |any |all )?doubt|hand on heart)"
_ANSWERS = r"(?![^.;!?]{0,80}?\b(?:repl(?:y|ies)|answers?|refund\w*|credit\w*|paid|contact\w*|inform\w*|hear|call|read|treat\w*|write|informed|compensat\w*|within|by \d|on \d|until|before|working on|doing)\b)"
_LONE = r"(?:single|isolated|one-off|unique|one-time|singular|sole|only|once-only)"
_RIGHT = r"(?:right|correct(?:ly)?|complete|safe|secure|on time|protected|in order|accurate|perfect|reliable|available|dry|warm|intact|private|punctual(?:ly)?|properly)"
# What a program hands over, and how a machine is just now: "is not returning any results", "is not coming back up".
_COMES = r"(?:coming back(?! (?:up|online|with (?:any|no|an?|all|results?|data))\b)|happening|recurring|occurring|reappearing|returning(?! (?:(?:an?|any|the|all|its|our|your|their|every|each|enough|some|both|\d[\w,.]*) (?!(?:second|third|next|more|longer|time|future)\b)|(?:[\w-]+ )?(?:results?|data|values?|answers?|responses?|records?|rows?|pages?|errors?|codes?|files?|documents?|images?|matches|entries|items?|content|anything|correct\w*|proper\w*)\b)))"
_LOST = r"(?:lose|mix|miss|overload|crash|swap|overwrite|overfill|flood|forget|lock|cut|break|delete|double|misroute|corrupt|leak|fail)"

EVERMORE = Families(
    family(
        ("zero no nil", "chance odds risk possibility probability danger likelihood"),
        rf"\b(?:zero|no|nil) (?:more |longer |further |conceivable |remaining )?(?:chance|odds|risk|possibility|probability|danger|likelihood) (?:of|that)\b[^.;!?]{{0,40}}?\b(?:coming back|again|happening|happen|recur\w*|return\w*|{REPEAT}|{TROUBLE})\b",
    ),
    family(
        ("odds chances chance probability likelihood risk",),
        r"\b(?:odds|chances?|probability|likelihood|risk)\b[^.;!?]{0,40}? (?:is|are) (?:now |therefore |thus |exactly |practically )?(?:zero|nil|gone|eliminated|excluded|banished)\b",
    ),
    family(
        ("rules rule precludes preclude excluded precluded ruled",),
        r"(?<!not )(?<!n't )(?<!cannot )(?<!to )\b(?:rules out|rule out|precludes?) (?!that it was|a (?:hardware|software)|other causes)(?![^.;!?]*\bas (?:the|a|an|possible)\b)[\w-]+",
        r"\b(?:is|are) (?:now |therefore |thereby |thus |henceforth |technically |fully )+(?:ruled out|precluded)\b(?! (?:as|by the))|^\W*(?:with|thanks to|by) [^.;!?]{3,60}? (?:is|are) (?:ruled out|precluded)\b",
    ),
    family(
        ("impossible impossibility",),
        rf"\b(?:makes?|made|making|renders?|rendered|has made|have made) (?:[\w-]+ ){{1,4}}?impossible\b(?! for \w+ to (?:send|delete|change|create|switch))|\b(?:physically|technically|absolutely|completely|now|simply|outright|utterly) impossible (?:to|for \w+ to) {_LOST}\b",
    ),
    family(
        ("last next", "was is be being remain remains no"),
        r"\b(?:was|is|be|being|remains?) (?:also |hopefully |definitely |certainly )?the last (?:one|time|ever|of its kind|of them|(?!messages?|updates?|letters?|posts?|mails?|notices?|reports?|announcements?|steps?|time (?:you|we) (?:sign|log))[\w-]+ (?:you|that you|anyone|of this|like this))\b(?! (?:in|on|of|at|before|to) \d)(?! we (?:found|saw|had|closed))|\bno next (?:one|time|\w+)\b(?! (?:week|year|month|step))",
    ),
    family(
        ("days era age times gone bygone",),
        r"\b(?:the )?(?:days|era|age|times?) (?:of|when|in which) (?:[\w-]+ ){1,5}?(?:is|are|has|have) (?:now |finally |truly )?(?:over|gone|ended|past|behind us|numbered|come to an end)\b|\bgone are the (?:days|times)\b",
    ),
    family(
        (
            "chance risk danger likelihood possibility fear",
            "no not zero without",
            "second third further another new next repeat renewed",
        ),
        r"\b(?:zero|no|not the (?:slightest|least|smallest)|not a|without) (?:\w+ )?(?:chance|risk|danger|likelihood|possibility|fear) of (?:an?|any|another) ?(?:second|third|further|new|next|repeat|renewed|other)?\b(?! (?:fee|charge|delay|fine))",
    ),
    # "From today no alarm goes unheard."
    family(
        ("now today day henceforth on onwards", "no nobody none not"),
        r"\b(?:from (?:now|here|today|this day|this moment|that day)(?: on(?:wards?)?| forward| forth)?|henceforth),? (?:no|not (?:a single|one)|nobody|no[ -]one|none)\b(?! (?:longer|more than|later|earlier|appointment|registration|deposit|tickets?|cash|payments?|fee|charge|entry|visitors?)\b)[^.;!?]{1,60}",
    ),
    family(
        ("ever forever good time dead buried gone", "stay stays remain remains"),
        r"\b(?:stays?|remains?) (?:\w+ ){1,2}?(?:for ?ever|for good|for all time|until the end of time)\b|\bwill (?:stay|remain) (?:dead|buried|gone|a memory)\b",
    ),
    family(
        ("guaranteed promise promised",),
        r", (?:guaranteed|that(?:'s| is) (?:a promise|our promise|guaranteed)|(?:and )?that is a promise|we promise(?: you)?)(?= *[.!]| *$)",
    ),
    family(
        ("stops stop blocks block catches catch prevents prevent averts avert defeats defeat", "all any every each"),
        rf"(?<!to )\b(?:now |will |therefore |thus |can |and )(?:now )?(?:stops?|blocks?|catch(?:es)?|prevents?|averts?|defeats?) (?:all|any|every|each and every) (?:kinds? of |sorts? of |such |future |further )?(?:attacks?|leaks?|intruders?|intrusions?|fires?|floods?|{TROUBLE})\b",
    ),
    family(
        ("never",),
        r"(?:[:–—-] ?|\. )never again\W*$",
    ),
    family(
        ("another", "not t never", "will won shall can cannot"),
        rf"\b{WONT} (?:[\w'-]+ ){{1,5}}?another (?:time|day|night|winter|summer|year|week|season)\b",
    ),
    family(
        ("last", "without dark cold with"),
        r"\bthe last (?:night|day|time|winter|week|morning|evening|weekend)s? (?:without|in the (?:dark|cold)|with (?:no|cold|broken))\b",
    ),
    family(
        ("whatever regardless", "will shall ll"),
        r"\b(?:will|shall|'ll)\b[^.;!?]{0,80}?, (?:whatever (?:its|their|your|the) \w+|regardless of (?:what|how|when|who)\b[^.;!?]{0,30})(?= *(?:[.,;!]|$))",
    ),
    family(
        ("more again", "no never"),
        rf"^\W*(?:[^.;!?:]{{0,30}}: )?no more (?:[\w-]+ )?(?:{TROUBLE}|waiting|worries|excuses)(?= *(?:[.!]|$))|^\W*never again(?: any| a| an)? (?!will|shall|did|has|have|had|was)[\w-]+",
    ),
    # "you can rely on it: every letter will be right"
    family(
        ("assured sure certain confident rely count depend bank bet trust word promise pledge saying say doubt heart",),
        rf"\b{_SURELY}\b{_ANSWERS}[^.;!?]{{0,60}}?\b(?:will|shall|'ll|stays?|remains?|being|is|are)\b[^.;!?]{{0,50}}?\b(?:{_RIGHT}|single|one-off|last|over|every|each and every|always|never|ever)\b",
        rf"\b{_SURELY}\b{_ANSWERS}[^.;!?]{{0,20}}? (?:every|each and every|each|all) (?:[\w-]+ ){{1,3}}?(?:will|shall|being|is|are)\b",
        rf"\b(?:stays?|remains?|will be|'ll be) (?:\w+ )?{_RIGHT},? (?:guaranteed|that(?:'s| is) (?:certain|guaranteed|a promise)|we promise|promised)\b|\b(?:that (?:is|'s)|this is|you have our) (?:certain|guaranteed|a promise|a guarantee)(?= *(?:[.!]|$))",
    ),
    family(
        ("coming happening recurring returning occurring reappearing going", "not t never"),
        rf"\b(?:(?:is|are) (?:not|never)|isn't|aren't|(?:'s|'re) (?:not|never)|{WONT} (?:ever )?be) (?:ever )?(?:{_COMES}|going to (?:come back|happen|recur|return))\b(?! (?:on|until|before|today|at)\b)",
    ),
    family(
        ("single isolated off unique singular sole only time case event once",),
        rf"\b(?:stays?|remains?|will (?:stay|remain|be|have been)|shall (?:stay|remain|be)) (?:\w+ )?(?:an?|the|our|this|at this) (?:\w+ )?(?:{_LONE}|one) (?:case|event|incident|time|occurrence|exception|occasion|mistake|slip|one|outage|failure|thing)\b|\b(?:unique|isolated|one-off|single)\b[^.;!?]{{0,30}} and (?:will |shall )?(?:remain|stay)s? (?:so|that|one)\b",
        r"\b(?:one-time|one-off|once-in-a-lifetime|singular) (?:thing|event|occurrence|case|slip|failure|incident),? (?:full stop|period|and nothing (?:more|else)|that (?:is|'s) (?:all|it))\b",
    ),
    family(
        ("fear worry afraid concerned worries fears", "no not nothing never more t longer"),
        r"\b(?:nothing (?:more )?to (?:fear|worry about)|(?:no need|not need|needn't|need not|n't (?:need|have)) (?:to )?(?:fear|worry|be (?:afraid|concerned|worried)))\b[^.;!?]{0,40}?\b(?:any ?more|any longer|again|ever|from now on)\b|\bworry no (?:more|longer)\b|\bnever (?:have to|need to) (?:fear|worry)\b|\bno (?:more|further) (?:worries|fears)\b",
    ),
    family(
        ("unheard inconceivable unthinkable unimaginable unrepeatable",),
        r"\b(?:is|are|be|will be) (?:now |henceforth )?(?:unheard of|inconceivable|unthinkable|unimaginable|unrepeatable)\b",
    ),
    family(
        ("eradicated eliminated eradicate eliminate eradicates eliminates removed excluded banished eliminating",),
        r"\b(?:has|have|is|are|was|were) (?:now |been |now been |thereby |therefore |fully )*(?:eradicated|(?:completely|totally|entirely|fully|utterly|irreversibly|irrevocably) eliminated)\b|\b(?:eliminat\w+|eradicat\w+|remov\w+|exclud\w+|banish\w+) (?:(?:every|any|all) (?:possible |potential |conceivable |remaining |known )?(?:causes?|risks?|sources?|possibilit(?:y|ies)|chances?|dangers?))\b|\b(?:eliminated|eradicated) (?:the|this|that) (?:problem|fault|bug|issue|error|risk|danger)\b[^.;!?]{0,20}?\b(?:completely|entirely|fully|totally|altogether)\b",
    ),
    family(
        ("any every all", "possibility risk chance"),
        rf"\b(?:and with it |removes? |eliminates? |excludes? |excluded )(?:any|every|all) (?:possibility|risk|chance) of (?:an? |another |any )?(?:{REPEAT}|{TROUBLE}|\w+)\b",
    ),
    family(
        ("proof",),
        r"\b(?:is|are|be|now|completely|fully|totally|absolutely|100 ?%) (?:now |therefore |completely |fully )?(?!water-?proof (?:and|jackets?)|fire-?proof doors?|burden)[a-z]+-proof\b(?! (?:doors?|jackets?|glass|vest|case|box|reading))",
    ),
    family(
        ("chapter case book matter lid behind", "closed close closes closing over settled done put leave"),
        r"\b(?:closed chapter|(?:chapter|book|file) (?:is|are|has been) (?:now |finally |therefore )?closed|clos(?:e|es|ed|ing) (?:this|the|that) (?:chapter|book))\b|\b(?:put|leave) (?:this|that|it|\w+ \w+) behind (?:you|us|them)\b|\b(?:case|matter|affair|issue) is (?:now |finally )?(?:closed|over|settled|done with) (?:for ever|forever|for good|once and for all)\b",
    ),
    family(
        ("dead squashed crushed slain gone buried",),
        r"\b(?:it|this|that|one|problem|fault|error|bug|issue|weakness|flaw|risk|defect|gap|hole|cause|danger|gremlin|trouble|thing)s? (?:is|are|was|has been) (?:now |finally |well and truly )?(?:dead|squashed|crushed|slain|gone|buried),?(?: and)? (?:for good|for ever|forever|buried|won't|will not|never)\b",
    ),
    family(
        ("longer", "will shall", " ".join(BAD.strip("(?:)").replace("[sz]", "s").split("|")) + " twice late"),
        rf"\b(?:will|shall) no longer (?:receive|get|see|have|face|experience|suffer|find|be (?:sent|given|shown|charged)) (?:any |the |a )?{BAD}\b|\bnot (?:one|a single) (?:[\w-]+ ){{1,4}}?(?:will|shall|is going to) [^.;!?]{{0,60}}?\b(?:again|any ?more|any longer|in future)\b",
    ),
    family(
        ("not single one", "will shall", "again anymore more longer future"),
        r"\bnot (?:one|a single) (?:[\w-]+ ){1,4}?(?:will|shall|is going to) [^.;!?]{0,60}?\b(?:again|any ?more|any longer|in future)\b",
    ),
    family(
        ("second twice once ever another", "time twice more again"),
        rf"(?<!\bis )(?<!\bare )\b{WONT}(?! (?:be (?:issued|sent|published|repeated|charged|billed|asked|shown|offered|printed|held|called|open)|happen (?:on|before)|send|charge|ask|call|print|remind|have to|need)\b){OF_ONES_WILL} (?:[\w'-]+ ){{1,6}}?(?:a second time|another time|once more|ever again|twice)\b(?! (?:a|per|the|as|in the|every) )",
    ),
    family(
        ("prevented precluded averted avoided stopped", "repeat repetition recurrence reoccurrence repeats"),
        r"\b(?:repeat|repetition|re-?occurrence|recurrence)s? (?:of \w+ )?(?:has|have|is|are) (?:now |thereby |therefore |thus |hereby )?(?:been )?(?:now |thereby |therefore |thus |hereby )?(?:prevented|precluded|averted|avoided|stopped|impossible)\b",
    ),
    family(
        ("never",),
        r"\b(?:make (?:\w+ )?(?:sure|certain)|ensures?|see to it|guarantees?|take care) (?:that )?(?:it|this|that|such|nobody|no \w+|you|we|they|letters?|\w+s) never (?:again )?\w+",
        r"\b(?:it|this|things|we) (?:will|shall|must) never (?:again )?(?:come|get|go|be|reach) (?:to this|that far|this far|so far|like this)\b",
    ),
    family(
        ("always constantly", "ensure ensures ensured guarantee guarantees guaranteed sure certain"),
        r"(?<!to )\b(?:ensures?|guarantees?|makes? (?:sure|certain)) (?:that )?(?:[\w'-]+ ){1,5}?always\b(?! (?:two|three|one|a|an|someone|somebody|\d))",
    ),
    family(
        ("permanent permanently durable",),
        r"\b(?:permanent|lasting|durable|complete|full|total) protection (?:against|from)\b|\bpermanently (?:protected|safe|secured?|immune)\b",
    ),
    family(
        ("future", "no not never nothing"),
        rf"\b(?:ensures?|ensured|guarantees?|guaranteed|confirms?|assures?|warrants?)\b[^.;!?]{{0,20}}?\bno (?:further |such |more |other |similar )?(?:{TROUBLE}|deviations?|\w+) (?:will |shall |can )?(?:occurs?|arises?|happens?|appears?|follows?|recurs?)\b",
    ),
    family(
        ("secured longer seen", "against from exists exist again"),
        rf"\b(?:fully|completely|totally|entirely|permanently|100 ?%) secured (?:against|from)\b|\b(?:risk|danger|cause|weakness|problem|fault|gap|hole|flaw|possibility) (?:\w+ ){{0,2}}?no longer exists?\b|\b{WONT} be seen (?:[\w-]+ ){{0,3}}?again\b",
    ),
    family(
        ("promise guarantee sure certain word pledge", "won will never can cannot"),
        r"\b(?:promise|guarantee|sure|certain|word|pledge)\b[^.;!?]{0,25}? (?:it|this|that|we) (?:won't|will not|never will|can't|cannot)(?= *(?:[.!]|$))",
    ),
    family(
        ("made committed", "again twice"),
        rf"\b(?:mistake|error|slip|blunder)s? {WONT} be (?:made|committed) (?:again|twice)\b",
    ),
    # "no other customer will be affected", "no flight will be overbooked"
    family(
        (
            "no",
            "will shall can ever",
            "affected lost left hit mislaid missed stuck stranded disconnected interrupted delayed deleted dropped cut cancelled overbooked overcharged overwritten misrouted misread mixed swapped wrong late harmed hurt exposed leaked locked forgotten turned bumped doubled unreachable unavailable offline harm missing astray damaged spoiled corrupted endangered",
        ),
        r"\bno (?:other |further |single |more )?(?:[\w-]+ ){1,4}?(?:will|shall|can) (?:ever |again |henceforth |now )*(?:be|get|go|harm|hurt) (?:ever |again )?(?:affected|lost|left|hit|mislaid|missed|stuck|stranded|disconnected|interrupted|delayed|deleted|dropped|cut|cancelled|overbooked|overcharged|overwritten|misrouted|misread|mixed up|swapped|wrong|late|harmed|hurt|exposed|leaked|locked out|forgotten|turned away|bumped|doubled|unreachable|unavailable|offline|missing|astray|damaged|spoiled|corrupted|endangered|our|you|your|the)\b(?![^.;!?]{0,40}?\b(?:during|while|meanwhile|tonight|today|by the (?:move|change|work)|until)\b)",
    ),
    family(
        ("irrevocably irreversibly conclusively definitively permanently forever good",),
        r"\b(?:irrevocably|irreversibly|conclusively) (?:\w+ )?(?:solved|resolved|fixed|eliminated|removed|closed|cured|ended|repaired)\b|\b(?:solved|resolved|fixed|eliminated|cured) (?:\w+ ){0,3}?(?:irrevocably|irreversibly|conclusively)\b|\b(?:hole|gap|leak|loophole|breach|flaw|door|vulnerability|weakness|weak spot)\b[^.;!?]{0,50}?\bclos\w+ (?:permanently|for good|for ?ever|definitively)\b|\bclos\w+ (?:that|this|the) (?:hole|gap|leak|loophole|breach|door|flaw|vulnerability) (?:permanently|for good|for ?ever|definitively)\b",
    ),
    family(
        ("second third fourth fifth next", "be"),
        rf"\b{WONT} be an? (?:second|third|fourth|fifth|next) (?:time|one|occasion|\w+)\b",
    ),
    family(
        ("mistake error slip mistakes errors slips once", "make repeat commit happens happened"),
        r"\b(?:do not|don't|never|won't|will not|shall not|cannot|not going to) (?:make|repeat|commit) (?:the same|this|that|such an?|these|those|such) (?:\w+ )?(?:mistake|error|slip)s?(?: (?:twice|again))?\b|\bhappen(?:s|ed) (?:only |just )?once\b(?=[^.;!?]*\bnever\b)|\bonly happens once\b",
    ),
    family(
        ("never",),
        r"\b(?:and|it|this|that|but|yet) never (?:will|shall)(?: again)?(?= *(?:[.,;!]|$))|^\W*never again\W*$|\bnever to (?:return|recur|be (?:seen|repeated|heard of)|happen|come back)\b",
    ),
    family(
        ("withstand withstands survive survives",),
        r"\b(?:will|shall|can|now) (?:[\w-]+ ){0,4}?(?:withstands?|survives?) (?:any|every|all|anything|everything|whatever)\b",
    ),
    family(
        ("always",),
        r"(?<!we)'ll always (?!be (?:grateful|happy|glad|welcome|sorry|told|informed|asked|notified|there for)|find|remember|inform|tell|strive|try|do)\w+",
    ),
    family(
        ("every", "time"),
        r"\b(?:will|shall|'ll|certain|guarantee\w*)\b[^.;!?]{0,50}? every (?:single )?time(?= *(?:[.,;!]|$))",
    ),
    family(
        (
            "free uninterrupted interruption exception interruptions outages hitch break",
            "assure look forward enjoy promise guarantee will shall without",
        ),
        r"\b(?:assur\w+ (?:you|them|our \w+) (?:of )?|look forward to |can enjoy |will enjoy |promise (?:you )?|guarantees? (?:you )?)[^.;!?]{0,25}?\b(?:(?:trouble|error|fault|problem|interruption|incident|worry|care|outage|disruption|failure)-?free|uninterrupted|without (?:any )?(?:interruption|outage|trouble|delay|disruption)s?)\b",
        r"\b(?:will|shall|'ll)\b[^.;!?]{0,60}?\bwithout (?:any |a single |a |further )?(?:interruptions?|exceptions?|outages?|hitch|break|failures?)\b(?![^.;!?]*\b(?:until|during|while)\b)",
    ),
    family(
        ("100 hundred", "time"),
        r"\b(?:100 ?%|100 per ?cent|one hundred per ?cent) of the time\b",
    ),
    family(
        ("end",),
        rf"\b(?:that|this|it)(?:'s| is| was| marks| means| spells)? (?:then |now )?(?:the|an) end (?:of|to|for) (?:all |any |the |these |such |your )?(?:{TROUBLE}|{BAD} [\w-]+)\b",
    ),
    family(
        (
            "finished over gone history done through ended finished",
            " ".join(BAD.strip("(?:)").replace("[sz]", "s").split("|")),
        ),
        rf"\b{BAD} [\w-]+s (?:is|are) (?:now |finally |all )?(?:finished|over|gone|history|done with|through|a memory)(?= *(?:[.,;!]|$))",
    ),
    family(
        ("nothing",),
        r"\bnothing (?:like (?:it|this|that|these)|of (?:the|this|that) (?:sort|kind)|similar|comparable|else of this kind) (?:will|can|shall|is going to)\b|\bnothing (?:can|will|shall) (?:now |ever |possibly )?(?:go wrong|fail|happen to (?:you|your|it|them))\b",
    ),
    family(
        (
            "spared trouble bother annoy plague bite bug",
            "this that it such from any you anyone anybody us them our your",
            "spared never not cannot t longer",
        ),
        rf"\b(?:will|shall|'ll) be spared (?:this|that|it|such|from|any)\b|\b{WONT} (?:trouble|bother|annoy|plague|bite|bug) (?:you|anyone|anybody|us|them|our|your)\b",
    ),
    family(
        ("behind", "permanently finally definitively firmly safely forever"),
        r"\b(?:is|are) (?:now )?(?:permanently|definitively|finally|firmly|safely|forever) behind (?:us|you|them)\b",
    ),
    family(
        ("100 hundred", "promise promises guarantee guarantees assure assures vouch vouches certain sure"),
        r"\b(?:promises?|guarantees?|assures?|vouch(?:es)?|certain|sure) (?:\w+ ){0,2}?(?:to |by |with )?(?:100|(?:a|one) hundred) ?(?:%|per ?cent)|\b(?:100|(?:a|one) hundred) ?(?:%|per ?cent)\W{1,2}(?:certain|sure|guaranteed|promised)\b",
    ),
    # "a cut cable can no longer stop the trains"
    family(
        (
            "longer never cannot t",
            "interrupt stop cut disrupt knock bring take hit flood paralyse paralyze halt silence darken cripple",
            "you your the our all any us everything",
        ),
        r"\b(?:can|will|could) (?:no longer|never) (?:be able to )?(?:interrupt|stop|cut|disrupt|knock|bring|take|hit|flood|paraly[sz]e|halt|silence|darken|cripple) (?:off |out |down )?(?:you|your|the|our|all|any|us|everything|whole)\b(?! (?:bus|train|route|number|line)\b)|\b(?:cannot|can't) (?:now )?(?:cut|knock|take|bring) (?:you|us|everyone|everything|all|(?:the|your|our) (?:\w+ ){1,2}?)\s?(?:off|out|down|offline)\b",
    ),
    family(
        ("safe secure private protected confidential", "always forever ever times"),
        r"\b(?:safe|secure|private|protected|confidential)\b[^.;!?]{0,20}?\b(?:(?:now|today|tomorrow) and (?:always|forever|for ?ever|at all times)|for ?ever|at all times)\b",
    ),
    family(
        ("last", "definitely certainly surely guaranteed sure hopefully really"),
        r"\b(?:was|is) (?:definitely|certainly|surely|guaranteed|really|for sure) the last\b|\bthe last [\w-]+[^.;!?]{0,30}?,? (?:for sure|that is (?:certain|sure)|guaranteed)\b",
    ),
    family(
        ("case cases event situation weather conditions", "will shall ll", "every any each all"),
        r"\b(?:will|shall|'ll)\b[^.;!?]{0,50}?\b(?:in|under) (?:every|any|each|all) (?:single |possible |conceivable )?(?:case|cases|event|situations?|weathers?|conditions)(?= *(?:[.,;!]|$))",
    ),
    # "such a queue will not form again"
    family(
        ("such this that these like those", NO_WORDS, "again anymore more longer twice future"),
        rf"\b(?:such|like (?:this|that|it|these|those)|this|that|these|those)\b[^.;!?,]{{0,40}}? {WONT}{OF_ONES_WILL} (?:[\w'-]+ ){{1,4}}?(?:again|any ?more|any longer|twice|in (?:the )?future)\b(?! (?:before|until|till|unless|on|at|today|tonight|tomorrow|this|next|without|if|by)\b)",
    ),
    family(
        ("exclude excludes excluded", "future all any every"),
        r"(?<!not )(?<!n't )(?<!cannot )\bexcludes? (?:(?:for the|in) future |now |hereby |henceforth )?(?:all|any|every|each|such|further|other) (?:the )?(?:such |further |other |similar |future )?(?:{TROUBLE}|interruptions?|failures?|stops|cuts)\b|\bexcludes? (?:for the|in(?: the)?) future\b".replace(
            "{TROUBLE}", TROUBLE
        ),
    ),
    family(
        ("seen heard", "last"),
        r"\b(?:seen|heard) the last of\b",
    ),
    family(
        ("impossible",),
        r"\b(?:is|it's) (?:now |technically |completely )?impossible (?:that|for (?:both|all|any|it|this|them|anything))\b",
    ),
)
# "to ensure that it does not recur": what is done has this aim, and nothing is promised.
AIM = any_of(
    r"(?<!promise )(?<!pledge )(?<!undertake )(?<!undertakes )(?<!vow )(?<!vows )(?<!swear )(?<!committed )(?<!commit )(?<!going )(?<!determined )(?<!promised )(?<!need )(?<!want )\bto(?: help| better| further| also)?\s*\Z|^\W*(?:in order )?to (?:help )?(?:ensure|make sure|make certain)(?: that)? (?:\w+ ){1,3}\Z|\bto (?:address|fix|handle|resolve|detect|catch|improve|restore|mitigate|help) [^.;!?]{1,80}? and (?:to )?(?:help )?(?:ensure|make sure|prevent|avoid)(?: that)?(?: [\w-]+){0,4}? ?\Z|\b(?:until|while|whether|verify|confirm|check|confirming|verifying|sure whether)\b[^.;!?]{0,60}\Z"
)
# "until the outage is over", "once July is behind us": that it ends is waited for.
UNTIL = any_of(
    r"\b(?:worst|hardest|toughest|most|half|part)\b[^.;!?,]{0,40}\Z|\b(?:until|till|(?<!at )once|when|whenever|after|as soon as|before|while|if)\b[^.;:!?,–—]{0,60}\Z"
)
WILL = any_of(r"\b(?:will|shall|never|cannot|won't|can't|no longer|promise|guarantee)\b|'ll\b")
AIMS = any_of(
    r"^(?:ensure|make (?:\w+ )?sure|make certain|prevent|avoid|eliminate|remove|exclude|rule out|preclude|guarantee|see to it|reduce|no|won't|will not)\b"
)
