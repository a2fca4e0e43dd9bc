"""Verbs, as participles, by what a reader asks where nobody is named who did it. A particle that belongs to one is joined by "_".
Source: ours."""

from __future__ import annotations


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# Participles that do not end in "-ed".
IRREGULAR = _words("""
    beaten begun bent bitten blown borne bought bound broadcast broken brought built burnt cast caught chosen cut dealt done drawn
    driven drunk dug eaten fed felt flown forbidden foreseen forgiven forgotten forsaken fought found frozen given ground grown
    heard held hidden hit hung hurt kept known laid learnt led left lent let lit lost made meant met mislaid misheard misled
    misread misspelt mistaken misunderstood outdone overdone overdrawn overheard overridden overrun overseen oversold overtaken
    overthrown overwritten paid proven put read rebuilt redone redrawn relaid reread resent reset retaken rethought rewritten
    ridden rung run said sawn seen sent set sewn shaken shed shot shown shut sold sought sown spelt spent spilt spoilt split spoken
    spread spun stolen stricken struck stuck strung sung sunk swept sworn taken taught thought thrown told torn trodden undercut
    underpaid understood undone unwound upheld upset withdrawn withheld woken won worn wound woven written
""")

# What befell somebody or something, what a machine does by itself, how something is. Nobody asks who it was.
BEFELL = _words("""
    accelerated accepted accessed accustomed achieved affected afflicted allowed amazed annoyed ashamed authenticated backlogged based billed born
    bothered bound broken cached calculated charged committed composed computed concerned connected corrupted crashed credited
    cut_off damaged dated debited dedicated degraded delayed delivered depleted designed destined determined disappointed displayed
    disrupted distressed downloaded duplicated eased elevated embarrassed enclosed encountered endangered enrolled entitled equipped
    exceeded exhausted expected expired experienced exposed fed flagged flooded forced frightened frozen frustrated generated grounded grown
    hardcoded halted hampered harmed hidden hit hurt impacted impaired impressed inconvenienced increased indexed infected injured inspired
    intended interested interrupted invoiced involved isolated jammed jeopardised jeopardized killed known limited linked loaded
    located locked_out lodged logged logged_out lost married met mirrored named needed obliged observed occupied opposed
    overloaded overwhelmed owed persisted propagated replicated resynchronised resynchronized scanned signed_in signed_up surfaced
    targeted triggered paralysed paralyzed paused permitted planned pleased populated prevented processed produced
    prolonged queued reached received recorded reduced reflected refunded registered relieved rendered required rerouted reserved
    resent resumed retried returned routed ruined satisfied saved scared scattered seen served settled shaken shocked shortened
    shown situated sized slowed slowed_down sold_out spared spread staffed stalled stolen stored stranded stressed stuck submitted
    suited supported supposed surprised surrounded suspected synced synchronised synchronized timed_out tired touched transmitted
    trapped troubled unaffected upset viewed visited wanted weakened worried worn wounded
""")

# Of these the lack is somebody's doing.
LACKING = _words("staffed equipped prevented supported refunded relieved settled")

# What puts it right, or finds out.
REMEDIES = _words("""
    addressed alleviated analysed analyzed cleaned cleared confirmed contained corrected cured detected diagnosed discovered
    eliminated fixed found healed identified investigated located mitigated noticed overcome patched pinpointed put_right rebooted
    rebuilt recalled reprinted exchanged rebooked reconnected recovered rectified reinstated remedied removed repaired replaced reprocessed reset resolved restarted restored
    reversed reverted rolled_back solved sorted_out spotted stabilised stabilized straightened_out traced undone updated upgraded
""")
# Before "by now" these are hopes and not duties.
RESTORED = _words("concluded resolved restored recovered mitigated finished able back reopened completed")
# Not yet found is no omission.
FOUND = _words("identified determined established confirmed pinpointed located traced reproduced diagnosed")
# Could these have been, somebody could have done them.
AVOIDABLE = _words("""
    avoided averted prevented handled communicated spotted noticed caught stopped done found detected tested checked told informed
    warned discovered foreseen anticipated planned prepared managed explained rehearsed
""")

# Whoever did these erred, or wronged somebody. Besides them all that begin with "mis".
FAULTS = _words("""
    abandoned abused backdated betrayed binned botched brushed_aside brushed_off bungled bypassed circumvented concealed covered_up
    deceived decided dismissed disregarded doctored double-booked downplayed duped falsified fobbed_off forged forgotten fudged
    glossed_over hurried_through hushed_up ignored jumbled kept_from kept_quiet kept_secret let_down mislaid mixed_up muddled
    muddled_up muted neglected omitted overbooked overestimated overlooked overridden oversold overstated passed_over played_down
    rushed rushed_through sent_away sent_home shelved shredded sidelined sidestepped silenced skipped squandered
    swapped swept_aside tampered_with thrown_away turned_away underestimated understated undervalued waived wasted
    waved_aside waved_through withheld written_off
    skimped stinted kept_back blamed scapegoated relied_on turned_down overruled vetoed voted_down laid_off made_redundant
    drilled_through drilled_into cut_through dug_up dug_through knocked_over knocked_off pierced punctured spilled spilt stepped_on
    torn_off broken_off backed_into driven_into torn_up let_out wedged propped taped_over painted_over papered_over unplugged unhooked unscrewed wiped severed
""")

# What somebody thought or wanted, after "it was".
OPINIONS = _words("""
    accepted acknowledged agreed argued assumed believed claimed concluded considered decided deemed felt hoped imagined
    intended judged presumed proposed reasoned regretted suggested supposed thought taken_for_granted
""")
# The same, before what something was held to be.
VIEWS = _words(
    "assumed believed classed classified considered deemed dismissed felt judged presumed rated regarded seen taken thought treated viewed"
)

# What people do, and machines hardly: where it went before, it is a cause.
ACTS = _words("""
    activated added addressed adjusted altered applied approved arranged assigned attached authorised authorized awarded cancelled canceled
    changed chosen closed configured connected copied cut deactivated deleted deployed disabled discarded disconnected dismantled
    disposed_of drilled dropped dug_up edited emptied enabled entered erased executed filed filled fitted given granted handed_out
    handed_over installed introduced keyed_in labelled labeled left lent loosened lowered made_public marked merged modified moved
    ordered overwritten painted parked passed_on performed picked placed plugged_in printed published pulled_out pushed put raised
    rearranged recycled redirected released removed renamed reprogrammed restricted revoked rewired rolled_out run sealed selected
    set shared shut signed_off sold stacked started stripped suspended switched taken_away taken_down taken_off taken_out thinned
    transferred triggered turned_down turned_off turned_on turned_up typed unhooked unlocked unplugged unscrewed uploaded used
    wired withdrawn written
""")
# These harm by themselves.
HARMS = _words("""
    altered cancelled canceled changed closed cut cut_through deactivated deleted disabled disconnected dismantled disposed_of emptied
    erased lent locked modified moved overwritten pulled_out removed renamed restricted revoked sealed shut shut_down shut_off stripped
    suspended switched_off taken_away taken_down taken_off taken_out turned_down turned_off unhooked unlocked unplugged unscrewed withdrawn
""")
# Of something faulty these are the fault, all others may be its repair.
SUPPLIES = _words("""
    activated applied bought built built_in chosen delivered deployed distributed enabled fitted handed_out installed introduced
    issued loaded merged ordered posted printed published pushed put put_in released rolled_out selected sent set shipped sold
    supplied turned_on switched_on uploaded used entered typed
""")

# Of what befell these are people's work where it went to the wrong place.
HANDLED = _words(
    "connected loaded addressed stored linked named delivered fed submitted served returned registered recorded saved located based billed"
)

# With people's data these hand it to others.
DISCLOSED = _words(
    "attached shared passed passed_on given handed handed_over sold disclosed leaked revealed forwarded lent released"
)

# Where these came late, somebody was late.
LATE = _words("""
    alerted asked called called_in checked consulted contacted detected discovered escalated found informed looked_at noticed
    notified passed_on picked_up raised read realised realized recognised recognized reported spotted tested told understood warned
""")

# What was not done, after "no …" and "nothing".
DUTIES = _words("""
    agreed announced appointed arranged asked assigned called called_in carried_out checked communicated conducted consulted
    documented done drawn_up explained followed foreseen given handed_out heeded held informed issued kept learned learnt left made
    notified offered ordered organised organized passed_on performed planned posted prepared provided put_in_place put_up raised run
    scheduled sent sent_out set set_up sought supplied taken tested told said trained undertaken warned written written_down hired recruited built fitted installed added allocated set_aside budgeted spent put
""")

# Of jobs, requests and messages these say what the machine did.
WORKINGS = _words("""
    added applied assigned cancelled canceled closed collected completed created deleted dispatched dropped executed forwarded
    found handled imported launched omitted skipped marked matched merged opened picked_up posted powered powered_on published recognised recognized redirected
    refreshed rejected removed replicated run scheduled sent shared started terminated transferred triggered updated uploaded
    written
""")

# The words that have a particle above, or in the rules.
WITH_PARTICLE = frozenset(
    verb
    for verbs in (BEFELL, REMEDIES, FAULTS, OPINIONS, ACTS, HARMS, SUPPLIES, LATE, DUTIES, WORKINGS)
    for verb in verbs
    if "_" in verb
)
