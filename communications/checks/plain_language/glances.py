"""How many words of a sentence readers count: what they take in at a glance is one word, or none."""

from __future__ import annotations

import re

from communications.checks.moments import MOMENTS

_WORD = re.compile(r"[^\W_]++(?:[_'’.,:/@%+&-]++[^\W_]++)*+")
_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a\s(?:few|couple\sof|dozen)|several|half\san?)"
_UNIT = (
    r"(?:(?:business|working|calendar)\s)?(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|mn|hours?|hrs?|days?|nights?|weeks?|months?|years?|percent|per\scent|"
    r"euros?|pounds?|dollars?|%|km|kg|kB|MB|GB|TB|Gbps|Mbps|h|m|s)"
)
_ABOUT = (
    r"(?:(?:up\sto|about|around|approximately|roughly|nearly|almost|over|under|more\sthan|less\sthan|fewer\sthan|at\sleast|at\smost|"
    r"some|only|between|the\s(?:last|next|past|first))\s)"
)
# Capitals and what is written like a name: "Azure VM Gen2", "Node.js", "x86medium", "Division of Water Rights".
_PIECE = r"(?:[A-Z][\w'’&/+-]{0,40}(?:\.\w{1,20})?|[a-z]{1,20}-?\d[\w-]{0,20})"
_NAME = rf"{_PIECE}(?:\s(?:(?:of|for|de|van|del)\s(?:the\s)?)?(?:{_PIECE}|\d[\d.]*)){{0,6}}"
_LITTLE = (
    r"(?:The|An?|In|On|At|Our|Your|We|Is|It|You|They|This|That|These|Those|If|When|As|For|From|To|With|By|All|Some|Any|No|Due|After|Before|Since|"
    r"During|Between|While|Because|Please|Users?|Customers?|There|However|Although)"
)
_HOST = r"(?<![\w.@-])(?:[a-z\d][a-z\d-]{0,60}\.){2,8}[a-z]{2,}(?![\w-])(?:/[\w./-]{0,80})?"
_SHORT = r"(?:(?:the|our|your|an?)\s)?+[\w'’/-]{1,30}+(?:\s[\w'’/-]{1,30}+){0,2}"

# What is taken in at a glance, and what it counts as: "w" is a word.
_GLANCES: tuple[tuple[re.Pattern[str], str], ...] = (
    # Where to read more; an address itself is none of the prose.
    (re.compile(r"(?<!\w)(?:see|as\s(?:per|\w{4,12}ed\s(?:in|at|on|by)))(?=\s{6})", re.IGNORECASE), ""),
    # As little a word as the address of a page, which is not prose at all.
    (re.compile(_HOST, re.IGNORECASE), " "),
    (MOMENTS, "w"),
    # A quantity with its unit, and a step from one version to the next.
    (
        re.compile(
            rf"(?<![\w.]){_ABOUT}{{0,2}}{_NUMBER}(?:\s?(?:-|–|to|and|or)\s?{_NUMBER})?[\s-]?{_UNIT}(?!\w)",
            re.IGNORECASE,
        ),
        "w",
    ),
    (re.compile(r"(?<!\w)from\s[a-z]{0,3}\d[\w.]*\sto\s[a-z]{0,3}\d[\w.]*", re.IGNORECASE), "w"),
    # An aside of few words, "(Azure VM Gen2)", and words that a screen shows.
    (re.compile(r"\((?:[^()\s]{1,30}\s{1,3}){0,3}[^()\s]{1,30}\)"), ""),
    (re.compile(r"\((?:[^()\s]{1,30}\s{1,3}){4,6}[^()\s]{1,30}\)"), "w"),
    (
        re.compile(
            r"“[^“”]{3,120}”|\"[^\"]{3,120}\"|(?<=\s)['‘][^\n'‘’]{2,60}(?:['’]s\s[^\n'‘’]{2,60})?['’](?=[\s.,;:)]|\Z)"
        ),
        "w",
    ),
    # Names of several words, and several of them: "Linux Foundation", "Issues, Pull Requests, and Webhooks".
    (
        re.compile(
            rf"(?:(?<=[\w,)] )|\A(?!{_LITTLE}\s)){_NAME}(?:,\s(?:the\s)?{_NAME}){{1,12}}(?:,?\s(?:and|or|&)\s(?:the\s)?{_NAME})?(?!\w)"
        ),
        "w",
    ),
    (re.compile(rf"(?:(?<=[\w,)] )|\A(?!{_LITTLE}\s)){_NAME}(?!\w)"), "w"),
    # Four things or more of few words each.
    (re.compile(rf"(?<!\w)(?:{_SHORT},\s){{2,12}}{_SHORT},?\s(?:and|or|as\swell\sas)\s{_SHORT}(?!\w)"), "w w w w"),
)
_ITEM = r"[^,;:.\s]+(?:\s[^,;:.\s]+){0,3}"
_LIST = re.compile(rf":\s+(?:{_ITEM},\s+){{2,}}(?:(?:and|or)\s)?{_ITEM}(?:\s(?:and|or)\s{_ITEM})?(?=[\s.]*\Z)")
# A list that lost its lines: "… the following services: - Search - Mail".
_DASHES = re.compile(r"\s?:\s{1,3}[-–•*]\s(?=[^.!?]{3,120}?\s[-–•*]\s)[^.!?]{3,600}+[.\s]{0,4}\Z")
_REST = re.compile(r"[;:](?=\s)|\s[-–—]\s|—")
# A clause of its own with its own subject lets the reader rest as a comma does: "… and we are …".
_PAUSE = re.compile(
    r"[,;:](?=\s)|\s[-–—]\s|—|\s(?:and|but)(?=\s(?:we|you|they|it|he|she|I|there|this|that)\s(?:\w{1,12}n['’]t|am|is|are|was|were|has|have|had|do|does|did|will|can|cannot|could|may|might|must|should|would|shall|now|still|also|expect|hope|plan|apologise|apologize)\s)"
)


def counted(sentence: str) -> tuple[int, int, int]:
    """How many words readers count, how many of them stand between two rests, and how many between two pauses."""
    prose = _DASHES.sub(" ", _LIST.sub(" ", sentence))
    for pattern, words in _GLANCES:
        prose = pattern.sub(words, prose)
    parts = [len(_WORD.findall(part)) for part in _REST.split(prose)]
    return sum(parts), max(parts), max(len(_WORD.findall(part)) for part in _PAUSE.split(prose))
