"""What is pledged where no deed is: virtues, efforts, and figures of speech for them; and what a deed is. Source: ours."""

from __future__ import annotations

from communications.checks.words.families import Families, family  # noqa
from communications.checks.words.hollow import DEEDS, HEADS, NAMED, forms
from communications.checks.words.lists import set_of
from communications.checks.words.vague import SMALL_WORDS

# One cannot see that they were had. Before another noun they only tell which: "the quality lab".
VIRTUES = set_of("""
diligence vigilance rigour rigor circumspection prudence foresight forethought candour candor honesty openness transparency humility empathy courtesy kindness tact
reliability stability resilience resiliency robustness excellence professionalism determination resolve dedication devotion zeal vigour vigor fervour passion enthusiasm endeavour endeavours pains
effort efforts emphasis mindset ethos attitude attitudes mentality teamwork togetherness preparedness readiness responsiveness dependability sincerity goodwill discipline commitment commitments ambition ambitions
aspiration aspirations motto watchword credo mantra seriousness thoroughness attentiveness alertness carefulness awareness consideration composure fairness friendliness helpfulness willingness eagerness mindfulness
sensitivity integrity respect heed focus improvement improvements enhancement enhancements optimisation optimization professionalisation modernisation modernization precaution precautions
learnings insight insights cooperation collaboration coordination partnership dialogue understanding appreciation competence proficiency expertise know-how prevention trust confidence faith
quality accuracy precision punctuality efficiency effectiveness flexibility agility maturity sustainability caution care attention thought thinking love tlc importance significance urgency scrutiny oversight
propriety decency dignity grace well-being wellbeing welfare spirit culture responsibility accountability conscience pride honour honor empowerment motivation morale esteem patience perseverance persistence tenacity impetus momentum
cleanliness orderliness tidiness hygiene smoothness calm serenity comfort convenience satisfaction expectations ideals values creativity imagination innovation inspiration curiosity
weaknesses weakness shortcomings deficiencies structure clarity simplicity ownership pragmatism common-sense backing collegiality seriously serious gap gaps solidarity loyalty service-mindedness intent intention intentions
""")
_COMPARED = set_of("""
better safer smoother clearer calmer fairer kinder friendlier smarter wiser stricter simpler easier tidier leaner steadier nimbler swifter pleasanter healthier
keener happier saner braver bolder humbler nicer livelier gentler surer sounder likelier readier fullest deepest strictest
""")
# Of these only more may be meant: "greater weight".
WITH_MORE = set_of(
    "safety security communication knowledge experience skills skill training weight standard support value say guidance service rehearsal practice help"
)
# Of things too: "a stronger rope".
ALSO_OF_THINGS = set_of(
    "tighter stronger harder sharper sturdier cleaner neater greater deeper firmer richer finer tougher closer greatest highest closest sound solid proper high higher strong utmost due full clear good"
)
_MANNER = set_of("""
carefully thoughtfully diligently vigilantly thoroughly meticulously scrupulously conscientiously rigorously prudently responsibly seriously proactively transparently honestly openly sincerely tirelessly relentlessly
wholeheartedly earnestly mindfully attentively respectfully professionally reliably robustly smoothly properly appropriately adequately suitably sustainably efficiently effectively systematically comprehensively
holistically closely firmly genuinely cautiously sensibly wisely intensively consistently considerately courteously decisively energetically vigorously painstakingly
mindful attentive vigilant diligent thorough meticulous scrupulous conscientious rigorous prudent thoughtful considerate proactive transparent honest professional reliable robust resilient careful cautious
watchful prepared humble committed dedicated determined resolved upfront forthcoming approachable sensitive utmost paramount uppermost foremost heightened redoubled unwavering heartfelt wholehearted painstaking
sustainable holistic future-proof seamless timely dependable trustworthy respectful humane trusting
""")
_WANTING = forms(
    "strive endeavour endeavor aspire vow pledge reflect ponder mull contemplate cherish nurture foster cultivate excel evolve mature deepen heighten regain improve enhance strengthen bolster"
    " optimise optimize professionalise professionalize safeguard prioritise prioritize reconsider revisit reassess scrutinise scrutinize devote dedicate deserve merit listen heed modernise modernize"
    " sensitise sensitize refine polish sharpen rework overhaul streamline boost elevate tighten stabilise stabilize learn ensure"
) | set_of("committed committing aim aims goal desire rethink rethinks rethinking rethought sought remedied learnt")
STRONG = _COMPARED | _MANNER | _WANTING
# What follows a virtue that is meant itself.
AFTER_VIRTUES = (
    SMALL_WORDS
    | HEADS
    | VIRTUES
    | STRONG
    | set_of(
        "work campaign campaigns programme program topic topics job side front question questions aspect drive week weeks initiative again now more first"
    )
)
# Those of which it must be seen what they are done to: "add a lamp", "add rigour".
_LIGHT = "add introduce create build install attach place offer receive insert put give establish set supply provide equip fit buy"
LIGHT = forms(_LIGHT) | set_of(
    "get gets got have has gives given gave built gotten puts put putting sets set setting bought"
)
_NO_DEED = forms(
    "hold keep take bring make do go run look work apply open close pay lay show raise lift draw drive fix hand drop tell ask remind invite meet return lower carry guard wake water fence warn start track drill brief commission delegate identify negotiate confirm consult escalate explain"
    " answer thank apologise perform follow coach manage handle treat address tackle serve learn share inform stand continue"
) | set_of(
    "held kept took taken brought made done went ran runs running reads reading paid laid drawn drew drove driven told met stood sits stands cut cuts cutting goes shows shown showing asks asked holds holding ring rings"
)
# What can be seen to be done, whatever else is said.
_ALSO_DEEDS = forms(
    "bolt screw nail glue oil grease sweep mop rinse flush drain pave dredge plough mow prune dust vacuum repaint varnish tile plaster weigh-in ship ferry shuttle truck airlift evacuate vaccinate inject bandage disinfect sterilise sterilize"
    " autoclave refrigerate freeze thaw heat cool ventilate insulate tape staple laminate engrave stamp punch scrap shred burn compost recycle tow park anchor moor dock berth load unload pack unpack stack crate pallet"
    " dial text tweet blog broadcast televise livestream film photograph record tape dub subtitle caption translate interpret transcribe type retype spellcheck proofread bind reprint photocopy fax scan upload download sync"
    " reboot patch compile recompile deploy redeploy roll revert bisect fork shard cache purge flush drop truncate vacuum reindex backfill backport whitelist blacklist allowlist blocklist firewall sandbox virtualise virtualize containerise"
    " ration cap fine invoice bill charge refund credit debit reimburse compensate waive cancel void annul rescind revoke suspend terminate expel evict sue prosecute arrest"
    " rewire rehang refit refurbish retrofit replumb reroof replant reseed resurface restock refill refuel recharge reload rearrange renumber relabel rename repaint reprint reissue rebook resell relocate rehouse"
    " drill dig bury pump siphon sandbag dam bridge tunnel fence gate lock unlock bar barricade cordon mark line stripe light illuminate darken shade mount hang unhook hook hitch tether chain rope clamp weld solder splice crimp plug unplug"
    " quadruple quintuple treble round average sum subtract multiply divide count recount tally tabulate log timestamp date backdate postdate sign countersign initial notarise seal unseal post mail email courier"
    " attend visit tour walk cycle patrol inspect-by-hand sample swab taste smell weigh measure gauge calibrate zero tare dose prescribe dispense administer"
    " certify license register enrol enroll deregister unsubscribe subscribe renew expire staff hire recruit appoint employ rota rehearse replay rerun retry retype restart reboot refuse reject decline accept admit ban forbid bar permit"
    " telephone phone ring-back call-back page alarm siren beep blink flash vibrate buzz"
) | set_of(
    "sends sent sending writes wrote written writing hung hangs dug sold sells sell buys bought split splits sealed wrote read-only swept froze frozen wound rewound overlaid rewrote rewritten resent withdrawn withdrew withdraw withdraws replaced shut shuts spent send write"
)
DEED = (
    (DEEDS | NAMED | _ALSO_DEEDS)
    - LIGHT
    - _NO_DEED
    - STRONG
    - VIRTUES
    - HEADS
    - set_of(
        "check checks checked checking test tests tested testing document documents documented documenting line lines light lights dates date marks mark average record records recorded recording bills charge charges pages paging text texts texting"
        " order orders ordered listing listening pointing cover covers covered covering trial trials pilots pilot gates gate bar bars staff staffs staffing rounds round weighs weighed cool cools smell exercise exercises exercised"
        " ships shipping records types type typing sample samples calls logs log post posts mail mails film films stock stocks sign signs wake calm dams bridge bridges tunnel tunnels rolls roll rolled rolling patch patches"
    )
)
