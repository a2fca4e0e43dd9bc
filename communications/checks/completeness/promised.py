"""When readers hear from us again, where something is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.completeness.clock import Time
from communications.checks.completeness.lasting import DAY
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.span import Span
from communications.checks.text import Text
from communications.checks.words.families import first
from communications.checks.words.still_open import CLOSED, STILL

_SAY = (
    r"(?:write|update|report|publish|post|tell|inform|communicate|announce|share|brief|say|answer|call|ring|explain|come back|get back|follow up|present|notify|advise|send|"
    r"let (?:you|everyone|everybody|them|customers|users) know|be (?:in touch|back)|circulate|submit|give (?:you|an|our)|hear|read|learn|see here)"
)
_NEWS = r"(?:updates?|messages?|reports?|entry|entries|notes?|news|posts?|letters?|bulletins?|statements?|notices?|information|communications?|briefings?|mails?|e-?mails?|findings|diary|newsletter)"
_SAID = r"(?:published|communicated|reported|told|informed|announced|shared|posted|sent|written|notified|advised|updated|submitted|presented|circulated|issued|added|explained|called|answered|briefed|given)"
_WILL = r"(?:'ll| will| shall| are going to| are to| plan to| expect to| aim to| intend to| promise to| have promised to| hope to)"
_LINK = r"(?:(?!not\b|can\b|do\b|did\b|have\b|had\b)\w+ ){0,3}?"
_PROMISE = re.compile(
    rf"\b(?:we|i|you){_WILL} {_LINK}{_SAY}\b|(?:\b(?:will|shall)|'ll) {_LINK}{_SAY}\b|\b(?:we|i) {_LINK}(?:write|report|publish|post|tell|inform|update|get back|come back|let you know|notify|announce)\b|\byou {_LINK}(?:hear|learn|read (?:here|more|about|what)|find (?:here|out))\b"
    rf"|\b(?:next|further|another|final|last|supplementary|interim|follow-up|full) (?:\w+ ){{0,2}}{_NEWS}\b"
    rf"|\b(?:will|shall) (?:then |also |next |all )?be (?:\w+ )?{_SAID}\b|\b(?:is|are) {_SAID} (?:again )?(?:on|by|at|every|within|in|no later|today|tomorrow)\b|\bexpect (?:\w+ ){{0,4}}{_NEWS}\b|\bcome back\b|\blook (?:here|again)\b|\bmore (?:to come|follows)\b",
    re.IGNORECASE,
)
_ARRIVES = re.compile(
    rf"\b{_NEWS}(?: \w+){{0,5}} (?:will|shall|follows?|comes?|is due|are due|goes out|go out|is (?:made|planned|posted|published)|appears?)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|as of)\b|\A\W*from \d", re.IGNORECASE)
# A day of something else: "our notice of 12 May", "as we wrote on 12 May"; but "in the newsletter of 12 May" says when.
_OF_ANOTHER = re.compile(
    rf"\b(?:our|the|this|your|that|my|first|last|earlier|previous|initial|original)(?! (?:next|second|further|final|follow-up|other))(?: (?!next|second|further|final|follow-up)[\w-]+)?? (?:notices?|messages?|letters?|notes?|updates?|mails?|e-?mails?|reports?|statements?|posts?|information|notifications?|communications?|announcements?|repl(?:y|ies)|answers?) (?:of|dated|from|sent on|posted on|published on) (?:\w+day,? )?{DAY.pattern}(?:,? \d{{4}})?(?:,? (?:at )?\d{{1,2}}[:.]\d\d)?(?: [A-Z]{{2,4}}\b)?",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\A\W*as (?:announced|planned|agreed)\b|\b(?:remains|remain|stays|stands) (?:\w+ )?(?:valid|in force|unchanged|as)\b|\A\W*(?:since|as of|as from)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has been|have been|had|got|went|came) (?:already |last |also |just )?(?:sent|published|told|reported|informed|written|posted|submitted|notified|communicated|announced|out|to you|paid|closed|issued|shared|corrected|added|updated|refunded|made)\b|\b(?:have|has) (?:already |just |last )?(?:informed|told|reported|written|published|sent|posted)\b|"
    r"\b(?:wrote|informed you on|as we did|told you|we (?:last )?(?:reported|informed|published|posted|sent|wrote)|last (?:informed|wrote|reported|heard)|closed since)\b",
    re.IGNORECASE,
)


def find(text: Text, context: Context, times: list[Time]) -> Iterator[Mark]:
    if _is_open(text, context) and not _is_promised(text, times):
        message = _(
            "Something is still under investigation. Say the day, or the day and time, when readers hear from you again."
        )
        yield Mark("no_next_update", 0, 0, message, section="further_updates")


def _is_open(text: Text, context: Context) -> bool:
    if any(fact.state == "investigating" for fact in context.facts):
        return True
    lowered = text.lowered.replace("’", "'")
    for at, patterns in STILL.among(text).items():
        said = lowered[text.sentences[at].start : text.sentences[at].end]
        if first(patterns, said) and not CLOSED.search(said):
            return True
    return False


def _is_promised(text: Text, times: list[Time]) -> bool:
    """First looked for where readers look for it."""
    there = [one for part in text.parts if part.key == "further_updates" for one in text.within(part)]
    return any(_is_promise(text, one, times) for one in there) or any(
        _is_promise(text, one, times) for one in text.sentences
    )


def _is_promise(text: Text, sentence: Span, times: list[Time]) -> bool:
    said = text.prose[sentence.start : sentence.end].replace("’", "'")
    if not DAY.search(said) and not any(sentence.start <= one.start < sentence.end for one in times):
        return False
    if _OTHERWISE.search(said):
        return False
    if text.section_at(sentence.start).key == "further_updates":
        return _names_a_day_to_come(said)
    return _is_about_news(text, sentence, said) and not _PAST.search(said)


def _names_a_day_to_come(said: str) -> bool:
    """Where readers look for the day, any is meant but one of something that was before, or that is no news."""
    rest = _OF_ANOTHER.sub(" ", said)
    if rest != said and not DAY.search(rest):
        return False
    return not _PAST.search(rest) or bool(_PROMISE.search(rest))


def _is_about_news(text: Text, sentence: Span, said: str) -> bool:
    if _SINCE.search(said):
        return False
    if _PROMISE.search(said):
        return True
    section = text.section_at(sentence.start).key
    return section not in ("next_steps", "improvements") and bool(_ARRIVES.search(said))
