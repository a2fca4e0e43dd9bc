"""How readers answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.text import Text
from communications.checks.words.lists import set_of

_LINK = "[[feedback_link]]"
_REACHED = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\+?\(?\d[\d ()/.-]{5,20}\d", re.ASCII)
_NO_REPLY = re.compile(r"no-?reply|do-?not-?reply|unattended|not (?:read|monitored|answered)", re.IGNORECASE)
_TITLE = r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Sir|Frau|Herr|Fru|Signora?|Se[nñ]ora?|Madame|Monsieur|Mme|Sra?|Dame|Sister|Brother|Father|Pastor|Rev|Captain|Capt)\.? "
# Begin with capitals, and are nobody.
_NOBODY = (
    r"(?!(?:The|Our|Your|This|That|Please|Help|Support|Service|Customer|Client|Member|Data|Account|Public|Press|Head|Director|Department|Office|Contact|Call|Write|Ask|Tell|Any|All|For|In|On|At|By|From|With|If|We|You|It|Head|Team|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Central|Eastern|Pacific|British|European|New|North|South|East|West|Phone|Mail|Email|Tel|Fax|Registry|Questions|Enquiries|Technical|General|Main|Free|Toll|Human|Legal|Media|Sales|Student|Patient|Tenant|Resident|Citizen|Housing|Water|Power|City|Town|County|State|National|Royal|Federal|University|College|School|Hospital|Clinic|Bank|Airport|Harbour|Port|Police|Fire|Emergency)\b)"
)
_NAME = (
    rf"(?:{_TITLE}[A-ZÅÄÖØÉ][\w'’-]{{1,30}}|{_NOBODY}[A-ZÅÄÖØÉÁÍÓÚŠČŽ][\w'’.-]{{1,30}} (?:[A-Z]\. |(?:van|von|de|der|den|di|da|al|el|bin|ten|le|la|dos) |[A-ZÅÄÖØÉ][\w'’-]{{1,30}} ){{0,3}}"
    r"(?!(?:Desk|Team|Line|Centre|Center|Office|Service|Services|Department|Support|Bank|Council|Hotline|Helpline|Group|House|Street|Road|Hospital|School|University|Portal|App|Time|Agency|Authority|Ltd|Inc|Hall|Park|Station)\b)[A-ZÅÄÖØÉÁÍÓÚŠČŽ][\w'’-]{1,30})"
)
_NAMED = re.compile(rf"(?<![\w@.]){_NAME}")
# "Ask Nadia Costa", "Nadia Costa takes your calls".
_INVITED = re.compile(
    rf"\b(?i:ask|asks|call|ring|phone|tell|write to|mail|e-mail|message|talk to|talk with|speak to|speak with|reach|contact|turn to|ping|find|see|visit|drop by|come to|go to|goes to|addressed to|directed to|answered by|handled by|looked after by) {_NAME}(?=[^.;!?]{{0,90}}(?i:\b(?:you|your|questions?|comments?|remarks?|anything|everything|concerns?|doubts?|complaints?|feedback|corrections?|enquiries)\b))"
    rf"|(?i:\b(?:questions?|comments?|remarks?|anything(?: else)?|everything else|concerns?|doubts?|complaints?|feedback|corrections?|enquiries|objections?|contact(?: person)?|in doubt|unsure|help)\b)[^.;!?]{{0,60}} {_NAME}"
    rf"|(?<![\w@.]){_NAME}[^.;!?]{{0,40}}(?i:\b(?:answers?|will answer|takes? (?:your|calls|questions|it)|takes? any|reads?|(?<!to )hears?|will hear|listens?|wants to hear|is (?:there|here|on|available|reachable|happy|glad|your)|can be|will (?:help|take|gladly)|helps?|looks after|collects?|would like to hear|talks to|speaks to|is at|sits? (?:at|in|by)|works? with|deals with|sees to)\b)"
)
# Words of which one stands in such a sentence.
_INVITES = set_of("""
ask asks call ring phone tell write mail message talk speak reach contact turn ping find see visit drop come go goes addressed directed answered handled question questions comment comments remark remarks anything
everything concern concerns doubt doubts complaint complaints feedback correction corrections enquiries objection objections unsure help answers answer takes take reads hears hear listens wants is can will helps looks
collects would talks speaks sits sit works deals sees
""")
_CAPITALISED = re.compile(r"[A-ZÅÄÖØÉÁÍÓÚŠČŽ][\w'’-]+")
_TITLES = frozenset(["Dr", "Mr", "Mrs", "Ms", "Prof", "Frau", "Herr", "Head", "The"])


def find(text: Text, context: Context) -> Iterator[Mark]:
    if not _can_answer(text, context):
        yield Mark("no_way_to_answer", 0, 0, _how_to_answer(context), section="feedback")


def _can_answer(text: Text, context: Context) -> bool:
    if _LINK in text.source:
        return True
    if context.feedback_contact.strip():
        return _names(text.source, context.feedback_contact) or _names_whom_to_reach(text)
    return _names_whom_to_reach(text) or any(
        _INVITED.search(text.prose, one.start, one.end) for one in text.holding(_INVITES)
    )


def _names(source: str, contact: str) -> bool:
    said = " ".join(source.split())
    folded = said.casefold()
    if any(form in folded for form in _forms(" ".join(contact.split()).casefold())):
        return True
    who = [word for word in _CAPITALISED.findall(re.split(r"[,(<]", contact)[0]) if word not in _TITLES]
    return bool(who) and re.search(rf"(?<!\w){re.escape(who[-1])}(?!\w)", said) is not None


def _forms(contact: str) -> Iterator[str]:
    """The whole, what it begins with if that is a name, and its numbers and addresses."""
    contact = contact.removeprefix("the ")
    yield contact
    if "@" in contact or "," in contact or "(" in contact:
        for place, piece in enumerate(re.split(r"[,(<>)]", contact)):
            piece = piece.strip(" .")
            if "@" in piece or (not place and len(piece.split()) >= 2) or sum(one.isdigit() for one in piece) >= 6:
                yield piece


def _names_whom_to_reach(text: Text) -> bool:
    """A person by name, and next to the name where to reach them."""
    for found in _REACHED.finditer(text.source):
        before = text.source[max(0, found.start() - 100) : found.start()].rpartition("\n\n")[2]
        after = text.source[found.end() : found.end() + 50].partition("\n\n")[0]
        named = [*_NAMED.finditer(before)]
        between = before[named[-1].end() :] if named else ""
        if _NO_REPLY.search(found[0]) or _NO_REPLY.search(between):
            continue
        if named or _NAMED.search(after):
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
