"""Short deeds of common words: "We sent it again", "A technician put it back". Source: ours.

Each of their words stands in sections that say nothing too, but there with nothing that could be held, and with nothing that could be
seen to be done.
"""

from __future__ import annotations

from communications.checks.words.families import any_of

# What can be seen or held, of the words that are hollow by themselves.
_THING = (
    r"(?:dates?|names?|numbers?|address(?:es)?|pages?|lists?|links?|letters?|lines?|cop(?:y|ies)|notices?|titles?|headings?|(?<!in )parts?|(?<!necessary )step|samples?|sheets?|tickets?|sentences?|points?|websites?|keys?|contracts?"
    r"|templates?|documents?|filled forms?|paragraphs?|bullets|space|boards?|desks?|one|two|three|others?|both|rest|signs?|notes|words?|mails?|messages?|time|settings?|version|supplier|contact)"
)
_SOME = r"(?:the|a|an|our|its|their|your|that|this|these|those|all|both|each|every|another|two|three|one|no|new)"
_IT = rf"(?:it|them|one|all|everything|both|{_SOME} (?:[\w-]+ ){{0,2}}?{_THING})"
_PUT = (
    r"(?:put|puts|send|sends|sent|resent|take|takes|took|taken|set|sets|switch\w*|turn(?:ed|s)?|plug(?:ged|s)?|pull(?:ed|s)?|push(?:ed|es)?|move[ds]?|writes?|wrote|written|print(?:ed|s)?|read|reads|ran|run|drew|drawn|draw"
    r"|load(?:ed|s)?|laid|rolled|starte?d?s?|swapped|handed|hung|entere?d?s?|gave|give[ns]?|made|make|did|done|counte?d?s?|teste?d?s?|tried|try|checke?d?s?|screwed|folded|cut|left|leave|kept|keep|ask(?:ed)?|called|rang|typed|cleaned|emptied|filled|opened|closed|shut|signed|paid|pay|told|tell)"
)
_ANEW = r"(?:again|once more|twice|afresh|anew|by hand|apart|together|separately|aside)"
_AWAY = rf"(?:back|away|off|out|down|on|in|{_ANEW})"
# Where "put back" leads to nothing that can be seen.
_NOWHERE = r"(?! (?:again |fully |now )*(?:on-?line|to|into|in|up|under|with|for|of|on (?:track|line|its)|and running|the way|running|available|legal|care|place|effort|all|everything|what|that)\b)"
_CAME = r"(?:was|were|is|are|been|be|being|got|gets)(?: (?:then|now|all|also|each|both|simply|\w+ly))?"
_CORRECT = (
    r"(?:correct|chang|remov|add|replac|complet|updat|check|repair|clos|open|appli|apply|mov|delet|return|extend|split|print|sort|separat|copi|copy|renam|renew|exchang|fill|attach|shorten|lengthen)(?:e|ed|es|s|d|ies)?"
    r"|made|make|put|puts|took|take|taken|sent|send|wrote|write|written|read|reads|gave|give[ns]?|kept|keeps?|found|got|set|drew|drawn|brought"
)

DEEDS = any_of(
    # It was sent again; we took out the page.
    rf"\b{_PUT} {_IT} {_AWAY}\b{_NOWHERE}",
    rf"\b{_PUT} (?:back|away|off|out|down) (?:the|a|an|our|its|that|this|all|both|each|every) (?!text|details?|information|wording|summary|analysis|report|steps?\b|work|order|measures?|fix|solution|procedures?|problems?|issues?|review)\w+",
    rf"\b{_CAME} {_PUT} {_AWAY}\b{_NOWHERE}",
    rf"\b{_THING} {_CAME} (?:made up for|caught up (?:on|with)|(?:brought|put|taken|sent) (?:back|right|in order)|left (?:out|open|on)|done|repeated|redone|undone)\b",
    # We corrected the date; the date was corrected.
    rf"\b(?:{_CORRECT}) (?:the|an?|our|its|their|that|both|all|each|every|two|three|another) (?!(?:list|set|plan|report|letter|document) of (?:measures|actions|steps))(?:[\w-]+ ){{0,2}}?{_THING}\b(?! (?:of|to|for|on|about|from|with|will|page|team|by)\b)",
    rf"\b{_THING} {_CAME} (?:{_CORRECT})\b(?! (?:to|with|by) (?:legal|comms|management|the (?:board|team))\b)(?! (?:here|later|soon|shortly|below)\b)",
    # It has twice as much now; two people sign.
    r"\b(?:has|have|had|got|gets?|keeps?|takes?|needs?|reads?) (?:now )?(?:twice|half|double|three times|two|another|a second|a third)\b",
    r"\b(?:two|three|four|both) (?:people|persons?|colleagues|of us|technicians|engineers|specialists|members of staff)\b(?= (?:now |will |have to |must )?(?:sign|check|read|look|review|write|approve|count|test))",
    r"\b(?:done|made|signed|checked|read|tested|approved) by (?:two|three|another|a second|the next)\b|\bno longer (?!an? |the |affect|concern|happen|occur|any)\w+|\b(?:go|goes|went|put (?:it|them)) through\b(?! (?:the|our|all|with))|\b(?:is|are|has|have) (?:now )?on (?:it|them) now\b",
    # What is said of what comes next.
    r"\bno (?:further|other|more|new) (?:steps?|measures?|actions?|changes?|work) (?:is|are|was|were) (?:needed|necessary|planned|required|foreseen)\b|\bnothing (?:more|else|further) (?:has|needs|is|remains|will have) to be done\b",
    r"\b(?:did|done|do) (?:it|them) over\b|\bundid\b|\bundone\b|\btook back\b|\btaken back\b|\bstopped using\b|\bon hand\b|\bmade (?:space|room)\b",
)
# Of the cause it is enough that somebody did not know or do something.
OMISSIONS = any_of(
    r"\b(?:was|were|had|has|have|been|did|does|do|is|are)(?:n't| not| never)(?: yet| ever)?(?: been| be)? (?!(?:yet|been|be|known|clear|found|established|identified|determined|clarified|explained|understood|certain|sure|available|completed?|written|finish(?:ed)?|finali[sz]ed|decided?|approved?|applicable|ready"
    r"|confirmed?|reviewed|provided|disclosed|published|given|due|expected|comment|investigated|concluded|able|in a position|possible|want|wish|a|an|the|our|at|to|as|in|so|only|fully|work(?:ing)?|function|perform|operat\w+|run|normal|signed|replied|reply|respond(?:ed)? (?:yet|to us)|look(?:ed)? at (?:it|this)|add|released?|answer(?:ed)?|deliver(?:ed)? (?:the|it|this|a|any)|send|sent|fill(?:ed)?|meant)\b)\w+",
    r"\b(?:step|page|line|part|name|date|number|link|document|copy|letter|sentence|point|note|mail|setting|address|section)s? (?:was|were|is|had been|has been|is|are) (?:missing|missed|left|lost|wrong|old|late|too|mixed|taken|skipped|written|put|made|cut|in|out|not|never|passed|misread|mistaken|forgotten|the same|two|twice)\b",
    r"\b(?:was|were|is|are|became|ran) (?:too )?(?:full|empty|old|late|long|short|large|small|loose|worn|wet|shut|open|gone|lost|off|out of \w+)\b(?! (?:of|information|details|text))|\b(?:nobody|no one|none of us|neither of us)\b (?!know|can|could|is|was)\w+|\bhad (?:not|never) been (?!known|clear|found|established|determined|completed|decided|written)\w+|\b(?:was|were|had) the same\b(?! (?:as|cause|reason))|\b(?:was|were) (?:on leave|on holiday|off sick|ill|away)\b|\bat (?:once|the same (?:time|moment))\b|\bby mistake\b|\bleft (?:it|them|the \w+|one) (?:on|off|open|running|out|behind|in)\b",
)
