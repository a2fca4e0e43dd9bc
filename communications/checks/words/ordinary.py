"""Words that are also names. Source: collected for this project by hand (MIT, as the rest of it).

What is only a name ("Telnia", "Raman") is found wherever it stands; what is also a word only where it can be nothing else.
"""

from communications.checks.words.lists import set_of

# Things and doings after which services and companies are called.
_THINGS = set_of("""
access account accounts action active actor address admin ads agent air alarm alert alerts alpha anchor answer apex app
apple application apps arch archive area arena array arrow asset assets atom auction audit auth aurora avalanche avenue
award balance ball bank banking barrel base basket batch bay beacon beam bell benefit beta bill billing bird block blog
blue board boat bolt bond bonus book booking bookings bookmark boost border bottle bound box branch bread breeze brick
bridge bright broker browser bubble bucket buddy budget buffer build builder bulk bundle bus business button buy cabinet
cable cache calendar call calls camera campaign canal canvas capital car card cards care cargo carrier cart case cash
castle catalog catalogue cell center central centre chain channel charge charging chart chat check checkout chef chief
choice circle citizen city claim claims class clay clean clear client clinic clock cloud club coast code coin collect
collection color column comet command comment comments common company compass complete component concert connect
connection connector console contact contacts content contract control convert cookie copper copy core corner council
count counter country county course cover craft credit crew crown crystal cube currency current customer customers
cycle daily dash dashboard data database date dawn day deal decision deck delivery delta demand deposit design desk
details device devices diamond digest digital direct directory disk dispatch display district dock document documents
domain door dot down draft dragon drive driver drop dune eagle early earth east easy echo edge editor elastic element
elements email emails ember emerald employee energy engage engine entry equity error estate eta event events exchange
export express eye factory falcon family farm fast feed feedback ferry fiber field fields file files filter final finance
find fire first fish flag flags flame flash fleet flight flights float flow flower fly focus folder food foods force
forecast forest forge fork form forms forward foundation foundry fountain frame fraud free freight fresh front frontier
fuel full function fund funds future galaxy gallery game garden gas gate gateway gear general giant gift global globe
gold good graph gravity green grid ground group growth guard guest guide hall hand handle harbor harbour harness hat
hawk head health heart heat help hero high highway hill history hive holiday home honey hope horizon horse hospital
hotel hotels house hub human ice icon identity image images impact import inbox index industry info ingest initial input
insight inspect insurance integration interest internal inventory invoice invoices iron island item items ivy jet job jobs
join journal journey key keys kite label labels lake lamp land lane launch lead leaf league ledger legal letter letters
level library licence license life light lightning line linear link links lion list listing live load loan loans lobby
local location lock locker lockers log logic login logistics logs long loop lotus loyalty lunar machine magic magnet mail
mailbox main maker manager map mapping maps marine mark market marketing marketplace marine mast master match matrix
measure media medical medium member members membership memory menu merchant merchants mercury message messages messaging
meter meters metric metrics metro mill mine mint mirror mobile model modern module moment monday money monitor monitoring
moon motion motor mountain mouse music name native navigation nest net network new news newsletter next night node noise
north northern note notes notice notification notifications notion number oak oasis ocean offer offers office olive onboarding
online open operator opera optimum oracle orange orbit orchard order orders origin outlook output owl package page pages
pager panel paper parcel parcels park partner partners party pass passenger password path patient pay payment payments
payout payouts payroll peak pearl pension people performance permission personal phone photo photos picture pier pike pilot
pine pioneer pipeline pixel place plan planet planning plans platform play player plus pocket point points policy pool port
portal position post power premium prescription press price prices pricing prime print printing prism private process
product products profile profiles program project promotion proof property protect provider proxy public publish pulse
puppet pure purchase push quality quantum quarry query queue quick quote quotes radar radio rail railway rain rainbow range
rank rapid rate rates reach reader record records recovery red reef refer refund refunds region register registry release
relay reminder reminders render rent rental report reporting reports request reserve reservation reservations reset resort
resource response result results retail return returns review reviews reward rewards ribbon ring river road robin rock
rocket room root rose route router routing royal rule rules runner sage sail sale sales salt sand sapphire satellite save
savings scale scan scanner schedule scheduler school science scout screen script sea search seat seats secure security seed
segment select seller sender sentry series server service services session sessions settings settlement shadow shape share
shell shelter shield shift shine ship shipment shipments shipping shop shopping shops shore short shuttle sign signal
signature signup silver simple site sky slack slate small smart snow snowflake social solar solid solution solutions sort
sound source south southern space spark spectrum speed spider spiral splash sport sports spring sprint square stack staff
stage standard star stars start state statement statements station status steam steel stem step stock stone storage store
stores storm stream street stripe strong student studio style subscription subscriptions sugar suite summer summit sun
sunrise sunset supplier supply support surface survey swan swift switch sync system systems tab table tag tail talent
talk tank target task tasks tax teacher team teams tech template terminal test thread thunder ticket tickets tide tiger
time timeline timetable title today token tool tools top torch total touch tower town toy track tracker tracking trade
trading traffic trail train training trains transaction transactions transfer transfers transit translation transport
travel tree trial tribe trip trust tube tunnel turbo union unit unity universal update updates upload uploads user users
utility validation valley value vault vector vehicle venture verification version victory video view vine virtual visa
vision visit voice volt voucher vouchers wagon wallet warehouse watch water wave weather web west western whale wheel
white wholesale wild wind window wing wire wolf wood work worker workflow works workshop world yard yellow zebra zero
zone zoom
""")
# Words that people are called by, first and last names.
_PEOPLE = set_of("""
abbey abbot angel archer ash autumn bacon bailey baker banks barber barker barn barnes barrow bass bates bath baxter beach
bean bear beard bee berry best bill bishop black blair blake bliss bloom bond boot booth boss bourne bow bowen bowman boyd
brand bridges brook brooks brown buck bud bull bullock burn burns bush butcher butler cain candy cannon carol carpenter
carter carver cash castle chance chandler chapel chapman charity chase chip chuck church clay clerk cliff cloud cole
colt constant cook cooper cox crane crew crisp cross crow curry dale dash dawn day dean dell dick diggs dill dock dove
drew duke dunn dusk dyer earl east eve ever faith farmer faulk fay fern field fielding fields finch fish fisher fletcher
flint flood flower flowers ford forest foster fowler fox francis frank freed freeman french friend frost fuller gale gale
gardener gardner garner gates gay gem gentle gibbons ginger glass glen glover golden goldsmith good goodman grace grant
graves gray green greene grey grove guy hale hall hammer hand hardy harmony hart hatch hawk hawkins hay hays hazel head
heath heather held hewitt hide high hill hills hobbs hogg holiday holly holmes honor hood hook hope horn house howe hunt
hunter hurst hush iris irons ivory ivy jack jade jasmine jay jean jewel job joy judge june kay keen key kidd king kirk kit
kitchen knight lake lamb land lane lark large last law laws lay leaf lee lily little lock locke long looker lord love low
lowe luck major man manning march mark marks marsh marshall martin mason masters may mead means merry mercer mercy miles
mill miller mills mine mint mix moody moon moore more moss mount mullen myers nail neal new newcomer newman nice noble
nobles noon north null oak oakes old olive opal paddy page pain paige palmer park parker parks parsons patience patrol
patron pearl peck penny pepper person petty pearce pike pine piper pitt plant poole pool poor pope porter potter pound pounds
powers press price pride prime prince prior proctor prudence pugh purse quick quill quinn raven ray read reader reed reeves
rest rice rich richer ridge rivers road roads robin robins rock rocket rod rode rogue roman root rose rosemary rowan rover
ruby rush rusty sadler sage sail salmon salt sandy saunders savage sawyer scarlet school scout seal sewell shade sharp shaw
shepherd shirt shore short shot silver singer skinner skye slate slaughter sloan small smart smith snider snow spark sparks
speaker spear spence spencer spicer spring spurs star starling steel steele stern steward stock stokes stone stout strange
street strong stuart sugar sullen summer summers sunny swan swift sykes tanner tate taylor teal tell tempest terry thorn
thorne tide tiller tinker tray tree trench tripp trout true tuck tucker turner tyler underhill usher vale valentine van
vance verity vicar vine viola violet vogue wade wait walk walker wall walls ward ware warn warner water waters watt watts
way weaver webb weed welch well wells welsh west wheeler while whistler white wild wilder will wills willow winter winters
wise wisdom wolf wolfe wong wood woods woodward wool words worth wright yard yates young younger zeal
""")
_CALENDAR = set_of("""
january february march april may june july august september october november december monday tuesday wednesday thursday
friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec easter christmas noel pentecost
""")
# Places that people, and services, are called after.
PLACES = set_of("""
aberdeen adelaide africa alberta albany america amsterdam antwerp arizona asia athens atlanta austin australia austria
bari barcelona bath bedford belfast belgium berg bergen berlin bern birmingham bologna bolton bonn bordeaux boston
bradford bremen brighton brisbane bristol brittany brooklyn brussels burgos cairo calgary cambridge camden canada canton
cardiff carlisle carolina charleston charlotte chelsea chester chicago china christchurch cleveland cologne columbus
conway copenhagen cordoba cork cornwall coventry cuba dakota dallas dalton darwin delhi denmark denver derby devon
dhaka douglas dover dresden dublin dundee durban durham edinburgh egypt england essex estonia europe exeter finland
florence france frankfurt galway geneva genoa georgia germany ghent glasgow gloucester granada greece greenwich hague
halifax hamburg hamilton hampton hannover harrow hastings helsinki holland houston hull hungary iceland india indiana
ireland israel istanbul italy jackson jamaica japan jersey jordan kansas kent kenya kiel kingston kingsland koblenz kyoto
lagos lancaster leeds leicester leon lima lincoln linz lisbon liverpool london lorraine lund lyon madison madrid mainz
malmo malta manchester manila mansfield marseille melbourne memphis mexico miami milan milano milton monaco montreal
montana morocco moscow munich munster nagoya naples nashville nepal nevada newark newcastle newport norfolk normandy
northampton norway norwich nottingham odense oldham orlando orleans osaka oslo ottawa oxford padua panama paris parma
perth peru philadelphia phoenix pisa plymouth poland porto portland portsmouth portugal potsdam prague preston princeton
quebec reading regina rhodes richmond riga roma rome rotterdam russia rochester salem salford salisbury salzburg samoa
santiago savannah scotland seattle senegal seoul serbia sevilla seville shanghai sheffield siena singapore sofia
somerset spain stafford stanford stockholm stockport sunderland surrey sussex sutton sweden swindon switzerland sydney
taiwan tallinn tampa tartu texas tokyo toledo torino toronto trento tunis turin turkey turku uganda ukraine ulm uppsala
utah utrecht valencia vancouver venice verona victoria vienna vietnam virginia wales warsaw warwick washington wellington
winchester windsor winnipeg wolverhampton worcester york yorkshire zurich
""")
# What companies are, in the languages they are registered in: says nothing of which one is meant.
KINDS_OF_COMPANY = set_of("""
ab ag as asa aps ay bv bhd co company corp corporation cv dac eg ev eood gmbh group holding holdings inc incorporated kft
kg kk lda limited llc llp lp ltd ltda nv oao ohg oo ood oy oyj pc plc pte pty pvt sa sarl sas sca scrl se sl sp spa srl sro
ug ulc vof zoo zrt
""")
ORDINARY = _THINGS | _PEOPLE | _CALENDAR | PLACES
CALENDAR = _CALENDAR
