"""What stands in a section that says nothing. Source: ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communications.checks.words.lists import set_of


def _forms(words: frozenset[str]) -> Iterator[str]:
    for word in words:
        yield word
        if len(word) > 3:
            yield from (word + ending for ending in ("s", "ed", "ing"))
            if word.endswith("e"):
                yield from (word + "d", word[:-1] + "ing")


# A section of these words alone, without a number or a name, leaves its question open.
HOLLOW = frozenset(
    _forms(
        set_of("""
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
wraps infra various unforeseen unexpected circumstance lawyer lawyers legally cf separate sentence sentences jargon insert hard responsible department departments level
care control sub feedback supplier vendor provider partner best try consider considered decide decided add adds track tracked elsewhere touch developments development news necessary timely
manner channels channel known website websites contact contacts support help helps contract heard customers customer name names here where usual
bring brought purpose purposely empty preparation preparing meeting lookup analysed discuss decision decisions agree agreed agreement required requirement certain possible possibly
potential complex complexity unusual isolated single one-off behaviour behavior event events occurrence unknown factors factor several combination originated origin arise arose
technical technology technically nature type kind sort third external internal outside inside scope context situation condition conditions cause causes triggered rooted
effort efforts hardest tireless tirelessly diligently professional professionally quick quickly swift swiftly prompt promptly immediate immediately rapid rapidly success successful successfully
fully effective effectively sustainable permanent permanently thorough thoroughly careful carefully satisfactory stable stabilised stabilized stability performance available availability
whole entire entirely everybody everyone anybody nobody somebody one two three few couple paragraph paragraphs bullet bullets point points title heading subject
explanation explanations reason reasons justification background lessons lesson learn learned learnt learning improve improvement improvements optimise optimize enhancement enhance
adequate suitable proper properly relevant reasonable sensible preventive preventative precaution precautions safeguard safeguards remain remains remaining stays later sooner soonest
asap shortly soon eventually time times moment present presently currently current right now then future forward onwards ahead
post-mortem postmortem rca ticket tickets jira wiki confluence link links protocol
subject header overview said says say told tell tells mention mentioned stated announced announce aware familiar already yes ok okay sure naturally obviously evidently
comment comments comms communications legal compliance marketing pr management leadership board colleague colleagues person people staff member members author authors editor owner
know knows knew publication embargo dito good applied apply run running technician technicians specialist specialists experts expert solved result results analysis analyses follow-up
no go took since date we'd e
love but too explain waiting sign fill settled settle seriously serious option options loop check always rest assured assure can't cannot couldn't read on blog let's we'd heart attention dear hello hi regards sincerely
understand understood understandable feel feeling matters trust priority quality standard standards expectation expectations utmost power
signature suspects happy free feel depends depend anything change happen happens occur fix fixes timeline detail rather lookup defined define establish established
reassure drafting mortem mail mails longer into keep keeping let any notify notified informed
get gets continuous taking hm hmm um uh xx x hesitate shortest consideration delay
asdf qwerty blah bla foo foobar dummy dolor ipsum lorem amet sit consectetur adipiscing elit mauris yada etc
""")
    )
) - set_of("""
tickets car cared caring person's sourced rooted sited sides columned headed header footed letters changed changing run calls called powers powered planted staged boards boarding papered papers lined lining pointed
timed timing filed filing listed listing tested parted partied partying sheets decks linked linking paged paging noted placed placing formed forming helped rights righted righting
""")
# What is hollow besides, unless readers look for thanks there.
COURTESIES = set_of("""
thank thanks thankful thankfully grateful gratitude appreciate appreciated appreciation patience patient apology apologies apologise apologize apologised apologized apologising apologizing regret regrets regretted regrettable
sorry inconvenience inconveniences inconvenienced excuse pardon cooperation co-operation loyalty bear bearing disruption disruptions frustration trouble troubles sincere sincerely deeply truly very much hope value
""")
# What stands where more is to be read.
_DOCUMENTS = (
    r"(?:documents?|documentation|threads?|lists?|issues?|pull requests?|prs?|repository|changelog|change log|release notes|notes|minutes|forum|chat|protocol|folder|drive|pages?|blog|post|mailing list|report|annex|appendix|attachment|paper|file|slides?|deck|"
    r"presentation|post-?mortem|review|rca|ticket|wiki|analysis|record|register|plan|faq|manual|regulations?|agreement|contract|policy|procedures?|letter|statement|bulletin|circular|channel|tracker|board|backlog|roadmap|timeline|section|chapter|paragraph|summary|text|above|below|elsewhere)"
)
# What authors write for each other: "To be completed by engineering before sending."
_DRAFTED = r"(?:text|input|wording|details?|confirmation|review|approval|information|info|contribution|section|draft|sign-?off|answer|statement|explanation|rca|report|reply|feedback|clearance|paragraph|passage|copy|facts)"
_META = (
    r"(?:here|below|(?:the |a |an |your |our )?(?:brief(?:ly)? |short |root |likely |actual |main |known |relevant |corrective |planned |support |full |plain )*(?:causes?|steps? taken|steps|fix|solution|repair|cure|measures?|actions?|improvements?|reasons?|details?|contacts?|contact details|contact data|contact persons?|"
    r"phone number|number|resolution|summary|explanation|impact|next steps|text|wording|sentences?|paragraph|description|answer|information|info|section|apology|thanks|links?|dates?|names?)(?! (?:of|for|that|which|to) (?:each|every|all))|(?:in )?(?:what|how|why|who|when|whether) .{2,80}|customers|readers|in \w+ (?:words?|sentences?|terms))"
)
# With numbers, if need be: "Describe what was done (2–3 sentences)."
TASK = re.compile(
    rf"\W*(?:please |pls |kindly |comms: |todo:? |here )?(?:describe|explain|insert|enter|state|give|fill in|summari[sz]e|mention|outline|specify|paste|complete|write|detail|include|copy|list|add|put|thank|name|provide|say) (?:here |briefly |shortly |in (?:plain|simple|your own) (?:words|language|english) |an? |the |all |one |two |some )*{_META}[^.!?]{{0,90}}[.!?)\]]*(?: (?:max|at most|keep|no |use |plain|do not|don't|avoid)[^.!?]{{0,60}}[.!?)\]]*)*\Z"
    r"|[^.!?]{0,60}\b(?:max(?:imum|\.)?|at most|no more than|in|of|about|approx\.?|keep (?:it|this) (?:to|under)|under|up to)? ?(?:one|two|three|four|five|a few|\d{1,3})(?: ?(?:to|or|[–—-]) ?(?:two|three|four|five|\d{1,3}))? (?:short |plain |simple )?(?:sentences?|words|lines|paragraphs?|bullets?|bullet points?|characters)(?: max(?:imum)?\.?)?(?:[,;] [^.!?]{2,40})?\W*\Z"
    r"|\W*(?:please |pls )?(?:insert|put|add|write|enter|paste|type|place) [^.!?\d]{1,60} here[.!)\]]*\W*\Z|\W*(?:please |pls )?insert (?:an? |the |some |our |your )?(?:\w+ ){0,2}(?:thank-?you|thanks|apolog\w+|words|text|line|sentence|quote|statement|story|bit)\b[^.!?\d]{0,40}\W*\Z"
    r"|\W*what (?:did|do|was|went|will|has|have|is|are) [^.!]{2,60}\?\W*\Z|\W*(?:why|how|who|when) (?:did|was|were|will|do|can|is|are) [^.!]{2,60}\?\W*\Z",
    re.IGNORECASE,
)
_MATTER = (
    r"(?:(?:the|our|all|any|these|those|relevant|necessary|corrective|planned|further|more|full|exact|complete|technical|root|detailed|required|following|appropriate|other) )*"
    r"(?:it|this|that|they|measures?|steps?|causes?|reasons?|details?|information|info|actions?|action items?|improvements?|answers?|contacts?|contact (?:details|data|persons?)|explanations?|descriptions?|analysis|resolution|summary|everything|all|findings|results?|background|solution|fix|plan|numbers?)"
)
# Those who write such texts, or must approve them: "the alarm has not gone off" is no note.
_WRITERS = (
    r"(?:board|ceo|cto|cfo|coo|ciso|dpo|director|directors|manager|managers|management|lawyers?|legal|comms|press|editors?|authors?|translators?|team|teams|department|office|desk|engineers?|owner|dean|rector|principal|head|heads|chair|chairman|council"
    r"|committee|communications?|marketing|compliance|union|ministry|regulator|auditors?|insurers?|client|agency|counsel|secretary|secretariat|spokes\w+|colleagues?|others|rest|boss|cmo|po|pm|sre|noc|devs?)"
)
_OFFICE = rf"(?:legal|comms|communications|lawyers?|marketing|pr|compliance|engineering|management|infra|ops|security|finance|(?:the|our) (?:[\w-]+ )?{_WRITERS}|[\w-]+ (?:team|department|office)|somebody|someone|@\w+)"
_EDIT = r"(?:complete|fill|write|provide|add|supply|draft|review|check|approve|sign|clear|confirm|finali[sz]e|finish|insert|enter|update|word|phrase|formulate|answer|deliver|send)"
NO_COMMENT = re.compile(
    r"\W*(?:no comments?|nil|not? appl\w+|not (?:at|as) (?:present|yet)|not yet|missing)\W*\Z", re.IGNORECASE
)
# A piece of this very text.
_BIT = r"(?:(?:this|that|the present)(?: \w+)? (?:part|section|bit|paragraph|passage|piece|chapter|text|field|box|entry|heading|point|page|space|answer|summary|sentence|draft|letter|message|report|bullet)|(?:this|the)(?: \w+)? (?:part|section|paragraph|passage|bit|chapter) of (?:the|this|our) \w+)"
_PENS = r"(?:complete|fill(?: in| out)?|finish|write|draft|expand(?: on)?|extend|continue(?: with)?|add(?: to)?|supply|provide|come back to|get back to|get to|return to|revisit|update|word|do|deliver|revise|polish|insert|elaborate(?: on)?|flesh out)"
NOTE = re.compile(
    rf"\[[^\[\]]*\]\W*\Z|\{{[^{{}}]*\}}\W*\Z|[^.!?\d]{{0,60}}\b(?:will|shall|are to|is to|must|should|needs? to|has to|have to|still|yet to) be (?:\w+ )?(?:added|filled(?: in| out)?|inserted|supplied|completed|listed|entered|provided|written|drafted|worded|formulated|given|specified|described|explained|published|updated|confirmed|announced|decided|determined|clarified|communicated)(?: (?:here|later|soon|shortly|below|in time|in due course|after \w+(?: \w+){{0,3}}|by \w+(?: \w+){{0,3}}|once \w+(?: \w+){{0,4}}|when \w+(?: \w+){{0,4}}|as soon as \w+(?: \w+){{0,4}}|in (?:a|the) \w+(?: \w+)?|at a later (?:stage|date|time|point)))?\W*\Z"
    rf"|[^.!?\d]{{0,80}}\b{_DRAFTED}\b[^.!?\d]{{0,40}}\b(?:pending|to follow|to come|outstanding|awaited|missing|follows?|(?:is|are) (?:still )?with (?:\w+ ){{1,3}})\W*\Z|\W*(?:work in progress|wip|draft|first draft|not final)\b[^.!?\d]{{0,80}}\W*\Z|"
    r"\W*(?:(?:still |yet |details? |text |wording )?to be (?:completed|written|added|filled|provided|supplied|drafted|done|defined|agreed|announced|confirmed|determined|decided|discussed|clarified|specified|advised|worded|inserted|continued|published|given)\b|"
    r"(?:pending|awaiting|awaits|waiting (?:for|on)|needs?|wants?|requires?|subject to|depends on) (?:the |final |further |a |an |more |some )*(?:input|review|approval|text|wording|confirmation|sign-?off|feedback|reply|answer|response|decision|"
    r"legal|comms|communications|engineering|infra|ops|details?|clearance|information|facts|meeting|report|rca|analysis|post-?mortem)\b)[^.!?\d]{0,100}[.!?]?\W*\Z"
    rf"|\W*(?:(?:nb|n\.b\.|note|attn|fyi|reminder|internal|comment|to ?do|fixme|tbd|caution|careful|warning|draft)\b\W{{0,3}}[:–-]\s?)?{_OFFICE} (?:has|have|is|are|to|will|must|needs?|should|wants?|still|hasn't|haven't|did|does)(?: \w+)?? (?:(?:not|never|yet|still|n't) )+(?:(?:to|been|yet|still) )*(?:\w+ )?(?:{_EDIT}|sign|clear|look|repl|respon|deliver|approv|agree|decid|work|discuss|go)\w*[^.!?\d]{{0,60}}[.!?]?\W*\Z"
    rf"|\W*{_OFFICE} (?:is|are) (?:still )?(?:looking (?:at|over|through)|working on|checking|reviewing|finali[sz]ing|drafting|writing|wording|editing|on) (?:the |this |it|our )?(?:wording|text|section|paragraph|part|sentence|draft|statement|it|this)?\W*\Z"
    r"|\W*(?:still )?(?:waiting|wait) (?:for|on) [^.!?\d]{2,40}\W*\Z|\W*(?:can|could|will|would) (?:somebody|someone|anybody|anyone|you|@?\w+) (?:please )?(?:fill|write|add|complete|check|provide|supply|finish|draft|insert)\b[^.!\d]{0,60}\W*\Z|\W*see (?:our|the|my|your) (?:\w+ )?(?:blog|site|website|web site|page|portal|status page|channel|intranet|social media)\W*\Z|[^.!?\d]{0,40}\bto be (?:added|filled in|supplied|completed|written|inserted|provided|confirmed)\b[^.!?\d]{0,40}\W*\Z"
    rf"|\W*(?:nb|n\.b\.|note to (?:self|editor|comms|\w+)|internal note|reminder|attn|editor's note|author's note)\b[^\n\d]{{0,140}}\Z"
    rf"|\W*(?:do not|don't) (?:publish|send|release|share)\b[^.!?\d]{{0,80}}\W*\Z|\W*(?:intentionally|deliberately|purposely|left) (?:left )?(?:blank|empty)\b[^.!?\d]{{0,60}}\W*\Z|\W*under wraps\b[^.!?\d]{{0,60}}\W*\Z"
    r"|\W*(?:we|i) (?:are|am) not (?:in a position|able|allowed|permitted|authori[sz]ed|at liberty) to (?:comment|say|disclose|share|give|provide|discuss|go into|reveal)[^.!?\d]{0,80}\W*\Z|\W*we (?:cannot|can't|can not|do not|don't|will not|won't|prefer not to|would rather not) (?:comment|disclose|discuss|go into|elaborate)\b[^.!?\d]{0,80}\W*\Z"
    r"|\W*(?:as (?:you (?:will |may |probably |already |surely )*(?:know|knew|heard|have heard|have read|have seen|saw|read|are aware)|is (?:well )?known|everybody knows|everyone knows)|you (?:already |will |may |surely |probably |should |must )+(?:know|heard|have heard|have (?:read|seen|noticed)|be aware)\b)[^.!?\d]{0,40}\W*\Z"
    r"|\W*(?:as|like) (?:already |previously |just )?(?:mentioned|stated|described|explained|discussed|communicated|reported|said|told|announced|agreed|set out|laid out|outlined|indicated|noted|per)\b[^.!?\d]{0,80}\W*\Z"
    r"|\W*(?:please )?(?:see|cf\.?|refer to|compare|consult|read|check|look at|consider|find)(?= )(?: \w+){0,3}? (?:above|below|elsewhere|attach\w*|enclos\w*|annex|appendix|ticket|rca|post-?mortem|wiki|jira|confluence|section|summary|cause|resolution|improvements|next steps|subject|previous\w*|earlier|last|our (?:\w+ )?(?:mail|e-mail|message|letter|note|update|post|communication|notice|report)|the (?:\w+ )?(?:mail|e-mail|message|letter|note|update|post|communication|notice|report|document|file|attachment|chapter|paragraph|introduction|intro|heading|title))\b[^.!?\d]{0,60}\W*\Z"
    r"|\W*(?:via|through|by|using|on|over)? ?(?:the|our|your|all)? ?(?:usual|known|familiar|established|normal|customary|agreed|standard|official|regular|same|above|aforementioned|existing) (?:ways?|channels?|contacts?|routes?|means|numbers?|address(?:es)?|people|persons?|places?|procedure)\W*\Z"
    r"|\W*(?:you know|everybody knows|everyone knows) (?:where|how|whom|who) [^.!?\d]{2,40}\W*\Z|\W*(?:please )?(?:contact|get in touch with|reach out to|speak to|talk to|call|write to) (?:us|support|our support|the support|customer support|our team|the team)(?: (?:if|for|with|in case|whenever|when|at any time|directly|any time)\b[^.!?\d]{0,50})?\W*\Z"
    r"|\W*(?:if|when|where|as|whenever|should it be|unless) (?:and when |and if |it is |there is |there are |it becomes |otherwise )?(?:necessary|needed|required|appropriate|applicable|possible|news|new information|something new|anything new|relevant)\W*\Z|\W*as and when\b[^.!?\d]{0,40}\W*\Z|\W*check back\b[^.!?\d]{0,40}\W*\Z"
    rf"|\W*(?:[\w ]{{1,25}}: )?(?:please )?(?:see|cf\.?|refer to|compare|consult|please read|view) (?:(?!you)[\w'-]+ ){{0,5}}?{_DOCUMENTS}\b(?! (?:by|before|when|if)\b)[^.!?\d]{{0,50}}\W*\Z"
    rf"|\W*{_MATTER}\b(?:(?! your?\b)[^.!?\d]){{0,30}}\b(?:is|are|was|were|has been|have been|can be|may be|will be|shall be|to be)(?: \w+ly| also| already| now| all)? (?:contained|described|listed|found|set out|laid (?:down|out)|documented|explained|given|available|outlined|detailed|recorded|published|summari[sz]ed|stated|discussed|covered|addressed|reported|included|specified|captured|tracked|read|communicated|provided|sent)(?: (?:\w+ )?(?:in|on|by|through|via|under|with|within) (?:[\w'-]+ ){{0,4}}?{_DOCUMENTS}\b[^.!?\d]{{0,40}}| elsewhere| separately| (?:up)?on request| internally)\W*\Z"
    r"|\W*(?:as|in line with|in accordance with|according to|under|following|per) (?:per |laid down in |set out in |described in |provided (?:for )?in |foreseen in |defined in )?(?:the |our |all )?(?:\w+ ){0,3}(?:procedures?|processes|process|protocol|policy|policies|rules|regulations|guidelines?|plans?|practice|law|contract|agreement|manual|standards?)\W*\Z"
    r"|\W*(?:\w+ ){0,4}(?:available|given|provided|sent|shared)? ?(?:up)?on request\W*\Z|\W*(?:unfortunately|regrettably|sadly|for (?:\w+ ){1,3}reasons),? [^.!?\d]{0,20}\b(?:no|not|cannot|can't|unable)\b[^.!?\d]{0,60}\W*\Z"
    r"|\W*(?:our|the|an|a|its) (?:\w+ ){0,2}(?:plan|list|set|catalogue|package|programme|program|roadmap|measures|actions|steps|proposals?|concept)(?: of (?:\w+ ){0,2}\w+)? (?:is|are) (?:still |currently |now )*(?:being (?:drawn up|prepared|made|worked (?:on|out)|drafted|discussed|elaborated|written|compiled|defined)|with (?:the |our )?\w+|in preparation|under (?:discussion|way|review|consideration|development))\W*\Z"
    r"|\W*not (?:yet )?(?:known|clear|decided|sure) who (?:writes|fills|does|has|will|is to|should)\b[^.!?\d]{0,40}\W*\Z|\W*fixed in (?:prod|production)\W*\Z"
    r"|\W*(?:due to |owing to |because of )?(?:circumstances|factors|reasons|causes|events) (?:beyond|outside) (?:our|anyone's|anybody's) (?:control|influence|reach)\W*\Z"
    rf"|\W*(?:i|we|\w+|the \w+)(?:'ll| will| shall| must| have to| has to| need to| needs to| should|'re going to| are going to|'m going to| want to| hope to| plan to)(?: still| also| then)? {_PENS} (?:(?:the )?(?:rest|remainder|remaining \w+) of )?{_BIT}\b[^.!?\d]{{0,60}}\W*\Z"
    rf"|\W*(?:the )?(?:rest|remainder|second half|end|other half|missing \w+) (?:of {_BIT} )?(?:comes?|follows?|will (?:follow|come|be (?:added|written|ready|here))|is (?:coming|to (?:come|follow)|still|being|not))\b[^.!?\d]{{0,60}}\W*\Z"
    rf"|\W*{_BIT}(?: of the \w+| here)? (?:comes?|follows?|needs?|gets?|lacks|awaits|remains|will (?:follow|come|be|go|change|have)|has (?:yet |still )?to be|is (?:still |yet |now |not )*(?:to (?:come|follow|be)|being|under|with|unfinished|incomplete|missing|empty|blank|open|pending|for|due|waiting|written|in progress|in preparation|a draft))\b[^.!?\d]{{0,60}}\W*\Z"
    rf"|\W*(?:we|i)(?: are|'re| am|'m)? (?:still |currently |now )*(?:writing|drafting|wording|working on|finishing|completing|filling in|polishing|checking) (?:on )?{_BIT}\b[^.!?\d]{{0,40}}\W*\Z"
    r"|\W*(?:short|brief|quick|one-line|two-line) (?:summary|description|explanation|overview|text|paragraph|sentence)\b[^.!?]{0,60}\W*\Z",
    re.IGNORECASE,
)
ERRAND = re.compile(
    rf"\W*(?:@?\w+(?: team)? (?:to|please|pls|must|should|will|can you|could you|has to|needs to) {_EDIT}\b|(?:please |pls )?(?:ask|check with|talk to|ping|chase) \w+|(?:needs|has) to be (?:filled|written|completed|added)\b|@?\w+ (?:has|knows|owns|is writing|writes|is on|sends|will send) (?:the |this |more |all |some )*(?:details?|part|section|text|answer|this|it|wording|facts|story|more|info|information|paragraph|draft|rest|numbers|figures)\b)"
    r"[^.!?\d]{0,60}[.!?]?\W*\Z",
    re.IGNORECASE,
)
LONGEST = 200  # characters: whoever writes more says something
