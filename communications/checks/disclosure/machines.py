"""Names of machines by their shape, and addresses of the network."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from communications.checks.context import Context
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.view import View
from communications.checks.places import heads
from communications.checks.words.lists import set_of

# What machines do. Names are made of these, of where they stand, and of numbers.
_ROLES = set_of("""
ad adc admin api app apps appsrv auth bastion bck bkp blade broker build cache cass cassandra ceph ci citrix clickhouse
cluster cms collector controller coredns cron ctl ctrl ctx db dbs dbsrv dc dhcp dns docker dwh elastic elk enc encoder es
esx esxi etcd etl exch exchange farm file files fileserver fs ftp fw gateway gpu graf grafana gw gwy hadoop haproxy host
hv hyperv idp ing ingress inst jenkins job jump k8s kafka kube kubelet lb ldap load log logs lsql mail manager mariadb
master mdb memcached minio mon mongo mongodb mq msg mssql mta mx mysql nas nfs nginx node ns ntp ora oracle pbx pg pgsql
pod pool postgres primary print proxy prx rabbit rabbitmq rack radius rdb rds redis relay replica repl rmq router rtr
runner san scheduler sched search sftp shard sip slave smb smtp solr spark splunk sql sqlsrv srv standby storage store stor
stream svc svr sw switch tomcat traefik ts vault vcenter vhost vm vmhost vpn waf web webapp webserver webserv win wks
worker wkr www zk zookeeper server enclosure box hana sap term unifi mapserv
""")
_STRONG = set_of("""
db dbs dbsrv srv svr svc vm vmhost vhost sql pgsql mysql mssql postgres pg mongo mongodb redis kafka rabbitmq rabbit mq
k8s kube node worker wkr esx esxi hv lb gw gwy fw rtr haproxy nginx etcd es elk nas nfs fs dc ldap smtp mx dns ns web app
api www cache proxy prx host master replica bastion jump ingress pod pbx zk zookeeper cassandra cass hadoop memcached mta
appsrv webapp webserver sqlsrv fileserver minio ceph rds runner ctl ctrl shard broker server solr san jenkins vpn tomcat
""")
_STAGES = set_of("""
prod prd production stg stage staging dev devel test tst qa uat int preprod pre dr sandbox sbx live lab perf canary
""")
_SITES = set_of("""
ams atl bos bru bud bos chi cph dal den dub dus edi fra fra1 gva ham hel hkg iad icn jfk jnb kul lax lgw lhr lis ldn lon
los mad man mel mia mil mtl muc nyc nrt ord osl osa oslo par per pdx phx prg rom sea sfo sgp sin sjc sto stk syd tll tok tor
tyo vie vlc waw yul yyz zrh eu us ap na emea apac euw use usw usc uks ukw weu neu eus wus cus east west north south central
east1 east2 west1 west2 west3 central1 frankfurt london paris dublin
""")
_LIVE_STAGES = set_of("prod prd stg uat preprod qa staging")
_MACHINE = _ROLES | _STRONG | _STAGES | _SITES
_PADDED = re.compile(r"[A-Za-z]*0\d+[a-z]?\Z")
_YEAR_OR_VERSION = re.compile(r"[A-Za-z]*\d{4,}|[vV]\d")
_NAME = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9]*+(?:[-_][A-Za-z0-9]++)++(?!\.\d)")
_DIGIT = re.compile(r"\d")
_SOLID = re.compile(r"(?<![^\W_])(?:[A-Z]{4,}\d{1,3}[A-Z]?|[a-z]{2,24}\d{1,4}[a-z]?)(?![^\W_])")
_SHOUTED = re.compile(r"(?<![^\W_])[A-Z]{3,}(?:-[A-Z0-9]{1,12}){1,4}(?![^\W_])")
_SPLIT = re.compile(r"[-_.]")
# What is joined to a name, before it and after it.
_BEHIND = re.compile(r"(?:[A-Za-z0-9]{1,16}[-_])+\Z")
_AHEAD = re.compile(r"(?:[-_][A-Za-z0-9]{1,16})+")
_LONGEST = 48
_LETTERS_THEN = re.compile(r"([A-Za-z]+)(\d*)[A-Za-z]?\Z")
_POD = re.compile(r"(?=[a-z0-9]*\d)[a-z0-9]{8,10}\Z")
_POD_END = re.compile(r"[bcdfghjklmnpqrstvwxz2456789]{5}\Z")
_EC2 = re.compile(
    r"(?<![^\W_])(?:ip|ec2)-\d{1,3}(?:-\d{1,3}){1,3}(?:\.[\w-]++)*+|(?<![^\W_])i-0?[0-9a-f]{8,17}(?![^\W_])"
)
_TOLD = re.compile(
    r"\b(?:servers?|hosts?|machines?|nodes?|instances?|pods?|containers?|routers?|switch(?:es)?|firewalls?|clusters?|"
    r"virtual machines?|VMs?|appliances?|controllers?|gateways?|load balancers?|storage arrays?|hypervisors?|mainframes?|"
    r"computers?)(?P<called> (?:called|named|known as|by the name of))?[ ,:(]{1,2}(?:\"|“|`|')?"
    r"(?P<name>[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*)",
    re.IGNORECASE,
)
_TOLD_HEADS = heads(
    "server host machine node instance pod container router switch firewall cluster virtual vm vms appliance controller gateway load storage "
    "hypervisor mainframe computer"
)
_MODEL = re.compile(
    r"(?:v|r|rev|type|model|mark|mk|gen|generation|windows|version|level|phase|room|rack|ipv|wifi|wi|usb|http|tls|ssl)[-_]?\d",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\w.])(?<!\d[-/])\d{1,3}\.\d{1,3}\.\d{1,3}\.(?:\d{1,3}|[xX*])(?:/\d{1,2}(?!\d)|:\d{2,5}(?!\d)|-\d{1,3}(?![\d.]))?(?!\.?\d)(?![\w%])"
)
# Without these there is none of them in a text.
_DOTS = re.compile(r"\.\d{1,3}\.\d")
_HEX_BETWEEN = re.compile(
    r"[:.-](?:(?<=:)[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:|(?<=-)[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-|(?<=\.)[0-9A-Fa-f]{4}\.)"
)
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}:")
_PARTIAL = re.compile(r"(?<![\w.])\d{1,3}\.\d{1,3}\.(?:[xX*]\.[xX*]|[xX*])(?![\w.])(?:/\d{1,2})?")
_SHORT_RANGE = re.compile(
    r"(?<![\w.])(?:10(?:\.\d{1,3}){0,2}|192\.168(?:\.\d{1,3})?|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3})?)/(?:8|1\d|2\d|3[0-2])(?![\d.])"
)
_VERSION = re.compile(
    r"(?:versions?|v|ver\.?|sections?|clauses?|articles?|paragraphs?|chapters?|annex|tables?|figures?|steps?|releases?|builds?|"
    r"firmwares?|software|apps?|application|client|driver|plug-?in|updates?|upgrades?|patch(?:es)?|revisions?|§+|edition|"
    r"requirements?|controls?|items?|rules?|points?|parts?|kernel|library|package|standard|specification)"
    r"[\s(:,]*(?:(?:no\.?|number|is|was|to|from|of|and|or|in|under)\s+)?(?:v\.?\s?)?\Z",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:\d\s*(?:,|and|or|to|through|&|or later|–|-)\s*(?:and\s+|or\s+)?(?:v\.?\s?)?)\Z")
_NETWORK = re.compile(
    r"\b(?:address(?:es)?|IPs?|DNS|resolvers?|servers?|hosts?|routers?|routes?|traffic|networks?|ranges?|subnets?|gateways?|"
    r"firewalls?|peers?|machines?|prefix(?:es)?|ports?|came from|(?:requests?|attempts?|calls?|log-?ins?) (?:from|to)|reached|sent to|ping(?:ed)?|connect(?:ed|ions?)?)\b",
    re.IGNORECASE,
)
_SIX = re.compile(
    r"(?<![\w:.])(?=[0-9A-Fa-f]*+:)(?:[0-9A-Fa-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{1,4})?(?:%\w+)?(?:/\d{1,3})?(?![\w:])"
)
_HARDWARE = re.compile(
    r"(?<![\w:.-])(?:[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![\w:-])"
)


def find(view: View, context: Context) -> Iterator[Found]:
    yield from _addresses(view)
    yield from _names(view)


def _names(view: View) -> Iterator[Found]:
    for start, end in (*_hyphenated(view), *_solid(view)):
        yield Found("host_name", start, end)
    for found in view.matches(_EC2, ("ip-", "ec2-", "i-"), 2, 80):
        yield Found("host_name", *found.span())
    for found in view.begun(_TOLD, view.headed(_TOLD_HEADS)):
        if _is_told(found["name"], bool(found["called"])):
            yield Found("host_name", *found.span("name"))


def _hyphenated(view: View) -> Iterator[tuple[int, int]]:
    for found in view.begun(_NAME, view.joined):
        name, start = found[0], found.start()
        strict = view.in_address(start)
        if not strict and _is_spelt_out(name.lower()):
            yield found.span()
        elif _DIGIT.search(name) and (length := _host_length(name, strict)):
            yield start, start + length
    for found in view.begun(_SHOUTED, view.joined):
        if _is_shouted_host(found[0]):
            yield found.span()


def named_after(view: View, start: int, end: int) -> tuple[int, int] | None:
    """The name of a machine that begins or ends with what stands there: card-auth-eu-2, where `start` to `end` is card-auth."""
    first = _BEHIND.search(view.text, max(0, start - _LONGEST), start)
    last = _AHEAD.match(view.text, end, end + _LONGEST)
    begin, stop = first.start() if first else start, last.end() if last else end
    more = _SPLIT.split(view.text[begin:start].lower()) + _SPLIT.split(view.text[end:stop].lower())
    parts = [part for part in more if part]
    words = {part.rstrip("0123456789") for part in parts}
    is_machine = words - {""} <= _MACHINE and (words & (_STAGES | _SITES) or any(part[-1].isdigit() for part in parts))
    return (begin, stop) if parts and is_machine else None


def _solid(view: View) -> Iterator[tuple[int, int]]:
    for found in view.begun(_SOLID, view.numbered):
        if _is_solid_host(found[0]) and not view.in_address(found.start()):
            yield found.span()


def _host_length(name: str, strict: bool) -> int:
    """How much of a hyphenated name, from its start, is that of a machine."""
    parts = _SPLIT.split(name)
    if _is_pod(parts):
        return len(name)
    read = [_LETTERS_THEN.match(part) for part in parts]
    numbered = [at for at, part in enumerate(parts) if part[-1].isdigit() or (part[:-1] and part[-2].isdigit())]
    if not numbered:
        return 0
    words = [(one[1] if one else part).lower() for one, part in zip(read, parts, strict=True)]
    last = numbered[-1]
    words = words[: last + 1]
    if _is_made_of_machine(words, parts[: last + 1], strict):
        return len("-".join(parts[: last + 1]))
    return 0


def _is_spelt_out(name: str) -> bool:
    """redis-cache-prod: no number, but what it does and where."""
    words = set(_SPLIT.split(name))
    if re.fullmatch(r"(?!(?:post|pre|non|in|to|is)-)[a-z0-9]{2,12}-(?:prod|prd|stg|uat)", name):
        return True
    return bool(words & _LIVE_STAGES) and bool(words & _STRONG) and words <= _MACHINE


def _is_made_of_machine(words: list[str], parts: list[str], strict: bool) -> bool:
    """`strict`: within addresses, whose paths are made of words and numbers too."""
    last = parts[-1]
    if any(len(part) > 12 for part in parts) or len(last) > 8 or _YEAR_OR_VERSION.match(last):
        return False
    spelt = [word for word in words if word]
    known = [word for word in spelt if word in _MACHINE or len(word) <= 3]
    if len(known) < len(spelt) if strict else 2 * len(known) < len(spelt):
        return False
    padded = bool(_PADDED.match(last))
    if any(word in _ROLES for word in words) and any(word in _STAGES or word in _SITES for word in words):
        return True
    if len(parts) == 2 and all(word in _ROLES for word in words) and all(part[-1].isdigit() for part in parts):
        return True
    if not any(word in _STRONG for word in words):
        placed = any(word in _STAGES or word in _SITES for word in words)
        return not strict and placed and padded and len(spelt) >= 2 and len(parts) >= 3
    if padded or (len(parts) >= 3 and sum(part[-1].isdigit() for part in parts) >= 2):
        return True
    return not strict and (parts[0][0].islower() or parts[0].isupper()) and (len(parts) == 2 or last.isdigit())


def _is_pod(parts: list[str]) -> bool:
    """label-worker-7d9f8c6b5-x2x9q: a replica set's hash and five letters that make no words."""
    if len(parts) < 3 or not all(part.islower() or part.isdigit() for part in parts):
        return False
    return bool(_POD_END.fullmatch(parts[-1])) and bool(_POD.fullmatch(parts[-2]))


def _is_solid_host(name: str) -> bool:
    """LDNPRDFS02, webprod01, db02."""
    found = re.fullmatch(r"([A-Za-z]+)(\d+)[A-Za-z]?", name)
    if not found:
        return False
    word, number = found[1].lower(), found[2]
    rest = word
    stage = next((one for one in ("prod", "prd", "stg", "dev", "tst", "uat", "preprod") if one in word), "")
    if stage:
        rest = word.replace(stage, "", 1)
    role = next(
        (one for one in sorted(_STRONG, key=len, reverse=True) if rest.endswith(one) or rest.startswith(one)), ""
    )
    if stage and role:
        return True
    if not role:
        return rest in _ROLES and number.startswith("0") and len(number) >= 2
    if len(role) >= 4 and rest.endswith(role) and len(rest) - len(role) >= 2:
        return True
    before = rest.removesuffix(role) if rest.endswith(role) else rest.removeprefix(role)
    if before in _SITES or before in _ROLES:
        return True
    return not before and number.startswith("0") and len(number) >= 2


def _is_shouted_host(name: str) -> bool:
    """TELPBX-B, SRV-FRA-SQL07."""
    parts = name.split("-")
    machine = [
        one
        for one in parts
        if re.fullmatch(r"(?:SRV|SVR|VM|ESXI?|SQL|DB|PBX|NAS|SAN|GW|FW|LB|RTR|VPN|SBC|DC|FS)\d*", one)
    ]
    ends = re.search(r"(?:SRV|SVR|SQL|PBX|ESXI?|VMHOST|NAS|VPN|SBC|DB|GW|FW|RTR)\d*\Z", parts[0])
    if len(parts) == 2 and ends and len(parts[0]) >= 4 and len(parts[1]) <= 2:
        return True
    return len(parts) >= 3 and bool(machine) and not all(part.isdigit() for part in parts[1:])


def _is_told(name: str, called: bool) -> bool:
    if _MODEL.match(name):
        return False
    has_digit, has_letters = any(one.isdigit() for one in name), sum(one.isalpha() for one in name) >= 2
    if called:
        return has_digit or name[0].isupper() or "-" in name
    if name.isupper() and "-" in name and len(name) >= 6:
        return True
    return has_digit and has_letters and (name[0].islower() or "-" in name or name.isupper()) and len(name) >= 4


def _addresses(view: View) -> Iterator[Found]:
    text = view.text
    versions = -1  # where the last number that is none of the network ended
    for found in _ADDRESS.finditer(text) if _DOTS.search(text) else ():
        if _is_version(text, found, versions):
            versions = found.end()
        elif _is_four(found[0]):
            yield Found("address", *found.span())
    for found in view.matches(_HARDWARE, (":", "-", "."), 3, 18) if _HEX_BETWEEN.search(text) else ():
        if ":" in found[0] or re.search(r"[A-Fa-f]", found[0]):
            yield Found("address", *found.span())
    for found in [*view.matches(_PARTIAL, (".x", ".*"), 8, 8), *view.matches(_SHORT_RANGE, ("/",), 16, 4)]:
        if _NETWORK.search(text, max(0, found.start() - 60), found.end() + 30):
            yield Found("address", *found.span())
    for found in view.matches(_SIX, (":",), 6, 60) if _COLONS.search(text) else ():
        if _is_six(found[0]):
            yield Found("address", *found.span())


def _is_version(text: str, found: re.Match[str], versions: int) -> bool:
    if "/" in found[0] or ":" in found[0]:
        return False
    start = found.start()
    before = text[max(0, start - 40) : start]
    if _VERSION.search(before):
        return True
    if versions >= 0 and start - versions < 12 and _LIST.search(before):
        return True
    first = int(found[0].split(".")[0])
    return first < 10 and not _NETWORK.search(text, max(0, start - 80), start)


def _is_four(address: str) -> bool:
    host = re.split(r"[/:-]", address)[0]
    numbers = host.rstrip("xX*").rstrip(".").split(".")
    return all(int(one) <= 255 and (one == "0" or not one.startswith("0")) for one in numbers) and numbers[0] != "0"


def _is_six(address: str) -> bool:
    try:
        ipaddress.IPv6Interface(address.split("%")[0] if "/" not in address else address)
    except ValueError:
        return False
    return any(one.isdigit() for one in address) and len(address) > 2
