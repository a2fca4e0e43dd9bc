"""How readers answer, and when they hear from us again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.completeness import clock
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.span import Span
from communications.checks.text import Text

_LINK = "[[feedback_link]]"
_REACHED = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\+?\(?\d[\d ()/-]{6,20}\d", re.ASCII)
_NO_REPLY = re.compile(r"no-?reply|do-?not-?reply|unattended|not (?:read|monitored)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![^\W_])[A-ZÅÄÖØÉ][\w'’-]+ (?:(?:van|von|de|der|den|di|da|al) ){0,2}[A-ZÅÄÖØÉ][\w'’-]+(?=[,:;( –-])"
)
_STILL = re.compile(
    r"\bunder (?:investigation|examination|review by)\b|\b(?:are|is|am|still|being|be) (?:currently |still |now |also |being )?(?:investigat(?:ing|ed)|examin(?:ing|ed)|establishing|"
    r"analys(?:ing|ed)|analyz(?:ing|ed)|looking into|trying to (?:find|understand|establish|work)|working out|finding out|searching for|determining|clarif(?:ying|ied)|checking (?:why|what|how|whether|who))"
    r"|\b(?:do|does|did)(?:n't| not) (?:yet )?(?:know|understand)\b(?! (?:that|each|one))|\bnot (?:yet |fully |entirely )?(?:known|clear|understood|established|certain|sure)\b(?= |[.,;])"
    r"|\bis (?:unknown|unclear)\b|\b(?:still|yet|remains?) (?:unknown|unclear|open|to be (?:found|established|determined|seen))\b|\bnot yet (?:been )?(?:found|established|identified|determined|clarified|explained)\b|\bnothing is certain\b|\bcause is unknown\b"
    r"|\b(?:investigations?|analysis|examinations?|inquir(?:y|ies)) (?:is |are )?(?:continues?|ongoing|on-going|under way|underway|in progress|goes on|has not)\b|\bour investigation goes on\b"
    r"|\b(?:can|could) (?:not |give no |offer no )(?:yet )?(?:say|reason|explain|explanation)\b|\bstill (?:investigat|looking|unknown|examin|search|trying)\w*",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:writ(?:e|es|ten)|updates?|updated|reports?|reported|publish(?:ed)?|tell|told|hear|inform(?:ed)?|post(?:ed|s)?|entry|messages?|letters?|mails?|shar(?:e|ed)|"
    r"let (?:you|everyone|them) know|get back|come back|note|notes|notice|call|ring|say|said|answer|news|contact|statement|findings|present|show|circulate|supplementary|review|look here|channel|page)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|'ll|ll|next|again|follows?|by|at the latest|no later than|is (?:due|made|planned|sent|to|posted)|are (?:due|to)|comes?|hear|going to|promise|every|hourly|until|look|expect)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\A\W*as (?:announced|planned|agreed)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|has been|have been|had) (?:sent|published|told|reported|informed|written|posted|submitted)\b|\b(?:have|has) (?:already |just )?(?:informed|told|reported|written|published|sent)\b|\b(?:wrote|informed you on|as we did)\b",
    re.IGNORECASE,
)


def find(text: Text, context: Context) -> Iterator[Mark]:
    if not _can_answer(text, context):
        yield Mark("no_way_to_answer", 0, 0, _how_to_answer(context), section="feedback")
    if _is_open(text, context) and not _next_update(text):
        message = _(
            "Something is still under investigation. Say the day, or the day and time, when readers hear from you again."
        )
        yield Mark("no_next_update", 0, 0, message, section="further_updates")


def _can_answer(text: Text, context: Context) -> bool:
    if _LINK in text.source:
        return True
    said = " ".join(text.source.split()).casefold()
    contact = " ".join(context.feedback_contact.split()).casefold()
    if contact and any(form in said for form in _forms(contact)):
        return True
    return not contact and _names_somebody(text)


def _forms(contact: str) -> Iterator[str]:
    """The whole, or what it begins with if that names somebody: "sofia marchetti, service desk"."""
    contact = contact.removeprefix("the ")
    yield contact
    if "@" in contact or "," in contact or "(" in contact:
        for piece in re.split(r"[,(<>)]", contact):
            piece = piece.strip(" .")
            if "@" in piece or len(piece.split()) >= 2 or sum(one.isdigit() for one in piece) >= 6:
                yield piece


def _names_somebody(text: Text) -> bool:
    """A person by name, and next to the name where to reach them."""
    for found in _REACHED.finditer(text.source):
        around = text.source[max(0, found.start() - 100) : found.end() + 40]
        if not _NO_REPLY.search(around) and _NAMED.search(around[: found.start() - max(0, found.start() - 100)]):
            return True
    return False


def _how_to_answer(context: Context) -> str:
    contact = {"contact": context.feedback_contact}
    if context.feedback_contact and context.feedback_link:
        return _("Readers cannot answer. Put [[feedback_link]] into the text, or name %(contact)s.") % contact
    if context.feedback_contact:
        return _("Readers cannot answer. Name whom they can tell: %(contact)s.") % contact
    if context.feedback_link:
        return _(
            "Readers cannot answer. Put [[feedback_link]] into the text, or name a person and where to reach them."
        )
    return _("Readers cannot answer. Name a person in the text, and where to reach them.")


def _is_open(text: Text, context: Context) -> bool:
    if any(fact.state == "investigating" for fact in context.facts):
        return True
    return any(_STILL.search(text.prose[one.start : one.end].replace("’", "'")) for one in text.sentences)


def _next_update(text: Text) -> bool:
    return any(_is_promise(text, one) for one in text.sentences)


def _is_promise(text: Text, sentence: Span) -> bool:
    said = text.prose[sentence.start : sentence.end].replace("’", "'")
    if _OTHERWISE.search(said) or _PAST.search(said):
        return False
    if not clock.DAY.search(said) and not clock.times(said):
        return False
    if text.section_at(sentence.start).key == "further_updates":
        return bool(_TELLS.search(said)) or len(said.split()) < 6
    return bool(
        _TELLS.search(said) and _AHEAD.search(said) and re.search(r"\b(?:we|you|I|next|update|report|us)\b", said)
    )
