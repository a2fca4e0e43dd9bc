"""What went wrong for readers, with which services, and for how long: said where they look for it, at the beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from communications.checks.completeness import clock
from communications.checks.context import Context, Service
from communications.checks.finding import Mark
from communications.checks.span import Part, Span
from communications.checks.text import Text

# Kinds that tell how it goes on, or what has changed since; how long it lasted is told in the others.
_WHILE_OR_LONG_AFTER = ("acknowledgement", "update", "improvements")
_FIRST = ("", "summary", "appreciation")
# What people meet: something they could not do, or something that was not as it should be.
_NOT_DONE = re.compile(
    r"\b(?:could(?:n't| not)|can(?:not|'t| not)|(?:was|were|is|are|be|been|being) (?:un|not )able|unable to|not be able|(?:may|might|would|will|should)(?:n't| not) (?!be (?:a |the |any |more|sent|repeated))|(?:did|do|does|would|has|have|had|was|were|is|are)"
    r"(?:n't| not)(?! (?:been able to|able to give|perform|function|behave|meet|live up|at the|as (?:well|it|they)|go (?:as|the|to plan|well)|work (?:as|properly|well)|the |our|your|a |an |what|as|in its|planned|expect|know|yet know|clear|over|alone|acceptable|good enough|aware))"
    r"|no longer|nobody|no one|nothing (?:was|came|arrived|happened)|no \w+ (?:could|was|were|came|got|arrived|reached)|neither|never (?:arrived|came|reached|got|appeared)"
    r"|fail(?:ed|s|ing|ures?) to|instead of|without (?:a |an |the |their |its )?\w+)\b",
    re.IGNORECASE,
)
_WENT_WRONG = re.compile(
    r"\b(?:show(?:s|ed|n|ing)|saw (?!an? (?:irregularit|issue|problem|incident|disruption|degrad|event))|los[te]s?|losing|missing|missed|lack(?:s|ed|ing)?|declin(?:ed|ing)|refus(?:ed|es|als?)|"
    r"reject(?:ed|s|ing|ions?)|fail(?:ed|s|ing)|failures (?:when|while|for|with|in|on|of)|stop(?:s|ped)|stood (?:still|in|outside|before)|froze|freezes?|frozen|crash(?:ed|es|ing)|hung|hang(?:s|ing)?|"
    r"delay(?:ed|s|ing)?|late|later than|wrong(?:ly)?|incorrect(?:ly)?|inaccurate|false(?:ly)?|doubled?|doubly|twice|duplicat\w+|blank|empty|errors|error (?:messages?|pages?|codes?|screens?)|(?:saw|got|gets?|see|received|returned|met|with|showed) (?:an|the) error|"
    r"tim(?:ed|ing) out|time-?outs|slow(?:ly|er|ness)?|overcharg\w+|charged|cancel(?:l?ed)|bounc(?:ed|ing)|unanswered|disappear(?:ed|s)|vanish(?:ed)?|gone|"
    r"block(?:ed|ing)|lock(?:ed)|logged out|signed out|thrown|silent|drop(?:ped|s)|cut (?:off|out|short)|turned away|expired|outdated|out of date|"
    r"overwritten|delet(?:ed|ions?)|expos(?:ed|ure)|leaked|disclosed|mixed up|swapped|scrambled|garbled|unreadable|unreachable|unavailable|inaccessible|"
    r"unusable|unresponsive|slowdowns?|wait(?:ing)? times?|prevent(?:ed|s|ing) \w+|stuck|queued|waited|kept waiting|redirect(?:ed|s)|loop(?:ed|s)|repeated(?:ly)?|overdue|overbooked|overlap(?:ped)?|"
    r"misrouted|misdirected|misread|mislabel\w+|misprint\w*|omit(?:ted|s)|truncated|read-only|dark|dead|broken|faulty|corrupt(?:ed)?|damaged|invalid|unpaid|unsent|"
    r"undelivered|withheld|unlocked|stranded|no longer|in vain|yesterday's|last (?:week|month|year)'s|(?:somebody|someone|other people|others?|another \w+)(?:'s| else's?)|"
    r"belong(?:ed|s|ing) to (?:other|another|some)|"
    r"too (?:high|low|large|small|late|early|much|many|little|few|long|short|fast|bright|loud|hot|cold|big)|times (?:the|too|as)|(?:stayed|remained) (?:on|off|dark|closed|open|shut|empty|locked|as)|"
    r"took (?:up to|more than|over|half|much|far|longer|\w+ (?:minutes|hours|seconds))|longer than|up to \d+ (?:minutes|hours|seconds|days)|(?:landed|ended up) in|could only|could \w+ only|only (?:by|on|in|with|from|via|through|after)|offline|no \w+ (?:worked|went|moved|rang|opened|sold)|at half|a third of|one in \w+|black screen|"
    r"no (?!further|other|reason|action|doubt|excuse|update|need|plan|maintenance|message is|one's)[a-z]+ (?:could|was|were|came|got|from|for|to|at all|before|in|on|and|$)|"
    r"no (?:sound|picture|image|signal|data|results?|answer|reply|calls?|messages?|mail|payments?|orders?|alarms?|water|heat(?:ing)?|power|light|money|access|connection)|"
    r"had to|by hand|on paper|overheat\w*|short of|cold|instead)\b",
    re.IGNORECASE,
)
# Says what people met only where nobody tells what we do.
_MET = re.compile(
    r"\b(?:received|receive|got|gets|arriv(?:ed|es|ing)|sent|delivered|return(?:ed|s|ing)|display(?:ed|s|ing)?|appear(?:ed|s|ing)|produc(?:ed|es|ing)|"
    r"accept(?:ed|s|ing)|answered (?:with|for)|open(?:ed|s)|offer(?:ed|s)|paid|booked|shipped|printed|calculated|rounded|told|closed|shut|heard|rang|"
    r"rung|met|interrupted|reset|visible|seen|see|sees|open to)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|us|our|ours|team|reports?|engineers?|colleagues)\b", re.IGNORECASE)
# Sentences about us: how we feel, what we do about it, whom we thank.
_ABOUT_US = re.compile(
    r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|regret|thank|grateful|appreciate|take (?:\w+ ){0,3}seriously|severity|probes?|monitoring|"
    r"on call|engineers? (?:are|were|worked|returned|restored|fixed)|our (?:team|technical|engineers))\b",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(r"\byou (?:could|were|had|saw|got)\b|\bcould(?:n't| not)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(?:because|so that|so|when|which|who|while)\b", re.IGNORECASE)
_OF_US = re.compile(r"\b(?:we|i)(?: (?:have|had|still|also))?\s\Z", re.IGNORECASE)
_END = re.compile(
    r"\b(?:until|till|ended|end|over|again|restored|back|resolved|recovered|finished|up to|by|normal|right again|closed|withdrew|removed)\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(
    r"\b(?:from|between|began|begins?|beginning|start(?:ed|ing|s)?|since|after|onwards?|first)\b", re.IGNORECASE
)
_JOINS = re.compile(
    r"\A[\s,()]*(?:[^\W\d_]{0,20}[\s,()/+-]{0,3}){0,5}?(?:\d{1,2}(?:st|nd|rd|th)?\s[^\W\d_]{3,9}[\s,]{0,2}(?:\d{4})?[\s,]{0,2})?"
    r"(?:to|and|until|till|through|–|—|-|up to)\s(?:[^\W\d_]{0,12}\s?){0,4}(?:\d{1,2}(?:st|nd|rd|th)?\s[^\W\d_]{3,9}[\s,]{0,2}(?:\d{4}\s)?(?:at\s)?)?\Z",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:for|lasted|lasts?|took|takes|duration|went on(?: for)?|continued|over|during|in all|total|stood|after|within|until|another)"
    r"[\s:]{1,2}(?:about|around|some|nearly|almost|just|over|under|a|total|of|more|less|than|roughly|approximately|only|the|first|full|whole|next|good|\s)*\Z",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in under|every|after|repairs?|refund\w*|answer\w*|up to|by up to|less than)\b[^.;]{0,25}\Z",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\A\s?(?:long|in (?:all|total)|after|later|outage|interruption|disruption|of (?:downtime|outage))\b", re.IGNORECASE
)
_SERVICE_WORD = re.compile(r"[^\W_]+")


def find(text: Text, context: Context) -> Iterator[Mark]:
    first = _beginning(text)
    section = next((part.key for part in first if part.key), "")
    if not _says_what(text, first, context):
        yield Mark(
            "no_what",
            0,
            0,
            _("Readers do not learn what went wrong for them. Say what they could not do, or what they saw."),
            section=section,
        )
    if unnamed := _unnamed(text, context):
        names = ", ".join(f"“{name}”" for name in unnamed)
        yield Mark(
            "no_services",
            0,
            0,
            _("Readers cannot tell whether it concerns them. Name the services: %(names)s.") % {"names": names},
            section=section,
        )
    if _lasted(context) and not _says_how_long(text, first, context):
        yield Mark(
            "no_duration",
            0,
            0,
            _("It does not say how long it lasted. Give the duration, or when it began and when it was over."),
            section=section,
        )


def _beginning(text: Text) -> list[Part]:
    parts = [part for part in text.parts if part.key in _FIRST]
    return parts if any(part.key for part in parts) else list(text.parts)


def _sentences(text: Text, parts: list[Part]) -> Iterator[Span]:
    for one in text.sentences:
        if any(part.start <= one.start < part.end for part in parts):
            yield one


def _says_what(text: Text, first: list[Part], context: Context) -> bool:
    impact = [fact for fact in context.facts if fact.key == "impact"]
    if any(fact.state in ("investigating", "withheld", "not_applicable") for fact in impact):
        return True
    prose = " ".join(text.prose.split()).casefold()
    if any(said and said in prose for fact in impact for said in (_bare(fact.plain), _bare(fact.technical))):
        return True
    named = _names(context)
    for one in _sentences(text, first):
        said = text.prose[one.start : one.end].replace("’", "'")
        for name in named:
            said = said.replace(name, " ")
        if _is_met(said):
            return True
    return False


def _is_met(said: str) -> bool:
    """Whether a sentence says what readers met, and not how we feel about it."""
    if _ABOUT_US.search(said) and not _AFTER_ALL.search(said):
        found = _BECAUSE.search(said)
        said = said[found.start() :] if found else ""
    if _WENT_WRONG.search(said) or (_MET.search(said) and not _WE.search(said)):
        return True
    return any(not _OF_US.search(said, max(0, found.start() - 20), found.start()) for found in _NOT_DONE.finditer(said))


def _bare(said: str) -> str:
    return " ".join(said.split()).rstrip(".! ").casefold()


def _names(context: Context) -> list[str]:
    names = {name for one in context.services for name in (one.public, one.internal) if name}
    return sorted(names, key=len, reverse=True)


# Services.


def _unnamed(text: Text, context: Context) -> list[str]:
    if not context.services:
        return []
    if any(_is_named(text, name) for one in context.services for name in _known_as(one, context)):
        return []
    return [one.public or one.internal for one in context.services]


def _known_as(service: Service, context: Context) -> list[str]:
    names = [service.public] if service.public else []
    if not context.outside or not names:
        names.append(service.internal)
    return [name for name in names if name.strip()]


def _is_named(text: Text, name: str) -> bool:
    """One word is a name only as it is written, "Messages"; several also in the middle of a sentence, "seat maps"."""
    words = _SERVICE_WORD.findall(name)
    if not words:
        return True
    if len(words) == 1:
        pattern = re.escape(name[0]) + f"(?i:{re.escape(name[1:].removesuffix('s'))}s?)"
        return bool(re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", text.source))
    stems = [re.escape(word.removesuffix("s")) + "s?" for word in words]
    return bool(re.search(rf"(?<![^\W_]){'[^0-9A-Za-z]{1,3}'.join(stems)}(?![^\W_])", text.source, re.IGNORECASE))


# Duration.


def _lasted(context: Context) -> float:
    """Minutes; 0 where it is not known, not over, or not asked for any more."""
    if not context.started_at or not context.resolved_at or context.kind in _WHILE_OR_LONG_AFTER:
        return 0
    return max(0.0, (context.resolved_at - context.started_at).total_seconds() / 60)


def _says_how_long(text: Text, first: list[Part], context: Context) -> bool:
    lasted = _lasted(context)
    for part in first:
        said = text.prose[part.start : part.end]
        if any(_is_duration(said, *one, lasted) for one in clock.durations(said)):
            return True
        if _is_between(said, lasted) or _is_days(said, lasted):
            return True
    return False


def _is_duration(said: str, start: int, end: int, minutes: float, lasted: float) -> bool:
    """How long it lasted, be it right or wrong, and not how long something else took."""
    before, after = said[max(0, start - 45) : start], said[end : end + 25]
    if abs(minutes - lasted) <= max(2, 0.12 * lasted):
        return True
    if _WITHIN.search(before) or not 0.3 * lasted <= minutes <= 3 * lasted:
        return False
    return bool(_FOR.search(before) or _LONG.match(after))


def _is_between(said: str, lasted: float) -> bool:
    found = clock.times(said)
    for at, one in enumerate(found):
        for other in found[at + 1 : at + 2]:
            if _JOINS.match(said[one.end : other.start]) and other.start - one.end < 90:
                return True
        for other in found[at + 1 : at + 5]:
            if _apart(one, other, lasted) and other.start - one.end < 400:
                return True
    begins = [one for one in found if _BEGIN.search(said, max(0, one.start - 40), one.start)]
    ends = [one for one in found if _END.search(said, max(0, one.start - 40), one.start)]
    return any(one.start < other.start for one in begins for other in ends if _apart(one, other, lasted, 0.5))


def _apart(one: clock.Time, other: clock.Time, lasted: float, share: float = 0.02) -> bool:
    """Whether so much time lies between the two, days aside."""
    if one.minute is None or other.minute is None or one.minute == other.minute:
        return False
    day = 720 if one.halved or other.halved else 1440
    between = (other.minute - one.minute) % day
    return abs(between - lasted % day) <= max(1, share * lasted)


def _is_days(said: str, lasted: float) -> bool:
    if lasted < 1440:
        return False
    days = list(clock.DAY.finditer(said))
    return any(_JOINS.match(said[one.end() : other.start()]) for one, other in pairwise(days))
