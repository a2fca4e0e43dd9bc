"""How people say that something failed, worked, began and ended. Source: ours."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?=\w)(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


_BROKEN = (
    r"fail(?:s|ed|ing|ure|ures)?|broke(?:n)?(?: down| off)?|break(?:s|ing)? down|down|breakdowns?|outages?|incidents?|disruptions?|disturbances?|interruptions?|disturbed|disrupted"
    r"|interrupted|degraded|impaired|unavailable|unreachable|unreliable|unusable|unstable|inaccessible|offline|declined|refused|rejected|dropped|cut off|crashed|timed out"
    r"|stopped|stood still|stand still|standstill|suspended|blocked|closed|lost|missing|late|delayed|slow|slower|incorrect|wrong|old places|out of (?:order|service|action|use)"
    r"|could not|couldn't|cannot|can't|unable|not (?:be )?(?:able|available|reachable|possible|open|work|working|shown|arrive|load|sent)|did not|didn't|do not work|does not work"
    r"|may not have been|let (?:\w+ ){0,3}down|without|nobody|no one|no \w+ (?:arrived|came|could)|ended (?:early|without|by)|hit|affected|concerned|impacted|struck"
    r"|suffered|experienced|errors?|problems?|fault|froze|frozen|hung|went dark|gone|not (?:get|got) through|stuck|stalled|trouble|issues?|difficult(?:y|ies)|paralysed|knocked out|taken down|engaged"
    r"|troubled|plagued|malfunction(?:ed)?|had (?:trouble|difficult\w+|problems)|in vain|no \w+ either|not (?:\w+ ){0,3}either|empty"
)
TROUBLE = _any(_BROKEN)
# What was so before.
HAD = re.compile(r"\bhad (?!trouble|difficult|problems|no\b|to\b|a\b|the\b)(?:\w+ )?\w+", re.IGNORECASE)
RECOVERY = _any(
    r"back|again|restored?|resolved|repaired?|fixed|recovered|normal(?:ly)?|reopened|stable|solved|over|available again|working again|bring|brought|put right|cleared"
)
REGAINED = _any(
    r"(?:stable|available|working|worked|running|ran|reachable|open(?:ed)?|up|online|possible|arrived?|accessible|usable|function\w*|restored|fine) again",
    r"(?:was|were|been) (?:fully |completely )?(?:restored|resolved|fixed|solved|recovered)",
    r"back (?:to normal|up|online|in (?:service|operation))|normal(?:ly)?",
)
BEGAN = _any(
    r"beg[aiu]n(?:ning)?|start(?:ed|s)?|onset|broke (?:down|out|off)|commenced|set in|first (?:failed|noticed|occurred|seen|declines?|errors?)|went down|was lost|were lost|stopped (?:working|responding|answering|loading)"
)
ENDED = _any(
    r"end(?:ed|s)?|was over|were over|over|resolved|restored|repaired|fixed|solved|recovered|back|again|normal|closed|finished|cleared|put right|reopened|stable"
)
TO_COME = _any(
    r"\w{1,4}'ll|today|will|shall|going to|tomorrow|please|next|planned|expects?|would|if|usually|normally|always|every|each|until further|stays?|remains? open|are welcome|due|valid|was to|were to|starting"
)
LABEL = re.compile(
    r"\W*(?:start|begin(?:ning)?|began|end|finish|from|until|resolved|onset|disruption|interruption|disturbance|downtime|time of the (?:outage|incident)|outage (?:start|end)|incident (?:start|end))(?:ed)?(?: of [\w ]{1,30}| time)?\s?:",
    re.IGNORECASE,
)

# How a service did, said of it in the same clause.
FAILED = _any(
    _BROKEN.replace("|empty", "").replace("|errors?|problems?|fault", "").replace("|closed", ""),
    r"(?:services|systems) (?:concerned|affected)|(?:errors?|faults?|problems?|trouble) (?:in|with|of)|kept (?:you|\w+) from|prevented",
)
WORKED = _any(
    r"not (?:be |been )?(?:affected|concerned|hit|touched|impacted|interrupted|disturbed|involved|disrupted|part of|among)|unaffected|untouched|unharmed|no (?:impact|effect|influence) on"
    r"|(?:is|are|was|were|wasn't|weren't|isn't|aren't) (?:never |not )(?:affected|concerned|hit|touched|at risk|down|interrupted)|wasn't (?:affected|hit|concerned)|weren't (?:affected|hit|concerned)"
    r"|as (?:usual|planned|always|normal|expected|ever)|normally|without (?:interruption|a break|problems?|trouble|fail|restriction|delay|any (?:interruption|problem|delay|restriction)s?)"
    r"|remain(?:ed|s)? (?:available|usable|reachable|open|up|online|unaffected|intact|in service|stable)|stayed (?:available|up|open|online|usable|reachable)|continued (?:to work|to run|working|running|as)"
    r"|kept (?:working|running|going|arriving)|(?:was|were) (?:fully )?(?:available|reachable|usable|up|online) (?:throughout|at all times|all the time|the whole time|during)"
    r"|available (?:throughout|at all times)|(?:worked|went through|went out|arrived on time)(?! (?:late|slowly|twice|with|only|badly|less|for|again))|could still|could be \w+ed|still (?:worked|available|possible|open|running)|all there",
    r"(?:is|are|was|were) (?:all )?(?:fine|ok|okay|all right|in order|intact|safe)",
)
# Said outright of a service that it was spared.
SPARED = _any(
    r"not (?:be |been )?(?:affected|concerned|hit|touched|impacted|interrupted|disturbed|involved|disrupted|part of|among)|unaffected|untouched"
    r"|never (?:affected|concerned|hit|down|interrupted)|as (?:usual|planned|always|normal|expected)|(?:remained|stayed) (?:fully )?(?:available|usable|reachable|open|up|online)"
    r"|available (?:throughout|at all times)|without (?:interruption|a break|any interruption)|no (?:impact|effect) on"
)
ONLY = _any(r"only|alone|solely|exclusively|nothing else|no other|just")
NOT_SO = re.compile(
    r"(?:(?:[,(–—-] ?|\band |\bbut )not|\brather than|\binstead of|\bexcept(?: for)?|\bapart from|\bother than)(?: \w+){0,2}\s+\Z",
    re.IGNORECASE,
)
# What each audience is told of its own: when it hears again, until when it may answer.
OWN = _any(
    r"(?:write(?: to you)?|report back|come back(?: to you)?|get back(?: to you)?|be in touch|(?:inform|update|tell) you)(?: again| next)?(?= (?:on|by|at|before|no later|not later|until|within|here))"
    r"|next (?:update|message|report|letter|news)|hear from us|further updates?|feedback|answers?|questions?|reach us|call us|contact us"
)
