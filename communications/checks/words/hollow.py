"""What is done to anything (improve, review, focus on), what anybody has (processes, stability), and what shows that more is meant.
Source: ours."""

from __future__ import annotations

import re

from communications.checks.words.families import Families, any_of, family
from communications.checks.words.lists import set_of
from communications.checks.words.steps import VERBS

_DOUBLES = re.compile(r"[^aeiou][aeiou][bdglmnprt]\Z")


def forms(verbs: str) -> frozenset[str]:
    found = set()
    for verb in verbs.split():
        bare = verb.removesuffix("e")
        ends_in_y = verb.endswith("y") and verb[-2] not in "aeou"
        third = verb[:-1] + "ies" if ends_in_y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        found |= {verb, third, verb[:-1] + "ied" if ends_in_y else bare + "ed", bare + "ing"}
        if _DOUBLES.search(verb):  # "stepped", "planning"
            found |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return frozenset(found)


# Makes better, whatever it is: "improve the booking form" says as little as "improve our processes".
BETTER = forms(
    "improve enhance strengthen optimise optimize bolster boost streamline professionalise professionalize upskill elevate reinforce"
) | set_of(
    "improvement improvements enhancement enhancements optimisation optimisations optimization optimizations strengthening"
)
# Says little of what anybody has; of a thing with a name it may say enough.
ACTS = (
    BETTER
    | forms(
        "harden tighten refine modernise modernize stabilise stabilize raise increase intensify deepen sharpen mature develop expand grow foster promote advance"
        " review examine evaluate assess investigate explore consider revisit rethink reconsider analyse analyze study discuss reassess scrutinise scrutinize question audit inspect"
        " focus concentrate invest prioritise prioritize work look address tackle revise rework overhaul adapt adjust update rationalise standardise standardize harmonise harmonize"
        " simplify ensure safeguard secure commit dedicate strive aim seek devote embed cultivate champion pursue drive shore step beef learn sensitise sensitize educate train coach remind"
        " reflect scale leverage align tidy clean sort polish brush rebuild restructure professionalise formalise formalize consolidate extend receive identify define emphasise emphasize minimise minimize reduce maximise maximize upgrade"
    )
    | set_of(
        "review reviews evaluation assessment investment investments emphasis attention focus modernisation modernization better stronger stricter tighter closer greater increased improved enhanced further"
        " more additional higher clearer smoother broader deeper revision overhaul reduction expansion harmonisation sensitising putting paying thinking thought learnt sought"
    )
)
# Abstract heads: nothing in them could be seen to be done.
HEADS = set_of(
    "stability reliability resilience resiliency robustness quality awareness security availability performance communication communications coordination collaboration cooperation"
    " process processes procedure procedures planning preparedness readiness monitoring alerting controls oversight governance documentation practices practice standards"
    " handling management transparency culture safeguards safety tooling infrastructure architecture systems operations response detection visibility observability workflow workflows discipline"
    " hygiene maturity experience protection redundancy continuity efficiency effectiveness responsiveness accuracy integrity setup environment landscape organisation organization measures"
    " validation maintenance supervision diligence care attention capabilities capability skills knowledge expertise competence competences understanding integration automation accountability"
    " robust organisation-wide service services platform system organisation's ways way options possibilities mechanisms mechanism methods approach approaches strategy policies policy"
    " testing tests coverage training trainings reviews review situation matter issue issues topic area areas aspects aspect weaknesses weakness gaps vulnerabilities risks risk"
    " reaction engagement cooperation-model traceability consistency usability scalability capacity throughput speed satisfaction trust confidence dependability fitness structure structures"
    " set-up framework guidelines guideline concept concepts internals logistics onboarding handover handovers escalation escalations interplay alignment collaboration-model interaction"
    " teamwork mindset vigilance responsibility responsibilities competency cybersecurity measures precautions improvements improvement changes arrangements provisions efforts"
    " code codebase software product products application applications network technology technologies site website app portal operation equipment tools support lessons lesson learnings"
    " emphasis durability sustainability functioning functionality circumstances conditions causes cause deficiencies deficiency shortcomings shortcoming roadmap backlog topics collaboration's"
    " contingency contingencies recovery backup backups continuity flows flow coordination's preparation preparations foundations foundation basics hygiene safety-net"
)
# Between the two: "invest in the stability".
_ADJECTIVES = (
    "stable robust reliable resilient secure efficient effective careful attentive vigilant diligent proactive transparent responsive agile mature scalable consistent predictable sustainable thorough rigorous"
    " cautious structured professional streamlined systematic aware conscious mindful dependable flexible modern user-friendly customer-friendly rigorously carefully closely proactively thoroughly quickly efficiently effectively"
    " reliably robustly consistently transparently seamless seamlessly intuitive accurate accurately smoothly disciplined strategic holistic focused"
)

# What shows that something is meant: a means, a thing done by hand or machine.
DEEDS = (
    forms(
        "replace remove install move print copy refuse reject block halve disable enable wake compare publish rename merge encrypt rotate renew restart buy hire rent connect disconnect separate isolate mirror duplicate"
        " triple scan pin cap delete archive label route store ban forbid prohibit swap lock unlock migrate rehearse wire cancel abolish retire decommission cover insert paint dig pump list display mount bury weld"
        " quarantine tag throttle reroute fence warn notify page email sign approve require recalculate reissue refund erase wipe photograph appoint employ recruit translate narrow widen"
    )
    | set_of(
        "write writes written wrote writing send sends sent sending show shows shown showing split splits cut cuts cutting hold holds held ring rings rang bought built sits stands told asks asked double doubles doubled"
        " banned pinned capped swapped shipped wired tagged fitting fitted fits twice signed runs ran running goes reads logs mandatory compulsory"
    )
) - set_of("labelled moved moving move")
_COUNTS = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|(?<!think )(?<!thinking )twice|half|hundred|thousand|weekly|daily|hourly|monthly|nightly|quarterly)\b"
MEANT = any_of(
    _COUNTS,
    r"\b(?:an?|one|the|its|their|our) (?:second|third|fourth|spare|separate) (?!looks?|thinks?|thoughts?|chances?|glance|opinion)\w+",
    r"\b(?:every|each) (?!aspect|part|area|step|level|stage|way|effort|opportunity|one of (?:us|you)|measure|possible|day|corner|single|incident|customer|team|element|respect)\w+",
    r"\b(?:by|through|via) (?:\w+ly )?(?!improv|enhanc|strengthen|optimi|learn|review|work|focus|invest|mak|tak|do|look|ensur|prevent|implement|increas|reduc|monitor|provid|train|rais|us|be|hav|strengthen|continu|developing|introduc|examin|investigat|refin|adjust|adapt|analy|evaluat|assess|updat|upgrad|tighten|address|identify|streamlin|prioriti|put|plac|pay|bring|promot|foster)\w+ing\b",
    r":\s+\w+ \w+|[“\"”]|\b(?:namely|such as|for example|for instance|including|in particular|instead of|rather than)\b|`",
)

# Measures of which nothing is told but that they are taken.
_MEASURES = family(
    (
        "measures measure steps step actions action changes precautions adjustments improvements safeguards arrangements corrections modifications tweaks optimisations enhancements conclusions consequences lessons lesson provisions remedies optimizations mitigations initiatives activities refinements solutions improvement countermeasures",
    ),
    r"\b(?:takes?|taken|taking|took|implement\w*|mak(?:e|es|ing)|made|introduc\w*|defin\w*|identif\w*|adopt\w*|plan(?:s|ned|ning)?|initiat\w*|launch\w*|develop\w*|establish\w*|put(?:ting)?|appl(?:y|ies|ied|ying)|consider\w*|evaluat\w*|draw\w*|drew|derive\w*|prepar\w*|set(?:ting)?|undertak\w*|prioriti\w*|explor\w*|discuss\w*|work\w* on|roll\w* out|learn\w*|bring\w*|deriv\w*|agree\w*|enact\w*|execut\w*|carry\w* out|pursu\w*|look\w* (?:at|into))"
    r" (?:(?:all|the|any|our|some|whatever|every|a|an|number|of|series|range|set|several|various|certain|further|additional|more|other|many|different|necessary|appropriate|suitable|adequate|proper|relevant|required|requisite|corrective|preventive|preventative|remedial|possible|reasonable|effective|concrete|targeted|immediate|long-term|short-term|technical|organi[sz]ational|and|or|internal|operational|comprehensive|extensive|robust|strong|stronger|stringent|strict|stricter|decisive|proactive|right|next|correct|important|significant|tangible|meaningful|process|security|structural|sustainable|better|new|key|crucial|valuable|first|both|material|substantial|needed|protective|quality|safety|follow-up|improvement|system|procedural|administrative)\s){0,7}"
    r"(?:measures?|steps?|actions?|changes|precautions|adjustments|improvements?|safeguards|arrangements|corrections|modifications|tweaks|optimi[sz]ations|enhancements|conclusions|consequences|lessons?|provisions|remedies|mitigations|initiatives|activities|refinements|solutions|countermeasures)\b",
    r"\b(?:measures|steps|actions?|changes|precautions|adjustments|improvements|safeguards|arrangements|corrections|modifications|tweaks|optimi[sz]ations|enhancements|conclusions|consequences|lessons|provisions|remedies|mitigations|initiatives|countermeasures|solutions)\b(?: [\w'-]+){0,6}? (?:(?:will|shall|have|has|are|is|were|can|must|should|to)(?: now| also| all| already| currently| then| soon)? (?:be |been |being )?)(?:\w+ly )?(?:taken|implemented|made|introduced|defined|identified|adopted|planned|initiated|launched|developed|established|put|applied|considered|evaluated|drawn|derived|prepared|under ?way|in preparation|in progress|undertaken|prioriti[sz]ed|explored|discussed|worked|rolled|learned|learnt|on the way|in hand|in the works|in place|follow|agreed|pursued|determined|elaborated|set|enacted|being|deployed|executed|realised|realized|forthcoming)\b",
    r"\blessons? (?:have been |has been |were |was |will be |are |being )?(?:\w+ )?(?:learned|learnt|drawn|taken|incorporated|applied)\b",
)
MEASURES = Families(_MEASURES)
HOLLOW = Families(
    _MEASURES,
    # "some tweaks on the technical side", "a complex of measures", "begun a journey"
    family(
        (
            "complex bundle package set series raft range catalogue variety number array host",
            "measures steps actions improvements changes initiatives activities",
        ),
        r"\b(?:complex|bundle|package|set|series|raft|range|catalogue|variety|number|array|host) of (?:[\w-]+ ){0,2}?(?:measures|steps|actions|improvements|changes|initiatives|activities)\b",
    ),
    family(
        (
            "tweaks changes adjustments improvements refinements corrections modifications fixes things measures checks safeguards controls tests",
            "some few various several minor small certain extra additional more further other",
        ),
        r"^\W*(?:[\w-]+ ){0,4}?(?:some|a few|various|several|minor|small|certain|extra|additional|more|further|other) (?:[\w-]+ )?(?:tweaks|changes|adjustments|improvements|refinements|corrections|modifications|fixes|measures|checks|safeguards|controls|tests)(?: (?:(?:will|shall|are|have|to) (?:be |been |being )?(?:introduced|made|added|applied|put in place|implemented|planned|carried out)|(?:on|at|in|to|for|behind|under|around) (?:the |our |its |all )?(?:technical|internal|organisational|organizational|scenes|hood|systems?|process\w*|side|back end|backend|platform|level|area)(?: [\w-]+)?|here and there))?\W*$",
    ),
    family(
        ("journey transformation overhaul path road", "begun started embarked launched set begin start beginning on"),
        r"\b(?:begun|started|embarked (?:up)?on|launched|begin|start|set out on|are on) (?:an?|our|the) (?:[\w-]+ ){0,2}?(?:journey|transformation|overhaul|path|road)\b",
    ),
    family(
        ("first doubling undone aware table options", "put puts down on leave nothing made staff"),
        r"\bputs? (?:[\w-]+ )?(?:reliability|safety|quality|security|stability|customers|you|service) first\b|\bdoubling down on\b|\bleave nothing undone\b|\bmade (?:more )?aware of (?:the|this|these|such)\b|\boptions (?:are|is) on the table\b",
    ),
    family(
        ("training awareness", "of staff employees people colleagues teams everyone"),
        r"^\W*(?:\w+ )?(?:training|awareness)(?: of| for| among) (?:all |our |the )?(?:staff|employees|people|colleagues|teams?|everyone|personnel)\W*$",
    ),
    family(
        (
            "seriously power utmost everything best better lessons learn learned learnt learning harder hard job effort efforts trust game bar stone step prepared equipped careful attention mile standards house stronger priority improve part way commitment committed dedicated serious heart board",
        ),
        r"\b(?:tak(?:e|es|en|ing)|treat\w*) (?:\w+ ){1,8}?(?:very |extremely |most |really |deadly |so )?(?:seriously|to heart|on board)\b",
        r"\b(?:do|doing|done|make|making|put|putting|give|giving|undertake|undertaking|use|using|with|dedicate|devote|invest)\w* (?:all|everything|our (?:very )?(?:best|utmost|part)|the utmost|whatever|every effort|(?:more|further|all (?:reasonable|possible)|our best|great|considerable|significant|additional|every possible|the necessary) efforts?|better|a better job|more|all (?:we|that|in)|our homework)\b(?! (?:than|of (?:the|these)) \d)",
        r"\b(?:our|the) (?:very )?(?:best|utmost) (?:effort|efforts|to)\b|\b(?:utmost|highest|top|great(?:est)?|full) (?:\w+ )?(?:attention|importance|priority|diligence|care)\b",
        r"\b(?:learn|learned|learnt|learning|draw|drawn|drawing)\b (?:\w+ ){0,6}?(?:from (?:this|it|the|what|our|these)|lessons?|conclusions)\b",
        r"\bwork(?:ing|s)? (?:\w+ )?(?:hard|harder|tirelessly|diligently|intensively|relentlessly|flat out|at full (?:speed|stretch))\b|\b(?:step(?:ping)? up|redoubl\w+|doubl\w+|intensify\w*|increas\w+|strengthen\w*) (?:on |down on )?(?:our|the|all|its) efforts\b",
        r"\b(?:rais(?:e|es|ing) the bar|up our game|go(?:ing)? (?:the extra mile|above and beyond)|leave no stone unturned|house in order|come back stronger|emerge stronger|(?:earn|win|regain|restor|rebuild|rebuilding)\w* (?:back )?(?:your|the|their|customers'?|public)(?: \w+)? (?:trust|confidence)|liv(?:e|ing) up to|hold ourselves to|(?:better|well|properly|adequately) (?:prepared|equipped|positioned|placed|protected|coordinated|informed|organi[sz]ed|trained)|more (?:careful|attention|awareness|focus|emphasis|weight|importance|care|thought|resources|time|effort|scrutiny|rigou?r|diligence|discipline))\b",
        r"\b(?:get|getting|become|becoming|be|being|do|doing|grow|growing) (?:\w+ )?(?:better)\b(?! than)",
        r"\b(?:committed|commitment|dedicated|determined|strive|striving|resolved|keen|aim|aiming|want|intend|ambition|goal|mission|promise|pledge)\b (?:\w+ ){0,4}?(?:to|of|on) (?:\w+ly )?(?:do(?:ing)?|be(?:ing|coming|come)?|mak(?:e|ing)|provid\w+|deliver\w*|offer\w*|ensur\w+|keep\w*|maintain\w*|improv\w+|giv(?:e|ing)|serv\w+|excellence|quality|service|safety|security|learn\w*)\b",
    ),
    family(
        (
            "more better safer faster stronger smoother easier simpler clearer tighter stricter closer robust reliable resilient stable",
        ),
        r"\b(?:mak(?:e|es|ing)|becom(?:e|es|ing)|be|being|keep\w*|get|getting|render\w*)\b[^.;!?]{0,60}?\b(?:more (?:"
        + "|".join(_ADJECTIVES.split())
        + r")|better|safer|stronger|smoother|more robust|as (?:robust|stable|reliable|resilient|secure) as)\b",
        r"\bmak\w+ (?:[\w'-]+ ){1,6}?more [\w-]+(?: [\w-]+)? *(?=$|[.,;!]|\b(?:by|and|so|in|on|for|against|to|overall|again|than|from)\b)|\bmore (?:"
        + "|".join(_ADJECTIVES.split())
        + r")\b[^.;!?]{0,40}$",
    ),
    # Said at the table rather than in a plan.
    family(
        (
            "level brainstorm brainstorming brainstorms love tlc thought thinking think look chat conversation conversations heads drawing basics right differently stock grips act game importance accordingly paramount heart rely deserve expect expectations human way how whether automated resources thoughts polish what if agenda board spotlight ways means more lot homework",
        ),
        r"\b(?:get(?:s|ting)?|giv(?:e|es|ing)|deserv\w+|receiv\w+|need(?:s|ing)?|put(?:ting)?|show(?:ing)?) (?:[\w'-]+ ){0,4}?(?:some |more |extra |a bit of |a little |a lot (?:more |of )?|the |further )?(?:love|TLC|thought|thinking|polish|spotlight|attention|care|priority|resources|focus)\b",
        r"\b(?:hav(?:e|ing)|tak(?:e|es|ing)) (?:an?|another) (?:[\w-]+ ){0,2}?(?:think|look|chat|conversation|view)\b|\bbrainstorm\w*\b|\b(?:level(?:l?ing)? up|up|rethink\w*|overhaul\w*|revisit\w*|improv\w*|chang(?:e|ing)|sharpen\w*|rework\w*|work\w* on|look\w* at|tighten\w*|streamlin\w*|rais\w*) (?:how|the way)\b|\b(?:explor|examin|consider|discuss|investigat|evaluat|assess|ponder|debat|analy[sz]|stud)\w* (?:how|what|whether|where|which|if|ways)\b|\b(?:see|find out|figure out|think about|think through|look at|look into|discuss|explore|consider|examine|work out|understand|check|rethink|review|reconsider|reflect on|chang(?:e|es|ing)|improv(?:e|es|ing)|question|evaluate|assess|learn) (?:\w+ )?(?:what (?:we|can|could|might|else|more|should|to)|how (?:we|to|our|best|such|this|these|it|things|the \w+ can)|whether (?:we|it|this|there|more|further)|if (?:we|there|more)|where (?:we|to|there)|ways?|the way (?:we|our|it|that|in which)|which (?:\w+ )?(?:measures|improvements|changes|steps))\b",
        r"\b(?:put\w* our heads together|back to the drawing board|get(?:ting)? (?:the basics|things|it|this|that) right|do(?:ing)? (?:things|it|this) (?:right|differently)|tak(?:e|ing) stock|get(?:ting)? to grips|our act together|(?:raise|raising|lift|up|upping) our game|act(?:ing)? accordingly|of paramount importance|at the heart of|(?:high|higher|top|back) on (?:our|the) (?:agenda|list)|attach\w* (?:\w+ ){0,3}?importance|put\w* (?:\w+ ){1,4}?on the agenda|(?:do|doing|done) our homework)\b",
        r"\b(?:you (?:can rely on|deserve|expect|have come to expect|are used to|are entitled to)|your expectations|serve you|(?:standards?|level|quality|service) (?:of \w+ )?(?:that )?(?:you|our \w+|customers|they) (?:expect|deserve|can rely on))\b",
        r"\bhuman (?:factor|error|element|mistakes?)\b|\b(?:more|additional|further|extra|sufficient|adequate|the necessary) resources\b",
    ),
    # "make the needful that the quality is higher"
    family(
        (
            "needful needed necessary required quality stability security availability reliability communication service performance safety level standard standards",
        ),
        r"\b(?:do|does|doing|mak\w+|tak\w+|undertake) (?:all |what is |whatever is |everything |the )+(?:needful|necessary|needed|required)\b",
        r"\b(?:quality|stability|security|availability|reliability|communication|service|performance|safety|level|standards?)\b[^.;!?]{0,30}? (?:is|are|be|becomes?|gets?|goes|stays?|will be|keeps?) (?:\w+ )?(?:higher|better|stronger|greater|safer|increas\w+|improv\w+|raised|rising|good|ensured|guaranteed|enhanced|assured)\b",
    ),
    # Much, and nothing of it named.
    family(
        ("much lot deal plenty lots scenes curtain first foremost owe sturdier recommendations findings faster",),
        r"\b(?:much|a lot|a great deal|plenty|lots|everything|a good deal) (?:\w+ )?(?:has|have|is|will|was|are) (?:already )?(?:been |being |be )?(?:done|achieved|learned|learnt|changed|improved|happening|under ?way|worked on|going on)\b|\bbehind the (?:scenes|curtain)\b",
        r"\b(?:comes?|goes|is|are|puts?|putting) (?:[\w-]+ )?first(?: and foremost)?\b(?=[^.;!?]{0,40}$|,| from now| again)|\bfirst and foremost\b",
        r"\bowe (?:it to )?(?:you|our \w+|them|ourselves)\b|\bact (?:up)?on (?:the|these|those|its|all|any|every|our) (?:\w+ )?(?:recommendations|findings|lessons|results|conclusions|feedback)\b|\b(?:recommendations|findings|lessons)\b[^.;!?]{0,40}?\b(?:will act|act on|followed|follow up|taken up|implement\w*|adopt\w*|consider\w*)\b",
        r"\b(?:becom\w+|be|get\w*) (?:better|faster|quicker|stronger|smarter|quicker) (?:at|in|with|when)\b",
    ),
    family(
        (
            "dealing test closely modernised modernized reworked overhauled revised reconsidered rethought reviewed intensified renewed updated optimised optimized improved strengthened tightened examined assessed evaluated scrutinised expanded upgraded stepped each together adapted adjusted questioned",
        ),
        r"\bdealing with (?:it|this|them|the (?:matter|subject|issue|topic|situation|problem|incident|case|consequences))\b|\bput (?:\w+ ){0,3}?to the test\b|\b(?:cooperate|work|collaborate|coordinate|communicate|liaise|talk)\w*(?: \w+){0,3}? (?:more closely|closer|better|more)\b|\b(?:talk|speak|listen)\w* (?:more )?(?:to|with) (?:each other|one another)\b|\b(?:cooperate|collaborate) (?:more )?closely\b",
        r"\b(?:will be|is being|are being|to be|shall be|is to be|are to be|are going to be) (?:\w+ly |further |also )?(?:modernised|modernized|reworked|overhauled|revised|reconsidered|rethought|reviewed|intensified|renewed|updated|optimi[sz]ed|improved|strengthened|tightened|examined|assessed|evaluated|scrutinised|expanded|upgraded|stepped up|adapted|adjusted|questioned|put to the test)\b(?![^.;!?]*\b(?:on|by|until|from|in) \d)",
    ),
    family(
        (
            "smoothly sensitised sensitized briefed reminded aware things amends carefully thoroughly closely reliably better right",
            "more been make making",
        ),
        r"\b(?:has|have) been (?:\w+ly )?(?:sensiti[sz]ed|briefed|reminded|made (?:more )?aware|alerted to|instructed to be)\b|\bmak(?:e|ing) (?:things|it|this|that) (?:right|good|better)\b|\bmak(?:e|ing) amends\b|\bmore (?:smoothly|carefully|thoroughly|closely|reliably)\b",
    ),
    family(
        (
            "smarter wiser sharper savvier cleverer learned learnt lessons learnings insights findings",
            "about at into how back be us we will",
        ),
        r"\b(?:smarter|wiser|sharper|savvier|cleverer) (?:about|at|in|when)\b|\b(?:lessons?|learnings|insights|findings|what we(?:'ve| have)? (?:learned|learnt))\b[^.;!?]{0,40}?\b(?:flows?|fed|feeds?|go(?:es)? into|incorporat\w+|taken|built|shape[sd]?|inform(?:s|ed)?|used|passed|carried|brought|channelled|absorbed|reflected)\b",
    ),
    # Looked at, and nothing more: "revisit retry logic".
    family(
        (
            "revisit revisits rethink reconsider reconsiders look looks think consider considers explore explores discuss discusses talk evaluate evaluates revisiting rethinking considering exploring discussing evaluating",
        ),
        r"\b(?:revisit|rethink|reconsider|look (?:again )?(?:at|into)|think about|consider|explor|discuss|talk about|evaluat)(?:e|s|es|ing)? (?:the |our |its |an? )?(?:[\w'-]+ ){0,3}?[\w'-]+ *(?:$|[,.;]|\bby\b|\binternally\b|\bagain\b|\bwith the\b)",
    ),
    # A plan of which only the plan is told.
    family(
        (
            "plan plans roadmap strategy concept programme program initiative framework catalogue package force group committee project taskforce team concepts strategies",
        ),
        r"\b(?:draw|put|work|develop|prepar|set|creat|mak|elaborat|hav|has|follow|implement|build|design|defin|devis|establish|draft|finali[sz]|launch|form|appoint|start|initiat|compil|assembl|task)\w* (?:up |together |on |out |in place )?(?:an?|our|the|further|several|various) (?:[\w-]+ ){0,4}?(?:plan|roadmap|strategy|concept|programme|program|initiative|framework|catalogue|package|task ?force|working group|committee|project)\b(?! (?:has|holds|contains|with|of) (?:two|three|four|five|six|\d))",
        r"\b(?:plan|roadmap|strategy|concept|programme|program|initiative|framework|catalogue|task ?force|working group|committee|project)\b (?:[\w'-]+ ){0,6}?(?:is|are|has been|have been|will be|was) (?:\w+ )?(?:being )?(?:drawn up|developed|prepared|set up|created|elaborated|in place|put together|put in place|worked on|defined|devised|established|drafted|launched|formed|tasked|started|initiated|under ?way|in preparation)\b",
    ),
    family(
        (
            "ensure ensures ensuring sure avoid avoiding prevent preventing guarantee see mitigate minimise minimize reduce",
        ),
        r"^\W*(?:(?:in (?:the )?future|going forward|moving forward|from now on|we (?:will|shall|want to|aim to|intend to|are going to)|our (?:aim|goal|intention) is to|(?:the )?(?:team|company|management) will|to)[ ,]*)*(?:ensure|make sure|see to it|avoid|prevent|mitigate|minimi[sz]e|reduce the (?:risk|likelihood|chance)\w*)\b[^.;!?]{0,60}?\b(?:this|such|similar|these|it|the same|incidents?|problems?|issues?|errors?|mistakes?|situations?|properly|smoothly|correctly|adequate\w*|appropriate\w*|sufficient\w*|as (?:expected|intended|it should)|standards?|expectations?|quality|better)\b[^.;!?]{0,40}$",
    ),
    family(
        (
            "internally internal thorough comprehensive full detailed proper deep root-and-branch extensive in-depth careful review reviews analysis debrief investigation",
        ),
        r"\b(?:conduct|carry|carries|carrying|perform|undertak|launch|initiat|start|hold|do|run|commission|open|begin|make|complete|finali[sz])\w* (?:out )?(?:an?|our|the|further|more) (?:[\w-]+ ){0,3}?(?:reviews?|analys[ei]s|investigations?|assessments?|evaluations?|examination|debrief|retrospective|audit)\b(?! (?:of|on|into) (?:the |our |all )?(?:\d|\w+ (?:rules|settings|alerts|contracts|accounts|cables|valves|scripts|permissions|certificates|keys))\b)[^.;!?]{0,40}$",
        r"\b(?:review|analy[sz]e|investigate|assess|examine|discuss|evaluate)\w* (?:this|it|the (?:matter|incident|case|events?|situation|circumstances|findings))?(?: further)? ?internally\b",
    ),
)
# Both a thing and a deed: "the address", "to address".
THINGS = set_of(
    "address addresses train trains coach coaches work works question questions scale scales drive drives stock brush brushes study studies update updates look looks stage step steps upgrade reduction"
)
# What makes a deed of it.
BEFORE_DEEDS = set_of("will shall to we and must should ll also further not then can may")

# Somebody here means to do something …
OURS = any_of(
    r"\b(?:we|i|us|our [\w-]+(?: [\w-]+)?|management|leadership|the (?:[\w-]+ )?(?:team|company|bank|trust|university|council|operator|board|department|faculty|hospital|authority|agency|airline|airport|office|group|club|school|museum|management|leadership|institution|undertaking|firm|organi[sz]ation|carrier|supplier|provider|engineers|devs|developers|staff))"
    r"(?:'ll|'re| will| shall| want| aim| intend| plan| hope| strive| owe| must| need to| have to| should| are \w+ing| are (?:also |now |currently |already |still |always |\w+ly )?\w+ing| are going to| are to| is to| is going to| is \w+ing| wants| aims| intends| plans| hopes| strives| has promised| have promised| is committed| are committed| are keen| is keen| are determined)\b"
)
# … and one of these says what.
_SOFT = set_of(
    "adjust agree align analyse analyze assign audit back build change check clean clear complete consolidate create define design develop discuss document ensure establish evaluate exchange expand explore find follow gather generate grow harden hold identify"
    " implement improve include increase inspect introduce invest investigate issue keep launch lead learn let look maintain make map measure mitigate monitor optimise optimize order organise organize plan point practice practise prepare present prevent prioritise"
    " prioritize process procure promote propose protect prove provide raise rate record reduce refine release report resolve review revise rework rethink scale secure set share ship simplify stage standardise standardize start step support take teach tell test think"
    " tidy tighten train trial try tune turn understand unify update upgrade use validate verify version work wrap exercise bring see get give go do have position drive fix join link list log limit label extend deliver offer"
)
NAMED = (
    DEEDS
    | forms(" ".join(verb for verb in VERBS if verb not in _SOFT))
    | forms(
        "honour honor refund credit pay reimburse compensate waive return reopen phone ring meet visit hand drop lift lower pause halt resume invite hire repair mend shut swap pilot answer apologise thank forward mail post transfer book charge bill feed water clean-up carry tar pave grit salt tow weld plaster whitelist allowlist"
    )
    | set_of(
        "drive drives drove driven fly flies flew flown lay lays laid paid met shut began opened closed opens closes given gave brought kept held took taken told sold"
    )
)

# Who says where a thing is done, if it is done at all, has named no thing.
WHERE_NEEDED = any_of(
    r"\b(?:as|where|wherever|if|when|whenever) (?:\w+ )?(?:needed|necessary|required|appropriate|possible|sensible|applicable|useful)\b"
)
# These say nothing even of a deed that is named: "greater care when printing", "a ton of stuff under the hood".
EMPTY = Families(
    family(
        ("care careful heed caution attention vigilance diligence",),
        r"\b(?:take|taking|taken|show|exercise|apply|use|pay|paid|paying|give|given|giving) (?:\w+ )?(?:greater|more|extra|better|special|increased|closer|further|additional|even more) (?:care|heed|caution|attention|vigilance|diligence)\b",
        r"\bwith (?:\w+ )?(?:greater|more|extra|better|special|increased|additional|due|utmost) (?:care|caution|attention|vigilance|diligence)\b|\b(?:be|being|become) (?:even |extra |particularly |especially |still )?(?:more )?(?:careful|cautious|attentive|vigilant) (?:with|when|in|about|from now)\b",
        r"\bmore (?:care|heed|caution|attention|vigilance|diligence) (?:will be|is|is to be|shall be|must be|has to be) (?:given|paid|taken|shown|exercised|used|devoted)\b",
    ),
    family(
        ("ton tons bunch load loads heap heaps hood bonnet magic stuff", "we will ll our going are is been ve re"),
        r"\b(?:a )?(?:ton|bunch|load|heap|whole lot|lot|pile)s? of (?:\w+ )?(?:stuff|things|work|magic|improvements|goodness|changes|fixes)\b|\bunder the (?:hood|bonnet)\b|\b(?:do|doing|work|working) (?:some |our |a little |a bit of )?magic\b",
    ),
    family(
        ("level levels height heights notch plane gear league", "another new next higher up different"),
        r"\b(?:to|reach|reaches|onto|into|on) (?:an?other|a new|new|the next|a higher|a whole new|a different|yet another) (?:\w+ )?(?:level|height|plane|gear|league)s?\b|\bup (?:a|another) (?:notch|gear|level)\b",
    ),
    # What has "been given a higher priority" or "moved up our agenda" is not yet done.
    family(
        ("priority priorities focus agenda concern importance list",),
        r"\b(?:is|are|be|been|being|has|have|gets?|giv\w+|receiv\w+|accord\w*|assign\w*|enjoys?|becom\w+|remains?|mak\w+|made|declar\w+|of|with|our) (?:now |also |clearly |all |it |this |them )?(?:an? |the |our |its )?(?:\w+ )?(?:high|higher|highest|top|greater|greatest|number[ -]one|absolute|first|utmost|key|main|central|particular|strategic) (?:\w+ )?(?:priority|focus|concern|importance)\b(?! (?:than|over|queue|lane|level|seats?|call|case|patients?|group|mail|ticket)s?\b)",
        r"\b(?:declared|made|become|becomes|is|are|remains?) (?:now |and remains )?(?:an? |our |the )(?:\w+ ){0,2}?(?:priority|priorities|focus|focal point)\b|\b(?:mov|climb|ris|shoot|shot|push|put|plac)\w* (?:\w+ )?(?:up|(?:to|at) the (?:very )?top of|high on|higher on|on|further up) (?:on )?(?:our|the|its|everyone's) (?:\w+ )?(?:agenda|list of priorities|priority list|priorities)\b",
    ),
    family(
        (
            "training instruction instructions guidance coaching schooling briefing briefings courses education",
            "suitable appropriate adequate relevant proper necessary corresponding concerned involved needed required requisite sufficient",
        ),
        r"\b(?:suitable|appropriate|adequate|relevant|proper|necessary|corresponding|requisite|sufficient) (?:[\w-]+ )?(?:training|instructions?|guidance|coaching|schooling|briefings?|courses|education)\b",
        r"\b(?:training|instructions?|guidance|coaching|schooling|briefings?|courses|education)\b[^.;!?]{0,60}\b(?:(?:persons|people|staff|personnel|employees|colleagues|teams?|those|all|everyone|departments?) (?:concerned|involved)|(?:where|as|if|when) (?:needed|necessary|required|appropriate))\b",
    ),
    # Virtues: one cannot see that they were had.
    family(
        (
            "culture mindset spirit ethos attitude mentality goodwill will faith vigilance diligence rigour rigor prudence discipline professionalism care alertness awareness openness honesty transparency consideration responsibility humility commitment dedication determination orientation focus respect lived",
        ),
        r"\b(?:culture|mindset|spirit|ethos|attitude|mentality) of (?!the\b|each\b|your\b|samples?\b)[\w-]+\b",
        r"\b(?:show|exercis|demonstrat|display|practi[sc]|pledg|bring|exhibit)\w* (?:\w+ )?(?:good ?will|good faith|vigilance|due diligence|rigou?r|prudence|discipline|professionalism|alertness|openness|honesty|transparency|consideration|responsibility|humility|dedication)\b",
        r"\b(?:vigilance|diligence|rigou?r|prudence|discipline|professionalism|care|alertness|awareness|openness|honesty|transparency)\b[^.;!?]{0,40}?\b(?:(?:will|shall|must|should|is to|are to|has to|can) be (?:\w+ly |further )?(?:exercised|shown|observed|paid|raised|increased|expected|practi[sc]ed|heightened|fostered|promoted|improved|demanded|lived|strengthened)|is (?:now )?(?:the order of the day|what we|called for|key|everything|our))\b",
        r"\b(?:must|should|will|shall|is to|has to) (?:again )?be lived\b",
        r"^\W*(?:an? |our |with )?(?:renewed|stronger|strong|firm|greater|clear|continued|new|full|unwavering|fresh) (?:commitment|dedication|determination|resolve|spirit|sense of responsibility)\b",
    ),
    family(
        (
            "aspire aspires aspiring strive striving motto watchword credo mantra ambition aspiration intention desire wish resolve goal aim plan plans ideas",
            "our we to is what that the",
        ),
        r"\b(?:aspir(?:e|es|ing)|striv(?:e|es|ing)) (?:to|for|towards?)\b|\bis (?:and remains |now |also |still )?(?:our|the) (?:\w+ ){0,2}?(?:motto|watchword|credo|mantra|ambition|aspiration|order of the day)\b",
        r"\bour (?:\w+ )?(?:intention|ambition|aspiration|wish|desire|resolve|goal|aim|plan) (?:is |remains )?(?:\w+ )?to (?:\w+ )?(?:serve|do better|be|become|get|regain|offer|give|provide|deliver|improve|excel|please)\b|^\W*(?:do(?:ing)?|be(?:ing)?|get(?:ting)?) (?:\w+ )?better\b",
        r"\b(?:big|great|exciting|ambitious|grand|bold|some cool|awesome|high) (?:plans|ideas|ambitions)\b",
    ),
    family(
        (
            "oven works pipeline pipe horizon sleeve sleeves cooking brewing making pot cards road",
            "exciting cool great awesome nice big good lots stuff things work plans ideas improvements surprises goodies tricks plenty more lot changes",
        ),
        r"\b(?:exciting|cool|great|awesome|nice|big|good|lots|stuff|things|work|plans|ideas|improvements|surprises|goodies|tricks|plenty|more|lot|changes)\b[^.;!?]{0,50}?(?: in the (?:oven|works|pipeline|making|pot)| down the (?:pipe|pipeline|line|road)| on the (?:horizon|cards|drawing board)| up our sleeves?| cooking\b| brewing\b)(?! (?:of|at|from|room)\b)",
    ),
    family(
        (
            "weight attention emphasis importance consideration thought care love focus significance discipline respect effort energy",
        ),
        r"\b(?:be|being|been|is|are) (?:given|paid|accorded|devoted|shown|attached|lent) (?:the |its |their )?(?:\w+ )?(?:more|greater|due|special|particular|increased|additional|appropriate|necessary|full|closer) (?:\w+ )?(?:weight|attention|emphasis|importance|consideration|thought|care|love|focus|significance)\b",
        r"^\W*(?:some |a lot |much |even )?(?:more|extra|better|greater|closer) (?:love|attention|focus|care|thought|emphasis|discipline|respect|effort|energy|consideration) (?:for|to|on|in|into|towards?)\b",
    ),
    family(
        ("necessary needful required possible power utmost needed", "done"),
        r"\b(?:the|all|everything|whatever) (?:that |what )?(?:is )?(?:necessary|needful|needed|required|utmost|(?:humanly )?possible|in our power) (?:will|shall|is|has|must) (?:be |been |being |to be )?done\b",
    ),
    family(
        (
            "footing basis foundation foundations forward centre center heart core forefront things times together forces deck ears saying experience there",
        ),
        r"\bon(?:to)? (?:an? )?(?:\w+ )?(?:sounder|firmer|better|broader|solid|sound|stable|secure|new) (?:footing|basis|foundations?)\b|\blook(?:ing)? forward to (?:offering|serving|providing|giving|being)\b",
        r"\b(?:at|in|to) the (?:very )?(?:cent(?:re|er)|heart|core|forefront) of (?:everything|all (?:that )?we|what we|how we|our (?:\w+ )?(?:work|minds?|actions?|efforts?|thinking|planning|considerations?|activit\w+|philosophy|attention))\b",
        r"\b(?:good|great|big|exciting|cool|better) (?:things|times|stuff|changes) (?:are |is |will be |to )?(?:coming|come|ahead|in store)\b|\b(?:pull|stick|stand) together\b|\bjoin(?:ing)? forces\b|\ball hands on deck\b|\ball ears\b|\bgoes without saying\b|\b(?:act|build|draw)\w* (?:up)?on (?:the|this|our) experience\b|\bbe there for (?:you|our|them|everyone)\b",
    ),
    family(
        (
            "greater sharper stronger closer clearer deeper more call one own",
            "in on of with for towards toward among between wake job number our",
        ),
        r"^\W*(?:an? )?(?:even |much )?(?:greater|sharper|stronger|closer|clearer|deeper|more) (?:focus|[a-z]{3,}(?:ivity|ility|ness|ency)) (?:in|on|of|with|for|towards?|among|between)\b|\bwake-up call\b|\bjob number one\b|\bas if (?:it|they|you) were our own\b",
    ),
    # How somebody means to be, and what people are admonished to be.
    family(
        (
            "be being become becoming remain stay reminded urged called exhorted admonished encouraged asked instructed told advised",
        ),
        r"\b(?:be|being|become|becoming|remain|stay) (?:extra|more|even more|much more|particularly|especially|always|all the more|doubly|twice as|as \w+ as possible|far more|very|ever more) [a-z]+(?:ful|ive|ent|ant|ous|ate|ible|able)\b(?! (?:to|for|from|in|on|at) (?:the )?\w+ (?:from|until|since)\b)",
        r"\b(?:been|be|being|are|were|is|was) (?:\w+ly |once more |again |all )?(?:reminded|urged|called (?:up)?on|exhorted|admonished|encouraged|asked|instructed|told|advised) (?:\w+ly |once more |again )?(?:to (?:be|show|take (?:more|greater|extra|care)|exercise|behave|act|think) |of (?:their|the|its) (?:duty|duties|responsibilit\w+|obligations?|importance|rules))",
    ),
    family(
        (
            "try work listen do act think look communicate plan help perform cooperate",
            "harder better closer smarter differently faster right",
        ),
        r"\b(?:try|work|listen|do|act|think|look|communicate|plan|help|perform|cooperate|look after \w+|doing|trying|listening|thinking) (?:\w+ ){0,2}?(?:harder|better|closer|smarter|differently)\b(?! than|:)|\bdo(?:ing)? right by\b",
    ),
    family(
        (
            "chance takes hand star heart urgency value grip wish something loud rest heard loop",
            "left whatever in north taken to sense attach attaches attached get getting of we for and",
        ),
        r"\bleft to chance\b|\bwhatever (?:it takes|we can)\b|\bhand in (?:hand|glove)\b|\bnorth star\b|\b(?:be|been|being) taken to heart\b|\bsense of (?:\w+ )?urgency\b|\battach\w* (?:\w+ )?(?:great(?:er)?|special|high|more|utmost|particular|enormous) value\b|\bget(?:ting)? a (?:\w+ )?grip on\b|\b(?:something|what) (?:we|the \w+) (?:\w+ )?(?:wish|hope|long|care|strive|stand)\w* (?:for|about)\b|\bloud and clear\b|\bin the loop\b",
    ),
    # Figures of speech for doing better.
    family(
        (
            "level levelling leveling game bar act socks toes mile beef beefing sleeves leaf heart hearts ball reins screws grip pulse notice stops gear belt buckle knuckle shape smarten acts tighter closer notch",
        ),
        r"\b(?:level(?:l?ing)?|up|upping|rais\w+|lift\w*|step\w*|sharpen\w*) (?:up )?(?:our|its|their|the|things) (?:[\w-]+ ){0,3}?(?:game|bar|act)\b|\blevel(?:l?ing)? up\b|\brais\w+ the bar\b|\bpull\w* (?:up )?(?:our|its|their) socks(?: up)?\b|\bon (?:our|their|its) toes\b|\bextra mile\b|\bbeef(?:ing|ed)? up\b|\broll(?:ing)? up (?:our|their) sleeves\b|\bnew leaf\b|\b(?:close|dear) to (?:our|my) hearts?\b",
        r"\b(?:keep|keeping|have|our) (?:\w+ )?eyes? on the ball\b|\btighten\w* the (?:reins|screws)\b|\b(?:a (?:tighter|better|firm) )?grip on (?:things|this|it)\b|\bpull(?:ing)? out all the stops\b|\b(?:buckle|knuckle|buckling|knuckling) down\b|\b(?:shape|smarten|clean) (?:up )?(?:our act )?up\b|\bfinger on the pulse\b|\bkeep\w* an? (?:much |even )?(?:closer|tighter|better|close|sharper) (?:eye|watch)\b",
    ),
    family(
        (
            "lessons lesson night day week incident events experience happened this",
            "stay stays forgotten forget vain wasted lost learned learnt drawn learn draw",
        ),
        r"\blessons? (?:\w+ )?(?:(?:have|has|had|were|are|will|shall|must|should|need to) (?:been |be |being )?(?:\w+ )?)?(?:learned|learnt|drawn)\b|\b(?:learn|draw|learned|learnt|drawn) (?:the |our |some |many |important |hard |valuable )*lessons?\b",
        r"\b(?:will|shall) (?:\w+ )?(?:stay with us|not be (?:forgotten|in vain|wasted|lost on us)|not have been in vain)\b|\b(?:will|shall) not forget (?:this|the|these|what)\b",
    ),
)
