"""How people announce what has neither an end nor a measure. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, family

_LOOK = (
    r"(?:monitor|watch|observe|supervise|review|work|improve|investigate|look|track|check|test|invest|optimi[sz]e|evaluate|assess|follow"
    r"|analy[sz]e|strengthen|develop|collaborate|cooperate|co-operate|engage|refine|train|explore|enhance|harden|tune|liaise|examine|push|strive"
    r"|learn|study|focus|discuss|talk|hold|build|search|adjust|fine-tune|audit|measure|verify|keep|do|raise|expand|maintain|support|iterate|pursue|research"
    r"|inspect|scan|listen|collect|gather|seek|add|make|modernise|modernize|reduce|update|upgrade|simplify|replace|roll|migrate|move|invite|exercise|practise|practice|rehearse"
    r"|meet|coordinate|co-ordinate|press|probe|question|scrutini[sz]e|streamline|reinforce|tighten|consider|prioriti[sz]e|think|ask|experiment|repair|fix|address|tackle|chase|clean|tidy|document|evolve|grow|extend|educate|coach|raise|share|report|inform|update|sample|patrol|survey)"
)
_LOOKING = (
    r"(?:monitor|watch|observ|supervis|review|work|improv|investigat|look|track|check|test|invest|optimi[sz]|evaluat|assess|follow|analy[sz]|strengthen|develop|collaborat|cooperat|co-operat|engag|refin|train|explor|enhanc|harden|tun|liais|examin|push|striv"
    r"|learn|study|focus|discuss|talk|do|adjust|audit|measur|verify|iterat|pursu|research|inspect|scan|listen|collect|gather|seek|add|mak|modernis|moderniz|reduc|updat|upgrad|simplify|replac|roll|migrat|mov|exercis|practis|practic|rehears|meet|coordinat|co-ordinat|press|prob|question"
    r"|scrutinis|scrutiniz|streamlin|reinforc|tighten|consider|prioritis|prioritiz|think|ask|experiment|repair|fix|address|tackl|chas|clean|tidy|document|evolv|grow|extend|educat|coach|rais|shar|report|inform|sampl|keep|build|patrol|survey|hold|search)(?:t|n|p|g)?ing"
)
_REST = r"[^.;!?,]{0,60}"
_EFFORT = (
    r"(?:reviews?|dialogues?|monitoring|contacts?|exchanges?|basis|efforts?|work|improvements?|process|evaluations?|assessments?|optimi[sz]ations?|supervision|observation|surveillance|trainings?|tests?|testing|checks?|audits?|investments?"
    r"|discussions?|talks|communication|investigations?|attention|development|collaboration|co-?operation|tuning|meetings|vigilance|watch|oversight|scrutiny|care|control|controls|analysis|programme|program|project|task|topic|theme|measurement|feedback|follow-up|enhancements?|education|maintenance|inspections?|priority|focus|conversations?|commitment|exercise|activity|activities|journey|refinement|hardening|research|support|drills?|rehearsals?|simulations?|calls|visits|sessions|workshops?|patrols?|refreshers?|updates|samples|sampling|reports|reporting)"
)
_LASTING = (
    "ongoing on-going continuous continual constant continued continuing permanent regular perpetual steady never-ending unending unceasing persistent sustained open-ended"
    " periodic frequent everlasting relentless tireless uninterrupted long-term iterative rolling recurring"
)
_LASTING_PATTERN = r"(?:" + "|".join(_LASTING.split()) + ")"
_LASTING_WORDS = (
    _LASTING.replace("on-going", "going")
    .replace("never-ending", "ending")
    .replace("open-ended", "ended")
    .replace("long-term", "term")
)
_HEIGHTENED = r"(?:heightened|increased|enhanced|extra|special|particular|close|closer|careful|raised|greater|utmost|full|high|higher|great|intense|intensive|intensified|elevated|added)"
_WATCHING = r"(?:monitor|watch|review|test|check|train|improv|evaluat|assess|audit|updat|verif|inspect|exercis|rehears|practi[sc]|work|look|analy|measur|meet|report|exchang|optimi|supervis|observ|examin|talk|speak|sampl|scan|track|refin|control|discuss|survey|compar|clean|maintain|remind|patrol|visit|consult|brief|adjust|tun|question|revis|coordinat|scrutin|reassess)\w*"
_OFTEN = r"(?:regularly|periodically|constantly|continuously|continually|routinely|repeatedly|permanently|perpetually|steadily|frequently|occasionally|intermittently|persistently|tirelessly|relentlessly|ceaselessly|unceasingly|systematically|always|often|sporadically|iteratively)"
_OFTEN_WORDS = (
    "regularly periodically constantly continuously continually routinely repeatedly permanently perpetually steadily frequently occasionally intermittently persistently tirelessly"
    " relentlessly ceaselessly unceasingly systematically always often sporadically iteratively"
)

UNBOUNDED = Families(
    family(
        (
            "never forever end continue continues continuing carry carries go goes keep keeps keeping persist persevere carrying maintain",
        ),
        rf"\b(?<!you )(?<!users )(?<!customers )(?<!passengers )(?<!can )(?<!may )(?:continues?|continuing|carry on|carries on|goe?s? on|keeps?|keeping|keeps? on|persists? in|persevere in) (?:to (?:\w+ly )?{_LOOK}|(?:\w+ly )?{_LOOKING}|with (?:our|the|its|this|these|their))\b{_REST}",
        r"\b(?:keeps?|keeping|have|has|having|maintains?) (?:a |an |our |its |both |all )?(?:very |particularly |extra )?(?:close |closer |watchful |sharp |careful |keen |constant |vigilant |weather |permanent |steady |eagle )?(?:eyes?|watch|tabs|finger) (?:on|over)\b"
        + _REST,
        r"\b(?:carr(?:y|ies) on|goe?s? on|keeps?(?: on)?|continues?) (?!being|going|working|running|coming|getting|using|receiving|waiting|paying)(?:\w+ly )?\w{2,}ing\b(?<!thing)[^.;!?,]{0,60}",
        rf"\b(?:continues?|goe?s? on|keeps? on|remains?) (?:to be|being) (?:\w+ly )?(?:monitored|watched|observed|supervised|followed|reviewed|checked|tracked|examined|tested|measured|investigated|evaluated|assessed|analy[sz]ed|improved|optimi[sz]ed|updated|worked on|looked (?:at|into|after)|controlled|inspected|sampled|trained|refined|scanned|surveyed)\b{_REST}",
        r"\b(?:never|has no|without) (?:really )?(?:ends?|finishes|done|finished|stops?|over)\b|\bforever \w+ing\b|\bnever-ending\b",
        r"\bkeep\w* (?:\w+ ){0,4}?under (?:\w+ )?(?:observation|review|surveillance|scrutiny|control|watch)\b|\bkeep\w* (?:track|abreast) of\b|\bkeep\w* (?:[\w-]+ ){1,4}?in (?:mind|view|sight|focus|check)\b|\bkeeps? (?:at it|going|it up)\b",
        r"\bkeep(?:s|ing)? (?:[\w'-]+ ){1,3}?(?:posted|informed|updated|in the loop|up to date|up-to-date|abreast|in the picture|advised)\b",
        r"\b(?<!can )(?<!may )continues? (?:with )?(?:its|our|their|this|these) \w+|\bmaintains? (?:an? |our |its |the )?(?:\w+ )?(?:vigilance|dialogue|contact|oversight|watch|focus|pressure|attention|communication|observation|monitoring|cooperation|scrutiny|awareness|readiness)\b"
        + _REST,
    ),
    family(
        (_LASTING_WORDS + " case",),
        rf"\b(?:on (?:an?|the) )?{_LASTING_PATTERN} (?:[\w-]+ ){{0,2}}?{_EFFORT}\b|\bon an? (?:\w+ly )?{_LASTING_PATTERN} basis\b|\bon a case-by-case basis\b",
        rf"\b{_EFFORT} (?:\w+ ){{0,3}}?(?:is|are|remains?|will be|will remain|stays?) (?:\w+ ){{0,3}}?{_LASTING_PATTERN}\b",
        r"^\W*(?:on-?going|continuous(?:ly)?|permanent(?:ly)?|recurring|periodic(?:ally)?|continual(?:ly)?)\W(?!\w+ (?:is|are) (?:not|un\w+|safe)\b)",
        r"\b(?:is|are|remains?|stays?) (?:still |very much |therefore )?(?:ongoing|on-going|continuing|continuous|open-ended)\b",
    ),
    family(
        (_OFTEN_WORDS,),
        rf"\b{_OFTEN} (?:[\w-]+ ){{0,3}}?{_WATCHING}",
        rf"\b{_WATCHING}\b[^.;!?]{{0,60}}?\b(?:{_OFTEN}|indefinitely)\b",
        rf"\b(?:is|are|am|be|re|m|s) {_OFTEN} (?:\w+ )?(?:{_LOOKING}|seeking|thinking|moving|adding|making)\b{_REST}",
        r"\b(?<!runs )(?<!run )(?<!ran )(?<!rings )(?<!rang )(?<!running )(?<!works )(?<!worked )(?<!open )(?<!available )(?:regularly|periodically|continually|continuously|constantly|perpetually|routinely)\b(?! (?:rang|ran|failed|broke|lost|crashed|restarted|above|below|exceed\w*))",
    ),
    family(
        ("time intervals again often once off over hoc",),
        r"\bat (?:\w+ )?intervals\b|\b(?:from time to time|(?:every )?now and again|every so often|time and again|again and again|once in a while|every once in a while|on and off|over and over)\b|\bover (?:the course of )?time\b|\bwith time\b|\bas time goes (?:on|by)\b|\bon an ad[- ]hoc basis\b",
    ),
    family(
        ("clock times time night 24 then", "all around round day at 7 now"),
        rf"\b{_WATCHING}\b[^.;!?]{{0,60}}?\b(?:(?<!worked )(?<!was )(?<!ran )all the time|around the clock|round the clock|day and night|at all times|24/7)\b|\b(?:every )?now and then\b",
    ),
    family(
        (
            "progress chip chips chipping tinker tinkers tinkering plug plugging work working works whittle whittling hammer hammering fiddle fiddling beaver graft soldier nibble toil peg sights microscope ear ears eyes finger journey marathon evolving moving part",
        ),
        r"\bwork in progress\b|\b(?:chip|tinker|plug|whittl|hammer|fiddl|beaver|graft|soldier|nibbl|toil|peg|work)(?:s|p?ing|ming|ling|ding|er|ering)? away\b|\b(?:tinker|fiddl|toil)\w* (?:on|with|at)\b|\bin our sights\b|\bunder the microscope\b|\bears? to the ground\b|\b(?:eyes|ears) (?:peeled|open)\b|\bfinger on the pulse\b|\b(?:a journey|a marathon|an evolving|moving target|part of (?:our )?(?:daily|everyday))\b",
    ),
    family(
        (
            "tests checks investigations examinations inspections analyses reviews measurements process",
            "being reviewing examining investigating checking testing evaluating assessing analysing analyzing revising",
            "are in is further more additional other",
        ),
        rf"\b(?:further|more|additional|other|extensive) (?:tests|checks|investigations|examinations|inspections|analyses|reviews|measurements) are (?:currently |now |still )?being (?:carried out|made|done|performed|conducted|run)\b|\b(?:are|is|am|'re) (?:currently |still |now )?in the process of (?:reviewing|examining|investigating|checking|testing|evaluating|assessing|analy[sz]ing|revising)\b{_REST}",
    ),
    family(
        ("increasingly ever opportunity turn frequently radar list watchlist agenda mind minds",),
        r"\b(?:increasingly|ever (?:more|better|faster))\b|\bat every (?:opportunity|turn)\b|\bmore (?:often|frequently|regularly)\b|\b(?:list|radar|agenda) of things to \w+\b|\bon our (?:radar|watch ?list|list|agenda|minds?)\b",
    ),
    family(
        ("day week step bit more", "in after by every out and at to"),
        r"\b(?:step|bit) at a time\b|\bmore and more\b|\bmore (?:often|frequently|regularly)\b|\b(?:day (?:in,? day out|after day|by day)|week (?:in,? week out|after week)|every (?:single )?day|day-to-day)\b",
    ),
    family(
        (
            "remain remains remaining stay stays staying stand stands being vigilant alert watchful attentive mindful guard standby lookout contact dialogue exchange touch discussions talks conversation consultation cooperation collaboration priority worked working iterating looking collaborating cooperating liaising exploring investigating evaluating considering assessing reviewing examining researching analysing analyzing monitoring watching observing striving engaging experimenting investing phasing studying pursuing thinking improving optimising optimizing refining tuning hardening pushing chasing following keeping tracking supervising monitored watched observed supervised kept followed reviewed examined tracked scrutinised scrutinized looked investigated evaluated assessed underway way progress hand train works review investigation observation consideration committed focused engaged",
            "remain remains remaining stay stays staying stand stands be being been are is re am m",
        ),
        r"\b(?:remains?|remaining|stays?|staying|stands?|be|being) (?:\w+ ){0,2}?(?:vigilant|alert|watchful|attentive|mindful|on (?:top|the ball|alert|high alert|watch|guard|standby|the lookout|our toes|the case|it)|in (?:\w+ )?(?:contact|touch|dialogue|exchange|conversation|close contact)|under (?:\w+ )?(?:observation|review|supervision|surveillance|scrutiny|watch)|committed|focused|engaged|a (?:top |high |key )?(?:priority|focus)|an? (?:area|point|matter) of)\b",
        r"\b(?:are|is|'re|am|be|been) (?:\w+ )?in (?:\w+ )?(?:contact|dialogue|exchange|touch|discussions?|talks|conversation|consultation|cooperation|collaboration) with\b",
        r"\b(?:is|are|am|'re|'m|be|being) (?:currently |still |presently |also |now |actively |already |busy |\w+ly )*(?:being )?(?:worked on|working (?:on|with|towards?|to|closely|hard|together|through|at)|iterating|looking (?:at|into|to|for)|collaborating|cooperating|liaising|exploring|investigating|evaluating|considering|assessing|reviewing|examining|researching|analysing|analyzing|monitoring|watching|observing|striving|engaging|experimenting|investing|phasing|studying|pursuing|thinking|improving|optimising|optimizing|refining|tuning|hardening|pushing|chasing|following|keeping|tracking|supervising)\b"
        + _REST,
        r"\b(?:is|are|be|being|remains?|stays?) (?:\w+ly |still |now |also )?(?:monitored|watched|observed|supervised|kept|followed|reviewed|examined|tracked|scrutini[sz]ed|looked at|looked into|investigated|evaluated|assessed) (?:\w+ly|further|more|again and again|around|going|as (?:needed|required)|under|for now|on an?|from now on|in (?:the )?future)\b",
        r"\b(?:is|are|be) being (?:\w+ly )?(?:monitored|watched|observed|followed|tracked|reviewed|investigated|examined|evaluated|assessed|supervised|explored|considered|looked|studied|worked|analy[sz]ed|pursued|iterated)\b|\bbeing \w+ further\b",
        r"\b(?:is|are|remains?) (?:still )?(?:(?<=still )(?:under ?way|in progress|outstanding)|in train|in the works|under review|under observation|under consideration)\b(?=\W|$)",
    ),
    family(
        (
            "monitor monitors monitoring watch watching observe observing follow following track tracking supervise supervising oversee overseeing scrutinise scrutinize survey surveying closely carefully look looking iterate iterating experiment experimenting liaise liaising cooperate cooperating collaborate collaborating work working pay paying lookout mindful vigilant watchful attentive keep keeping reviewing investigating exploring evaluating examining assessing investing considering tuning refining improving strengthening researching focusing focussing monitored watched observed tracked supervised kept",
            "will shall we ll to going must should",
        ),
        r"\b(?:will|shall|we|'ll|to|going to|must|should) (?:be )?(?:also |now |then |still )?(?:\w+ly )?(?:monitor|watch|observe|follow(?! *(?:[.,;!]|$|on\b|by\b|in\b|shortly|soon|later|up\b|with\b|at\b|as\b|within|next|once|when|after))|track|supervise|oversee|keep track|look (?:closely|carefully)|scrutini[sz]e|survey)(?:ing)?\b(?! up\b)"
        + _REST,
        r"\b(?:will|shall|'ll|going to) be (?:\w+ly )?(?:monitoring|watching|observing|keeping|following|tracking|iterating|working|looking|reviewing|investigating|exploring|evaluating|examining|assessing|investing|paying|considering|tuning|refining|improving|strengthening|collaborating|liaising|researching|experimenting|focusing|focussing|monitored|watched|observed|tracked|supervised|kept under)\b"
        + _REST,
        r"\b(?:will|shall|'ll|going to) (?:\w+ )?(?:iterate|experiment|liaise|cooperate|collaborate|work (?:closely|together|with|on|towards?|hard)|look (?:out|after|further)|pay (?:\w+ ){0,2}attention|be (?:on the lookout|mindful|vigilant|watchful|attentive))\b"
        + _REST,
    ),
    family(
        (
            "monitor monitors watch watches observe observes follow follows track tracks supervise supervises review reviews check checks monitoring observation control look looks observed watched supervision attention examine examines pay pays paying investigate investigates analyse analyze assess evaluate explore study research",
        ),
        r"\b(?:monitor|watch|observe|follow|track|supervise|review|check|look(?: at)?|control|examine|inspect|investigate|analy[sz]e|assess|evaluate|explore|study|research)(?:e?s|ed|ing)?\b[^.;!?]{0,50}?\b(?:further|closely|carefully|attentively|vigilantly|in (?:the )?future|from now on|(?:going|moving) forward|more often|more frequently|more thoroughly|for a while|for some time|some more)\b",
        rf"^\W*(?:[\w-]+ )?(?:monitoring|observation|supervision|close monitoring) of\b{_REST}|^\W*(?:monitor|observe|watch|track|keep monitoring|supervise)\b{_REST}",
        rf"\b{_HEIGHTENED} (?:vigilance|attention|watch|scrutiny|monitoring|surveillance|observation|oversight|supervision|alertness)\b{_REST}|\bpay\w* (?:\w+ ){{0,3}}?attention\b{_REST}",
        r"\bfor (?:a while|some time|a (?:certain|longer) (?:time|period))\b",
    ),
    family(
        (
            "continue continues continued go goes going ongoing underway progress way proceed proceeds persist",
            "continue continues go goes going proceed proceeds persist persists carry carries",
        ),
        r"\b(?:efforts?|work|works|monitoring|investigations?|analysis|tests?|testing|talks|discussions?|reviews?|trainings?|roll-?out|migration|repairs?|improvements?|observation|checks?|cooperation|collaboration|dialogue|clean-?up|modernisation|modernization|search|programme|program|project|inspections?|audits?|exchange|replacement|renewal|upgrade|upgrades|measures|evaluation|research|studies|hardening|[a-z]+ing)(?: (?:of|for|on|with|at|to|in|by) (?:[\w'-]+ ){1,6}?| )(?:will |shall |also |therefore |still |then |is |are )*(?:continues?|goes on|go on|going on|proceeds?|persists?|carries on|carry on)\b",
    ),
    family(
        (
            "we our they devs team teams engineers staff technicians colleagues department company bank operator management group developers specialists experts crew crews ",
        ),
        r"\b(?:we|they|our [\w-]+(?: [\w-]+)?|the (?:[\w-]+ ){0,2}?(?:team|devs|developers|engineers|technicians|staff|colleagues|department|company|bank|operator|management|group|specialists|experts|crews?|office|authority|hospital|university|school|council|board|airport|agency)|management|engineers|technicians)(?: (?:are|is|will be|have been|has been)|'re|'s|'ll be|'ve been) (?:also |now |still |currently |always |presently |all |already |therefore |\w+ly )*(?!having|keeping|being|going|doing|bringing|sorry|reaching|offering|giving|paying|refunding|sending|crediting|writing|calling|asking|putting|replacing|adding|removing|closing|opening|moving|installing|switching|publishing|extending|hiring|building|changing|waiving|returning|contacting|setting|making|introducing|taking|getting)\w{3,}ing\b[^.;!?,]{0,60}",
    ),
    family(
        (
            "monitors monitor watches watch observes observe follows follow supervises supervise tracks track oversees oversee",
        ),
        r"\b(?:we|they|our [\w-]+(?: [\w-]+)?|the (?:(?!(?:can|may|could|to|who|that|must)\b)[\w-]+ ){1,3}?|(?-i:[A-Z][\w-]+ [A-Z][\w-]+) )(?: ?(?:now|also|closely|still|carefully))? ?(?:monitors?|watch(?:es)?|observes?|follows?|supervises?|tracks?|oversees?)\b(?! (?:from|by|on|in|that day|once|when|after|as soon|shortly|soon|later|tomorrow|today|tonight|next)\b)(?! up\b)[^.;!?,]{0,60}",
    ),
    family(
        (
            "strive strives striving endeavour endeavours endeavouring endeavor endeavors utmost best effort efforts everything try trying power",
        ),
        r"\b(?:striv\w+|endeavou?r\w*)\b[^.;!?,]{0,60}|\b(?:do|does|doing|make|makes|making) (?:all|everything|our (?:very )?(?:best|utmost)|its (?:very )?(?:best|utmost)|their (?:best|utmost)|every (?:possible )?effort|the utmost)\b[^.;!?,]{0,60}",
    ),
    family(
        (
            "stop cease rest let tire lookout under subject closely hand close liaise liaises liaising required necessary appropriate possible liaise closely hand need lookout arises arise occasion cooperation collaboration coordination conjunction",
        ),
        r"\b(?:subject to|under) (?:\w+ )?(?:ongoing|continuous|constant|continual|regular|permanent|close|further|periodic|continuing) (?:review|observation|monitoring|supervision|evaluation|assessment|scrutiny|revision|adjustment|control)\b",
        r"\b(?:never|not|won't) (?:stop|cease|rest|let up|let go|tire)\b|\bon the lookout for\b",
        r"\b(?:works?|working|liais\w+|cooperat\w+|collaborat\w+|coordinat\w+) (?:\w+ )?(?:closely|hand in hand|in close \w+)\b|\bin close (?:cooperation|collaboration|coordination|contact|consultation) with\b",
    ),
    # "monitoring stays in place", "we have our eyes on the limits"
    family(
        (
            "monitoring surveillance observation supervision watch control oversight attention eye eyes view investigations enquiries inquiries staff guards patrols measures",
        ),
        r"\b(?:monitoring|surveillance|observation|supervision|oversight|attention|extra (?:staff|guards|patrols|checks)) (?:\w+ )?(?:stays?|remains?|is kept|will (?:stay|remain)|continues?) (?:\w+ )?(?:in place|in force|at an? [\w-]+ level|high|up|on|raised|heightened|active|tight|close)\b",
        r"\b(?:eyes?|watch) (?:is|are|will be|gets?) (?:being )?kept on\b|\b(?:has|have|having|keep\w*) (?:our|their|its|an?|both|all) eyes? on\b|\b(?:has|have) (?:the |this |it |all )?(?:[\w-]+ ){0,2}?in (?:view|our sights|focus)\b|\b(?:glued to|standing by)\b",
        r"^\W*(?:[\w-]+ ){0,2}(?:investigations|enquiries|inquiries|examinations|checks) (?:are|is) (?:now |still )?(?:under ?way|in progress|running)(?= *(?:[.;!]|$))",
    ),
    family(
        ("efforts effort search attempts talks works permanently constantly continually always continuously",),
        r"\bcontinu\w+ (?:with )?(?:its|their|our|the|all|in (?:its|their|our)) (?:[\w-]+ ){0,2}?(?:efforts?|search|attempts?|talks|works?|investigations?|enquiries|checks)\b",
        r"\b(?:permanently|constantly|continually|always|continuously|forever) (?:\w+ )?(?:in search|on the (?:lookout|watch|move|case|alert)|in (?:contact|touch|dialogue|exchange)|at (?:it|work)|looking|seeking|striving|improving|learning)\b",
    ),
    family(
        ("throughout along recurring rolling repeated standing repeatedly",),
        r"\bbeing \w+(?:ed|t|n) (?:throughout|all along|on and on|over and over|repeatedly)\b|[,(–—] ?(?:recurring|on-?going|continuous(?:ly)?|permanent(?:ly)?|rolling|repeated(?:ly)?|standing (?:item|task)|continual(?:ly)?)(?=\W*$)",
    ),
    family(
        ("it ball stone unturned this matter that", "on follow leave leaves left"),
        r"^\W*(?:we're|we are|our (?:team|engineers|colleagues) (?:is|are)|they're) (?:all |already |still )?on it\b|\bleav\w+ no stone unturned\b|\bfollow(?:ing)? (?:up )?(?:on )?(?:this|that|it|the matter|the case)(?= *(?:[.;!]|$))",
    ),
    family(
        ("gradual progressive phased stepwise incremental",),
        r"^\W*(?:gradual|progressive|phased|stepwise|incremental) [\w-]+",
    ),
    # "for ever better letters", "it will accompany the use of the system"
    family(
        ("ever accompany accompanies accompanying escort shadow",),
        r"\b(?:strive|work|aim|stand|push|look|fight|reach|wish|want)\w* (?:for|towards?) ever (?:more )?\w+\b|\b(?:will|shall|'ll) (?:closely |also |then )?(?:accompany|escort|shadow)\b(?! (?:you|the (?:patients?|passengers?|children|visitors?|guests?)) (?:to|on)\b)[^.;!?,]{0,60}|^\W*(?:we|they|it|she|he|our \w+|the [\w-]+(?: [\w-]+)?) accompan(?:y|ies)\b[^.;!?,]{0,60}",
    ),
    family(
        ("when until",),
        r"\bas and when\b(?= *(?:[.,;!]|$))|\buntil (?:everything|all|things|life|traffic|it) (?:is|are|has|have) (?:\w+ )?(?:back to normal|normal again|returned to normal|calm|quiet|stable|settled|under control)\b",
    ),
)
# A rhythm does not end it: "day by day, where needed".
OPEN_ENDED = Families(
    family(
        ("whenever",),
        r"\bwhenever (?:we|they|there|our|he|she|staff|time)\b",
    ),
    family(
        (
            "gradually progressively step bit little piece one incrementally stages go phases phased iteratively successively steadily part slowly stage phase",
        ),
        r"\b(?:gradually|progressively|step[- ]by[- ]step|bit by bit|little by little|piece by piece|one by one|(?<!run )(?<!runs )one after (?:another|the other)|incrementally|in (?:several |various |small )?(?:stages|phases|steps)|as we go(?: along)?|successively|stage by stage|phase by phase|part by part|slowly but surely|in a phased (?:way|manner|approach)|site by site|team by team)\b",
    ),
    family(
        (
            "further being foreseeable indefinitely long satisfied confident sure certain situation things dust moment now normal normalises normalizes stable stabilises needed necessary again otherwise future",
        ),
        r"\b(?:for the time being|until further notice|for the foreseeable future|indefinitely|(?:for )?as long as (?:necessary|needed|it takes|required|possible|the situation)|for as long as\b[^.;!?,]{0,30})",
        r"\buntil (?:we|they|you|everyone|all) (?:are|is|feel) (?:\w+ )?(?:satisfied|confident|sure|certain|happy|comfortable|convinced|safe)\b|\buntil (?:the )?(?:things|situation|dust|matters?|conditions?|service|system|everything) (?:\w+ )?(?:settles?|settled|(?:has|have) (?:settled|calmed|normali[sz]ed|stabili[sz]ed|improved|returned|passed)|calms?|normali[sz]es?|stabili[sz]es?|improves?|returns? to normal|is (?:\w+ )?(?:stable|normal|resolved|under control|calm))\b",
        r"\b(?:will|shall|'ll|keep\w*|continue\w*|remain\w*|stay\w*|maintain\w*|watch\w*|monitor\w*)\b[^.;!?]{0,80}?\bfor (?:now|the moment|the present)\b",
    ),
    family(
        (
            "demand load traffic weather circumstances dictates demands grows sense arise arises room potential fit basis situation things matters events evolves develops unfolds proves helps can prudent suitable useful sensible indicated applicable warranted required requires needed necessary appropriate need needs possible feasible practicable practical",
        ),
        r"\b(?:as and when|as|where|when|whenever|if|wherever) (?:\w+ )?(?:needed|required|necessary|appropriate|sensible|suitable|useful|indicated|applicable|warranted|called for)\b|\b(?:where|wherever|when|whenever|if) (?:it|this|that|they|we|there|the (?:need|chance|opportunity|situation)|a need|need) (?:makes? sense|(?:is|are|becomes?|proves?|seems?|feels?|turns? out) (?:\w+ )?(?:needed|required|necessary|appropriate|sensible|suitable|useful|possible|prudent|a need|room|to be|right|an? \w+)|can\b|sees? (?:fit|potential|a need|room)|arises?|requires? it|permits?|presents? itself|helps?|be)\b|\bshould (?:the|a) need arise\b|\bif need be\b|\bas (?:the )?(?:demand|load|traffic|situation|need|weather|circumstances|budget|time)s? (?:requires?|demands?|dictates?|evolves?|arises?|grows?|permits?)\b|\bon an as-needed basis\b|\b(?:as|depending on how) (?:the situation|things|matters|events) (?:evolves?|develops?|unfolds?|requires?|demands?)\b|\b(?:where|wherever|when|whenever|if) (?:\w+ )?(?:possible|feasible|practicable|practical)\b|\bas (?:and when )?(?:the need|need|needs|occasion)s? (?:arises?|be)\b",
    ),
)
