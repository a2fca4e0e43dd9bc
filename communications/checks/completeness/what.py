"""What went wrong for readers, in the sentences where they look for it.

Nobody can list what may go wrong for anybody. What people write instead of it can be listed: that there was an incident, what was
done about it and by whom, how they feel. So what readers met is said where something stands that cannot be mistaken ("could not",
"twice"), where a service does something, or where words are left that such talk does not need, in clauses of which the subject is
neither us nor anybody who deals with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from communications.checks.completeness.amiss import AGAIN, FAILED, LACKS, NAME, PLAIN
from communications.checks.words.generic import COLOUR, GENERIC, TALKS_AROUND, TELLS_MORE
from communications.checks.words.idioms import IDIOMS
from communications.checks.words.incident import (
    AROUND,
    EMPTY,
    FEELING,
    HANDLING,
    INACTIVE,
    JOINING,
    MACHINES,
    PLAYED,
    READERS,
    STAFF,
    TALK,
)
from communications.checks.words.lists import set_of
from communications.checks.words.vague import stem

_ALONE = 3  # so many words must be left in a clause that names neither a reader nor a service
_TOGETHER = 3  # and so many in all
_TALKED = 2  # and so many beside words such as "outage"

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ZONE = re.compile(r"[A-Z]{1,4}T|UTC")
_CLAUSE = re.compile(r"[;!?]|:\s|\s[–—-]\s|,?\s(?:and|but|so|yet|or|although|though|whereas)\s(?=[a-zà-ÿ]|Q\b|I\b)|,\s")
_STATEMENT = re.compile(r"[:;]\s|\s[–—]\s|,\s(?:and|so|but|while|which)\s")
_TIME_OF = re.compile(r"\s(?:when|while|just as|just when|right when|because|since)\s[^,;:]*", re.IGNORECASE)
# Who speaks of whom.
_US = re.compile(
    r"(?<!\w)(?:we|i|i'm|we're|we've|we'd|we'll|i've)(?!\w)|\b(?:took|cost|kept|occupied|helped) us\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"(?:our|my)\b", re.IGNORECASE)
_FEELS = re.compile(
    r"\b(?:sorry|apolog\w+|regret\w*|thank\w*|grateful|appreciat\w+|forgive\w*|excuse us)\b", re.IGNORECASE
)
# "We are sorry that", "we apologise to all whose": what follows is not about feelings.
_FELT = re.compile(
    r"\A.*?\b(?:(?:sorry|apolog\w+|regret\w*|forgive\w*)\b[^.]{0,60}?\s(?:that|who|whose|to see|because|if|when)"
    r"|(?:thank\w*|grateful|appreciat\w+)\b[^.]{0,30}?\b(?:telling|letting|reporting|writing|noticing|pointing|showing|warning)\b[^.]{0,20}? that)\s(?=\w)",
    re.IGNORECASE,
)
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
# What we did to readers, or to what is theirs.
_DID = re.compile(
    r"\b(?:we|i)(?:'ve| have| had)? (?:\w+ly |also |even )?(?:(?:sold|charged|debited|billed|invoiced|overcharged|double-?charged|mailed)\b"
    r"|(?:sent|paid|deleted|erased|lost|cancelled|canceled|published|printed|delivered|showed|shipped|listed|displayed|posted|booked|refused|rejected|declined|blocked|locked|withheld|leaked|exposed|disclosed|credited|deducted)\b"
    rf"(?=(?: [\w,'-]+){{0,6}}? (?:{NAME}|your?|yours|(?i:{READERS}))\b))"
    r"(?! (?:\w+ ){0,2}(?:messages?|mails?|e-?mails?|updates?|notes?|letters?|apolog\w+|vouchers?|technicians?|engineers?|specialists?|teams?|people|crews?|notices?|information|news|all|a credit|the fault\w*|the bad|the wrong record))",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    rf"\b(?:we|i)(?:'ve| have| had)? (?:\w+ly |also |even )?([a-z]+) (?:you|your|(?:some |about |nearly |all |the )?(?:[\d,]+|some|many|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundreds of|thousands of) (?:of you(?:r \w+)?|{READERS}))\b(.*)",
    re.IGNORECASE,
)
# "People who wrote to us got an automatic answer": what they met with.
_MET = re.compile(
    rf"\b(?i:{READERS})(?: [\w'-]+){{0,7}}? (?:got|gets?|saw|sees?|read|heard|hears?|found|finds?|received|receives?|met with) (?:an?|the|their|no|only|his|her|your|somebody's|someone's|another|other|\d[\d,]*|two|three)\b(.*)"
)
_MADE_GOOD = re.compile(
    r"\b(?:vouchers?|refunds?|credits?|apolog\w+|updates?|notices?|drinks?|gifts?|coupons?|compensation|from us|our|call|visit|chance|opportunity|support|help|confirmation that|impression|feeling|sense|better|service|right|wind|opposite|worst|runaround|brunt|bad|less|thus|hard|rough|tough)\b",
    re.IGNORECASE,
)
_SPOKE = set_of("""
inform informed tell told thank thanked ask asked keep kept call called rang help helped assure assured let understand hear heard value appreciate serve support want wish invite invited refunded refund compensate
compensated contact contacted write wrote reach reached update updated notify notified offer offered disappointed failed fail know see saw owe promise promised love met meet spoke visited answered have has had were are served supported
advise advised hope trust want wanted need needed urge urged remind reminded beg pray like miss missed received receive
""")
_SPOKEN = re.compile(
    r"\b(?:messages?|mails?|e-?mails?|updates?|notes?|explanations?|accounts?|answers?|information|apolog\w+|vouchers?|notices?|reports?|word|promises?|credits?|through|down|first|better|best|trust|posted|informed)\b",
    re.IGNORECASE,
)
_READERS = re.compile(rf"\b{NAME}\b|\b(?i:{READERS})\b")
# What came of it.
_SO_THAT = re.compile(
    r"\b(?:mean(?:t|s|ing)|with the (?:result|consequence|effect)|so) that (?!we\b|our\b|you can rely|this (?:does|will)|it (?:does|will|can))([^;:]*)",
    re.IGNORECASE,
)
_KNOWN_TO_US = re.compile(
    r"\W*(?:and |but )?(?:we|i) (?:\w+ly |all |too |also )?(?:know|understand|realise|realize|appreciate|believe|think|feel|are aware|can imagine|see) ",
    re.IGNORECASE,
)
# Sentences that say other things, and clauses that do.
_ASIDE = re.compile(
    r"\A\W*(?:you are (?:getting|receiving|reading)|you (?:get|receive) this|this (?:message|mail|report|letter|note|notice|e-mail) |please\b|kindly\b)",
    re.IGNORECASE,
)
_MADE_UP_FOR = re.compile(
    r"\b(?:voucher|goodwill|compensat\w+|credit (?:of|to|for|on)|credited to you|refund of|free month|on the house|free of charge)\b",
    re.IGNORECASE,
)
_REASSURES = re.compile(
    r"(?:\b(?:no|not|none|nothing|nobody|no one|never|without)\b|n't\b).{0,40}\b(?:lost|losing|loss|affected|impacted|compromised|exposed|harmed|hurt|injured|"
    r"concerned|danger|risk|touched|involved|needed|required|necessary|accessed|leaked|(?:leave|left)(?= (?:our|the (?:building|company|bank|country|systems?|premises)))|altered|changed|damaged|missing|at stake|endangered|action|excuses?|excusing|happy|proud|pleased|proudest)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:incident|issue|matter|case|ticket|event|problem|investigation|bridge|call)\b[^;]{0,120}\b(?:is|was|are|were|been) (?:now |finally |officially )?closed\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:incidents?|issues?|problems?|troubles?|events?|outages?|disruption|disturbance|interruption|malfunction\w*|maintenance(?! (?:page|screen))|downtime|(?:raised?|first|our|internal|monitoring) alarms?|unavailab\w+|affected|"
    r"impacted|attack|degrad\w+|difficult\w+|monitoring|probes?|severity|workaround|fix|complications?|instability|impairments?|impediments?|exceptional (?:situation|circumstances?)|mitigat\w+|resolved|restored|recover\w*|investigat\w+|without the service|anomal\w+|abnormal\w*|deviation|irregularit\w+|faults?|glitch\w*|hiccups?|failures?)\b",
    re.IGNORECASE,
)
# Whom somebody told of it, and what readers think of us.
_TOLD = re.compile(
    r"\b(?:was|were|been|being|are|is) (?:\w+ly |also |all |both |then |now )?(?:informed|advised|notified|briefed|alerted|contacted|consulted|commissioned|involved|warned in time|kept (?:\w+ ){0,2}(?:informed|posted|up to date|in the (?:picture|loop)))\b"
    r"|\b(?:drawn|drew|brought|called) (?:it to )?our attention\b|\bin touch with\b|\b(?:wrote|written|talked|spoke|spoken|turned|complained|reported|came|come) to us\b|\b(?:pay|pays|paid|trust|trusted|asked|called|rang|contacted|forgave|let) us\b(?! (?:to|not to|that (?!day|night|morning)))"
    r"|\byou (?:all |both |each |really |truly |fully )?(?:deserved?|rely|depend|relied|depended|expect|expected|trust|trusted|may (?:remember|recall|have noticed)|will (?:remember|recall|have noticed)|remember|recall|know|understand|have (?:every right|the patience|been (?:patient|very patient|kind))|are right|were right|rock|are amazing)\b",
    re.IGNORECASE,
)
# Something is done in it, be it by whom it may.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|could|can|did|does|do|had|has|have|would|will|may|might|must|[a-z]{2,}ed|[a-z]{3,}s)\b|n't\b"
)
# So more plainly, where a noun of many is none.
_DONE = re.compile(
    r"\b(?:was|were|is|are|be|been|could|can|did|does|do|had|has|have|would|will|may|might|must|[a-z]{2,}ed|(?:Q|it|that|which|who|page|app|every \w+|each \w+|the \w+) [a-z]{3,}s|(?:[a-z]{3,}s|people|children) [a-z]{3,}(?<!s)(?<!ing))\b|n't\b"
)
# Before the subject: "On 3 March, from 07:10 to 09:00 UTC, ".
_BEFORE = set_of("""
on from between and to until till at for in the of a an about nearly during since this that yesterday today last by around over after before within some almost
morning afternoon evening night noon midnight day days hour hours minute minutes half quarter utc gmt cet cest est edt pst pdt bst eastern pacific central time local
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
jan feb mar apr jun jul aug sep oct nov dec am pm one two three four five six seven eight nine ten more than late early first then also meanwhile
""")

# Of itself it says nothing that a service is named, when, or whom it concerned; where it stopped it does.
_BESIDE = JOINING | FEELING | STAFF
_BESIDE_TALK = _BESIDE | HANDLING | AROUND
_TELLING = set_of(
    "off out stop stops stopped stopping late early twice once wrong open opened shut closed only start started second first half none nothing nobody"
)

# Verbs that say something by what they are done to, and irregular ones that say something by themselves.
_GIVES = r"sen[dt]s?|gives?|gave|given|show(?:s|ed|n|ing)?|display(?:s|ed)|puts?|lets?|reads?|said|says|told|tells|answer(?:s|ed)|opens?|opened|wr[oi]tes?|ask(?:s|ed)"
_GIVEN = re.compile(rf"\b(?:{_GIVES})\b", re.IGNORECASE)
_IRREGULAR = set_of("""
ate overwrote overran misled withdrew resent rewrote undid bled blew bought broke built burnt came caught chose cost cut drank drew drove fed fought flew forgot froze grew hung knew laid led lent lit
lay paid ran rang rose sang sat sold shook shot shrank shut slept slid spoke spent split spun stood stole stuck swam swept swung taught thought
threw tore turned woke wore won wound drawn driven eaten frozen stolen thrown torn worn beaten bitten flown forgotten rung sunk
struck brought bent bound dug fled flung hid lent rode shed shone spat sped split sprang stung wept wove overtook
read put let gave sent told said wrote made held found heard bore took left lost kept shown went
""")
_HELPERS = set_of("have has had are were was is am will would can could did do does")
# What a service does: "Q of 2 May mailed 212 tickets".
_DOES = re.compile(
    rf"\b{NAME}(?: (?:of|at|in|for|on|bought|programmed|issued|due) (?:[\w.:-]+ ){{1,4}}?| )([a-z]+)\b(.*)"
)
_IS = re.compile(rf"\b{NAME} (?:was|were|is|are|looked|seemed|became|went) ([a-z]+)")


def is_said(sentences: Iterable[str], names: re.Pattern[str] | None = None) -> bool:
    """`names` finds the names of services."""
    left = 0
    told = []
    for sentence in sentences:
        said = sentence.replace("’", "'")
        left += _evidence(said, names)
        if left >= _TOGETHER:
            return True
        told.append(names.sub(NAME, said) if names else said)
    return _is_plainly_told(told)


def _is_plainly_told(told: list[str]) -> bool:
    """Where nothing is talked around, few words will do: "calendars were an hour off". Beside such talk it takes a statement that is
    free of it, and some words more."""
    statements = [piece for said in told if not _ASIDE.search(said) for piece in _STATEMENT.split(_FELT.sub("", said))]
    plain = [one for one in statements if not (TALKS_AROUND.search(one) or IDIOMS.search(one.lower()))]
    tells = _tells if len(plain) == len(statements) else _tells_in_spite
    return any(tells(clause) for one in plain for clause in _about_others(_TIME_OF.sub(" ", one)))


def _tells(clause: str) -> bool:
    if COLOUR.search(clause) or _is_of_machines(clause):
        return False
    words = [word.lower() for word in _WORD.findall(clause) if word != NAME and not _ZONE.fullmatch(word)]
    telling = [word for word in words if word in _TELLING or (len(word) > 2 and stem(word) not in _BESIDE)]
    if not (_DONE.search(clause) or any(map(_is_deed, words))) and _TELLING.isdisjoint(words):
        return False
    return len(telling) >= (1 if NAME in clause else _TALKED)


def _tells_in_spite(clause: str) -> bool:
    if COLOUR.search(clause) or _is_of_machines(clause) or _REASSURES.search(clause):
        return False
    words = _WORD.findall(clause)
    if not (_DONE.search(clause) or any(map(_is_deed, words))):
        return False
    telling = (
        word
        for place, word in enumerate(words)
        if len(word) > 2 and not (place and word[0].isupper()) and stem(word) not in _BESIDE_TALK
    )
    return sum(1 for _word in telling) >= _TALKED


def _evidence(sentence: str, names: re.Pattern[str] | None) -> int:
    """How many words say something that talk of an incident does not need; enough of them where it cannot be mistaken."""
    if FAILED.search(sentence) and not _ASIDE.search(sentence):
        return _TOGETHER
    said = names.sub(NAME, sentence) if names else sentence
    if _ASIDE.search(said):
        return 0
    said = _FELT.sub("", _plainly(_AMONG.sub("some", _CLOSED.sub("thus", said))))
    if not _FEELS.search(said) and (AGAIN.search(said) or _DID.search(said) or _is_done_to_readers(said)):
        return _TOGETHER
    if any(map(_is_plain, _CLAUSE.split(said))) or any(map(_is_met, _CLAUSE.split(said))):
        return _TOGETHER
    if (
        (so := _SO_THAT.search(said))
        and not _REASSURES.search(so[1])
        and not GENERIC.search(so[1])
        and sum(1 for _word in _left(so[1])) >= _TALKED
    ):
        return _TOGETHER
    return sum(_left_in(clause) for clause in _about_others(_TIME_OF.sub(" ", said)))


def _is_done_to_readers(said: str) -> bool:
    """ "We gave 30 guests the code of another room", but not "we gave you an answer"."""
    found = _TO_READERS.search(said)
    if not found or found[1].lower() in _SPOKE:
        return False
    rest = _WORD.findall(found[2].lower())
    return not _SPOKEN.search(" ".join(rest[:4])) and any(
        len(word) > 2 and stem(word) not in TALK and stem(word) not in STAFF for word in rest
    )


def _is_met(clause: str) -> bool:
    found = _MET.search(clause)
    if not found or COLOUR.search(clause) or _FEELS.search(clause) or _US.search(clause[: found.start()]):
        return False
    rest = _WORD.findall(found[1].lower())
    return not _MADE_GOOD.search(" ".join(rest[:5])) and any(len(word) > 2 and stem(word) not in TALK for word in rest)


def _plainly(said: str) -> str:
    """Without idioms that say nothing."""
    small = said.lower()
    if len(small) != len(said):
        return said
    pieces, past = [], 0
    for found in IDIOMS.finditer(small):
        pieces += [said[past : found.start()], "thus"]
        past = found.end()
    return "".join([*pieces, said[past:]])


def _is_plain(clause: str) -> bool:
    if _REASSURES.search(clause) or _MADE_UP_FOR.search(clause) or _is_of_machines(clause) or _FEELS.search(clause):
        return False
    if COLOUR.search(clause) or (_KNOWN_TO_US.match(clause) and not _READERS.search(clause)):
        return False
    if LACKS.match(clause):
        return True
    if (generic := GENERIC.search(clause)) and generic["core"]:
        clause = f"{clause[: generic.start()]} {clause[generic.end('core') :]}"
    return any(not _OF_US.search(clause, max(0, one.start() - 30), one.start()) for one in PLAIN.finditer(clause))


def _about_others(said: str) -> Iterator[str]:
    """The clauses of which we are not the subject, nor anybody who deals with the incident."""
    is_ours = is_named = False
    for clause in _CLAUSE.split(said):
        head = _subject(clause)
        goes_on = _has_no_subject(head)
        is_ours = bool(_US.search(clause)) or _is_of_us(head) or (is_ours and goes_on)
        is_named = NAME in head or (is_named and (goes_on or not head))
        if not (is_ours or _FEELS.search(clause) or _MADE_UP_FOR.search(clause) or _TOLD.search(clause)):
            yield f"{NAME} {clause.strip()}" if goes_on and is_named and NAME not in head else clause


def _subject(clause: str) -> list[str]:
    """The first words after what says when."""
    words = _WORD.findall(clause)
    at = 0
    while at < len(words) and words[at].lower() in _BEFORE:
        at += 1
    return words[at : at + 4]


def _is_of_us(head: list[str]) -> bool:
    if not head or head[0] == NAME:
        return False
    who = head[1:4] if _OURS.match(head[0]) else head[:3]
    for word in who:
        if word.endswith("'s") and NAME in who:  # "the Commission's register"
            continue
        if word == NAME or _READERS.fullmatch(word):
            return False
        if stem(word) in STAFF:
            return True
    return False


def _has_no_subject(head: list[str]) -> bool:
    return bool(head) and (head[0].endswith("ed") or head[0] in _IRREGULAR or head[0] in _HELPERS)


def _left_in(clause: str) -> int:
    if COLOUR.search(clause):
        return 0
    if generic := GENERIC.search(clause):
        core = generic.end("core") if generic["core"] else generic.end()
        more = TELLS_MORE.search(clause, core)
        clause = f"{clause[: generic.start()].replace(NAME, ' ')} {more[0] if more else ''}"
    if _REASSURES.search(clause) or _is_of_machines(clause):
        return 0
    if _TALK.search(clause):
        return 0 if sum(1 for _word in _left(clause)) < _TALKED else _TOGETHER
    if _does_something(clause):
        return _TOGETHER
    left = list(_left(clause))
    if not _READERS.search(clause):
        if not (_VERB.search(clause) or any(map(_is_deed, left))):
            return 0
        return _TOGETHER if len(left) >= _ALONE else len(left)
    so = _IS.search(clause)
    if len(left) > 1 or (so and not is_empty(so[1])):
        return _TOGETHER
    if left and (any(map(_is_deed, left)) or (NAME in _WORD.findall(clause) and _GIVEN.search(clause))):
        return _TOGETHER
    return len(left)


def _is_of_machines(clause: str) -> bool:
    found = sum(word in MACHINES for word in _WORD.findall(clause.lower()))
    return found > 1 or (found == 1 and not _READERS.search(clause))


def _does_something(clause: str) -> bool:
    """Whether a service does what services do not do in mere talk, to something."""
    found = _DOES.search(clause)
    if not found or not _is_deed(found[1]):
        return False
    verb = stem(found[1])
    if verb in INACTIVE and verb not in PLAYED:
        return False
    objects = [word for word in _WORD.findall(found[2].lower()) if len(word) > 2 and stem(word) not in STAFF]
    told = [word for word in objects if stem(word) not in TALK]
    if verb in INACTIVE or verb in TALK:
        return len(told) > 1 or any(not is_empty(word) for word in objects)
    return bool(told)


def _is_deed(word: str) -> bool:
    return word.endswith("ed") or word in _IRREGULAR


def _left(clause: str) -> Iterator[str]:
    for place, found in enumerate(_WORD.finditer(clause)):
        word = found[0]
        is_name = word[0].isupper() and (place or word.isupper())
        if not is_name and not is_empty(word):
            yield word.lower()


@lru_cache(maxsize=8192)
def is_empty(word: str) -> bool:
    """Whether talk of any incident has it."""
    small = word.lower()
    parts = small.partition("'")[0].split("-")
    return (
        all(len(part) < 3 or part in EMPTY or stem(part) in EMPTY for part in parts)
        or stem(small) in EMPTY
        or small in EMPTY
    )
