"""What goes wrong, what it does to people, its coming back, and how sure somebody is of it. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, family

# What may go wrong, as a noun, and its coming back.
TROUBLES = [
    "incident",
    "outage",
    "problem",
    "issue",
    "error",
    "fault",
    "failure",
    "bug",
    "interruption",
    "disruption",
    "delay",
    "mistake",
    "event",
    "breakdown",
    "disturbance",
    "mishap",
    "glitch",
    "surprise",
    "situation",
    "breach",
    "leak",
    "loss",
    "defect",
    "malfunction",
    "stoppage",
    "shutdown",
    "crash",
    "collapse",
    "hiccup",
    "bottleneck",
    "mix-up",
    "lapse",
    "accident",
    "blackout",
    "scenario",
    "episode",
    "occurrence",
    "inconvenience",
    "trouble",
    "slip",
    "deadlock",
    "split-brain",
    "duplicate",
]
BAD = (
    r"(?:wrong|duplicate|double|faulty|false|erroneous|accidental|unauthori[sz]ed|lost|missing|missed|incorrect|mistaken|unwanted|dropped|failed|broken|late|unplanned|unexpected|unintended"
    r"|stray|mixed-up|empty|corrupt|corrupted|garbled|bad|stuck|delayed|cancelled|forgotten)"
)
TROUBLE = (
    rf"(?:{BAD} [\w-]+|"
    + "|".join(f"{one}(?:e?s)?" for one in TROUBLES)
    + "|losses|downtimes?|unavailability|data loss)"
)
REPEAT = r"(?:repeats?|repetitions?|recurrences?|re-?occurrences?|reruns?|replays?|relapses?|sequel|encore|second time|next time|way back)"

ADVERB = (
    r"(?:(?:now|therefore|thus|simply|definitely|certainly|ever|also|really|surely|henceforth|hereafter|absolutely)\s)?"
)
WONT = (
    rf"(?:(?:will|shall|can|is going to|are going to|should|would|could|must) {ADVERB}never|(?:will|shall|can|must|may) {ADVERB}not|won't|shan't|can't|cannot|mustn't"
    rf"|'(?:ll|s|d) {ADVERB}never|'ll {ADVERB}not|(?:will|shall|can|'ll) {ADVERB}no longer|(?:is|are|am|'s|'re|'m) (?:not|never|no longer) (?:ever )?(?:going|about|able) to"
    r"|(?:isn't|aren't) (?:ever )?(?:going|able) to|(?:is|are) (?:not|never) to|never(?: ever)?(?: will| shall| can| is| should)?)"
)
FEW = r"(?:[\w'-]+,? ){0,4}?"
RETURN = (
    r"(?:recurs?|re-?occurs?|be repeated|get repeated|repeats?(?: itself| themselves)?(?= *(?:[.,;!]|$|in\b|again))|comes? back|comes? round again"
    r"|returns?(?= *(?:[.,;!]|$|in\b|again|to haunt))|re-?appears?|re-?surfaces?|re-?emerges?|be back|creeps? back|haunts?|rears? its)"
)
HAPPEN = r"(?:happens?|occurs?)"
ON_A_DAY = r"(?! (?:before|until|till|unless|without|on|by|at|today|tonight|tomorrow|this (?:week|month|evening|morning|afternoon|night|weekend|year)|next|in the next|during|automatically|immediately|while)\b)"
AGAIN = r"(?:again|(?:for )?a second time|another time|once more|ever again|anew)"
EVER = rf"(?:{AGAIN}|twice|ever|any ?more|any longer|in (?:the )?future|in future|from (?:now|here|today|this day|this point) on(?:wards?)?|from now onwards|(?:going|moving) forward|henceforth|at any time)"
# What a sender does of its own will, and may well promise not to do again.
OF_ONES_WILL = (
    r"(?! (?:\w+ ){0,2}?(?:needs?|have to|has to|want|try|ask|charge|send|call|sell|share|contact|bill|offer|support|accept|use|ship|publish|open|sign|promise|remind|email|write"
    r"|be (?:put up|asked|charged|billed|contacted|debited|invoiced|able|required|used|accepted|supported|offered|sold|shown|available|counted|sent|opened|published|written|needed|necessary|called|told|prompted|read))\b)"
)
HARM = (
    r"(?:fails?|re-?opens?|breaches|escapes?|goe?s? (?:down|wrong|dark|missing|astray|unnoticed|offline|silent)|breaks?(?: down)?|crash(?:es)?|stops?|loses?|(?:be|get|gets|go|becomes?|is|are) (?:left|wiped|deleted|corrupted|broken|misrouted|missed|dropped|cancelled|rejected|forgotten|double-booked|overcharged|robbed|wrong|billed wrong\w*|charged (?:twice|double)|lost|stuck|mixed up|locked out|out of step|full"
    r"|affected|hit|troubled|bothered|inconvenienced|delayed|interrupted|disrupted|disturbed|cut off|down|unavailable|unreachable|inaccessible|offline|surprised|caught|overloaded|overwhelmed|exposed|leaked|at risk|in danger|compromised|left without|left in the dark|stranded|confused|swapped|overwritten|doubled|a problem|an issue|possible|the case)"
    r"|lets? \w+(?: \w+)? down|disappoints?|locks? \w+ out|(?:takes?|brings?|knocks?) (?:\w+ ){1,3}?(?:down|offline|out)|blocks?|interrupts?|disrupts?|disturbs?|delays?|runs? (?:out|dry|into)|fills? up|overflows?|overloads?"
    r"|mix(?:es)?(?: up)?|slips? (?:through|past|by)|causes?|triggers?|leads? to|results? in|sees?|experiences?|faces?|suffers?|encounters?|endures?|(?:live with|put up with|deal with|go through|live through|wait for|worry)"
    r"|catch(?:es)? \w+|surprises?|arises?|takes? place|comes? up|crops? up|strikes?|hits?|affects?|reach(?:es)?|freez(?:e|es)|vanish(?:es)?|disappears?|leaks?|expires?|collapses?|stumbles?|misses|happens?|occurs?|wak(?:e|es)|lapses?|falls? (?:over|behind|short|through)|gives? out|hangs?|stalls?|pulls?)"
)
SURE = (
    r"(?:guarantee[sd]?|warrants?|promise[sd]?|pledge[sd]?|vows?|swears?|assures?|assured|ensures?|ensured|confident|certain|sure|convinced|positive|(?:no|without|beyond(?: any)?) doubt|(?:our|my) word|undertakes?|undertaken|vouch(?:es)?|certainty|hand on heart|on our honou?r|mark (?:our|my) words|(?:you )?can (?:bet|bank)(?: on)?|assurance"
    r"|makes? sure|made sure|sees? to it|trust (?:us|me)|(?:you )?can (?:rely|count|depend) on)"
)
SURE_WORDS = (
    "guarantee guarantees guaranteed warrant warrants promise promises promised pledge pledges pledged vow vows swear swears undertake undertakes undertaken vouch vouches certainty honour honor words bet bank assurance heart assure assures"
    " assured ensure ensures ensured confident certain sure convinced positive doubt word see sees trust rely count depend"
)
NO_WORDS = "not t never no nobody nothing none cannot neither"
EVER_WORDS = "again second another once anew ever twice anymore more longer future onwards forward henceforth now here today day point time"
REPEAT_WORDS = (
    "repeat repeats repetition repetitions recurrence recurrences reoccurrence reoccurrences re occurrence rerun replay relapse sequel encore time"
    " reruns replays relapses way"
)
TROUBLE_WORDS = " ".join(f"{one} {one}s {one}es" for one in TROUBLES) + (
    " losses downtime unavailability data mix split wrong duplicate double faulty false erroneous accidental unauthorised unauthorized lost missing missed incorrect mistaken"
    " unwanted dropped failed broken late unplanned unexpected unintended stray mixed empty corrupt corrupted garbled bad stuck delayed cancelled forgotten"
)
HARM_WORDS = (
    "fail fails reopen reopens re breach breaches escape escapes go goes break breaks crash crashes stop stops lose loses left wiped deleted corrupted broken misrouted missed dropped cancelled rejected forgotten double overcharged robbed wrong billed charged lost stuck mixed locked out full affected troubled bothered inconvenienced delayed interrupted disrupted disturbed cut down unavailable unreachable inaccessible offline surprised caught overloaded overwhelmed exposed leaked risk danger compromised without stranded confused swapped overwritten doubled problem issue possible case let lets disappoint disappoints lock locks take takes bring brings knock knocks"
    " block blocks interrupt interrupts disrupt disrupts disturb disturbs delay delays run runs fill fills overflow overflows overload overloads mix mixes slip slips cause causes trigger triggers lead leads result results see sees experience"
    " experiences face faces suffer suffers encounter encounters endure endures live put deal wait worry catch catches surprise surprises arise arises come comes crop crops strike strikes hit hits affect affects reach reaches freeze freezes"
    " vanish vanishes disappear disappears leak leaks expire expires collapse collapses stumble stumbles misses happen happens occur occurs wake wakes lapse lapses fall falls give gives hang hangs stall stalls pull pulls"
)

# Who says that nothing can be promised, promises nothing; nor does who asks.
NO_PROMISE = Families(
    family(
        (
            "never no not t cannot nobody one unable if should case were unlikely less reduces reduce reduced smaller rarely matter whatever asked ask asks question lower lowers rather whether cause reason source explanation",
        ),
        r"\b(?:deploy|updat|releas|back-?up|sync|job|build|process|e?mail|notification|export|import)\w* (?:will|shall) (?:not|no longer) (?:occur|happen|take place)\b",
        r"\bno (?:[\w-]+ ){1,3}?(?:will|shall) be (?:affected|impacted|lost|interrupted) (?:by|in|during|with) (?:this|the) (?:\w+ )?(?:outage|maintenance|migration|upgrade|move|work|works|update|change|process)\b",
        r"^\W*no other (?:[\w-]+ )?(?:services?|systems?|servers?|sites?|components?|products?|regions?|features?|tools?|areas?) (?:will|shall) be (?:affected|impacted)\W*$",
        r"\b(?:pushed|deployed|released|held|done|carried out|ahead|place) (?:no matter what|whatever happens|come what may)\b",
        r"\bas (?:the|a|an|its|possible) (?:\w+ )?(?:cause|reason|source|explanation)\b",
        r"\b(?:never|not|don't) (?:say|claim|promise|tell|write)(?: \w+)? that\b|\bnever that\b",
        r"\b(?:cannot|can't|can not|could not|couldn't|do not|don't|does not|would not|nobody can|no one can|no-one can|not able to|unable to|never)"
        r" (?:\w+ ){0,2}?(?:promise|guarantee|rule out|rule it out|exclude|say|claim|assure|be sure|be certain|know|expect)\b",
        r"\b(?:cannot|can't|can not|not|never|n't|nobody can|no one can) (?:be |yet be |ever be )?(?:\w+ )?(?:ruled out|rule out|excluded|prevented|avoided|guaranteed|promised|eliminated|inconceivable|impossible|unthinkable|out of the question)\b",
        r"\b(?:cannot|can't|not|never|n't) (?:yet )?be (?:\S+ ){0,3}?(?:sure|certain|confident)\b",
        r"\b(?:if|should|in case|were|whether) (?:\w+ ){0,6}?(?:happens?|occurs?|recurs?|returns?|comes? back|fails?|appears?)\b",
        r"\b(?:unlikely|less likely|(?:reduces?|reduced|lowers?) the (?:risk|chance|likelihood)|smaller|rarely|asked|ask|asks|question) (?:\w+ ){0,4}?(?:again|recur|happen|recurrence|repeat)\b",
    )
)
