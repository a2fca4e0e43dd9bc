"""What tells of what was or is, in a list of what is to be done. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.families import any_of
from communications.checks.words.steps import IRREGULAR

# What stands before another clause, and between brackets: by neither is known whether something is to be done.
ASIDE = re.compile(
    r"^\W*(?:having|following|with|given|since|as|because|in view of|in response to|thanks to|due to|besides|apart from|after|now that|if|unless|while)\b[^,;:]{1,120}, "
    r"|, (?:with|supported|together with|along with|helped|assisted|backed|joined|led|headed|run|chaired|owned|as|who|our|the|a|an|of|from|in|at)\b[^,;:]{1,60}(?=, )|\([^()]{0,120}\)|\[[^\[\]]{0,60}\]"
    r"|,? \b(?:once|when|whenever|as soon as|because|so that|unless|whereas|while|even though|although|if)\b[^,;:]*"
    r"|,? \b(?:that|which|who|whose|where)\b(?: (?:is|are|was|were|has|have|had|will|gets?|goes)\b)?(?:(?!\b(?:is|are|was|were|has|have|will|gets?|goes)\b)[^,;:])*",
    re.IGNORECASE,
)
HAVING = re.compile(r"^\W*having [^,]{1,120}, ", re.IGNORECASE)
# What is told of what was, within a step: its days are none by which anything is done.
WAS = re.compile(
    rf"^\W*(?:having|following|since|because of|in response to|due to|given|with [^,;:]{{1,80}}? (?:passed|done|over|gone|finished|behind us|complete|completed|{IRREGULAR}|\w+ed))\b[^,;:]{{0,120}}, "
    rf"|\b(?:that|which|who)\b (?:(?!will\b)\w+ ){{0,3}}?(?:\w{{2,}}ed|{IRREGULAR})\b[^,;:()]*?(?=\s*(?:$|[,;:.()–—]|\b(?:by|before|until|due)\b))"
    rf"|\b(?:seen|found|noticed|discovered|raised|reported|missed|lost|identified|caused|opened|shipped|started|begun|introduced|made|uncovered|broken|exposed|observed|agreed|decided|promised|discussed|approved|accepted|requested|asked|volunteered|offered|proposed|signed|ordered) (?:on|in|at|during) (?:the )?[\dA-Z][^,;:()]*?(?=\s*(?:$|[,;:.()–—]|\b(?:by|before|until|due|on)\b))"
    rf"|^\W*(?:[A-Z][\w-]+ ){{1,3}}(?:\w{{2,}}ed|{IRREGULAR}) [^,;]{{1,80}}?(?= and (?:is|are|will|now|has to|plans?|next|wants?)\b)"
    r"|\b(?:the )?(?:incident|outage|failure|events?|blackout|crash|breach|on-call) (?:of|on) (?:the )?[\d][^,;:()]*?(?=\s*(?:$|[,;:.()–—]|\b(?:by|before|until|due)\b|[a-z]+s\b))",
    re.IGNORECASE,
)
# Times that belong to what is done, and not to its doing: "print jobs expire after an hour", "backups run at 03:00".
MEASURED = re.compile(
    r"\bafter (?:about |another |at least |at most |more than )?(?:\d+|an?|one|two|three|four|five|six|seven|ten|twelve|thirty) (?:seconds?|s|min(?:ute)?s?|h|hours?|days?|weeks?|months?)\b"
    r"|\b(?:within|in) (?:about |at most |under )?(?:\d+|an?|one|two|three|four|five|ten|thirty) (?:seconds?|s|min(?:ute)?s?)\b"
    r"|\b(?:if|when|whenever|unless|so that|that|which)\b[^,;:.]{0,60}?\b(?:within|in|for) (?:\d+|an?|one|two|three|four|five|ten|thirty) (?:h|hours?|days?|weeks?)\b"
    r"|(?<!by )(?<!until )(?<!before )(?<!till )(?<!\d )(?<!day )(?<!, )\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?! (?:on|today|tomorrow|tonight)\b)",
    re.IGNORECASE,
)
# It is so.
IS_SO = any_of(
    r"^\W*(?:the|an?|all|our|every|each|its|their|both|two|three|\w+s) (?:[\w-]+ ){1,4}?now\b(?! (?:to|due|planned|being)\b)|\bnow\W*$|^\W*(?:until then|meanwhile|in the meantime|for the time being|so far|for now|at present|currently)\b",
    r"\b(?:freeze|leave|holidays?|season|term|audit|contract|support|warranty|licen[cs]e|certificate|sale|window|incident|outage)\b[^,;]{0,30}\b(?:begins?|starts?|ends?|runs? out|falls?)\b",
    r"\b(?:is|are|isn't|aren't|was|were|am)\b(?! (?:[\w-]+ly |now |also |then |still |first |next |currently )?(?:to|going|due|planned|scheduled|supposed|expected|with|up to|tasked|assigned|responsible|in charge|for|on it|at work|in the works|being|owned|asked|wanted|meant|willing|keen|about|the (?:owner|lead|job|task|one)|on the (?:roadmap|list|agenda|backlog)|[a-z-]+ing|(?:re)?(?:\w+ed|built|written|set|cut|put|split|made|taken|drawn)(?: away| off| out| down| over| up| in)? by)\b)(?! (?:on |with |for |up to )?(?-i:[A-Z])[\w-]+(?:'s|’s| who)?\b)",
    r"\b(?:can|cannot|can't|(?-i:may)|might|could|couldn't|would|wouldn't|doesn't|(?:do|does|did) not|don't|didn't|won't|not|\w+n't)\b",
    r"\b(?<!to )(?<!will )(?:has|have|contains?|lists|shows?|holds?|knows?|means?|costs?|affects?|works?|runs|stays?|remains? (?!with\b)|lasts?|takes? (?:about |around |up to |only |roughly )?(?:\d|an? (?:minute|hour|day|few)|two|three|ten)|needs? no|depends?|seems?|appears?|belongs?|consists?|exists?|matters?|fails?|helps?|hurts?|miss(?:es)?|serves?|lacks?|uses|suffices?|counts?|applies|apply|lies|expires?|ends|equals?|fits|thanks?|continues to|hopes?|believes?|thinks?|expects?|regrets?|apologises?|apologizes?|recommends?|supports|allows?|covers|starts? with|no longer|nothing|none|neither|likely|unlikely|since|already|so far|unaffected|sorry|thank|arrives?)\b",
)
# What comes to pass by itself.
ENDS = any_of(
    r"\b(?:arrives?|expires?)\b|\b(?:contract|licen[cs]e|lease|warranty|term|season|agreement|permit|subscription) (?:ends|starts|begins)\b"
)
STANDS = re.compile(
    r"\b(?:is|are) (?:now |all |still |again |\w+ly )?(?:covered by|correct|complete|empty|full|wrong|unaffected|unchanged|back|normal|done|gone|fine|stable|healthy|clean|green|free|low|small|public|listed|covered|staffed|manned|kept|described|explained|shown|here)\b|\b(?:arrives?|gets? here) (?:from|by|with|on|in|at|before)\b"
)
# It is of this text, or for its readers.
TO_READERS = any_of(
    r"\b(?:you|your|yours|please|questions?|feedback|comments|details|background|minutes|notes|this (?:document|report|page|post|list|table|section)|see (?:the|also|below|above)|(?:below|above)(?! (?:the|its|an?|our|their|this|that|which|which|zero|[\d]|\w+ (?:per ?cent|degrees|limit|level|volts?)))|as follows|the following|thank you)\b"
    r"|^\W*(?:it|this|that|these|those|there|here|i|they|nothing|nobody|none|no one|everything|so|other(?:wise)?|overall|in short|in sum|each of|all of|both of|some of|most of|half of|the (?:list|cause|root cause|reason|risk|review|rest|result|impact|outage|incident|error|problem|issue|report))\b(?! (?:shall|will|to)\b)"
)
# Given to somebody, or in the making, whatever else the clause tells.
PLANNED = any_of(
    r"\b(?:was|were|is|are|been|got|gets|we(?:'ve| have)?|i(?:'ve| have)?) (?:also |now )?(?:asked|tasked|assigned|instructed|requested|appointed|commissioned|entrusted|charged|given the (?:task|job)|told)\b(?=[^.;]{0,40}? (?:to|with)\b)"
    r"|\bha(?:s|ve) (?:promised|offered|agreed|volunteered|undertaken)\b|\bha(?:s|ve) (?:been (?:assigned|handed|given|allocated|allotted|delegated|entrusted) to|the (?:task|job|mandate|action|order|honou?r) (?:of|to)|it on \w+ list|(?:\w+ ){0,2}on (?:his|her|their) (?:list|plate|desk))"
    r"|\b(?:would|'d) like to\b|\b(?:ticket|issue|change|story|task|request|order|card|epic|project|job)s? (?:was|were|has been|have been|is|are) (?:opened|filed|raised|created|placed|written|submitted|logged|started|set up) (?:to|for)\b|\b(?:in the works|in the making|in the pipeline|in preparation|under ?way|on the (?:roadmap|agenda|to-?do list|plan|schedule|calendar|cards)|in progress)\b"
    r"|\bgoes? (?:live|in|out|into (?:production|effect|operation|force|service))\b|\bcomes? into (?:force|effect|operation|service|use)\b|\bwe (?:plan|intend|aim)\b|\bwhat (?:is|remains|is still|is left|is missing)\b|\bstill (?:open|outstanding|to come|missing)\b|\b(?:we've|we have|have been|has been|are|is) (?:scheduled|booked|planned|pencilled in|earmarked|reserved)\b"
    r"|\b(?:is|are|it is)? ?(?:foreseen|envisaged|(?<!as )intended|slated|earmarked|pencilled in)\b|\b(?:no|needs? an?) owner\b|\b(?:ha(?:s|ve) )?(?:begun|started) (?:to|on|with|work)\b|\bis (?:half ?-?way|part ?-?way) through\b|\b(?:lies|sits|rests) with\b|\b(?:is|are) (?:an?|the|another|also an?) (?:next )?(?:task|job|item|matter|action|one) (?:for|of)\b|\bha(?:s|ve) (?:all |the |every |his |her |their |both )(?:[\w-]+ ){1,4}?(?:\w{2,}ed(?= *(?:[.,;]|$))|label|write|do|check|test|move|replace|install)\b|\bwhat (?:we|i) (?:want|need|would like|aim for|plan)\b"
    r"|\bit (?:is|falls to|is up to|will be) (?-i:[A-Z])\w+(?: (?-i:[A-Z])[\w-]+)?(?: who\b| that\b| to\b|\W*$)|\b(?:ordered|approved|agreed|signed off)\b[^.;]{0,40}\b(?:and|;|,) (?:\w+ ){0,3}(?:goes|is|are|gets|will|follows)\b|\bdue (?:on|by|in|at|for)\b|\b(?:took|taken|takes?) (?:on|over) (?:the|this|that) (?:job|task|work|action|item|role)|\b(?:agreed|promised|volunteered|offered|undertook|committed|intends?|hopes?|means|proposes?|suggests?)\b[^.;,]{0,30}? (?:to|that)\b|\b(?:has|have|gets?) (?:the |all |its |our )?(?:[\w-]+ ){1,4}?(?:\w{2,}ed|built|written|set up|put) (?:by|out|to|up|on|in|off|with)\b|\b(?:also|still|next|further|now) (?:planned|scheduled|agreed|promised|to come|due)\b|\b(?:promised|expected|foreseen|planned|scheduled|booked) (?:to|for|by|on|in|at|next|this)\b"
)
# Who is asked: "Petra, could you clean up the zone?"
ASKED = re.compile(
    r"^\W*[Ww]hoever\b|^\W*(?:[Cc]an|[Cc]ould|[Ss]hall|[Ss]hould|[Ww]ould) (?:we|somebody|someone|anyone|one of us|the \w+|[A-Z][a-z]\w+)\b|^\W*@?[A-ZÀ-ÞŁŚŻČŠŽ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?, (?:please|can|could|will|would)\b"
)
# What stands among steps and is none: what leads over to them, where to ask.
META = any_of(
    r"^\W*(?:efforts?|costs?|estimated? (?:effort|cost)s?)(?: (?:is|are)|:)|^\W*(?:category|severity|priority|impact|duration|status|detected|detection|root cause|time to \w+|ttd|ttr|mttr|lessons? learned|what went (?:well|wrong))\W*: |^\W*(?:progress|this (?:closes|ends|completes)|all (?:of these|items|actions|steps) are|we (?:review|track|discuss|go through) (?:these|all of these|progress|the list)|questions|feedback|comments|details|background|more (?:details|information))\b|^\W*(?:if|should) you(?:r)?\b|\b(?:the following|as follows)\b(?! \w+(?:day|week|month|sprint|quarter|release)?s?\b(?<!was)(?<!were)(?<!steps)(?<!actions)(?<!is)(?<!are))"
    r"|^\W*(?:as )?(?:agreed|decided|discussed|noted|results?|outcomes?|actions|action items|measures|steps|follow-ups|tasks|items|decisions|minutes|taken|from|out)(?: [\w-]+){0,3}? (?:of|from|in|at|during|by|the) (?:(?:the|our|this|a|last) )?(?:[\w’'-]+ ){0,2}(?:review|meeting|session|call|workshop|retro\w*|post-?mortem|debrief\w*|round|stand-?up|conference|panel)(?: (?:of|on|in|with|at) [^,;:]{1,40})?\W*$"
    r"|^\W*(?:these|those|all|both|the|our|all of these|each of them|all of them|the two|the three) (?:(?:steps|actions|measures|items|points|tasks|follow-ups) )?(?:were|are|have|come|came|was) (?!to\b|due\b|planned\b|with\b|going\b|being\b|owned\b)"
)
# "We will not", "no longer planned".
DROPPED = any_of(
    r"\b(?:will|shall|going|need|needs|have|has|does|do|did) not\b|\bwon't\b|\bnot (?:to be|going|planned|needed|necessary|worth|foreseen|pursued|followed)\b|\b(?:is|are|was|were|been|be|has|have) (?:\w+ )?(?:dropped|rejected|discarded|cancelled|abandoned)\b(?! by (?-i:[A-Z]))|[:,(–—-] ?(?:dropped|rejected|discarded|cancelled|abandoned)\b|\b(?:decided against|out of scope|no longer (?:planned|needed|necessary)|no changes? (?:to|in|of|is|are)|won't fix|wontfix|superseded|obsolete)\b|~~"
)
