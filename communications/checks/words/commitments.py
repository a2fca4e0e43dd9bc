"""How people promise too much, too little, or for no day. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.lists import set_of


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def _any_word(*patterns: str) -> re.Pattern[str]:
    """Each begins where a word begins, which is tried first because it is quick."""
    return re.compile(r"\b(?=\w)(?:" + "|".join(f"(?:{one})" for one in patterns) + ")", re.IGNORECASE)


# A word or two between, never across a stop.
_FEW = r"(?:[\w'-]+,? ){0,4}?"
_SOME = r"(?:[\w'-]+,? ){0,9}?"
_TROUBLE = (
    r"(?:incidents?|outages?|problems?|issues?|errors?|faults?|failures?|bugs?|interruptions?|disruptions?|downtime|delays?"
    r"|mistakes?|events?|breakdowns?|disturbances?|mishaps?|glitch(?:es)?|surprises?|situations?|breach(?:es)?|leaks?|losses)"
)
_NOT = r"(?:will not|won't|'ll not|cannot|can't|can not|shall not|is not going to|are not going to|isn't going to|aren't going to|can no longer|will no longer|must not|may not|could not)"
_HAPPEN = r"(?:happen|occur|take place|arise|appear|come up|crop up|strike|hit you|affect you|reach you|be possible)"
_RETURN = r"(?:recur|reoccur|be repeated|repeat(?: itself| themselves)?|come back|return|reappear|resurface|re-?emerge)"
_AGAIN = r"(?:again|(?:a )?second time|another time|twice|any ?more|any longer|in (?:the )?future|ever|from now on|going forward)"
_CHECKED = r"(?:guarantee|promise|assure you|ensure|ensured|ensures|make sure|made sure|makes sure|be certain|be sure|are certain|are sure|vow|pledge|give you our word)"

# Every promise for ever holds one of these …
_FOR_EVER = set_of(
    "never impossible excluded excludes exclude guarantee guarantees guaranteed eliminate eliminated eliminates once good ruled rule rules"
    " past last always zero foolproof bulletproof proof immune forever ever permanently uninterrupted nothing none history first end assured certain sure danger question rule exclude risk"
    " safe secure protected reliable removed removes remove precludes preclude possible"
)
# … or denies that something comes back.
_DENIALS = set_of("nobody no not cannot can't won't don't doesn't isn't aren't couldn't")
_RETURNS = set_of(
    "again recur recurs reoccur repeat repeats repeated recurrence reoccurrence repetition happen happens occur occurs return returns come"
    " reappear resurface second more further another longer anymore future time chance risk way danger possibility next twice such"
    " repeating reemerge now ensure ensured"
)
SOON_WORDS = set_of(
    "soon shortly minutes hours days weeks months quarters years while future term run course time long now asap opportunity convenience moment"
    " date occasion quickly fast swiftly rapidly promptly early speedily immediately delay timely later point stage announced confirmed"
    " communicated given shared set agreed possible feasible practicable convenient imminently momentarily sometime line road sooner corner"
    " allows allow permits permit available schedule know have learn imminent promptly presently day minute hour"
)


def may_be_for_ever(vocabulary: frozenset[str]) -> bool:
    """Whether a closer look is worth it."""
    if not vocabulary.isdisjoint(_FOR_EVER):
        return True
    return not vocabulary.isdisjoint(_DENIALS) and (len(vocabulary) <= 4 or not vocabulary.isdisjoint(_RETURNS))


# Who says that nothing can be promised, promises nothing.
NO_PROMISE = _any(
    r"\b(?:never|not|don't) (?:say|claim|promise|tell|write)(?: \w+)? that\b|\bnever that\b",
    r"\b(?:cannot|can't|can not|could not|couldn't|do not|don't|does not|would not|nobody can|no one can|no-one can|not able to|unable to|never)"
    r" (?:\w+ ){0,2}?(?:promise|guarantee|rule out|rule it out|exclude|say|claim|assure|be sure|be certain|know|expect)\b",
    r"\b(?:if|should|in case|were) (?:\w+ ){0,6}?(?:happens?|occurs?|recurs?|returns?|comes? back|fails?|appears?)\b",
    r"\b(?:unlikely|less likely|reduces? the (?:risk|chance)|smaller|rarely|asked|ask|asks|question) (?:\w+ ){0,4}?(?:again|recur|happen|recurrence)\b",
)
NEVER_AGAIN = (
    _any(
        rf"\b(?:will|'ll|shall|can|may|should|would|must) (?:\w+ ){{0,2}}?never {_FEW}(?:{_HAPPEN}|{_RETURN}|fail|see|experience|face|suffer|go down|let you down|break|stop|lose)\b(?:[^.;!?]{{0,60}}\bagain\b)?",
        rf"\bnever(?: ever)? {_FEW}(?:happens?|occurs?|recurs?|be repeated) ?(?:again)?\b",
        r"\b(?:will|'ll|shall|must|can) (?:\w+ )?never (?!ask|charge|send|call|sell|share|contact|bill)[^.;!?]{0,60}?\b(?:again|any ?more)\b",
        r"\bno \w+ (?:will|can|shall|could) ever\b",
        r"\b(?:nobody|no one|no \w+|none of \w+) will (?:\w+ ){1,6}?(?:again|any ?more|ever)\b",
        r"(?<!you )(?:cannot|can't|will not|won't|can no longer)\b[^.;!?]{0,50}?\b(?:any ?more|any longer|ever again)\b",
        rf"\b(?:nothing|none|no (?:such|similar) \w+) (?:\w+ ){{0,4}}?(?:can|will|could|shall) (?:ever )?{_HAPPEN}\b",
        r"\bnever (?:again|ever again)\b|\bnever be (?:\w+ ){1,6}?again\b",
    ),
    _any(
        rf"\b(?:we|i|you|it|this|that|they|these|those|such|nothing|none|{_TROUBLE})\b {_SOME}{_NOT} {_FEW}{_RETURN}\b",
        rf"\b{_NOT} {_FEW}{_HAPPEN}\b[^.;!?]{{0,40}}?\b{_AGAIN}\b",
        rf"\b(?:this|it|that|such|same)\b {_SOME}(?:cannot|can't|can not|can no longer|could not) {_FEW}{_HAPPEN}\b",
        rf"\b(?:you|customers?|users?|nobody|no one|no customer) (?:{_NOT}|will) {_FEW}(?:experience|see|have|face|encounter|suffer|notice|be affected by|be hit by|run into|meet)\b[^.;!?]{{0,50}}?\b(?:{_TROUBLE}|this|it)\b[^.;!?]{{0,30}}?\b{_AGAIN}\b",
        rf"\b(?:will not|won't|'ll not|never) (?:let you down|fail you|disappoint you|go down|fail|break|break down|crash|be affected|be down|lose)\b[^.;!?]{{0,40}}?\b{_AGAIN}\b",
        rf"\b{_CHECKED}\b[^.;!?]{{0,50}}?\b(?:does not|doesn't|do not|don't|will not|won't|cannot|can't|no longer|is not|isn't) {_FEW}(?:happens?|occurs?|recurs?|repeat(?:s|ed)?(?: itself)?|return|come back|reappear)\b",
        r"^(?:\W*(?:and|but|no,?)\s+)?(?:it|this|that) (?:cannot|can't|can not|could not|will not|won't|never will)(?: any ?more| again| now)?[.!]",
    ),
    _any(
        r"(?<!not )(?<!n't )\b(?:we|i|can|will|hereby|to|and|fully|therefore|now|company|team|bank|operator) (?:can |will |hereby |fully |personally |now |therefore )*guarantee\b(?! of\b)(?! (?:in|under|from) )[^.;!?]{0,80}",
        rf"\b(?:{_CHECKED}|assured|certain|confident|convinced|promised)\b[^.;!?]{{0,40}}?\b(?:no|not any|never any) (?:\w+ ){{0,2}}?(?:repeat|repeats|repetition|recurrence|re-?occurrence|more|further|second|other|such)\b",
        rf"\b(?:there )?(?:will|'ll|shall|can|is|are going to) (?:\w+ ){{0,2}}?(?:be )?no (?:repeat|repetition|recurrence|re-?occurrence|second time|next time|way back|(?:more|further|other) (?:\w+ ){{0,2}}?{_TROUBLE})\b",
        rf"\bno (?:more|further) (?:\w+ ){{0,2}}?{_TROUBLE} (?:\w+ ){{0,3}}?(?:from now on|in (?:the )?future|will|are possible|can)\b",
        rf"\b(?:will not|won't|cannot|can't|'ll not) be (?:a|an|any|another) (?:second|next|other|further|more|repeat|recurrence|repetition|such|similar)?(?: |\b)(?:\w+ ){{0,2}}?(?:time|{_TROUBLE}|repeat|recurrence|repetition)\b",
    ),
    _any(
        r"\b(?:recurrence|repeat|repetition|re-?occurrence)\b[^.;!?]{0,60}?\b(?:excluded|impossible|ruled out|out of the question|not possible|no longer possible|prevented for|eliminated)\b",
        r"\b(?:rules? out|ruled out|excludes?|excluded|eliminates?|eliminated|removes?|removed|precludes?) (?:\w+ ){0,3}?(?:recurrence|repeat|repetition|re-?occurrence|possibility|risk|chance|danger)\b",
        rf"\b(?:this|such|the same|these|it|that|any|{_TROUBLE})\b[^.;!?]{{0,50}}?\b(?:is|are|has become|have become|becomes?|been made) (?:\w+ ){{0,2}}?(?:impossible|excluded|ruled out|no longer possible|out of the question|history)\b(?! (?:to|for)\b)",
        r"\b(?:risk|danger|possibility|chance)s? (?:is|are|was|has been|have been) (?:\w+ )?(?:eliminated|removed|excluded|ruled out|gone|banned)\b|\bout of the question\b",
        r"\b(?:rule out|rules out|exclude|excludes) (?:that|any|all|a (?:second|further|repeat))\b|\bgive (?:you )?(?:\w+ |100 ?% ){0,3}guarantee\b",
        r"\b(?:assured|certain|sure)\b[^.;!?]{0,30}?\b(?:one-time|one-off|isolated)\b",
        r"\bimpossible for (?:this|it|such|that)\b[^.;!?]{0,40}?\b(?:happen|recur|reoccur|occur)\b|\bno longer be (?:affected|hit|troubled|bothered|inconvenienced|interrupted)\b|\bonce and for all\b|\bfor all time\b|\b(?:a )?thing of the past\b|\bthe (?:very )?last time\b|\bfirst and (?:the )?last\b",
        r"\b(?:fixed|solved|resolved|repaired|eliminated|removed|gone|cured|over|settled|corrected|ended|closed|dealt with)\b[^.;!?]{0,20}? (?:for good|forever|for ever|for all time)\b|\bpermanently (?:solved|eliminated|ruled out|cured|excluded|prevented)\b",
        r"\b(?:completely|fully|totally|entirely|absolutely|100 ?%|one hundred per ?cent|now) (?:safe|secure|immune|protected|reliable|fail-?safe|fail-?proof|foolproof|bulletproof)\b(?! (?:against|from) \w+ing)",
        r"\b(?:foolproof|bulletproof|fail-?proof|immune (?:to|against|from))\b",
        rf"\b(?:zero|no) (?:risk|chance|possibility|danger|way) (?:of|that|for|this|it|a|another)\b[^.;!?]{{0,40}}?\b(?:{_TROUBLE}|recurrence|repeat|again|recur\w*|happen\w*|occur\w*|return\w*)\b",
        r"\bwill (?:from now on |now |henceforth )?(?:always|forever) (?:be (?:available|up|reachable|there|on time|correct|safe|reliable)|work|run|arrive|function|stay up)\b",
        r"\buninterrupted(?:ly)?\b[^.;!?]{0,30}?\b(?:from now on|in (?:the )?future|at all times|for ever|forever)\b",
    ),
)

_SPAN = r"(?:minutes|hours|days|weeks|months|quarters|years)"
_VAGUE = r"(?:few|couple of|several|some)"
SOON = _any_word(
    r"(?<!how )(?<!too )(?<!so )(?<!no )\bsoon\b(?! as\b| after| before| enough| there| found| became| began| real| saw| learn| notic| discover| turned| proved)(?! \w+ed\b)",
    r"\bas soon as (?:\w+ )?(?:possible|practicable|feasible|(?:we|they|i|he|she|you) (?:possibly |reasonably )?(?:can|could|are able|is able)\b|it is (?:possible|practicable|feasible))",
    r"\bas soon as (?:we|there|i) (?:have|know|learn|get|receive|is|are) (?:any |some )?(?:more|further|news|new|additional|updates?|an update|anything|something|details|information)\b",
    r"(?<!so )\bshortly\b(?! (?:after|before|there|past|following|prior|ago|until|\w+ed\b))",
    rf"\b(?:in|over|during|within|throughout|across) the (?:coming|next|following|upcoming) (?:{_VAGUE} )?{_SPAN}\b",
    rf"\b(?:in|within) (?:just )?(?:an? )?{_VAGUE} (?:more )?{_SPAN}\b",
    rf"\b(?:the )?(?:next|coming) {_VAGUE} {_SPAN}\b",
    rf"\bin the {_SPAN} (?:ahead|to come|that follow)\b|\bone of these days\b|\bin the next (?:while|time|period)\b",
    r"\bin the (?:very |relatively |reasonably )?(?:near|nearest|not[- ](?:too|so)[- ]distant|foreseeable|immediate|close) future\b|\bin the near term\b|\bnear-term\b",
    r"\bin due (?:course|time)\b|\bbefore (?:too |very )?long\b|\bany (?:day|time|moment|minute|hour|week) now\b|\bin no time\b",
    r"\basap\b|\ba\.s\.a\.p\b",
    r"\bat (?:the|our|your|its|their|his|her) (?:very )?(?:earliest|first|next|soonest) (?:possible |available |convenient )?(?:opportunity|convenience|moment|date|time|occasion)\b",
    r"\bas (?:quickly|fast|swiftly|rapidly|promptly|early|speedily|immediately) as (?:\w+ )?(?:possible|we can|we possibly can|practicable|feasible)\b",
    r"\bwithout (?:undue |further |any |unnecessary )?delay\b|\b(?:will|shall|ll)\b[^.;!?]{0,60}?\bin a timely (?:manner|fashion|way)\b",
    r"\bat (?:a|some) (?:later|future) (?:date|time|point|stage)\b|\bat some (?:point|stage|time)\b(?! (?:between|on|before|after|during))",
    r"\bin good time\b|\b(?:date|time|timeline|schedule|deadline) (?:will|is to|to) be (?:announced|confirmed|communicated|given|shared|set|agreed)\b",
    r"\b(?:when(?:ever)?|once|as soon as) (?:time|capacity|resources?|workload|our (?:time|schedule)|the schedule|we (?:have|find) (?:the )?time|we get (?:round|around) to it|it is (?:possible|convenient)|possible|feasible|practicable)(?: (?:allows?|permits?|is available))?\b",
    r"\bin (?:a|the) (?:little|short|while|short while|little while)\b(?= *(?:[.,;!]|$))|\bin a (?:little |short )?while\b",
    r"\b(?:when|once|after) we (?:know|have|learn) (?:more|news|further)\b|\bimminent\b|\bwithin (?:hours|days|weeks|months)\b|\b(?:promptly|presently)\b",
    r"(?<!at )\bany (?:moment|day|minute|hour)\b(?=\s*(?:now|[.,;!]|$))",
    r"\b(?:imminently|momentarily|sometime)\b|\bdown the (?:line|road)\b|\bsooner (?:or later|rather than later)\b",
    r"\bin the (?:medium|mid|long|longer|short)[- ](?:term|run)\b|\bin the fullness of time\b|\baround the corner\b",
)
# What readers are asked to do is no promise of ours.
ASKED = _any(
    r"\bplease (?!be patient|bear|wait)|\b(?:you|customers?|users?) (?:should|must|need to|have to|can|may|are asked|are advised)\b"
    r"|\bshould (?:consult|contact|call|check|update|install|reset|speak|ask|seek|visit)\b|\bwe (?:recommend|advise|encourage|ask|urge|suggest)\b|^\W*(?:contact|call|reset|change|let us know|tell us|write to us)\b"
)
FUTURE = _any(
    r"\b(?:will|shall|going to|to be|expects?|expected|plans?|planned|hopes?|aims?|intends?|wants?|should|would|may|might|can"
    r"|being|due|follows?|remains?|begin to|start to|be able|has to|have to|needs? to|must|ready)\b",
    r"'(?:ll|re|s) \w",
    r"\b(?:is|are|am) (?:\w+ )?\w+ing\b",
)
PAST = _any(
    r"\b(?:was|were|had|did|became|began|found|went|came|took|told|sent|made|got|put|brought|kept|saw|left|ran|has|have)\b",
    r"\b(?!need|speed|feed|indeed)\w{3,}ed\b",
)
CLAUSE = re.compile(r"[;:–—]\s|,\s+(?:and|but|while|whereas|so|yet|which)\s")

_LOOK = (
    r"(?:monitor|watch|observe|supervise|review|work|improve|investigate|look|track|check|test|invest|optimi[sz]e|evaluate|assess|follow"
    r"|analy[sz]e|strengthen|develop|collaborate|cooperate|engage|refine|train|explore|enhance|harden|tune|liaise|examine|push|strive"
    r"|learn|study|focus|discuss|talk|hold|build|search|adjust|fine-tune|audit|measure|verify|keep|do|raise|expand|maintain|support)"
)
_LOOKING = r"(?:monitor|watch|observ|supervis|review|work|improv|investigat|look|track|check|test|invest|optimi[sz]|evaluat|assess|follow|analy[sz]|strengthen|develop|collaborat|cooperat|engag|refin|train|explor|enhanc|harden|tun|liais|examin|push|striv|learn|study|focus|discuss|talk|do|adjust|audit|measur|verify)ing"
UNBOUNDED = _any_word(
    rf"\b(?:will |shall |to )?(?:continues?|carry on|carries on|go on|goes on|keep|keeps|keep on) (?:to (?:\w+ly )?{_LOOK}|(?:\w+ly )?{_LOOKING}|with (?:our|the|its|this))\b[^.;!?,]{{0,60}}",
    r"\b(?:keep|keeps|keeping) (?:a |an |our |its )?(?:very )?(?:close |watchful |sharp |careful )?(?:eyes?|watch|tabs) (?:on|over)\b[^.;!?,]{0,60}",
    r"\b(?:ongoing|continuous|continual|constant|continued|permanent|regular|perpetual|steady|never-ending) (?:\w+ )?(?:reviews?|dialogue|monitoring|contact|exchange|basis|efforts?|work|improvements?|process|evaluation|assessment|optimi[sz]ation|supervision|observation|surveillance|training|tests?|checks?|audits?|investment|discussions?|talks|communication|investigation|attention|development|collaboration|cooperation|tuning|meetings)\b",
    r"\bon an? (?:ongoing|regular|continuous|continual|continuing|permanent|rolling|recurring|case-by-case) basis\b|\bat regular intervals\b|\b(?:from time to time|now and then|every now and then|every so often|time and again)\b",
    r"\b(?:regularly|periodically|constantly|continuously|continually|routinely|repeatedly|permanently|perpetually|steadily|frequently) (?:\w+ ){0,2}?(?:monitor|watch|review|test|check|train|improv|evaluat|assess|audit|updat|verif|inspect|exercis|rehears|practi[sc]|work|look|analy|measur|meet|report|exchang|optimi|supervis|observ|examin)\w*",
    r"\b(?:monitor|watch|review|test|check|train|improv|evaluat|assess|audit|updat|verif|inspect|exercis|rehears|practi[sc]|work|analy|measur|meet|optimi|supervis|observ|examin)\w*\b[^.;!?]{0,50}?\b(?:regularly|periodically|constantly|continuously|continually|routinely|steadily|frequently|indefinitely|all the time|around the clock|at all times)\b",
    rf"(?:\b(?:is|are|am|be|re|m|s)) (?:always|constantly|continually|continuously|forever|permanently|perpetually|steadily) (?:\w+ )?(?:{_LOOKING}|seeking|thinking|moving|adding|making)\b[^.;!?,]{{0,60}}",
    r"\b(?:over time|gradually|progressively|step by step|bit by bit|little by little|piece by piece|one by one|incrementally|in stages|as we go)\b",
    r"\b(?:for the time being|until further notice|for the foreseeable future|indefinitely|as long as (?:necessary|needed|it takes|required)|for as long as\b[^.;!?,]{0,30})\b",
    r"\b(?:remains?|remaining|stays?|staying) (?:\w+ )?(?:vigilant|alert|watchful|attentive|on (?:top|the ball|alert|watch|guard|standby)|in (?:\w+ )?(?:contact|touch|dialogue|exchange|conversation)|under (?:\w+ )?(?:observation|review|supervision|surveillance|scrutiny)|committed|focused|engaged)\b",
    r"\b(?:subject to|under) (?:\w+ )?(?:ongoing|continuous|constant|continual|regular|permanent|close|further) (?:review|observation|monitoring|supervision|evaluation|assessment|scrutiny)\b|\bis being (?:closely )?(?:monitored|watched)\b",
    r"\b(?:will|shall|we) (?:be )?(?:closely |carefully |actively )(?:monitor|watch|observe|follow|track|supervise|review)(?:ing)?\b[^.;!?,]{0,60}",
    r"\b(?:will|shall|ll) be (?:\w+ly )?(?:monitoring|watching|observing|keeping|following|tracking)\b[^.;!?,]{0,60}",
    r"\b(?:is|are|remains?) (?:still )?(?:ongoing|continuing)\b|\b(?:efforts?|work|monitoring|investigations?|analysis|tests?|talks|discussions?|reviews?) (?:will )?(?:continues?|goes on|go on)\b",
    r"\bkeep\w* (?:\w+ ){0,3}?under (?:observation|review|surveillance)\b|\b(?:are|is) in (?:\w+ )?(?:contact|dialogue|exchange|touch) with\b",
    r"\b(?:regularly|periodically|continually|continuously|constantly)\b|\bbeing \w+ further\b",
    r"\bcontinues? (?:with )?(?:its|our|their|this|these) \w+|\b(?:never|not|won't) (?:stop|cease|rest|let up)\b|\bkeeps? (?:at it|going|it up)\b",
    r"\b(?:monitor|watch|observe|follow|track|supervise|review|check)s?\b[^.;!?]{0,40}?\b(?:further|closely|carefully|attentively|vigilantly|in (?:the )?future|from now on|going forward)\b",
    r"\b(?:as and when|as|where|when|whenever|if|wherever) (?:needed|required|necessary|appropriate)\b|\b(?:where|wherever|when|whenever|if) possible\b",
)
