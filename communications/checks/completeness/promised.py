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
from communications.checks.words.families import any_of
from communications.checks.words.lists import set_of

_LEARN = r"(?:know|understand|understood|find|found|learn|learned|learnt|establish(?:ed)?|identif(?:y|ied)|determined?|work(?:ed)? out|explain(?:ed)?|reproduced?|trace[d]?|pinpoint(?:ed)?|get to the bottom|got to the bottom|say|tell|clarif(?:y|ied))"
_WHO = r"(?:we|i|they|nobody|no one|none of us|it|team|engineers?|maker|partner|supplier|vendor|provider|manufacturer|authority|experts?|specialists?)"
_STILL = any_of(
    r"\bunder (?:investigation|examination|review by|analysis)\b|\b(?:are|is|am|still|being|be) (?:currently |still |now |also |being )?(?:investigating|examining|establishing|"
    r"analysing|analyzing|looking (?:into|for|at)|trying to (?:find|understand|establish|work|learn|reproduce|determine|identify|see)|working out|finding out|searching for|determining|clarifying|"
    r"digging|checking (?:why|what|how|whether|who)|being (?:investigated|examined|analysed|analyzed|looked (?:at|into)|clarified|reviewed))\b"
    r"|\b(?:still|being|currently|now) (?:being )?(?:investigated|examined|analysed|analyzed|clarified)\b|\bwe (?:keep|continue) (?:on )?(?:looking|investigating|searching|digging|to (?:look|investigate|search))\b"
    rf"|\b{_WHO}(?: here)? (?:(?:do|does|did)(?:n't| not)|(?:can|could)(?:n't| ?not)|(?:have|has)(?:n't| not)|can|could) (?:yet |fully |really |yet been able to )?{_LEARN}\b(?! (?:that|each|one|of|when|you (?:how|that))|[^.;]{{0,20}}\b(?:on|at) \d)"
    rf"|\b(?:have|has|are|is) yet to (?:be )?{_LEARN}\b|\bnot (?:yet |fully |entirely )?(?:known|clear|understood|established|certain|sure)\b(?= |[.,;])"
    r"|\b(?:is|are) (?:unknown|unclear)\b|\b(?:still|yet|remains?) (?:unknown|unclear|open(?=[.,;]|\Z)|a (?:mystery|riddle|puzzle)|to be (?:found|established|determined|seen|clarified|explained))\b"
    r"|\bnot yet (?:been )?(?:found|established|identified|determined|clarified|explained)\b|\bnothing is certain\b|\bcause is (?:unknown|open)\b|\bno (?:answer|explanation|reason|cause) (?:so far|yet|as yet|has been found)\b"
    r"|\b(?:investigations?|analysis|examinations?|inquir(?:y|ies)|enquir(?:y|ies)|\A\W*search)\b[^.;]{0,60}\b(?:continues?|continuing|ongoing|on-going|goes on|go on|under way|underway|in progress|has not|have not|not (?:yet )?(?:finished|complete|over|closed))\b"
    r"|\b(?:can|could) (?:give no |offer no )(?:yet )?(?:reason|explanation)\b|\bstill (?:investigat|looking|unknown|examin|search|trying)\w*"
    r"|\b(?:escapes us|(?:is|remains) a (?:riddle|mystery|puzzle)|(?:puzzles|puzzled|baffles|baffled) us|at a loss)\b",
    in_small=True,
)
# Words of which one stands in such a sentence, by itself or beside one that denies.
_OPEN = set_of("""
investigation investigations investigating investigated examination examinations examining examined analysing analyzing analysed analyzed
establishing searching search determining clarifying digging unknown unclear ongoing underway continues continuing continue mystery riddle puzzle
puzzles puzzled baffles baffled escapes loss trying looking yet still enquiry enquiries inquiry inquiries checking finding being remains keep
analysis review progress way goes
""")
_DENIES = set_of("not t cannot nobody no none nothing neither never")
_LEARNT = set_of("""
know understand find found learn say tell explain known clear understood established certain sure identified determined answer explanation reason
cause establish identify determine explained reproduce trace pinpoint clarify clarified learned learnt open
""")

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
# Where they look for it, a day and any word of telling will do.
_TELLS = re.compile(
    rf"\b(?:{_SAY}s?|{_NEWS}|{_SAID}|writes|publishes|tells|says|notifies|updating|answer|word|call|meeting|webinar|more|hear|show|follow(?:s|ing)?|next|again|outcome|verdict|results?|conclusions?|gone out|go out|goes out|out|here|page|channel|space|review|supplementary|"
    r"look|come|receive|gets?|final|then|paper|gazette|contact|everything|what we|whatever)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\A\W*as (?:announced|planned|agreed)\b|\b(?:remains|remain|stays|stands) (?:\w+ )?(?:valid|in force|unchanged|as)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has been|have been|had) (?:sent|published|told|reported|informed|written|posted|submitted|notified|communicated|announced)\b|\b(?:have|has) (?:already |just )?(?:informed|told|reported|written|published|sent)\b|"
    r"\b(?:wrote|informed you on|as we did|told you|we (?:last )?(?:reported|informed|published|posted|sent))\b",
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
    return any(_STILL.search(lowered[one.start : one.end]) for one in _that_may_be_open(text))


def _that_may_be_open(text: Text) -> list[Span]:
    found = text.holding(_OPEN)
    if learnt := text.holding(_LEARNT):
        denied = {one.start for one in text.holding(_DENIES)}
        found += [one for one in learnt if one.start in denied]
    return found


def _is_promised(text: Text, times: list[Time]) -> bool:
    """First looked for where readers look for it."""
    there = [one for part in text.parts if part.key == "further_updates" for one in text.within(part)]
    return any(_is_promise(text, one, times) for one in there) or any(
        _is_promise(text, one, times) for one in text.sentences
    )


def _is_promise(text: Text, sentence: Span, times: list[Time]) -> bool:
    said = _said(text, sentence)
    if not DAY.search(said) and not any(sentence.start <= one.start < sentence.end for one in times):
        return False
    return _is_about_news(text, sentence, said) and not _OTHERWISE.search(said) and not _PAST.search(said)


def _is_about_news(text: Text, sentence: Span, said: str) -> bool:
    section = text.section_at(sentence.start).key
    if section == "further_updates":
        return bool(_TELLS.search(said)) or len(said.split()) < 6
    if _SINCE.search(said):
        return False
    return bool(_PROMISE.search(said) or (section not in ("next_steps", "improvements") and _ARRIVES.search(said)))


def _said(text: Text, sentence: Span) -> str:
    return text.prose[sentence.start : sentence.end].replace("’", "'")
