"""Sections that stand there and say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.span import Part
from communications.checks.text import Text
from communications.checks.words.lists import set_of

# What is still to be filled in: a pattern, and what must stand in a text in small letters for it to be looked for.
_UNFINISHED = (
    (
        re.compile(
            r"\[(?:(?:missing:|insert|add |enter |fill|tb[dcna]\b|todo|to do|placeholder|name|date|time|contact|link|phone|text|details?|reason|"
            r"cause|summary|x{2,}|\.{2,}|…|\?+|your )[^\[\]\n]{0,200}\](?![(\[\]])"
            r"|[^\[\]\n]{0,80}\b(?:to be|to follow|to come|goes here|here|pending|needed|required|missing)\b[^\[\]\n]{0,80}\](?![(\[\]]))",
            re.IGNORECASE,
        ),
        ("[",),
    ),
    (
        re.compile(r"(?<![^\W_])(?:TBD|TBC|TBA|TODO|FIXME|XXX+|lorem ipsum)(?![^\W_])", re.IGNORECASE),
        ("tbd", "tbc", "tba", "todo", "fixme", "xxx", "lorem"),
    ),
    (
        re.compile(
            r"\b(?:your|insert|add|enter|put|write) (?:\w+ )?(?:text|name|names|details?|number|date|link|wording|content) here\b",
            re.IGNORECASE,
        ),
        (" here",),
    ),
    (
        re.compile(r"(?<!\()\b(?:XX:XX|HH:MM|DD[./-]MM)\b|(?<!\w)_{3,}(?!\w)", re.IGNORECASE),
        ("xx:xx", "hh:mm", "dd.mm", "dd/mm", "dd-mm", "___"),
    ),
    (
        re.compile(
            r"<(?:(?:insert|name|date|time|phone|contact|link|text|tbd)[^<>\n]{0,100}>|<[^<>\n]{1,60}>>)", re.IGNORECASE
        ),
        ("<",),
    ),
    (re.compile(r"\{\{[^{}\n]{0,100}\}\}"), ("{{",)),
)
_OPENS = ("[", "<", "{{")
_DIGIT = re.compile(r"\d")
_SEEN = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# What is said where nothing is said: a section of these words alone, without a number or a name, leaves its question open.
_HOLLOW = set_of("""
a about above access action actions activities additional address addressed after again all already also an and any anything
applicable apply appropriate are arise arises as at available aware away back be became because become been before being below
better brief briefly by can case cause caused causes changes clarified clear closed come coming complete completed completion
concerned confirm confirmed content continue continued continues corrected corrective course covered currently data dealt
department described description detail draft empty detailed details determine determined did discussed do document documented does done due
during each earlier elsewhere engineering engineers error event everything expected explained explanation failure far fault few
final finalised finalized find fixed follow followed following follows for forthcoming goes found from full fully further future
general given had handle handled has have here hold however if implemented implementing improve improved improvement improvements
in incident incidents info information internal internally investigated is issue issues it item its known last later learn
legal link look made make management matter matters may measures mentioned message might more n na necessary needed new next nil
none normal not note nothing notice now occurred occurrence of ok on once one online operation operational or other our ourselves
out outlined outlined over page part pending place placeholder planned please point post prepared present prevent previous
previously problem problems procedure procedures process processes progress provide provided publish published put question
readers ready reason reasons received recovery refer reference regarding relevant report required resolution resolve resolved
respective restored result review right root running same section see send sending sent service services share shared should
shortly so solution solved some something soon state stated status step steps still stuff subject such summary supplied
supplement system systems take taken task tasks team teams technical text than that the their them then there these they thing
things this those through thus time to topic under until up update updated updates us via was way we well were what when where
which who will with within work worked working written you your yet
advise advised afterwards analysing annex anon appendix applied approved attached attachment attachments blank both clearance communicate communicated
communication communications completeness confidential construction copied copy correspondence deliberately determining discussion ditto dummy e.g
earliest eliminated enclosed enclosure escalated example filled filling footnote goes got helped idem identical identified include included inform
informed intended intentionally investigate kept kindly latest leave left likewise made manner mitigated moment nature normal normalised normality
notes occasion ongoing operations over overview paragraph passed paste per placeholders please postmortem preceding presently procedure purposely
raised rca recorded rectified remedied remedy repaired reported resolving restore restoring resume resumed retrospective returned review reviewed
reviewing said sample sections sentence separately similarly sort sorted space specified stage standard stay stays subsequently suitable summarised taken
tba tbc tbd technical templates text today tuned unavailable unchanged underway unspecified unwritten upcoming usual watch wip word wording words
write writing
""")
_NAMES_NOTHING = re.compile(r"\b(?:no|not|none|never|nothing)\b|n't\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"\bthat(?:'s| is| was) (?:all|it|the (?:last|end|whole))\b|\bthe end\b|\bconclud|\bwrap|\bsigning off\b|\bcase closed\b|\bwe(?:'re| are) done\b|\bover and out\b|\bleave it (?:at that|here|there)\b|\bdraw a line\b|\bend of (?:story|the matter)\b|\bclos(?:e|es|ed|ing)\b|\brest(?:s)? here\b|\blast word\b",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"\binvestigat|\bunknown\b|\bknow\b|\blooking into\b|\bunder (?:analysis|examination)\b", re.IGNORECASE
)


def find(text: Text, context: Context) -> Iterator[Mark]:
    for start, end in _unfinished(text.source):
        message = _("This is still to be filled in. Say it, or take it out.")
        yield Mark("section_says_nothing", start, end, message)
    for key in context.mandatory:
        parts = [part for part in text.parts if part.key == key]
        if not parts:
            if text.source.strip():
                yield Mark("section_says_nothing", 0, 0, _absent(key, context), section=key)
        elif all(not _says(text, part) and not _says_fact(text, part, context) for part in parts):
            yield _hollow(text, parts[0])


def _unfinished(source: str) -> Iterator[tuple[int, int]]:
    small = source.lower()
    for pattern, needs in _UNFINISHED:
        if needs[0] in _OPENS:
            yield from _opened(source, pattern, needs[0])
            continue
        for need in needs:
            if need in small:
                yield from (found.span() for found in pattern.finditer(source))
                break


def _opened(source: str, pattern: re.Pattern[str], bracket: str) -> Iterator[tuple[int, int]]:
    """As the pattern finds them, which begins with the bracket. [[names]] are filled in by themselves."""
    at = source.find(bracket)
    while at >= 0:
        found = pattern.match(source, at)
        if found and not found[0].startswith("[["):
            yield found.span()
        at = source.find(bracket, found.end() if found else at + 1)


def _absent(key: str, context: Context) -> str:
    title = next((title for title, named in context.titles.items() if named == key), key.replace("_", " ").capitalize())
    return _("The section “%(title)s” is missing, and readers of such a message look for it. Add it.") % {
        "title": title
    }


def _hollow(text: Text, part: Part) -> Mark:
    message = _("“%(title)s” does not say anything yet. Readers ask for it: answer here, in a sentence of its own.") % {
        "title": part.title
    }
    said = text.source[part.start : part.end]
    start = part.start + len(said) - len(said.lstrip())
    end = part.start + len(said.rstrip())
    if end <= start:
        return Mark("section_says_nothing", 0, 0, message, section=part.key)
    return Mark("section_says_nothing", start, end, message, section=part.key)


def _says(text: Text, part: Part) -> bool:
    if any(part.start <= link.start < part.end for link in text.links):
        return True
    rest = text.prose[part.start : part.end]
    for start, end in _unfinished(rest):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    if _DIGIT.search(rest):
        return True  # no note has one
    if not _SEEN.search(rest) or _NOTE.match(" ".join(rest.split())):
        return False
    if any(map(str.isdigit, rest)):
        return True
    words = _WORD.findall(rest.lower().replace("’", "'"))
    if (
        part.key == "further_updates"
        and len(words) > 1
        and (_NAMES_NOTHING.search(rest) or _LAST & set(words) or _CLOSES.search(rest.replace("’", "'")))
    ):
        return True
    if part.key == "root_cause" and _STILL_OPEN.search(rest):
        return True
    if part.key in ("summary", "root_cause", "resolution", "appreciation", "assurance") and _ERRAND.match(
        " ".join(rest.split())
    ):
        return False
    return any(word not in _HOLLOW and word.replace("'", "") not in _SHORTENED for word in words)


def _says_fact(text: Text, part: Part, context: Context) -> bool:
    """A fact that is known is an answer, however few its words are."""
    said = " ".join(text.prose[part.start : part.end].split()).casefold()
    wordings = (wording for fact in context.facts if fact.state == "known" for wording in (fact.plain, fact.technical))
    return any(
        len(_WORD.findall(wording)) > 1 and not _NOTE.match(wording) and wording.strip().rstrip(".").casefold() in said
        for wording in wordings
    )


_SHORTENED = set_of("well ill youll its thats weve well theyll were hasnt isnt wont havent")
_LAST = set_of("final last closing only complete completes closed finished over when once until if")
# What authors write for each other: "To be completed by engineering before sending."
_DRAFTED = r"(?:text|input|wording|details?|confirmation|review|approval|information|info|contribution|section|draft|sign-?off|answer|statement|explanation|rca|report)"
_NOTE = re.compile(
    rf"\W*no comments?\W*\Z|[^.!?\d]{{0,60}}\b(?:will|shall|are to|is to|must|should|needs? to) be (?:added|filled in|inserted|supplied|completed|listed|entered|provided|written)(?: here| later| soon| shortly| below| in time| in due course)?\W*\Z"
    rf"|[^.!?\d]{{0,80}}\b{_DRAFTED}\b[^.!?\d]{{0,40}}\b(?:pending|to follow|to come|outstanding|awaited|missing)\W*\Z|\W*(?:work in progress|wip)\b[^.!?\d]{{0,80}}\W*\Z|"
    r"\W*(?:to be (?:completed|written|added|filled|provided|supplied|drafted|done|defined|agreed|announced|confirmed|determined)\b|"
    r"(?:pending|awaiting|waiting for|needs?|wants?) (?:the |final |further )?(?:input|review|approval|text|wording|confirmation|sign-?off|"
    r"legal|comms|communications|engineering|details?|clearance)\b)[^.!?\d]{0,100}[.!?]?\W*\Z",
    re.IGNORECASE,
)
_ERRAND = re.compile(
    r"\W*(?:@?\w+ (?:team )?(?:to|please|pls) (?:complete|fill|write|provide|confirm|add|supply|draft|review)\b|(?:please |pls )?(?:ask|check with) \w+|(?:needs|has) to be (?:filled|written|completed|added)\b)"
    r"[^.!?\d]{0,60}[.!?]?\W*\Z",
    re.IGNORECASE,
)
