"""What went wrong for readers, in a sentence.

Nobody can list what may go wrong for anybody. What people write instead of it can be listed: that there was an incident, what was
done about it, how they feel. So a sentence says what readers met where it says something that cannot be mistaken ("could not",
"twice"), or where it is about readers or a service, not about us, and is left with words that talk of incidents does not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communications.checks.words.incident import EMPTY, GENERIC_NOT, READERS
from communications.checks.words.lists import set_of
from communications.checks.words.vague import stem

NAME = "Q"  # stands for the name of a service
_FAR = 4  # so many words must be left where a sentence names neither a reader nor a service
_UNNAMED = 3  # and so many where it is not known what the services are called

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[;!?]|:\s|\s[–—-]\s|,?\s(?:and|but|so|yet|or)\s(?=[^\W\d])|,\s")
_TIME_OF = re.compile(
    r"\s(?:when|while|just as|just when|right when|because|since|although|though)\s[^,;:]*", re.IGNORECASE
)
# Who speaks of whom.
_US = re.compile(r"(?<!\w)(?:we|our|ours|us|i|my)(?!\w)", re.IGNORECASE)
_FEELS = re.compile(r"\b(?:sorry|apolog\w+|regret\w*|thank\w*|grateful|appreciat\w+)\b", re.IGNORECASE)
_AFTER_ALL = re.compile(r"\b(?:you|who|that you) (?:could|were|had to|stood|waited)\b", re.IGNORECASE)
_OF_US = re.compile(
    r"\b(?:we|i|teams?|engineers?|crews?|technicians?|staff|specialists?|colleagues|experts?|consultants?)(?:'ve|'d)?(?: (?:have|had|has))?(?: [a-z]+)?\s\Z",
    re.IGNORECASE,
)
# "One of our services", "66 of you", "we have heard that": what follows is not about us.
_AMONG = re.compile(
    r"\b\w+ of (?:us|our|you)\b|\bas far as we (?:can see|know|can tell)\b"
    r"|\b(?:we|i)(?:'ve| have| had)? (?:heard|found|seen|noticed|learned|learnt|been told|received (?:a )?(?:\w+ )?(?:reports?|messages?|calls?)"
    r"(?: from [\w ]{1,25})?) (?:that|of)\b",
    re.IGNORECASE,
)
_READERS = re.compile(rf"\b{NAME}\b|\b(?i:{READERS})\b")
# Sentences that say other things.
_ASIDE = re.compile(
    r"\A\W*(?:you are (?:getting|receiving|reading)|you (?:get|receive) this|this (?:message|mail|report|letter|note|notice|e-mail) |please\b|kindly\b)"
    r"|\b(?:voucher|goodwill|compensat\w+|credit (?:of|to|for|on)|credited|refund of|free month)\b",
    re.IGNORECASE,
)
_REASSURES = re.compile(
    r"(?:\b(?:no|not|none|nothing|nobody|no one|never|without)\b|n't\b).{0,40}\b(?:lost|losing|loss|affected|impacted|compromised|exposed|harmed|hurt|injured|"
    r"concerned|danger|risk|touched|involved|needed|required|necessary|accessed|leaked|leave|left|altered|changed|damaged|missing|at stake|endangered|action)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:incident|issue|matter|case|ticket|event|problem|investigation|bridge|call)\b[^,;]{0,90}\b(?:is|was|are|were|been) (?:now |finally |officially )?closed\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:incidents?|issues?|problems?|troubles?|events?|outages?|disruption|disturbance|interruption|malfunction\w*|maintenance|downtime|(?:raised?|first|our|internal|monitoring) alarms?|unavailab\w+|affected|"
    r"impacted|attack|degrad\w+|difficult\w+|monitoring|probes?|severity|workaround|fix|mitigat\w+|resolved|restored|recover\w*|investigat\w+|without the service)\b",
    re.IGNORECASE,
)

_NOT = r"(?:n't| not)"
_BE = r"(?:was|were|are|is|been|got|get)"
_NONE = r"(?!impact|effect|doubt|excuse|reason|action|need|plan|further|other|less|more|data|trace|known|customer|personal|way|longer|indication|evidence|sign|change|progress|loss|one\b|matter)[a-z]+"
_KEPT = (  # could not, did not
    rf"(?:could|can){_NOT}(?! (?:wait|be (?:more|worse|sorrier|prouder)|have (?:come|been|done)|agree|thank|imagine|explain|say|tell|give (?:you|an?)|"
    r"confirm|rule|determine|establish|identify|reproduce|apologi[sz]e|promise)\b)",
    r"cannot(?! (?:wait|thank|apologi[sz]e|say|rule|promise|explain|confirm|tell|yet)\b)",
    r"(?:would|could|can|will|might) only \w+|unable to|not able to|impossible|not possible to|no longer|nobody|no one|none of|neither|in vain|a (?:second|third) (?:time|one)|had to (?!cope|bear|live|put up|deal|endure|suffer|manage|act|intervene|improvise)\w+|had nothing",
    rf"(?:did|do|does|was|were|is|are|has|have|had|would|will|may|might)(?:{_NOT}| (?:still|yet|currently|often|sometimes|partly|mostly|always) not) (?!(?:{GENERIC_NOT})\b)\w+",
    r"never (?:\w+ed|got|came|went|rang|sent|left|saw|reached)|fail(?:ed|s|ing|ure)? to (?!meet|live|perform|function)",
    rf"(?:sold|gave|gives?|gets?|got|received?|sent|took|take|made|shows?|showed|had|has|saw|sees|found|heard|accepted|answered|reached|bore|were shown|was shown|with) no {_NONE}",
    rf"no {_NONE} (?:could|came|got|arrived|reached|(?:was|were) (?:sent|shown|made|taken|paid|delivered|sold|charged))",
    r"(?:saw|got|received|heard|did) nothing|refus\w+|reject\w+|declined|declines|turned (?:away|down)",
    r"without (?:a |an |the |their |its |any )?+(?!service|it\b|Q\b|power|delay|reservation|notice|warning|problem|issue|further|exception|interruption|your|having|properly)[a-z]+",
)
_AMISS = (  # wrong, late, twice
    r"(?<!went )(?<!go )(?<!goes )(?<!going )(?<!gone )(?<!something )wrong(?:ly)?(?! reasons?| foot| impression)",
    r"incorrect(?:ly)?|inaccurate\w*|false(?:ly)?|mistaken(?:ly)?|blank|empty|doubl(?:e|ed|y)|duplicat\w+|readable",
    rf"(?:{_BE}|of|paid|came|went|took|sent|charged|arrived)\b(?! (?:paged|called|informed|alerted|notified|tested|checked|told|warned|restarted|rebooted|retried|verified|rehearsed)\b)[^,;]{{0,50}}\btwice",
    r"(?:hours?|days?|minutes?|weeks?|arrived?|arriving|came|comes?|too|sent|paid|delivered|started|left|ran) (?:too )?late|late (?:by|or)|delay(?:ed|s)|slow(?:ly|er)?",
    r"(?<!hours )(?<!minutes )(?<!days )too (?:high|low|large|small|early|much|many|little|few|short|fast|loud|hot|cold|big)|rather than (?!\d)|where (?:you|they|we) expect\w*|instead of (?!\d)|redirected|loop(?:ed|s)|vanish(?:ed)?|disappear(?:ed)?",
    rf"{_BE} (?:lost|gone|missing|cut off|cut short|dropped|stuck|stranded|frozen|closed|shut|dead|dark|silent|unreadable|unreachable|overcharged|overbilled|double-booked|"
    r"swapped|mixed up|hung up|logged out|signed out|locked out|thrown out|kicked out|left (?:out|without|waiting)|kept waiting|charged|booked|billed|deleted|overwritten|"
    r"cancel\w+|bounced|skipped|scrambled|garbled|corrupt\w*|truncated|doubled|halved|mislabel\w+|misrouted|read-only|disclosed|exposed|leaked|rounded|withheld|"
    r"suspended|postponed|void|late|shown the|told that|an hour out|out by)",
    r"(?:lost|missed|lacked|dropped|skipped|omitted|ignored) (?:their|his|her|the|your|every|all|a|[\w,.]+ (?:appointments?|orders?|bids?|sales?|files?|photos?|records?|messages?|trains?|calls?|bookings?|payments?))",
    r"froze|freezes|crash(?:ed|es)|hung|hangs|stood still|timed out|broke off|went (?:dark|dead|blank|silent)|went to (?:nobody|the wrong)|only (?:by|via|through|after|from) \w+",
    r"stayed (?:on(?! site| call| over| until| watch| the| duty)|off|dark|closed|open|shut|empty|locked|as|where)|by hand|on paper|waited|queued",
    r"(?:saw|gets?|got|see|received|returned|returns|met|with|showed|shows|showing|answered with|answered) (?:an? |the )?(?:\d{3}|\w+ )?(?:errors?|spinner|black screen|white page|time-?outs?)",
    r"error (?:messages?|pages?|codes?|screens?)|(?:could|can) be (?:read|seen|opened|viewed|accessed|found|downloaded) by|visible to (?:others|other|strangers|every|any|all|the public|the wrong)",
    r"(?:took|takes|needed|needs) (?!us\b|our\b)(?:\w+ ){0,4}(?:seconds?|minutes?|hours?|days?) to (?!resolve|fix|repair|restore|find|notice|detect|identify|get|bring|recover|lock|understand|put|be|come|work)\w+",
    r"(?:left|leaves?|leaving) (?:out|off|behind)|(?:went|fell|dropped|jumped|reset|set|sent|put|back|was|were) (?:back )?to (?:zero|nothing|nil|naught|the beginning)|(?:lost|missed) (?:yours|theirs|his|hers|one|it|them)",
    r"kept [\w ]{1,25} (?:closed|shut|open|locked|waiting|out|awake)|(?:was|were|been) locked|(?:showed?|shows|showing|with|got|saw|received|displayed) (?:an? |the |only )?(?:old|older|stale|outdated|obsolete|strange) \w+",
    r"(?:interrupted|prevented|blocked|cost|forced|delayed|cancelled|canceled|spoilt|spoiled|ruined) (?:the|an?|your|their|all|every|\d[\d,]*|many|some|most|about|several) (?!services?|operations?|work|systems?|normal|process|platform|business|team|network|traffic|load|rollout|deployment|release|change|update|job|server|incident|spread)[a-z]+",
    r"delays? (?:of|to|on|for) (?:an? |the |your |some |all )?(?!fix|response|resolution|us\b|\d|hours?|minutes?|up|about|more|less|over|under|the\b)[a-z]+",
    rf"(?<!{NAME} )(?:was|were|went) off(?! (?:line|to|by))",
    r"(?:deviat\w+|differ\w*|off|out|short|ahead|behind) (?:from [\w ]{1,30} )?by \w",
)
_OTHER = (  # those of somebody else, of yesterday, as something else, in another language
    r"the same (?!day|time|evening|morning|night|hour|week|way|reason|cause|moment|minute)\w+|(?:somebody|someone|another \w+|other people|others|a stranger)(?:'s| else's?)",
    r"(?:yesterday's|last (?:week|month|year)'s) (?!incident|issue|problem|outage|downtime|disruption|event|trouble|post|message|mail|note|update|maintenance|works?)\w+",
    r"of (?:the day before|the previous (?:day|week|month|year)|last year|another \w+|somebody|someone|other \w+)",
    r"(?:count|treat|show|mark|list|record|register|mistook|mistake|took|take|classif|label|draw|read|display|print|flag)\w* (?:\w+ ){0,4}(?:as|for) "
    r"(?!well|soon|a (?:major|priority|matter|precaution|result|whole|while)|an? incident|major|minor|high|critical|sever\w+|resolved|closed|priority|urgent|serious|long|far|the|you|we|much|"
    r"many|us|all|this|that|its?|our|top|\d|possible|quickly|part|expected|planned|usual|moderate)\w+",
    r"(?:answered|appeared|came|shown|displayed|spoke|speak|written|sent) (?:out )?(?:only )?(?:in )?(?:Portuguese|English|French|German|Spanish|Italian|Dutch|Danish|Swedish|"
    r"Norwegian|Finnish|Polish|Czech|Chinese|Japanese|Russian|Latin|Greek|Turkish|Arabic)",
)
_PLAIN = re.compile(rf"\b(?:{'|'.join([*_KEPT, *_AMISS, *_OTHER])})\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:over and over|again and again|time and again)\b", re.IGNORECASE)
_LACKS = re.compile(rf"\A\W*no {_NONE}", re.IGNORECASE)

# Verbs that say something by what they are done to, and irregular ones that say something by themselves.
_GIVES = r"sen[dt]s?|gives?|gave|given|show(?:s|ed|n|ing)?|display(?:s|ed)|puts?|lets?|reads?|said|says|told|tells|answer(?:s|ed)|opens?|opened|wr[oi]tes?|ask(?:s|ed)"
_GIVEN = re.compile(rf"\b(?:{_GIVES})\b", re.IGNORECASE)
_DONE = re.compile(
    rf"\b(?:{_GIVES}|gets?|got|receive[sd]?|saw|sees?|took|takes?|kept|keeps?|heard|begun|left|stay(?:s|ed)|stop(?:s|ped)|miss(?:es|ed)|had|has|ran|runs?|came|comes?|went|goes|moved?|fell|rose|turned|bears?|bore|carr(?:y|ied|ies))\b"
    r"|\b(?:minutes|hours|days) of [a-z]",
    re.IGNORECASE,
)
_IRREGULAR = set_of("""
ate overwrote overran misled withdrew resent rewrote undid bled blew bought broke built burnt came caught chose cost cut drank drew drove fed fought flew forgot froze grew hung knew laid led lent lit
lay paid ran rang rose sang sat sold shook shot shrank shut slept slid spoke spent split spun stood stole stuck swam swept swung taught thought
threw tore turned woke wore won wound drawn driven eaten frozen stolen thrown torn worn beaten bitten flown forgotten rung sunk
""")
# Of some services the name says what failed with them.
_FAILED = re.compile(
    r"\b(?:payments?|log-?ins?|sign-?ins?|sign-?ups?|calls|orders|bookings?|transfers?|uploads?|downloads?|deliver(?:y|ies)|searches|messages|transactions?|purchases|"
    r"exports?|imports?|withdrawals?|refunds?|attempts|scans|prints|check-?ins?|reservations|appointments|backups?|saves|syncs|posts|replies|lookups|renewals|top-?ups|registrations|submissions|claims|reminders|notifications|alerts|invoices|tickets|charges)"
    r"\s(?:\w+\s){0,3}?(?:failed|fail|failing|bounced|broke off|stalled|hung|timed out|stopped|did(?:n't| not) go through)\b",
    re.IGNORECASE,
)
_IS = re.compile(rf"\b{NAME} (?:was|were|is|are|looked|seemed|became|went) ([a-z]+)")


def is_said(sentence: str, names: re.Pattern[str] | None = None) -> bool:
    """`names` finds the names of services."""
    said = sentence.replace("’", "'")
    if _FAILED.search(said) and not _ASIDE.search(said):
        return True
    said = names.sub(NAME, said) if names else said
    if _ASIDE.search(said):
        return False
    said = _AMONG.sub("some", said)
    about_us = bool(_US.search(said) or _FEELS.search(said))
    if not about_us and _AGAIN.search(said):
        return True
    return any(map(_is_plain, _CLAUSE.split(said))) or _is_left(said, about_us, _FAR if names else _UNNAMED)


def _is_plain(clause: str) -> bool:
    if _REASSURES.search(clause) or _CLOSED.search(clause) or (_FEELS.search(clause) and not _AFTER_ALL.search(clause)):
        return False
    if _LACKS.match(clause):
        return True
    return any(not _OF_US.search(clause, max(0, one.start() - 30), one.start()) for one in _PLAIN.finditer(clause))


def _is_left(said: str, about_us: bool, far: int) -> bool:
    """Whether words are left that talk of an incident does not need, something done among them; not where it is we who did it."""
    least = far if not _READERS.search(said) else 3 if about_us else 2
    for clause in _CLAUSE.split(_TIME_OF.sub(" ", said)):
        if about_us and (_US.search(clause) or _FEELS.search(clause)):
            continue
        if not _TALK.search(clause) and not _REASSURES.search(clause) and _is_left_in(clause, least):
            return True
    return False


def _is_left_in(clause: str, least: int) -> bool:
    left = list(_left(clause))
    if least > 2 or len(left) > 2:
        return len(left) >= least
    so = _IS.search(clause)
    if so and not is_empty(so[1]):
        return True
    does = any(word.endswith("ed") or word in _IRREGULAR for word in left)
    if len(left) == 2:
        return does or bool(_DONE.search(clause))
    return len(left) == 1 and NAME in _WORD.findall(clause) and (does or bool(_GIVEN.search(clause)))


def _left(clause: str) -> Iterator[str]:
    for place, found in enumerate(_WORD.finditer(clause)):
        word = found[0]
        is_name = word[0].isupper() and (place or word.isupper())
        if not is_name and not is_empty(word):
            yield word.lower()


@lru_cache(maxsize=8192)
def is_empty(word: str) -> bool:
    """Whether talk of any incident has it."""
    parts = word.lower().partition("'")[0].split("-")
    return all(len(part) < 3 or part in EMPTY or stem(part) in EMPTY for part in parts) or stem(word) in EMPTY
