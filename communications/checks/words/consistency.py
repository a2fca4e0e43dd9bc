"""How people say that something failed, worked, began and ended. Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.begins import Alternatives
from communications.checks.words.roots import PAST

_BROKEN = (
    r"burst|(?:ran|run|went|was|were|stayed) dry|fail(?:s|ed|ing|ure|ures)?|broke(?:n)?(?: down| off)?|break(?:s|ing)? down|down|breakdowns?|outages?|incidents?|disruptions?|disturbances?|interruptions?|disturbed|disrupted"
    r"|interrupted|degraded|impaired|unavailable|unreachable|unreliable|unusable|unstable|inaccessible|offline|declined|refused|rejected|dropped|cut off|crashed|timed out"
    r"|stopped|stood still|stand still|standstill|suspended|blocked|closed|lost|missing|late|delayed|delays?|slow|slower|incorrect|wrong|old places|out of (?:order|service|action|use)"
    r"|could not|couldn't|cannot|can't|unable|not (?:\w+ly )?(?:be )?(?:able|available|reachable|possible|open|work|working|shown|arrive|load|sent)|did not(?! (?:change|stop|fail|suffer|break|falter|miss|go down|crash|budge|waver|lose|notice|freeze|hang|drop|stall|skip|slow|stutter|affect|touch|hit|cause|need|hurt|harm|matter))|didn't(?! (?:change|stop|fail|suffer|break|falter|miss|go down|crash|budge|waver|lose|notice|freeze|hang|drop|stall|skip|slow|stutter|affect|touch|hit|cause|need|hurt|harm|matter))|do not work|does not work"
    r"|may not have been|let (?:\w+ ){0,3}down|without|nobody|no one|no \w+ (?:arrived|came|could|was|were|went|got|left|worked|appeared|reached)|ended (?:early|without|by)|hit|affected|concerned|impacted|struck"
    r"|suffered|experienced|errors?|problems?|fault|froze|frozen|hung|went dark|gone|not (?:get|got) through|stuck|stalled|trouble|issues?|difficult(?:y|ies)|paralysed|knocked out|taken down|engaged"
    r"|troubled|plagued|malfunction(?:ed)?|had (?:trouble|difficult\w+|problems)|in vain|no \w+ either|not (?:\w+ ){0,3}either|empty"
)
_IDIOMS = (
    r"fell (?:over|silent|behind|apart)|(?:went|gone|go|going) (?:poof|quiet|blank|south|haywire|awol|dark|silent|offline|down|dead|under)|gave (?:up|way|out(?! (?!at|on|in|for|from|after|before|during|when|just|shortly|around|about|and|by|under|over|as|again|this|that|last|early|late)[a-z]))|conked out|died|dead|keeled over|choked|seized up"
    r"|buckled|flaky|sputtered|stuttered|stalled|vanished|evaporated|disappeared|would(?:n't| not) (?:\w+)|won't (?:\w+)|refused to|misbehaved|acted up|played up|played tricks|out of (?:operation|commission|use|reach)|off (?:the )?air"
    r"|bit the dust|tripped|(?:came|ground|brought|come) (?:\w+ )?to a (?:halt|standstill|stop|grinding halt)|(?:brought|took|taken|taking|bringing|knocked|knocking|pulled) (?:\w+ ){0,4}?(?:down|out|offline)"
    r"|(?:played havoc|played tricks|turned red|went red|spinning (?:wheel|circle)|wreaked havoc|slipped into|crept into|denied|swept away|borked|broken|bricked)|(?:locked|shut|kept|threw|kicked|barred) (?:\w+ ){1,3}?out(?: of)?|(?:cut|barred|kept|prevented|stopped|blocked) (?:\w+ ){1,3}?(?:off )?from|unwell|on strike|impossible|useless|garbled|wrong"
    r"|in the dark|to no avail|no luck|on the blink|in trouble|under water|overwhelmed|overloaded|overrun|collapsed|imploded|buffer(?:ed|ing)|lagg(?:ed|ing)|crawled|spun|limped"
)
_LACK = (
    r"(?:said|says?|saying) no|none|nothing|neither|nor|never|hardly|barely|no longer|not (?:a (?:single )?\w+|all)|unresponsive|silent|blank|dead|dark|intermittent(?:ly)?|patchy|sluggish|erratic|unreadable"
    r"|(?:got|get|received|saw|had|sent|were|was|is|are|left|showed|gave|heard) no|time-?outs?|timing out|inoperative|out of reach|cut|jammed|halted|hampered|glitch|blackout|garbled"
    r"|left (?:waiting|standing|stranded|hanging)|stranded|cancelled|postponed|had to (?:wait|queue|walk|stand)|shut|(?:black|blank|white|frozen) (?:screen|page)s?|error (?:page|message)s?|handwritten|broke|broken|cost you"
    r"|by hand|on paper|manually|pen and paper|twice|double|duplicated?|queued|backlog|misrouted|misdirected|wrongly|incorrectly|not \w+ed|was not|were not|wasn't|weren't|bounced"
    r"|went (?:down|offline|unanswered|missing|astray)|fell (?:over|silent)|unanswered|disconnected|thrown out|locked out|kicked out|logged out|shut out|not charged|unpaid"
)
TROUBLE = Alternatives(_BROKEN, _LACK, _IDIOMS)
# What happens to a service at one moment.
BREAKS = Alternatives(
    r"burst|went off|(?:was|were) (?:killed|cut off|thrown out|kicked out|locked out|interrupted|refused|declined|rejected|turned down)|ran dry|went (?:down|offline|dark|silent|quiet|blank|dead|haywire|awol|under|wrong)|gave (?:up|out|way)|died|broke|hung|quit|seized up|conked out|keeled over|choked|buckled|vanished|disappeared|stood still|lay idle|came to a (?:\w+ )?(?:halt|standstill|stop)|shut down|fell (?:silent|apart|out)|was gone|were gone|stopped|failed|crashed|broke down|broke off|became (?:un\w+|slow)|was lost|were lost|dropped (?:out|off)|could no longer|no longer|fell over|froze|was cut|were cut|ceased|collapsed"
)
# What was so before.
HAD = re.compile(
    rf"\bhad (?:been |\w+ly |also |already |just |not |never |long |all |both |even |since |then |now |once |still ){{0,3}}(?:\w{{2,}}ed|been|come|become|run|put|set|cut|shut|hit|let|cost|read|{'|'.join(sorted(PAST))})\b"
)
RECOVERY = Alternatives(
    r"back|again|resum\w+|restored?|restor(?:ing|ation)|resolved|repaired?|fixed|recovered|normal(?:ly)?|reopened|stable|solved|over|available again|working again|bring|brought|put right|cleared|normali[sz]ed|working"
)
REGAINED = Alternatives(
    r"(?:stable|available|ran|reachable|open|up|online|possible|arrive|accessible|usable|fine|complete|whole|there|(?!tri|call|fail|test|ask|happen|crash|declin|refus|check|phon|ring|try|fail|stopp|interrupt)\w+(?:ed|ing)) again",
    r"(?:was|were|been) (?:fully |completely |finally )?(?:restored|resolved|fixed|solved|recovered|up and running|back)|(?:resumed|recovered|came back|come back|reopened|up and running|normali[sz]ed|healthy)|returned to (?:normal|service)",
    r"(?<!tried )(?<!called )(?<!failed )(?<!asked )(?<!tested )(?<!happened )(?<!wrote )(?<!broke )(?<!stopped )(?<!down )again (?:at|by|from|since|shortly|just|around|about)|(?:had|got|have|has) (?:\w+ ){1,3}?(?:back|running|working|up|going|online)|(?:was|were|came|come|are|is) (?:\w+ )?back(?! to (?:you|us))|back (?:to normal|up|online|in (?:service|operation))|normal(?:ly)?",
)
# Said of a part only: of the whole the facts say nothing of it.
PARTLY = Alternatives(
    r"half|partly|partially|first|initially|longest|worst|individual|each|per|average|single|at least one|a (?:third|quarter|few|handful|part|fraction|small)|two thirds|most(?= (?:between|from|at|around|in)\b)|peak\w*|heaviest|busiest|most (?:of|\w+s)|the rest|the others|gradually|one by one|one after (?:the other|another)|test\w*|rehears\w*|drill"
)
BEGAN = Alternatives(
    r"beg[aiu]n(?:ning)?|start(?:ed|s)?|onset|broke (?:down|out|off)|commenced|set in|first (?:\w+ )?(?:failed|failures?|noticed|occurred|seen|declines?|declined|errors?|refused)|went down|was lost|were lost|stopped (?:working|responding|answering|loading)"
)
ENDED = Alternatives(
    r"had (?:\w+ ){1,3}?(?:running|working|up|back|going|healthy|open|online|restored|fixed)|the last (?:\w+ ){1,2}(?:could|was|were|got|had|came|left|returned)|normali[sz]ed|healthy|end(?:ed|s)?|resum\w+|came back|come back|up and running|was over|were over|over|resolved|restored|repaired|fixed|solved|recovered|back|again|normal|closed|finished|cleared|put right|reopened|stable"
)
_THEN = "|".join(("could not", "couldn't", "didn't", r"\w{2,}ed", *sorted(PAST)))
TO_COME = Alternatives(
    rf"we (?:keep|store|retain|delete|allow|offer|recommend|advise|repeat|check|phone|ring|pay|send|give|credit|plan|hold|write|meet|report)|\w{{1,4}}'ll|today|will|shall|going to|tomorrow|please|next(?! (?:day|morning|evening|night|afternoon)\b)|planned|expects?|would(?! not)|if(?![^,.;]*?\b(?:{_THEN})\b)|usually|normally|always|every|each|until further|stays?|remains? open|are welcome|due|valid|was to(?! blame)|were to(?! blame)|starting"
)
_EVENT = r"(?:outage|incident|disruption|interruption|disturbance|failure|downtime|impact)"
LABEL = re.compile(
    rf"\W*(?:start|begin(?:ning)?|began|end|finish|from|until|resolved|restored|onset|recovery|restoration|resolution|disruption|interruption|disturbance|downtime|outage|period|window|time frame|timeframe|when"
    rf"|time of (?:the )?(?:{_EVENT}|restoration|recovery|resolution)|{_EVENT} (?:start|end|window|period|time|times|hours|began|ended|from))(?:ed)?(?: of (?!notice|detection|repair|next)[\w ]{{1,30}}| time| \([\w ]{{1,12}}\))?\s?:"
)

# How a service did, said of it in the same clause.
FAILED = Alternatives(
    _IDIOMS,
    _BROKEN.replace("|empty", "")
    .replace("|without", r"|without(?! (?:an?|any|further|major)\b)")
    .replace("|delays?", "")
    .replace("|errors?|problems?|fault", "")
    .replace("|closed", ""),
    r"had an? (?:\w+ ){0,2}?(?:break|outage|gap|hiccup|failure|interruption|problem|fault|wobble|dropout|glitch)|faulty|read-only|(?:show(?:ed|s|ing)?|full of|nothing but) (?:only |nothing but |all )?(?:zeros?|zeroes|dashes|question marks|old|wrong|strange|yesterday|an? (?:empty|blank|wrong|old)|someone|somebody)|(?:was|were) cut|loss of|had to (?:interrupt|limit|restrict|block|disable|refuse|reject|decline|cancel|withdraw|suspend|stop|close|switch off|turn (?:\w+ )?(?:away|off|down)|take (?:\w+ )?(?:down|offline)|shut down)|had to (?:be )?(?:closed?|called off|cancelled|postponed|scrapped|put off|abandoned|shut|stop(?:ped)?|suspend(?:ed)?|paused?|switch(?:ed)? off|taken? (?:\w+ )?(?:down|offline)|turn(?:ed)? off|halt(?:ed)?)|(?:was|were|been) (?:closed|shut|switched off|taken (?:down|offline)|turned off|pulled)",
    r"(?:had|has|have|with|got|left with) no\b|no (?:access|connection|way|use) \w+|lost (?:access|contact|connection|sight)|(?:black|blank|white|frozen|empty) (?:screens?|pages?)|error (?:page|message|code)s?|waited in vain"
    r"|(?:was|were) left (?:waiting|standing|stranded|without|in the dark|hanging)|had to (?:wait|queue|be (?:cancelled|postponed|put off))|(?:was|were) (?:stranded|cancelled|postponed)",
    r"(?:was|were|been|both|all) (?:both |all |fully |completely |partly |briefly )?(?:out|off|dead)(?! of)|(?:is|are) (?:still |both |all )?(?:out|off|dead)(?=[.,;)]|\s?\Z| (?:again|until|since))|unresponsive|intermittent(?:ly)?|patchy|sluggish|inoperative|went (?:down|offline|dark|silent)|fell over|out of reach|time-?outs?|(?:got|received|saw|sent) no|ground to a halt|halted|unstable|troubles?",
    r"(?:was|were|stayed|remained|fell|went|kept|stood|lay|sat|stands?|stays?) (?:\w+ly |all |both )?(?:silent|mute|dark|blank|black|red|empty|shut|dead|frozen|idle|still|quiet|haywire|astray|amiss|awry)"
    r"|(?:gave|gives|threw|throws|showed|shows|returned|returns|produced|ran into|met with|full of|nothing but|only|reported|riddled with) (?:only |many |some |nothing but |an? )?(?:errors?|timeouts?|faults?|nonsense|rubbish|wrong \w+|problems?)"
    r"|let nobody|let no one|led \w+ astray|in circles|kept crashing|kept failing|(?:answered|accepted|opened|printed|took|let|showed|sent|reached) (?:nothing|nobody|no one|none|no \w+)",
    r"(?:problem|fault|trouble|error|issue|failure|defect)s? (?:lay|lies|was|were|is|sat|sits) (?:only |solely |just )?(?:with|in|at)\b"
    r"|(?:mixed|muddled|jumbled|messed|fouled|screwed) (?:\w+ ){0,4}?up|confused|scrambled|miscounted|misread|misprinted|overcharged|undercharged|swallowed|ate up|spat out|skipped|forgot|leaked|exposed|mislabelled|mispriced"
    r"|(?:be|could|was|were|did|had|took|got|gave) neither|choked|tripped (?:over|up)|came up (?:empty|blank)|turned up blank|hosed|fried|toast|kaput|bust|broke apart|ran dry|ran wild|went mad|an? (?:hour|day|minute|week) (?:off|out|late)|(?:off|out|late) by (?:an?|\w+) (?:hours?|days?|minutes?)|lagged behind",
    r"(?:services|systems) (?:concerned|affected)|(?:errors?|faults?|problems?|trouble) (?:in|with|of)|kept (?:you|\w+) from|prevented",
    r"fell victim|(?:saw|found|got|met|opened|had) (?:only )?an? (?:empty|blank|closed|dead|white|black)(?: (?:page|screen|window|list|map|form)s?)?|off the (?:net|grid)|nothing (?:came|got|went) (?:\w+ )?(?:out|through|in|back)|swapped|shuffled|muddled|two (?:[\w-]+ )?(?:on|in|for) one\b",
    r"took away|(?:washed|swept|blew|carried) away|robbed|(?:fire|storm|fault|flood|cut|leak|mistake|failure|outage) cost (?:us|you|them)|(?:gave|found|brought up|brought|returned|yielded|turned up|delivered) (?:back )?nothing|showed (?:only |us |you )?(?:last|the week before|the day before|old|tomorrow)"
    r"|(?:sent|printed|charged|delivered|mailed|issued|booked|paid|got|received|arrived|came|went out|went) (?:[\w-]+ ){0,4}?(?:twice|in duplicate)(?! (?:a|per|as|the|daily|weekly|every|each)\b)|where there (?:was|were) none|(?:was|were) missing|robbed (?:us|you)",
    r"nowhere|astray|packed (?:up|in)|flickered|took (?:\w+ )?(?:ages|forever|an age|far too long|too long)|(?:was|were|proved) (?:of )?(?:no|little) (?:use|help)(?: at all)?|no use|no help|went (?:missing|wild|mad|crazy|to pieces)"
    r"|(?:was|were|be|been) (?:called off|scrapped|put off|abandoned|knocked out|wiped(?: out)?|cut (?:off|short)|backed up|washed out|mixed up|missed|turned away|sent away|cancelled|postponed)|turned (?:\w+ ){1,3}?away"
    r"|(?:was|were|is|are) (?:\w+ly |quite |often |badly |simply |both |all )?(?:gone|incomplete|jerky|useless|shaky|faulty|corrupt(?:ed)?|outdated|out of date|stale|behind|hacked|defaced|flooded|jammed|broken|lost|late|slow|wrong|patchy|garbled|unreadable)"
    r"|never (?:came|arrived|opened|loaded|started|answered|showed|went|reached|appeared|finished|left|got)|not a single|could only|would only|only (?:half|part|some) of|worked only|only worked|lost (?:its|their|your|all|every|half)|kept (?:\w+ )?(?:fail|crash|break|dropp|refus|reject|los|hang|freez|stall|tim|restart|logg|ask)\w*ing",
)


WORKED = Alternatives(
    r"no (?:trouble|problems?|issues?|errors?|faults?|complaints?|delays?|restrictions?)(?=[.,;)]|\s?\Z)|no signs? of \w+|nothing (?:wrong|amiss)|not (?:be |been )?(?:affected|concerned|hit|touched|impacted|interrupted|disturbed|involved|disrupted|part of|among)|unaffected|untouched|unharmed|no (?:impact|effect|influence) on"
    r"|(?:is|are|was|were|wasn't|weren't|isn't|aren't) (?:never |not )(?:affected|concerned|hit|touched|at risk|down|interrupted)|wasn't (?:affected|hit|concerned)|weren't (?:affected|hit|concerned)"
    r"|as (?:usual|planned|always|normal|expected|ever)|normally|without (?:interruption|a break|problems?|trouble|fail|restriction|delay|any (?:interruption|problem|delay|restriction)s?)"
    r"|remain(?:ed|s)? (?:available|usable|reachable|open|up|online|unaffected|intact|in service|stable)|stayed (?:available|up|open|online|usable|reachable)|continued (?:to \w+|\w+ing|as)"
    r"|kept (?:working|running|going|arriving)|(?:was|were) (?:fully )?(?:available|reachable|usable|up|online) (?:throughout|at all times|all the time|the whole time|during)"
    r"|available (?:throughout|at all times)|(?:worked|ran|went through|went out|arrived on time|operated|functioned|did work)(?! (?:late|slowly|twice|with|only|badly|less|for|again|on|into|out)\b)|could still|could be \w+ed|still (?:worked|available|possible|open|running)|all there",
    r"(?:is|are|was|were) (?:all )?(?:fine|ok|okay|all right|in order|intact|safe|up|running|correct|accurate)",
    r"(?:could|can) (?!not|have|only|no\b|never|neither|fail|lead|cause|affect|mean|happen|break|delay|take|be (?:delayed|late|slow|affected|neither|no\b|un))(?:\w+ly |also )?\w+",
    r"(?:was|were|is|are) (?:still |always |fully |all )?(?:possible|available|reachable|open|usable|accessible|working|operational|manned|staffed|running|serving|in use|in operation|in service)(?! (?:again|from|since|at \d))|escaped|(?:was|were) (?:spared|safe)|kept (?:on )?(?!fail|crash|break|dropp|refus|reject|los|hang|freez|stall|tim|us|try|wait|return|show|restart|happen|ask|get)\w+ing|(?:went|carried|ran) on\b(?! (?:to|strike|fire))|went through",
    r"(?<!\byou )(?<!\bwe )(?<!\bthey )(?<!\bwho )(?:played|served|answered|accepted|printed|opened|processed|loaded|delivered|responded|arrived|flowed|remained|stayed)(?! (?:\w+ ){0,3}?(?:late|slowly|twice|wrong\w*|in vain)\b)(?! (?:havoc|tricks|up|nothing|nobody|for nobody|for no one|no\b|late|slowly|twice|only|shut|closed|empty|dark|blank|silent|mute|still|quiet|idle|frozen|red|black|dead|down|off|out|away|unanswered|un\w+|without))",
    r"on (?:time|schedule)(?! (?:again|since))|throughout|at all times|the whole time|all along|healthy|unscathed|operational|up and running|fully functional|intact|held up|no (?:impact|effect)",
    r"not (?:one|a single|a) (?:minute|second|moment|hour|day)(?: (?:late|down|lost|too late|off))?|not (?:one|a single) (?:[\w-]+ )?(?:was |were |went |got )(?:lost|missed|refused|declined|dropped|late|missing|rejected|turned away|wrong|affected)|never (?:been )?(?:a|in|any) (?:problem|trouble|danger|question)",
    r"nothing (?:changed|happened|was different)|as if nothing (?:had|was|were)|without a scratch|came through(?! (?:late|slowly|twice|only|wrong|garbled|empty|with|hours|days|after|in|again))|let (?:everyone|everybody|all of you) in|showed (?:only )?the (?:right|correct|true)|as (?:it|they) should(?! have)",
    r"(?:is|are|was|were) (?:always |all )?(?:right|complete|there (?:all|the whole|throughout|at all))(?! again)",
    r"as on any (?:other )?day|like (?:on )?any (?:other )?day|nothing (?:was|is|went) wrong (?:with|in|at)|no (?:trouble|problems?|issues?|errors?|faults?|disruptions?|interruptions?|failures?|loss|impact|effect) (?:\w+ ){0,3}?(?:with|in|to|of|for|on|at)"
    r"|(?:was|were|is|are) (?:still |always |fully |all )?(?:online|live|green|chill|good|happy|healthy|at your disposal|there for you)|(?:able|free) to \w+|continued|as (?:good|fast|quick|reliable) as",
    r"(?:gave|had|showed|threw|saw|met|made|caused) no (?:errors?|problems?|trouble|faults?|mistakes?|fuss)|did (?:its|their|the) (?:job|work|duty)|did (?:what|as) (?:it|they|you)|(?:did not|didn't) notice|noticed nothing"
    r"|as (?:it|they) (?:should|ought to|always d(?:o|oes|id))|(?:let|took|served|answered|accepted|opened|printed) (?:in )?(?:every|everybody|everyone|all|each|any)(?: \w+)?|at hand|at (?:your|their|our) (?:service|disposal)|(?:its|their) doors open"
    r"|(?:broadcast|sent|issued|printed|served|answered|accepted|sold|shown|open|there|staffed|published|updated|delivered|opened|played|paid|processed|shipped|handled|booked|recorded|stored|saved|synced|loaded|manned|used|watched|streamed|aired|taken|worked|ran|running|available|reachable) (?:\w+ ){0,2}?(?:all (?:day|night|morning|evening|week|weekend|the time)|the whole (?:day|night|time|while|morning|evening)|round the clock|day and night|every (?:half )?(?:\w+ )?(?:hour|minutes?|time))(?! (?:late|wrong))"
    r"|worked (?:fine|well|perfectly|smoothly|properly|reliably|flawlessly)|in (?:good )?(?:working order|good shape|perfect order)|under no strain|no difference|business as usual|held (?:out|firm|on)|on (?:the )?air",
    r"had no (?:problems?|trouble|interruptions?|outages?|errors?|issues?)|no (?:problems?|issues?|errors?|interruptions?|outages?) (?:with|in|at|for)|without (?:a |any |further |major )?(?:limits?|limitations?|restrictions?|hitch|hiccups?|loss|problems?|trouble|glitch(?:es)?|break|pause|gaps?|delays?|errors?|interruptions?|issues?|incidents?|difficult(?:y|ies)|fault|stutter|stumble|flaw|blip|wobble|drop|queue|complaint|exception|wait|interruption)",
    r"took place|went ahead|(?:is|are) (?:still |all )?complete|undisturbed|(?:was|were) (?:\w+ly |all |always |still |both )?(?:held|ready|there|right|correct|complete|quick|fast|smooth|well|normal|unharmed|steady|stable|sound|solid|undisturbed|uninterrupted|untroubled|flawless|faultless|spotless|up)(?! (?:again|from|since|late|to))"
    r"|(?:did not|didn't|never) (?:change|changed|stop|stopped|fail|failed|suffer|suffered|break|broke|falter|faltered|miss|missed|go down|went down|crash|crashed|budge|waver|freeze|froze|hang|hung|drop|dropped|stall|stalled|skip|slow|stutter)(?! (?:work|send|answer))|coped|managed (?:to|well|fine)|like clockwork|smoothly|on the dot|stood as|(?:stayed|stood) (?:on|up|put|where)|sold well|not once|in perfect order",
)
# Said outright of a service that it was spared.
SPARED = Alternatives(
    r"nothing (?:changed|happened|was different)",
    r"nothing (?:was|is|went) wrong (?:with|in|at)|(?<!through )no (?:trouble|problems?|issues?|errors?|faults?|disruptions?|interruptions?|failures?|impact|effect) (?:\w+ ){0,3}?(?:with|in|to|of|for|on|at)|fine|green|healthy",
    r"not (?:be |been )?(?:affected|concerned|hit|touched|impacted|interrupted|disturbed|involved|disrupted|part of|among)|unaffected|untouched"
    r"|never (?:affected|concerned|hit|touched|down|interrupted)|as (?:usual|planned|always|normal|expected)|(?:remained|stayed) (?:fully )?(?:available|usable|reachable|open|up|online)"
    r"|available (?:throughout|at all times)|without (?:interruption|a break|any (?:interruption|problem|restriction)s?|problems?)|no (?:impact|effect) on|(?:was|were) (?:spared|safe)|escaped|had no problems?"
    r"|could (?:still )?be \w+ (?:all (?:day|night|morning|evening|afternoon|week|the time|along)|the whole|throughout|at all times|as (?:usual|always|ever))|without (?:a |any )?(?:break|stutter|interruption|problem|exception)s?|(?:continued|kept) (?:to work|working|to run|running)|worked (?:normally|as (?:usual|normal)|throughout|all the time)"
    r"|(?:went|carried|ran) on (?:as|without|normally)|without (?:a |any )?(?:hitch|hiccups?|glitch|delay|limits?|trouble|restrictions?)",
)
ONLY = Alternatives(
    r"only|the one (?:thing|service|system|part|product)|alone|solely|exclusively|nothing (?:else|but|other)|no(?:ne)? other|just(?! (?:like|as|over|under|after|before|about|now|when|because|in|so)\b)|(?:limited|confined|restricted) to|purely|nowhere else"
)
# After a name: that what is said is not said of it.
NOT_THAT = re.compile(r",? (?:excepted|excluded|aside|apart|not included|not among them)\b")
NOT_SO_WORDS = re.compile("not|rather|instead|except|apart|other|unlike|excluding|aside|bar")
NOT_SO = re.compile(
    r"(?:(?:[,(–—-] ?|\band |\bbut )not|\brather than|\binstead of|\bexcept(?: for)?|\bapart from|\bother than|\bunlike|\bwith the exception of|\bexcluding|\baside from|\bbar)(?: \w+){0,2}\s+\Z"
)
# What each audience is told of its own: when it hears again, until when it may answer.
OWN = Alternatives(
    r"(?:write(?: to you)?|report back|come back(?: to you)?|get back(?: to you)?|be in touch|(?:inform|update|tell) you)(?: again| next)?(?= (?:on|by|at|before|no later|not later|until|within|here))"
    r"|next (?:update|message|report|letter|news)|hear from us|opening hours|office hours|(?:hotline|helpline|desk|support|phones?|chat|reception|switchboard)(?: \w+){0,3}? (?:opens?|closes?|(?:is|are|stays?|remains?|kept) (?:open|staffed|reachable|there))|(?:is|are) (?:open|staffed|closed)(?= (?:from|until|at|between|on|daily|every))|further updates?|feedback|(?:your|any|further|for|all|more|with) (?:\w+ )?(?:answers?|questions?|comments?|repl(?:y|ies)|enquiries)|(?:send|ask|write|put) (?:us |to us )?(?:\w+ )?(?:answers?|questions?)|(?:can|may|could|how to|please) (?:\w+ ){0,2}(?:reach|call|contact) us|(?:reach|call|contact) us (?:at|on|by|under|any|from|until|daily|between|every)"
)
