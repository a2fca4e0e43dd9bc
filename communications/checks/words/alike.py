"""Words that people use for the same, a group a line: a text that says one and a text that says the other may tell of the same.
Source: ours."""

from __future__ import annotations

from communications.checks.words.vague import stem

_GROUPS = """
payment transaction
order purchase
shop store merchant retailer seller trader
company business firm organisation organization enterprise
message sms text
email mail e-mail
flight departure
vehicle car
booking reservation
site location
parcel package shipment consignment
document file record
branch office
device machine
luggage baggage suitcase bag
pupil student learner
doctor physician gp
clinic practice surgery
hospital ward
technician engineer specialist expert
invoice bill
town city
fail failed failure failing broke broken crash crashed
declined refused rejected declines refusals rejection turned
delayed late delay delays
lost missing vanished disappeared
duplicate duplicated twice double doubled
interrupted disrupted disturbed disruption interruption disturbance
outage incident downtime
restored recovered resolved fixed repaired back mended recovery restoration repair resolution
informed told notified alerted warned notification
sent dispatched mailed issued despatched
rang phoned called telephoned rung call calls ring
began started commenced begun start beginning
ended finished over stopped
found discovered identified located traced pinpointed
noticed detected spotted saw seen observed noted
changed replaced exchanged swapped renewed exchange replacement change
switched moved migrated transferred switch move migration
restarted rebooted restart reboot
paused halted suspended
refunded reimbursed repaid refund refunds reimbursement credited
arrived delivered reached delivery arrival
published posted appeared
asked requested
completed concluded done
tested exercised rehearsed exercise rehearsal drill test
installed fitted
missing absent
data information
cause reason fault
server node host
cert certificate
cable fibre fiber line
backup copy
waited queued wait queue
busy engaged overloaded
closed shut
visible shown exposed displayed
login sign-in log-in signin logon
hotline helpline phoneline switchboard
app application
website site page
update release upgrade version
licence license
workshop meeting
expired lapsed
ran run
checked verified examined inspected reviewed review inspection check examination
supplier vendor manufacturer maker provider
regulator authority supervisor
"""
# Words for anybody, and for people in some respect: "96 people" may be the same as "96 employees".
_ANYBODY = "people person persons individuals customers users clients members"
_SOMEBODY = """employees workers staff passengers travellers travelers patients students candidates guests subscribers tenants residents visitors drivers
account-holders payees recipients citizens claimants applicants policyholders players viewers riders commuters merchants shoppers buyers
households readers parents pupils teachers nurses doctors consumers borrowers depositors donors fans participants attendees colleagues"""
ANYBODY = frozenset(stem(word) for word in _ANYBODY.split())
SOMEBODY = ANYBODY | frozenset(stem(word) for word in _SOMEBODY.split())
ALIKE = {stem(word): stem(line.split()[0]) for line in _GROUPS.strip().splitlines() for word in line.split()}
# Two that are not told of the same moment, though all other words may be.
_PAIRS = "arrived left, began ended, sent received, bought sold, ordered delivered, informed answered, asked answered, requested granted, planned done, added removed"
OPPOSITES: dict[str, list[str]] = {}
for _pair in _PAIRS.split(","):
    _one, _other = (ALIKE.get(stem(word), stem(word)) for word in _pair.split())
    OPPOSITES.setdefault(_one, []).append(_other)
    OPPOSITES.setdefault(_other, []).append(_one)
