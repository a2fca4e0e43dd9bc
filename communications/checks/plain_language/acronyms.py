from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from communications.checks import words
from communications.checks.context import WHILE_IT_LASTS, Context, Glossary, Term
from communications.checks.finding import Mark
from communications.checks.plain_language.names import Names
from communications.checks.text import Text
from communications.checks.words import ordinary, understood
from communications.checks.words.lists import set_of

# Capitals, perhaps joined to others ("GTFS-RT", "CI/CD") or several of them ("VMs"), or with a small letter within ("DDoS").
# It begins with a set of letters, which are looked for quickly.
_ACRONYM = re.compile(
    r"[A-Z\d](?<![\w.@/\\#:-].)(?:(?<=\d)[A-Z]|(?<=[A-Z]))(?:[A-Z&]{1,6}|[A-Z]?[a-z][A-Z]{1,4}|\ds(?!\w))(?:[-/][A-Z]{2,6})?(?:['’]?s)?(?![\w@\\+]|[./:-]\w)"
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w&/-]{1,9}")
_IN_BRACKETS = re.compile(
    r"\((?:(?<=\w\()|(?<=\w[ \t\n]\())((?:[^()\s]{1,20}[ ]){0,2}[^()\s]{2,20}(?:[,;:][^()\n]{0,80})?)\)"
)
_BEFORE_BRACKETS = re.compile(r"(?<!\w)([A-Z][\w&/-]{1,9})[ \t\n]?\([^()\n]{4,120}\)")
# What it is, said behind it, and what something is called.
_STANDS_FOR = re.compile(
    r"(?<!\w)([A-Z][\w&/-]{1,9})(?:,?\s(?:stands for|is short for|i\.e\.|which is|which means|that is,|meaning|is (?:an?|our) \w)| [–—-] (?:the|our|an?) )"
)
_CALLED = re.compile(
    r"(?<!\w)(?:called|known as|named|abbreviated(?: as| to)?)\s(?:the\s)?[“\"']?([A-Z][\w&/-]{1,9})(?!\w)"
)
_OF_HOST = re.compile(
    r"(?:@|//(?:www\.)?|(?<!\w)www\.)([a-z]{2,6})\.(?=[a-z])|(?<![\w.@/-])([a-z]{2,8})(?=\.(?:[a-z\d-]{2,40}\.){0,3}(?:gov|edu|org|com|net|io|info|eu|uk|us)(?!\w))",
    re.IGNORECASE,
)
_ENDING = re.compile(r"['’]?s\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = frozenset(["of", "and", "the", "for", "in", "on", "to", "a", "an"])
_MAKERS = re.compile(
    r"(?:AWS|Amazon|Azure|Google|Microsoft|Oracle|IBM|SAP|Apple|Cisco|VMware)(?:['’]s)?\s+(?:Cloud\s+)?\Z"
)
# Said loudly, and no abbreviation of anything; nouns that are ordinary words are known besides.
_EMPHATIC = set_of("""
    a after again all already also always am an and any are as at avoid back be been before begin begins beta both but by call can
    cannot check cleared click closed closing completed critical debug delayed delete demo did do does doing done dont down draft
    during each early edit edited else email end ended ends error even every fail failed failure false few final fine first fix
    fixed for free from full get go got had has have hello here high hour how i if important in info into is issue issues it its
    keep known last late less let live local long low maintenance major many may medium minor more most must never new next no
    none nor not note notes nothing now null of off offline ok on once ongoing online only open or other our out outage over own
    per planned please prod read ready reboot reminder resolution resolved restart retry right same save scheduled see should so
    some soon sorry start started status still stop success summary temp test tested than thank thanks that the their them then
    there these they this those to today tonight too true twice type under until up update updates urgent use via very wait warning
    was we well were what when where which while who why will with without working wrong yes yet you your zero
""")
# Known as a state, a company, a kind of company or a month, and another thing where an article stands before it: "a PLC", "a UPS".
_CODES = set_of("""
    UPS SA AG PLC SRL AB CA CT DE FL GA IL KS KY MD MI MN MO MS MT NC ND NE NH NM NV NY PA RI SC SD TN TX UT VA VT WA WI WV WY SPA
    JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC MON TUE WED THU FRI SAT SUN
""")
_ARTICLE = re.compile(
    r"(?<!\w)(?:an?|our|your|their|its|this|that|these|those|each|every|both|another|one|two|three|four|several|any|no|some|which|new|old|spare)\s+\Z",
    re.IGNORECASE,
)
_MACHINES = frozenset(["PLC", "UPS"])
_OF_COURIERS = re.compile(
    r"\s+(?:drivers?|parcels?|packages?|depots?|vans?|couriers?|stores?|deliver\w+|labels?|shipments?|tracking)(?!\w)"
)
# Who does something, and so is somebody: readers know their name.
_ANY_ARTICLE = re.compile(
    r"(?<!\w)(?:the|an?|our|your|their|its|his|her|this|each|every|new|old)\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE
)
_DEEDS = (
    r"investigat|upgrad|migrat|perform|plan|review|prepar|conduct|announc|agre|promis|apologi[sz]|acknowledg|advis|decid|ask|confirm|approv|"
    r"notif|inform|contact|request|schedul|identif|install|replac|repair|deploy|fix|troubleshoot|escalat|publish|recommend|believ|expect|hop|intend|"
    r"discover|determin|implement|transition|collaborat|coordinat|rebuil|purchas|retir|relocat|consolidat|assess|communicat|explor|visit|hir|own"
)
_ACTING = re.compile(
    rf"\s+(?:and\s+[A-Z]\w+(?:\s+\w+)?\s+)?(?:"
    rf"(?:(?:is|are|was|were|will\s+be|has\s+been|have\s+been)\s+(?:now\s+|also\s+|currently\s+|already\s+|actively\s+|still\s+)?"
    rf"(?:aware|(?:{_DEEDS})\w{{0,4}}ing|working\s+(?:on|with|to|through)|looking\s+into|in\s+the\s+process)"
    rf"|(?:has|have|had)\s+(?:also\s+|already\s+)?been\s+(?:notified|contacted|informed|alerted|paged|engaged|asked|told|made\s+aware)"
    rf"|(?:will\s+\w+|is\s+(?:now\s+|currently\s+)?\w+ing)\s+(?:all|our|their|its|your|any|some|every|these|those|the)\s\w+"
    rf"|(?:has|have|had)\s+(?:now\s+|also\s+|already\s+|just\s+)?(?:(?:{_DEEDS})\w{{0,4}}ed|told|said|made|given|found|chosen|moved|asked)"
    rf"|(?:will|plans\s+to|intends\s+to|needs\s+to|would\s+like\s+to)\s+(?:also\s+|now\s+)?(?:{_DEEDS})\w{{0,2}}|(?:{_DEEDS})\w{{0,4}}(?:es|ed)|announced|agreed|decided|said|says|told"
    rf"|staff|employees|headquarters|officials|personnel|technicians|engineers|crews|campus|spokes\w+)(?!\w))"
)
_WITH = re.compile(
    r"(?<!\w)(?:contact(?:ed|ing)?|according\s+to|(?:dialog(?:ue)?|meeting|agreement|contract|talks?|discussions?|conversations?|call|partnership|cooperation|touch|"
    r"ticket|case|working(?:\s+closely|\s+together)?|work|worked|coordinat\w+|collaborat\w+|liais\w+|together)\s+with|"
    r"(?:hosted|operated|owned|maintained|sponsored|announced|published|issued|regulated|licensed|managed|run|provided|performed|completed|done|fixed|repaired|serviced|inspected|resolved|"
    r"scheduled|installed|funded|collected|flown|created|produced|supplied|requested|reported|approved|moved|migrated|upgraded|conducted|handled|supported|developed|"
    r"delivered|administered|coordinated|restored|identified|replaced|maintenance|work)\s+by|"
    r"(?:help|support|news|word|data|updates?|imagery|notice|confirmation|response|information|an\s+e-?mail|provided|received|acquired|obtained)\s+from|"
    r"(?:escalated|reported|assigned|submitted|thanks|employees|belong\w*|owe\w*)\s+to|(?:staff|colleagues|people|engineers|team|offices?)\s+(?:at|of|from))\s+\Z",
    re.IGNORECASE,
)
_THAT = re.compile(r"(?<!\w)(?:that|which)\s+\Z")
_USES = re.compile(r"\s+(?:uses|operates|owns|manages|maintains)(?!\w)")
_BESIDE = re.compile(
    r"\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]+[A-Z]?\w*(?!\w)"
)  # a name goes on: "ESRI ArcGIS", "DTS Capitol hosting"
_CLOCK = re.compile(
    r"(?:\d[:.h]\d\d|(?<!\w)\d\d?\s?[ap]\.?m\.?|(?<!\w)\d{1,2})\s\(?\Z", re.IGNORECASE
)  # before a zone of time
# Of an account or a service in one place: "WS-EU".
_IN_PLACE = re.compile(r"[A-Z]+-(?:EU|US|UK|NA|SA|CA|AU|AP|APAC|EMEA|DE|FR)\Z")
_BESIDE_TWO = re.compile(r"\s+[A-Z][a-z]+\s+[A-Z][a-z]+")  # "the IU Bloomington Data Center"
_NUMBERED = re.compile(r"[ -]\d[\d.]*(?![\w%])")
_QUANTITY = re.compile(
    r"\d+(?:[KMGTP]I?B|[KMGT]?BPS|[KMGT]?HZ|[AP]M|[KM]?[WVA]|K?WH|[KCM]?M|K?G|MS|[KMBHDX])", re.IGNORECASE
)  # "8AM", "2GB"
# In an update: what is ours, and not what only a noun behind it says, "our VNC server".
_OURS = re.compile(r"(?<!\w)our\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)
_IS_SAID = re.compile(
    r"\s+(?:servers?|APIs?|tables?|files?|controllers?|tools?|systems?|software|plat-?forms?|portals?|web\s?sites?|sites?|pages?|apps?|applications?|services?|data|"
    r"databases?|forms?|programs?|programmes?|machines?|devices?|buildings?|offices?|rooms?|campus|hall|library|teams?|staff|departments?|students?|members?|"
    r"networks?|providers?|accounts?|cards?|numbers?|codes?|cameras?|lines?|routes?|cloud|regions?|zones?|domains?|links?|clients?|connections?|protocol|"
    r"projects?|users?|customers?|instances?|nodes?|clusters?|versions?|formats?|feeds?|menu|exchange|keys?|tokens?|process|reports?)(?!\w)",
    re.IGNORECASE,
)
_LABEL = 25  # a link is the explanation of what it says in so few letters
LEAST_SHOUTED = 4  # letters of an ordinary word that stands in capitals
_SHOUTED = 3  # so many words in capitals on end are shouted, not abbreviated


def check(text: Text, context: Context, names: Names) -> Iterator[Mark]:
    if names.for_technical:
        return
    terms = _terms(context.glossary)
    lasts = context.kind in WHILE_IT_LASTS and context.grade_limit is None
    known = names.known | understood.acronyms_in_updates() if lasts else names.known
    said: set[str] = set()
    left: dict[str, tuple[int, int]] = {}
    for found in _ACRONYM.finditer(text.prose):
        single = _ENDING.sub("", found[0])
        if single in said or (single not in left and _is_known(text.prose, found, single, terms, names, known)):
            continue
        left.setdefault(single, found.span())
        if names.hold(*found.span()) or _is_name(
            text.prose, *found.span(), single.casefold() in terms, bool(names.known)
        ):
            said.add(single)
    unknown = [(single, place) for single, place in left.items() if single not in said]
    explained, initials = (_explained(text, terms), _initials(text)) if unknown else (frozenset(), "")
    for single, (start, end) in unknown:
        if single in explained or (3 <= len(single) <= 6 and single.upper() in initials):
            continue
        if lasts and single.casefold() not in terms and not _is_ours(text.prose, start, end):
            continue
        if not _is_shouted(text.prose, start, end):
            yield _mark(text.prose[start:end], terms.get(single.casefold()), start, end)


def _mark(acronym: str, term: Term | None, start: int, end: int) -> Mark:
    if term and term.replacement:
        message = _("Readers outside may not know what “%(word)s” stands for. Say what it is: %(instead)s.") % {
            "word": acronym,
            "instead": term.replacement,
        }
        return Mark("acronym", start, end, message, term.replacement if acronym == term.word else "")
    message = _("Readers outside may not know what “%(word)s” stands for. Write it out, or say what it is.") % {
        "word": acronym
    }
    return Mark("acronym", start, end, message)


@lru_cache(maxsize=16)
def _terms(glossary: Glossary) -> Mapping[str, Term]:
    """The first of equal ones holds."""
    terms = glossary.acronyms + (words.acronyms() if glossary.with_shipped_words else ())
    return {term.word.casefold(): term for term in reversed(terms)}


def _is_known(
    prose: str, found: re.Match[str], single: str, terms: Mapping[str, Term], names: Names, known: frozenset[str]
) -> bool:
    folded = single.casefold()
    if folded in names.words or folded in known or folded in _EMPHATIC:
        return True
    if _QUANTITY.fullmatch(single) and folded not in terms:
        return True
    if len(single) >= LEAST_SHOUTED and folded in ordinary.ORDINARY:
        return True
    if (
        single in _CODES
        and (_ARTICLE if single not in _MACHINES else _ANY_ARTICLE).search(
            prose, max(0, found.start() - 20), found.start()
        )
        and not _OF_COURIERS.match(prose, found.end())
    ):
        return False
    term = terms.get(single.casefold()) or terms.get(found[0].casefold())
    return term is not None and not term.replacement


def _is_shouted(prose: str, start: int, end: int) -> bool:
    around = [*_WORD.findall(prose[max(0, start - 40) : start])[-2:], *_WORD.findall(prose[end : end + 40])[:2]]
    return sum(len(word) > 1 and word.isupper() for word in around) + 1 >= _SHOUTED


def _is_name(prose: str, start: int, end: int, is_a_term: bool, among_insiders: bool) -> bool:
    """A product beside who makes it, one with a number ("NAIP 2011"), an internet address as everybody says it, or somebody. Where
    readers are insiders of a trade, any that is no term of ours and has no article."""
    before = prose[max(0, start - 30) : start]
    if _MAKERS.search(before) or _NUMBERED.match(prose, end) or (end - start in (3, 4) and _CLOCK.search(before)):
        return True
    if prose[start:end] == "IP" and prose[end : end + 8].lower() == " address":
        return True
    if is_a_term:
        return False
    if _IN_PLACE.match(prose, start, end) or _BESIDE_TWO.match(prose, end):
        return True
    if _ANY_ARTICLE.search(before):
        return False
    if among_insiders:
        return True
    if prose[end - 2 : end - 1] in ("'", "’") or _WITH.search(before):
        return True
    if _THAT.search(before) and _USES.match(prose, end):
        return True
    return bool(_ACTING.match(prose, end) or _BESIDE.match(prose, end))


def _is_ours(prose: str, start: int, end: int) -> bool:
    """Surely no name, nor explained by what stands behind: those who read an update know the names of their trade."""
    return bool(_OURS.search(prose, max(0, start - 40), start)) and not _IS_SAID.match(prose, end)


def _explained(text: Text, terms: Mapping[str, Term]) -> frozenset[str]:
    """In brackets before or behind, by a link, or as the host that readers are sent to."""
    found = {one for inside in _IN_BRACKETS.findall(text.prose) for one in _CAPITALS.findall(inside)[:1]}
    if "(" in text.prose:
        found |= set(_BEFORE_BRACKETS.findall(text.prose))
    found |= set(_STANDS_FOR.findall(text.prose))
    if not text.places.starts.keys().isdisjoint(("called", "known", "named", "abbreviated")):
        found |= set(_CALLED.findall(text.prose))
    hosts = {(one[1] or one[2]).casefold() for one in _OF_HOST.finditer(text.source)}
    found |= {one.upper() for one in hosts - terms.keys()}
    short = (link for link in text.links if not link.is_image and link.label_end - link.label_start <= _LABEL)
    found |= {one for link in short for one in _CAPITALS.findall(text.source[link.label_start : link.label_end])}
    return frozenset(_ENDING.sub("", one) for one in found)


def _initials(text: Text) -> str:
    """First letters of the words of each sentence as they stand side by side, with the small words and without."""
    found = []
    for spoken in text.spoken:
        parts = "-".join(spoken).replace("/", "-").split("-")
        words = [word for word in parts if word[:1].isalpha() and not word[:2].isupper()]
        found.append("".join([word[0] for word in words]))
        found.append("".join([word[0] for word in words if word not in _LINKS]))
    return " ".join(found).upper()
