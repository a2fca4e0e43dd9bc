"""Words with which one can talk at length about an incident and not say what anybody met. Source: ours."""

from __future__ import annotations

from communications.checks.words.lists import set_of
from communications.checks.words.vague import stem


def _stems(*lines: str) -> frozenset[str]:
    return frozenset(stem(word) for line in lines for word in line.split())


# Words that join others, amounts, times and places.
JOINING = _stems(
    "a about above across after again against ago ahead all almost along already also although always am among amid an and another any",
    "anybody anyone anything apart approximately are around as aside at away back be because become becomes became been before began begin",
    "begins begun being below beneath beside besides best better between both bit briefly but by can certain could course did do does doing",
    "done down due during each earlier early either else end ends ended ending enough entire entirely even ever every everybody everyone",
    "everything exactly fairly far few fewer finally first for former formerly found from full fully further furthermore gave general",
    "generally get gets getting give given gives giving go goes going gone good got great greater had half happen happened happening happens",
    "has have having he her here herself hers him his how however i if immediately in indeed instead into is it its itself just keep keeps",
    "kept largely last lasted lasting lasts late later latest least less let like likely little long longer made mainly make makes making",
    "many may maybe me meanwhile might minus more moreover most mostly much must my near nearly need neither never nevertheless new next no",
    "nobody non none nor not nothing now number of off often old on once one ones only onto onward onwards or other others otherwise our ours",
    "ourselves out over overall own part partial partially particular past per perhaps plus possible possibly present previous previously",
    "prior probably properly quite rather real really recent recently related relating remain remained remaining remains respectively said",
    "same say says second see seem seems set several shall she short shortly should side simply since single so some somebody someone",
    "something soon still straight such take taken takes taking than that the their theirs them themselves then there thereafter these they",
    "thing things third this those though through throughout thus till time times to today together tomorrow tonight too took total toward",
    "towards twice under unless until up upon us use used usual usually various very via was we well went were what whatever when where",
    "whereas which while who whole whom whose why will with within without worth would yes yesterday yet you your yours yourself",
    "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years morning afternoon evening night",
    "noon midday midnight weekend weekday start starts started starting beginning onset close closes closed closing stop stopped stopping",
    "date clock period window span duration moment stretch lunch lunchtime dawn dusk breakfast overnight daily hourly weekly monthly annual",
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november",
    "december season spring summer autumn fall winter holiday peak busy busiest utc gmt local zone central eastern western northern southern",
    "north south east west region regional area district province county country countries site sites city town island part parts place",
    "places world worldwide europe european america american asia africa london home internal external public percent per",
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty hundred thousand million dozen",
    "several handful couple majority minority proportion portion share percentage fraction size ran run runs running hello hi",
    "dear oops uh hey folks team teams ladies gentlemen sir madam colleague colleagues",
)
# What went wrong, for those who do not say what.
INCIDENT = _stems(
    "incident incidents issue issues problem problems trouble troubles event events outage outages disruption disruptions disrupt disturbance",
    "disturb interruption interrupt failure failures fail failed fault faults faulty defect defective malfunction malfunctioned glitch glitches",
    "bug bugs hiccup hiccups snag snags blip blips wobble wobbled wobbly hitch hitches mishap gremlin gremlins breakdown break broke broken",
    "difficulty difficulties difficult irregularity irregularities irregular anomaly anomalies abnormal abnormality deviation deviate degradation",
    "degrade degraded impairment impair impaired impact impacts impacted affect affects affected concern concerns concerned concerning touch",
    "touched hit strike struck suffer suffered suffering experience experienced experiencing encounter encountered face faced undergo underwent",
    "play plays played playing act acts acted acting toast mess messy bumpy rocky choppy smooth headache chaos chaotic meltdown tantrum sputter",
    "blunder blundered blundering erred sinned botch botched goof goofed fumble fumbled flop flopped bungle bungled sore weird weirdly oddly strangely funny disservice badly",
    "wonky left desired much sputtered stumble stumbled stumbling falter faltered limp limped creak creaked groan groaned buckle buckled struggle struggled struggling",
    "misbehave misbehaved misbehaving wheels knees knee trip tripped tripping kaput borked bonkers haywire awry wayward nap asleep siesta rocks hair",
    "headline headlines press disarray shambles ordeal setback setbacks woes misfortune spell stretch surprise surprised shock teething bottleneck",
    "sour south wrong-footed adverse unavailable attack attacks collateral capacity maintenance unscheduled reduced reduce complete charm spinning subject terrible horrible pressure sick ill well slippery shaky fragile unstable instability unreliable unavailability availability downtime uptime situation circumstance circumstances condition conditions matter",
    "occurrence occur occurred occurring arise arose arisen emerge emerged crop cropped show state status rough tough bad hard worse worst",
    "painful unfortunate sub-optimal suboptimal optimal poor poorly quality level levels performance perform performed performing function",
    "functions functioning functionality functional operate operated operating operation operations operational behave behaved behaviour behavior",
    "work worked working works expected expect expectation expectations intended intend normal normally abnormally standard standards proper",
    "service services system systems platform platforms product products application applications app apps tool tools component components",
    "solution solutions environment infrastructure technology technical technically technological feature features module modules process",
    "processes processing customer customers client clients user users member members people person persons reader readers subscriber",
    "subscribers partner partners participant participants account accounts party parties public stakeholder stakeholders",
    "cause causes caused causing origin trigger triggered root reason reasons result results resulted resulting consequence consequences effect",
    "effects extent scope scale nature kind type sort significant significantly substantial substantially severe severely serious seriously",
    "major minor moderate moderately critical critically limited wide widespread massive big small large slight slightly partially intermittent",
    "intermittently temporary temporarily sporadic sporadically briefly visible noticeable notable unplanned unforeseen unexpected unexpectedly",
    "planned scheduled known unknown sudden suddenly curveball pear shaped sideways weather proud finest inconvenience inconvenient frustrating",
    "frustration unacceptable disappointing disappoint disappointment embarrass embarrassing embarrassed unpleasant ugly nasty dreadful awful",
    "available unavailable offline online live up",
)
# What was done about it, and said of it.
HANDLING = _stems(
    "resolve resolved resolving resolution fix fixed fixing fixes repair repaired restore restored restoring restoration recover recovered",
    "recovery recovering mitigate mitigated mitigation mitigating stabilise stabilised stabilize stabilized contain contained remedy remedied",
    "rectify rectified solve solved sort sorted handle handled handling deal dealt tackle tackled manage managed management manager overcome",
    "investigate investigated investigating investigation analyse analysed analysis analyze analyzed examine examined review reviewed assess",
    "assessed assessment establish established identify identified determine determined diagnose diagnosed diagnosis trace traced track tracked",
    "find found detect detected detecting detection notice noticed notices observe observed spot spotted discover discovered recognise recognize",
    "recognised recognized raise raised report reported reports reporting record recorded log logged register registered flag flagged alarm",
    "alarms alert alerted alerts page paged monitor monitored monitoring probe probes check checks checked inform informed information notify",
    "notified notification notifications tell told announce announced announcement announcements communicate communicated communication",
    "communications describe described explain explained mention mentioned message messages mail mails email emails post posts posted write",
    "writing wrote written ask asked answer answered answers reply replied respond responded response responding responder responders call",
    "called calls hotline phone contact contacted contacts touch heard hear listen read share shared escalate escalated escalation engage",
    "engaged engagement involve involved involving assign assigned attention priority prioritise prioritised prioritize urgent urgency highest",
    "severity sev classified classify classification class category categorised criteria criterion threshold thresholds rate rated rating grade",
    "ticket tickets case cases bridge war room wallboard dashboard on-call oncall duty shift engineer engineers engineering specialist",
    "specialists expert experts technician technicians crew crews staff supplier suppliers vendor vendors provider providers contractor",
    "department departments unit units authority authorities regulator regulators ministry association board desk helpdesk support dispatch",
    "independent prepare prepared preparing clarify clarified try tried trying workaround workarounds decide decided decision apply applied automatic",
    "automatically change changed changes undo undone cope coped admirably capacity add added manufacturer maker director directors chief ceo board",
    "built design designed designers tester testers tests  watch watched watching daylight party  launch dedicated  radio loop valley briefed brief lawyer insurer police fireman  location locations location sit sat overtime weekend crisis meeting meetings background cooperate cooperation manager managers oversee oversaw scramble scrambled swear swore hard work hectic",
    "dispatched deploy deployed attend attended acknowledge acknowledged declare declared confirm confirmed verify verified complete completed",
    "completion progress proceed proceeding continue continued continues ongoing step steps measure measures action actions activity activities",
    "activated activate plan plans additional extra effort efforts hand hands bring brought help helped helping assist assistance aware awareness",
    "understand understood understanding understandable learn learned learnt known know confidence confident careful carefully closely swift",
    "swiftly quick quickly prompt promptly fast rapid rapidly tirelessly diligently thorough thoroughly sent send sending receive received",
    "update updates updated bulletin    accordance pursuant section article clause agreement contract contractual",
    "obligation obligations law legal formal formally required require requires requirement requirements accordingly subject regarding regard",
    "regards respect reference refer referred purpose reason behalf according period laid competent institution undertaking undersigned",
    "company companies organisation organization business firm hereby submit submitted   preliminary final initial initially follow",
    "followed following followup view overview summary summarise detail details background context version credit credits voucher vouchers",
    "compensation compensate compensated goodwill gesture apology    target targets objective objectives agreed budget",
    "budgets metric metrics   percent percentage average session sessions request requests estimate estimated count counted",
    "measured achieved achieve met meet missed miss breach breached fell fall fallen back safe safely secure protected intact data loss lost",
)
# How we feel about it, how readers do, and what they are asked.
FEELING = _stems(
    "sorry apologise apologize apologies apology regret regrettable regretful excuse forgive forgiveness thank thanks thankful grateful",
    "gratitude appreciate appreciated appreciation patience patient patiently understanding sympathy sympathise empathise kind kindly",
    "kindness gracious cooperation co-operation courtesy loyal loyalty trust trusted rely relied reliance reliable depend depended dependable",
    "important importance matter matters essential vital crucial hope hoped wish wished want wanted deserve deserved expect owe promise assure",
    "assured assurance commit committed commitment pride honest honestly honesty frank frankly open openly transparent transparency sincere",
    "sincerely deep deeply truly heartfelt stress stressful special feel felt feeling feelings upset angry anger worry worried worrying concern",
    "care caring love loved value valued gutted humble humbled accept responsibility responsible blame fault please remember recall ask aware",
    "notice support welcome words word comment comments feedback thought thoughts question questions hearing tolerance goodwill calm",
    "donut donuts cake cakes medal medals hug hugs weep cry coffee pizza beer drinks cool way heart hearts fire holiday lucky vacation lot nap intern right rightly truth simple simply fair",
    "resilience flexible flexibility confidence disturbance let-down letdown short serve served serving",
)
# What goes on where readers do not look.
MACHINERY = _stems(
    "node nodes broker brokers replica replicas quorum leader leaders leadership partition partitions shard shards cluster clusters pod pods",
    "container containers instance instances host hosts hostname server servers machine machines rack racks datacenter datacentre cpu heap",
    "memory disk disks io iops latency throughput load loads traffic bandwidth packet packets link links router routers switch switches",
    "network networks dns cache caches caching queue queues backlog lag retry retries timeout timeouts thread threads pool pools connection",
    "connections database databases db primary secondary standby failover failovers fail-over index indexes query queries kernel patch patched",
    "build builds deploy deployed deployment deployments release released releases rollback rollout rolled roll revert reverted config",
    "configuration backend frontend api apis endpoint endpoints gateway gateways proxy proxies balancer upstream downstream reboot rebooted",
    "reboots restart restarted restarts respawn crashloop oom utilisation utilization saturated saturation consumption consumer consumers",
    "producer parallel degraded p50 p95 p99 slo slos sla slas error errors exception exceptions 5xx 4xx health healthy unhealthy red amber",
    "green canary fleet worker workers cron job jobs process daemon controller controllers scheduler storage volume volumes",
    "subset tenant tenants mobile desktop device devices browser browsers snapshot backup replication replicated election elected drained drain evicted cordoned spike spiked spikes rate rates usual component",
)
EMPTY = JOINING | INCIDENT | HANDLING | FEELING | MACHINERY

# Whom such messages are for.
READERS = (
    "you|your|yours|anyone|everyone|everybody|people|customers?|users?|members?|guests?|patients?|parents?|pupils?|students?|teachers?|drivers?|passengers?|visitors?|"
    "viewers?|readers?|players?|shoppers?|buyers?|sellers?|merchants?|clients?|tenants?|famil(?:y|ies)|citizens?|employees?|clinics?|hospitals?|pharmacies|nurses?|"
    "doctors?|fans|applicants?|candidates?|voters?|taxpayers?|pensioners?|skiers?|donors?|pilots?|farmers?|growers?|couples?|children|kids|mothers|hikers?|gamers?|traders?|bidders?|carers?|workers?|riders?|cyclists?|motorists?|truckers?|lenders?|borrowers?|cardholders?|holders?|policyholders?|landlords?|retailers?|restaurants?|investors?|authors?|tourists?|campers?|borrowers?|brokers?|shops?|stores?|schools?|households?|residents?|subscribers?|listeners?|travell?ers?|commuters?|callers?|participants?|learners?"
)
# What did "not" happen, and says no more than that something was the matter.
GENERIC_NOT = (
    r"been able|be able|able|normal|yet|always|all|only|just|even|as|at|in|the|our|your|a|an|what|known?|clear|over|alone|aware|perform\w*|function\w*|who|that|this|it|"
    r"itself|back|how|where|enough|ideal|great|fun|pretty|nice|fair|right|welcome|easy|good|ready|happy|satisf\w+|start well|begin well|end well|feel|look|sound|sit|lost|"
    r"behave\w*|meet|live|go|work\w*|acceptable|expect\w*|expire|need|want|have to|require\w*|affect\w*|impact\w*|concern\w*|operat\w*|available|run as|handle\w*|"
    r"limited|reached (?:in|for|during|at|on)|met|achieved|maintain\\w*|fulfil\\w*|respected|observed|guaranteed|ensured|restored|resolved|fixed|solved|finished|notice\\w*|detect\\w*|spot\\w*|caught|tested|foresee\\w*|foreseen|anticipat\\w*|prepared|complete\\w*|realise\\w*|realize\\w*|"
    r"reflect|represent|happen\w*|occur\w*|repeat\w*|up to|done|well|proud|planned|plan|intend\w*|related|due|caused|linked|believe|think|quite|really|exactly|particularly|fully|entirely|completely|properly|correctly|sufficiently|optimal\w*|perfect\w*|get what|without|himself|themselves|accessed|so|stable|feel\w*|let it|let that|satisfy|satisfied|acceptable|there|thus|usable|reliable|reliably|dependable|serviceable|functional|operative|satisfactor\w*|adequate\w*|sufficient|responsive|robust|consistent\w*|smooth\w*|unnoticed"
)

# Who deals with it, and what they hold; what such a one did is not what readers met.
STAFF = _stems(
    "team teams staff staffers colleague colleagues engineer engineers developer developers dev devs devops sre sres operator operators crew crews technician technicians",
    "specialist specialists expert experts consultant consultants contractor contractors supplier suppliers vendor vendors provider providers regulator regulators ministry minister",
    "mayor council councillors committee committees board boards management manager managers director directors directorate chief ceo cto coo cfo ciso headmaster headmistress",
    "principal president chair chairman chairwoman chairperson governor governors police fire brigade brigades lawyer lawyers insurer insurers auditor auditors webmaster volunteers",
    "curators guards captain receptionist receptionists caretaker porters clerk clerks counsel sponsor commission commissioner bureau agency department departments secretariat secretary consulate",
    "embassy authority authorities taskforce cell workshop workshops party partner maker makers manufacturer manufacturers owner host maintainer maintainers sysadmin sysadmins admin admins administrator administrators",
    "on-call oncall duty helpdesk helpline hotline servicedesk desk support centre center pair bridge bosses boss leadership executive executives officer officers superintendent",
    "people bunch crowd hands guys folks gang squad unit units group groups dispatcher dispatchers controllers supervisor supervisors responders responder spokesperson spokesman press",
    "editor editors dean rector deans faculty association union institute institution institutions undertaking municipality city company companies firm firms bank contractor's specialists' consortium",
    "prefect host hosts finance master masters stewards caretakers handlers attendant attendants commander warden wardens ranger rangers lifeguard lifeguards foreman mechanic mechanics electrician electricians plumber plumbers fitter fitters",
    "analyst analysts adviser advisers advisor advisors speaker speakers moderator moderators presenter presenters referee referees trustee trustees deputy concierge janitor janitors cook cooks ushers usher meteorologist meteorologists statistician",
    "monitor monitors monitoring dashboards dashboard alarm alarms alert alerts sensor probe probes procedures procedure plan plans protocol playbook runbook process policy",
)
# Of anybody who was there, and of how they bore it: said beside an incident, and not what it was.
AROUND = _stems(
    "school schools hospital hospitals ward wards clinic clinics practice practices surgery surgeries household households family families citizen citizens resident residents population community communities",
    "passenger passengers commuter commuters traveller travellers rider riders driver drivers librarian librarians branch branches university universities library libraries pharmacist pharmacists nursing medical",
    "catering reception receptions hotel hotels guest guests farmers farm farms agronomists growers skippers applicants litigants applicants agents shipping hauliers member cooperative members stakeholders counterparties",
    "municipal official officials channel channels civil defence defense travel trade network networks distribution industry institutional governmental national federal federation public private",
    "mood moods atmosphere composure exemplary heroic heroically fantastic brilliant brilliantly brave bravely admirable admirably impeccable impeccably constructive friendly friend friends terms laughed cried laugh cry drank bless blessed happy unhappy",
    "glad excuse excuses forbearance indulgence sad sadly sadden saddened hurt hurts pain pains pained deplore deplores annoyed annoying dismay dismayed ashamed shame mortified gutting devastated aware conscious cheer cheers legend legends hero heroes star stars",
    "meant mean means software degree normality intervene intervened delay below exposed hardly newsroom held replace replaced re-established denial-of-service cyber wide-ranging",
    "unrest workforce crowd crowds steward stewards instructor instructors trainer trainers fairness guarantee guaranteed guarantees champion champions reliability usability usable rumour rumours criticism outcry irritation irritate irritated",
    "resentment discontent dissatisfaction dissatisfied uncertainty turmoil uproar tension nerves nervous excitement morale solidarity teamwork professionalism professional dedication dedicated determination stamina reputation image credibility standing",
    "relationship relationships partnership penalty penalties audit audits compliance escalated statement statements talk talks memorable remember battle battled fought fight chaos scene scenes flexibility tireless overtime goodwill sweat tears lawyer lawyers",
    "notary hosts administration administrations provincial regional consul union unions scholars phase phases confronted confront exceptional saints complication complications remote fine fires defences defence defenses attacker attackers amiss spin",
    "acceptable easier picture downgrade downgraded upgraded line continuity approve approved certainly coincide coincided coincides market markets spent bedtime exam exams worst rightly fright scare put phases rush demand base fan fans",
    "came come comes deregister deregistered bother bothers bothered holiday holidays certainly impression impressions crash push pushed leader leaders loop loops",
    "emergency emergencies contingency contingencies convene convened convenes drill drilled drills exercise exercised manner matrix occasion occasions exceed exceeded threshold baseline nominal clear cleared clears steady provision provisions necessary",
    "lessons-learned judge judged significance materiality material materialise materialised materialize materialized remediate remediated remediation document documented documentation permanent permanently on-site onsite integrated integrate evolve evolution mobilise mobilised",
    "mobilize mobilized visit visited visits personal personally heads rule rules regulation regulations force foreseen foresee procedure procedural statutory chart charter manual ethics governance",
    "undesired undesirable unwanted flaky episode episodes unhealthy unwell poorly turbulence turbulent beset plague plagued dogged troubled troublesome compromised compromise hamper hampered hinder hindered mar marred overshadow overshadowed upset volatile erratic erratically",
    "patchy spotty unsteady sluggishly suboptimally malfunctioning abnormality commence commenced commences terminate terminated terminates materially persist persisted persists prevail prevailed elapse elapsed conclude concluded concludes extend extended extends exist existed",
    "eliminate eliminated eliminates remove removed removes return returned returns revert reverted lift lifted end elevate elevated rate rates peak peaked burn burned flap flapped pause paused pauses evict evicted kubelet scale scaled isolate isolated offend offending drain",
    "entitle entitled promise promised deliver delivered delivery standard offer offered usual usually customary demand demanding demands expectation proper duly due owing beyond treat treated refrain clear min mins mode finished finish removed",
    "experience tonight's yesterday's nobody's else's else behind ahead edge wasn't weren't isn't aren't doesn't don't didn't couldn't haven't hasn't hadn't wouldn't it's that's we're we've there's here's what's who's let's won't can't",
    "mind soul spirit thing way ways thought talk talked talking speak spoke spoken discussion discuss discussed debrief debriefed debriefing document review reviewed retrospective postmortem post-mortem report stays stay stayed",
    "medium high low red amber green yellow orange black alert level code status class grade tier sev prio priority start begin end beginning ending opened open reopened duration total length time",
)
EMPTY |= AROUND
TALK = JOINING | INCIDENT | MACHINERY | FEELING
# What a service does where nothing is said.
INACTIVE = TALK | _stems(
    "experienced suffered encountered underwent went fell came took hit broke failed crashed struggled stumbled faltered buckled creaked groaned limped sputtered wobbled collapsed performed functioned behaved",
    "worked operated ran returned recovered resumed restarted presented exhibited became got remained stayed kept continued started began ceased stopped ended finished deviated degraded deteriorated dipped sank",
    "missed met breached deserved left caused needed required saw faced felt looked seemed appeared received threw hiccupped acted played ground reached exceeded consumed violated lasted occupied dominated achieved",
    "attained stood sat affected impacted concerned touched worried disappointed annoyed raised triggered alerted restored resolved repaired fixed had lost went showed gave let put told said made held found kept dropped",
)
# Of these what comes of it depends on what they are done to.
PLAYED = _stems(
    "played put took left lost kept showed gave let sent told said made held found placed saw missed opened dropped broke presented displayed received needed required went came ran returned stopped reached closed counted",
)
# Few readers see them: what is said of these alone says nothing to them.
MACHINES = set_of("""
latency lag node nodes broker brokers replica replicas quorum heap cpu gc jvm pod pods cluster clusters partition partitions shard shards kubelet etcd consumers failover failovers scheduler
apiserver autoscaler namenode datanodes datanode kernel iops ldap kafka redis postgres mysql nginx haproxy p95 p99 p50 oom crashloop leader-election upstreams backends container containers
""")
