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
_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_NUMBER = re.compile(r"(?<![\w.,/:€$£-])\+?\(?\d[\d ()/.-]{4,20}\d(?![\w%:]|[.,]\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:\d\d|\d{4})")
# As other numbers are written that nobody calls: a period of years, thousands, an amount.
_NO_PHONE = re.compile(
    r"\d{1,3}(?: \d{3})+|\d{4,}|\d{4} ?[-/] ?\d{2,4}|\d+\.\d+|\d{1,2}[./]\d{1,2}\.? ?- ?\d{1,2}[./]\d{1,2}\.?(?:\d{2,4})?|(?:\d{1,2}\.\d\d ?- ?\d{1,2}\.\d\d)|\d{1,3} ?- ?\d{1,3}|\d{1,2} \d{4}"
)
# A number with which few are to be confused.
_DIALLED = re.compile(
    r"\b(?:call|calls|calling|ring|phone|phones|telephone|tel|dial|text|sms|whatsapp|signal|fax|hotline|helpline|line|desk|reach(?:ed)?|mobile|free(?:phone)?|toll-free|number|us|on|at|ext|extension)\b[^.;!?\n]{0,25}\Z",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:ext(?:ension)?|extn|dial|call|ring|phone|tel|telephone)\b\.?:? ?(?:us (?:on|at) |on |internal(?:ly)? |number )?(\d{2,5})(?![\d:]|[.,]\d| ?\d)(?! ?(?:times|people|customers|guests|of|calls|minutes|hours|days|an hour))",
    re.IGNORECASE,
)
_EMERGENCY = frozenset(["112", "911", "999", "000", "110", "118"])
# What is for others, or is not read.
_NOT_FOR_READERS = re.compile(
    r"\b(?:press|media|journalists?|reporters?|investors?|shareholders?)\b[^.;!?]{0,40}\Z|\b(?:do not|don't|cannot|can't|must not|never|instead of|rather than|refrain from|no longer|not)\b[^.;!?\n]{0,40}\b(?:write|writing|reply|replies|answer|respond|call|calling|mail|read|reach|use|to)\b[^.;!?\n]{0,30}\Z|\b(?:sent|comes|came|generated|arrives|goes out|posted|went out) (?:\w+ )?(?:from|by)\b[^.;!?\n]{0,20}\Z",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"\A[^.;!?]{0,40}\b(?:not (?:\w+ )?(?:read|monitored|answered|staffed|checked|attended|in use|reachable)|un(?:attended|monitored|staffed)|nobody|closed|out of order|switched off|discarded|deleted|ignored)\b",
    re.IGNORECASE,
)
# A message that may be answered as it is.
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ies|ying)|respond|answer|write back|hit reply|press reply|text back|responses?) (?:\w+ )?(?:to|on|under|below|in) (?:this|the|that|our) (?:\w+ )?(?:e-?mail|mail|message|letter|text|sms|thread|post|address|notice|note|newsletter|channel)\b|\b(?:just|simply|please) (?:reply|hit reply|press reply|answer (?:this|here))\b|\b(?:comment|reply|ask|write|post|tell us|questions|comments|answer)\b[^.;!?]{0,25} (?:below|under (?:this|the) post|in (?:this|the) thread|in (?:this|our|the) (?:\w+ )?(?:channel|chat|forum))\b|\b(?:write|ask|post|questions?|comments?|feedback|talk|come|help|reach|tell|find|message|ping|report)\b[^.;!?]{0,40} (?:#[a-z][\w-]+|@[a-z][\w.-]+)",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:not|n't|cannot|never|no|nor|refrain|closed|switched off|off|without|unattended|unmonitored|automatic|automatically|discarded|deleted|nobody|unable|keep|free|expired|instead)\b",
    re.IGNORECASE,
)
_REPLYING = set_of(
    "reply replies replying respond answer write comment comments ask post questions question feedback responses response text tell talk come help reach find message ping report"
)
# Where a link leads by which one can answer.
_FORM = re.compile(
    r"\A(?:mailto|tel|sms):|\b(?:contact|feedback|survey|form|forms|ask|support/(?:request|ticket|new)|helpdesk|complaints?|new-request|tell-us)\b",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"no-?_?reply|do-?_?not-?_?reply|\bnicht-?antworten|unattended|not (?:\w+ )?(?:read|monitored|answered)",
    re.IGNORECASE,
)
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
_NAMED_FIRST = re.compile(
    rf"\s*(?:\W{{0,4}}(?:contact|contacts|questions|ask|who)(?: \w+){{0,3}}:?\s)?{_NAME}(?=[,.:;(\n]|\s[–—-]|\s*\Z)"
)
_DIGIT = re.compile(r"\D+")
_DIALS = 6  # digits that a number to call has
_CONTACT_WORD = re.compile(r"[^\W\d_]+")
_JOINS = set_of("the of at in on for and a an our your to mr mrs ms dr")
_TITLES = frozenset(["Dr", "Mr", "Mrs", "Ms", "Prof", "Frau", "Herr", "Head", "The"])


def find(text: Text, context: Context) -> Iterator[Mark]:
    if not _can_answer(text, context):
        yield Mark("no_way_to_answer", 0, 0, _how_to_answer(context), section="feedback")


def _can_answer(text: Text, context: Context) -> bool:
    if _LINK in text.source:
        return True
    if context.feedback_contact.strip() and _names(text, context.feedback_contact):
        return True
    if any(_is_reached(text.source, *place) for place in _places_to_reach(text.source)):
        return True
    if any(_FORM.search(link.target) and not _NO_REPLY.search(link.target) for link in text.links):
        return True
    if any(
        _REPLIES.search(text.source, one.start, one.end) and not _REFUSES.search(text.prose, one.start, one.end)
        for one in text.holding(_REPLYING)
    ):
        return True
    return not context.feedback_contact.strip() and (
        any(_INVITED.search(text.prose, one.start, one.end) for one in text.holding(_INVITES))
        or any(
            _NAMED_FIRST.match(text.prose, part.start)
            for part in text.parts
            if part.key in ("support_contacts", "feedback")
        )
    )


def _names(text: Text, contact: str) -> bool:
    said = " ".join(text.source.split())
    folded = said.casefold()
    if any(form in folded for form in _forms(" ".join(contact.split()).casefold())):
        return True
    who = [word for word in _CAPITALISED.findall(re.split(r"[,(<]", contact)[0]) if word not in _TITLES]
    if who and re.search(rf"(?<!\w){re.escape(who[-1])}(?!\w)", said):
        return True
    digits = _DIGIT.sub("", contact)
    if len(digits) >= _DIALS and digits in _DIGIT.sub("", text.source):
        return True
    words = {word for word in _CONTACT_WORD.findall(contact.casefold()) if word not in _JOINS}
    return len(words) > 1 and any(words <= vocabulary for vocabulary in text.vocabularies)


def _forms(contact: str) -> Iterator[str]:
    """The whole, what it begins with if that is a name, and its numbers and addresses."""
    contact = re.sub(r"\A(?:the|your|our|an?) ", "", contact)
    yield contact
    if "@" in contact or "," in contact or "(" in contact:
        for place, piece in enumerate(re.split(r"[,(<>)]", contact)):
            piece = piece.strip(" .")
            if "@" in piece or (not place and len(piece.split()) >= 2) or sum(one.isdigit() for one in piece) >= _DIALS:
                yield piece


def _places_to_reach(source: str) -> Iterator[tuple[int, int]]:
    """Where addresses and telephone numbers stand."""
    if "@" in source:
        yield from (found.span() for found in _MAIL.finditer(source))
    for found in _NUMBER.finditer(source):
        if _DAY.fullmatch(found[0]):
            continue
        if not _NO_PHONE.fullmatch(found[0]) or (
            found[0].replace(" ", "")[:1] in "0+" and _DIALLED.search(source, max(0, found.start() - 40), found.start())
        ):
            yield found.span()
    for found in _EXTENSION.finditer(source):
        if found[1] not in _EMERGENCY:
            yield found.span(1)


def _is_reached(source: str, start: int, end: int) -> bool:
    """Not where nobody reads what comes in, nor what is for others."""
    before = source[max(0, start - 100) : start].rpartition("\n\n")[2]
    after = source[end : end + 60].partition("\n\n")[0]
    return not (_NO_REPLY.search(source[start:end]) or _NOT_FOR_READERS.search(before) or _UNREAD.match(after))


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
