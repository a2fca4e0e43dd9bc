"""Words that people use for the same, a group a line: a text that says one and a text that says the other may tell of the same.
Source: ours."""

from __future__ import annotations

from communications.checks.words.roots import root

_THINGS = """
payment transaction transfer debit
order purchase
shop store merchant retailer seller trader outlet
company business firm organisation organization enterprise
message sms text
email mail e-mail
flight plane aircraft
vehicle car
booking reservation
site location
parcel package shipment consignment
document file record
branch office
device machine
luggage baggage suitcase bag
pupil student learner candidate
doctor physician gp
clinic practice surgery
hospital ward
technician engineer specialist expert
invoice bill
town city
fail failed failure failing broke broken crash crashed
declined refused rejected declines refusals rejection turned
delayed late delay delays behind
lost missing vanished disappeared gone deleted erased
duplicate duplicated twice double doubled double-booked
interrupted disrupted disturbed disruption interruption disturbance
outage incident downtime
data dataset
cause reason fault
server node host
cert certificate key
cable fibre fiber line
backup copy
busy engaged overloaded
closed shut closure
opened open opening reopened reopen
affected hit concerned struck impacted involved touched
readings reading
visible shown exposed displayed
login sign-in log-in signin logon
hotline helpline phoneline switchboard
app application
website site page
update release upgrade version rollout patch
licence license
workshop meeting
supplier vendor manufacturer maker provider contractor
regulator authority supervisor watchdog
article product item goods
lift elevator
sensor probe
library libraries
appointment slot visit
exam examination paper test
lesson class lecture course
newsletter bulletin
photo picture image
film movie
guarantee warranty
voucher coupon
fee charge commission
salary wage payroll
bus coach
lorry truck
hotel guesthouse
flat apartment
customer client
household home
volunteer helper
contract agreement
subscription membership plan
deadline cutoff
police officer
rate share proportion
queue waiting
heating heat radiator
power electricity current
medicine drug medication prescription
meal dish lunch dinner
seat place
passenger traveller traveler rider
employee worker staff
error mistake bug defect
smoke fire
concert show gig performance
match game fixture
ticket pass
charger charging-point charging-station
meter meters
prison jail
road street
banner notice
stolen theft steal stole robbery robbed burglary thief
phone handset mobile
device gadget
"""
# What is done: of two clauses that each say such a thing, and not one alike, neither tells of what the other does.
_EVENTS = """
told informed notified alerted warned notification announced announcement tell inform notify
sent dispatched mailed issued despatched posted send issue post
rang phoned called telephoned rung call calls ring telephone paged
began started commenced begun start beginning launched onset
ended finished over stopped end abort aborted halted cease
found discovered identified located traced pinpointed find
noticed detected spotted saw seen observed noted notice learned
restored recovered resolved fixed repaired back mended recovery restoration repair resolution
changed replaced exchanged swapped renewed exchange replacement change rotated installed fitted
switched moved migrated transferred switch move migration
restarted rebooted restart reboot
paused suspended
refunded reimbursed repaid refund refunds reimbursement credited reimburse
arrived delivered delivery arrival arrive came
published appeared publish
asked requested demanded
complained complaint complaints complain
answered replied responded answer reply response
searched looked hunted investigated search investigation look
tested exercised rehearsed exercise rehearsal drill trial
expired lapsed expire lapse
burst leaked leak
approved approval decided decision agreed ruling ruled verdict judgment judgement
checked verified examined inspected reviewed review inspection check examination audit audited auditor auditors
printed print
met meet meets
left departed departure leave depart evacuated
bought sold sale buy sell
extended prolonged extension prolong extend
cancelled cancellation scrapped
postponed rescheduled postpone
visited visit
spoke speak speech
died death
borrowed lent loan borrow lend
marked re-marked graded
waited queued wait queue
ran run
completed concluded done
"""
# Words for anybody, and for people in some respect: "96 people" may be the same as "96 employees".
_ANYBODY = "people person persons individuals customers users clients members"
_SOMEBODY = """employees workers staff passengers travellers travelers patients students candidates guests subscribers tenants residents visitors drivers
account-holders payees recipients citizens claimants applicants policyholders players viewers riders commuters merchants shoppers buyers
households readers parents pupils teachers nurses doctors consumers borrowers depositors donors fans participants attendees colleagues
homes callers savers pensioners taxpayers volunteers helpers senders merchants sellers listeners spectators learners children families
accounts contracts cardholders holders owners voters farmers pilots crew members inhabitants neighbours neighbors"""
# Things of one kind, which one text may call by one name and another by another.
_KINDS = """
payment order booking transfer purchase sale debit transaction sum deal trade bid checkout basket cart
site branch shop hotel hospital clinic school restaurant station depot museum library house building property premises venue
facility location place town village plant warehouse pharmacy university college theatre cinema practice centre center
device sensor charger terminal till lift pump camera meter printer reader machine lamp light screen lock router phone unit
vehicle bus car train tram van lorry flight ship ferry taxi ambulance service departure sailing boat trip ride journey connection
document invoice letter message email parcel form report claim application statement ticket card newsletter notice reading
case item entry row record file page recording photo instance event order
call request query visit appointment session lesson consultation check-in
shipment parcel meal box crate pallet delivery container
"""


def _roots(words: str) -> frozenset[str]:
    return frozenset(map(root, words.split()))


ALIKE: dict[str, str] = {}
for _line in (*_THINGS.strip().splitlines(), *_EVENTS.strip().splitlines()):
    _same = ALIKE.get(root(_line.split()[0]), root(_line.split()[0]))
    for _word in _line.split():
        ALIKE.setdefault(root(_word), _same)
EVENTS = frozenset(ALIKE.get(one, one) for one in _roots(_EVENTS))
# What is done to somebody: who is told may be one, and who is told the other.
ADDRESSED = frozenset(ALIKE.get(one, one) for one in _roots("told asked answered rang spoke visited met sent"))
ANYBODY = frozenset(ALIKE.get(one, one) for one in _roots(_ANYBODY))
SOMEBODY = ANYBODY | frozenset(ALIKE.get(one, one) for one in _roots(_SOMEBODY))
KINDS = (*(frozenset(ALIKE.get(one, one) for one in _roots(line)) for line in _KINDS.strip().splitlines()), SOMEBODY)
# Two that are not told of the same moment, though all other words may be.
_PAIRS = "arrived left, began ended, sent received, ordered delivered, informed answered, asked answered, requested granted, planned done, added removed"
OPPOSITES: dict[str, list[str]] = {}
for _pair in _PAIRS.split(","):
    _one, _other = (ALIKE.get(root(word), root(word)) for word in _pair.split())
    OPPOSITES.setdefault(_one, []).append(_other)
    OPPOSITES.setdefault(_other, []).append(_one)
