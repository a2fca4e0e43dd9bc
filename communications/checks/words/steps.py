"""How steps are announced, who takes them, and how one says that they are done. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.commitments import PAST

__all__ = ["PAST"]

# What people set out to do, as the verb stands at the head of an item.
_VERB_LINES = """
add adjust agree align analyse analyze announce apply archive arrange ask assign audit automate back backport block
build bump buy cap change check clean clear close collect compare complete configure connect consolidate contact
continue convert copy correct create cut decide decommission decouple define delete deliver deploy deprecate design
detect develop disable discard discuss distribute divide document double drain drop duplicate edit email enable
encrypt enforce ensure establish evaluate exchange exclude expand explain export expose extend extract file fill
find finish fix follow freeze gather generate give grant halve hand harden hide hold implement import improve
include increase inform inspect install instrument integrate introduce investigate invite isolate issue join keep
label launch lead learn let limit link list lock log look lower maintain make map measure merge migrate mirror
mitigate monitor mount move notify open optimise optimize order organise organize outline pair park patch perform
pin plan port practice practise prepare present prevent print process procure promote propose protect prove provide
provision publish pull purchase push put quarantine raise rate rebalance rebuild recalculate reconcile reconfigure
record redesign redirect reduce refactor refine refuse reindex reissue reject release relocate remind remove rename
reorder repair repeat replace replicate report reproduce request require reroute reschedule reset resize resolve
restart restore restrict retire retrain return reveal revert review revise revoke rewrite roll rotate route run
scale scan schedule search secure select send separate set share shift ship shorten show shrink shut sign simplify
simulate split stage standardise standardize start stop store strip submit subscribe supply suspend swap switch
synchronise synchronize tag take teach tell terminate test throttle tidy tighten time trace track train transfer
translate triage trial trigger trim try tune turn unify uninstall unpin update upgrade upload use validate verify
version visit walk warn watch wire withdraw work wrap write
"""
_VERBS = _VERB_LINES.split()


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


_BASE = "|".join(sorted(_VERBS, key=len, reverse=True))
ACTS = "|".join(sorted((_third(verb) for verb in _VERBS), key=len, reverse=True))
_NO_NAME = (  # words that begin a sentence and are nobody
    r"(?:The|A|An|This|That|These|Those|We|It|There|Somebody|Someone|Anybody|Nobody|Everybody|Everyone|One|Each|Every|All|Any|Another|Our|Your|Its"
    r"|Their|No|In|On|By|At|From|For|To|With|When|Once|After|Before|Until|If|Then|Also|Next|Still|Finally|First|Second|Further|Some|Both|Two|Three)\b"
)
_CALENDAR = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Q[1-4]|H[12]|CW|KW|TBD|TBC|January|February|March|April|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|End|Mid|Christmas|Easter)\b"
)
_NAMED_ALIKE = {"grant", "map", "pat"}
_NO_FIRST_NAME = (
    rf"(?!{_NO_NAME}|{_CALENDAR}|(?:{'|'.join(verb.capitalize() for verb in _VERBS if verb not in _NAMED_ALIKE)})\b)"
)
PERSON = (
    _NO_FIRST_NAME
    + r"[A-ZÀ-ÞŁŚŻČŠŽ][\w'’-]+(?: (?:[A-Z]\.|de|van|von|der|den|da|di|dos|al|el|bin|la|le|du))* [A-ZÀ-ÞŁŚŻČŠŽ][\w'’-]+"
)
TEAM = (
    r"(?:teams?|guild|squad|tribe|chapter|on-call|on call|engineers|engineering|department|unit|group|crew|desk|office|working group|task force|board"
    r"|committee|SRE|SREs|DBAs?|DevOps|NOC|IT|operations|ops|platform|security|support|legal|infrastructure|networking|data|storage|core|developers)"
)

ANNOUNCES = re.compile(
    r"\b(?:will|shall|going to|to be|needs? to|has to|have to|must|should|ought to|(?:is|are) (?:to|planned|scheduled|due|supposed)|plans? to|intends? to|aims? to"
    r"|would be (?:good|nice|useful|helpful)|was agreed|is agreed|agreed (?:that|to)|(?:was|is) decided|there will|remains to|still to|todo|to do)\b|'ll\b|’ll\b"
    rf"|^\W*(?:(?i:(?:when|as soon as|once|after|before|on|by|in|from|until|starting)\b)[^,]{{1,60}}, )?(?:(?:then|also|next|finally|first),? )?(?:(?i:{_BASE})\b(?! (?:of|are|is|was|were|has|have|had|for)\b)(?!\s*[-/]))"
    r"|\b(?:is|are) (?:\w+ly )?(?:\w+ed|set up|written|built|put|rewritten|taken|split|shut)\b[^.;]{0,60}? (?:by|on|until|before) (?:the )?\d"
    rf"|^\W*{PERSON} (?:is|are) (?:\w+ly )?\w+ing\b"
    rf"|(?:^|[,:.] |\band )\W*{PERSON}(?: \([^()]{{1,40}}\))? (?:and {PERSON} )?(?:\w+ly )?(?:{ACTS}|{_BASE})\b"
    rf"|\b(?:[Tt]he|[Oo]ur|[Aa]) (?:[\w-]+ ){{0,3}}{TEAM}(?: \([^()]{{1,40}}\))? (?:\w+ly )?(?:{ACTS}|{_BASE})\b"
    rf"|^\W*(?:[Ss]he|[Hh]e|[Tt]hey|[Ww]e|I|[Ss]omebody|[Ss]omeone) (?:then |also |now )?(?:{ACTS}|{_BASE})\b"
    rf"|^\W*(?!{_NO_NAME})[A-Z][\w-]+(?: [\w-]+){{0,2}} (?:{ACTS}) (?:the|an?|all|both|each|every|its|our|their|two|three|four|\d|new|this|that|these|those|how|whether|it|them)\b"
)
# A sentence of what is or was, where it stands in a list.
STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|did|does|do|cannot|works?|worked|stays?|stayed|remains?|remained|needs?|misses|means?)\b"
)
WILL = re.compile(r"\b(?:will|shall|going to|must|should|needs? to|has to|have to)\b|['’]ll\b")
DONE = re.compile(
    r"\b(?:done|merged|completed?|finished|shipped|closed|deployed|live since|in (?:use|place|force|production) since|already|fixed|resolved|released on|since (?:\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|then|yesterday|last))\b(?! by\b)"
    r"|^\W*(?:[Rr]everted|[Rr]estored|[Rr]eplaced|[Aa]dded|[Rr]emoved|[Ff]ixed|[Cc]hanged|[Mm]oved|[Dd]isabled|[Ee]nabled|[Rr]aised|[Ll]owered|[Rr]otated|[Uu]pdated|[Uu]pgraded|[Rr]olled back|[Rr]epaired|[Cc]reated|[Ww]ritten|[Ii]nstalled|[Ii]ncreased|[Rr]educed)\b"
    rf"|^\W*{PERSON}(?: \([^()]{{1,40}}\))? (?:has |have |had )?(?:\w{{2,}}ed|wrote|put|set|told|sent|made|took|gave|ran|brought|built|found|cut|split|shut)\b",
)
NOBODY = re.compile(
    r"^(?:tb[dca]|to be (?:defined|decided|determined|confirmed|assigned|named|agreed|announced|found)|n/?a|none|nobody|no one|unassigned|unowned|open|unknown|pending|vacant|[-–—?.\s_*]*|not (?:yet )?(?:assigned|known|decided|set|defined|clear)|someone|somebody|tdb|later|backlog|soon|asap|when possible|ongoing|everyone|all|we|us)\W*$",
    re.IGNORECASE,
)
OWNER_COLUMN = re.compile(
    r"\b(?:owners?|owned|who|responsible|responsibility|assignee|assigned|lead|person|team|name|dri|accountable)\b"
)
DUE_COLUMN = re.compile(r"\b(?:due|dates?|when|deadline|by|until|target|eta|finish|end|planned|timeline|term)\b")
# Who is named as taking it on, whatever else the step says.
OWNED = (
    re.compile(
        rf"(?:^|[(,;:&/—–]\s?|\s-\s|\b(?:and|by|[Oo]wners?|[Ll]ead|[Aa]ssignee|[Rr]esponsible|DRI):? |\.\s){PERSON}\b"
    ),
    re.compile(r"(?:^|[\s(,])@[\w.-]+"),
    re.compile(
        r"\b(?:owners?|owned by|responsible|assignee|assigned to|handed to|lead|led by|DRI|who):? ?\b"
        r"(?!tb[dc]|to be|nobody|none|unassigned|open\b|unknown|by\b|for\b)\w",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?i:the|our|by|from|in) (?:[\w-]+ ){{0,3}}{TEAM}\b(?! (?:of|for)\b)|^\W*[\w-]+(?: [\w-]+)? {TEAM}\b:? "
    ),
    re.compile(
        r"^\W*(?!(?:[Ss]till|[Tt][Bb][DdCc]|[Uu]nassigned|[Nn]obody|[Tt]eam to|[Oo]pen|[Nn]ext|[Tt]o ?do|[Aa]ction|[Pp]lanned|[Ff]ollow|[Mm]easure|[Ss]tep|[Ll]ater|[Nn]ew|[Aa]lso)\b)[\w-]+(?: [\w-]+){0,2}:(?!\d)"
    ),
    re.compile(
        rf"\b(?:[Ss]he|[Hh]e|[Tt]hey) (?:{ACTS}|will|shall|then|also|{_BASE})\b|\b{TEAM} (?:will|shall|{ACTS})\b(?! be\b)"
    ),
    re.compile(
        rf"\((?!{_CALENDAR})(?i:(?!tb[dc]|to be|backlog|open|unassigned))[A-Z][\w&-]*(?: [\w&-]+){{0,2}}[,;)]|\bby (?!{_CALENDAR})[A-Z][a-z]\w+\b"
    ),
    # "Data platform splits the queries", "Anna will write it"
    re.compile(
        rf"^\W*(?!{_NO_NAME})[A-Z][\w-]+(?: [\w&-]+){{0,2}} (?:{ACTS}) "
        rf"|^\W*(?!{_NO_NAME})[A-Z][\w-]*[^\W\ds](?: [A-Z][\w-]+){{0,2}} (?:will|shall|is going to|has to|plans to)\b(?! be\b)"
    ),
)
NO_DAY = re.compile(
    r"\b(?:backlog|tb[dca]|to be (?:defined|decided|determined|confirmed|agreed|scheduled)|not yet scheduled|no date)\b",
    re.IGNORECASE,
)
