"""Links, mailboxes and hosts by their domains: what readers cannot open, and mailboxes that are not for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communications.checks.context import Context
from communications.checks.disclosure.domains import Domains
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.people import handles
from communications.checks.disclosure.view import View, fold

_AT = re.compile(r"(?<![\w.+@-])\w[\w.+'-]{0,63}@([\w-]{1,63}+(?:\.[\w-]{1,63}+)*+)")
_DOMAIN_BEGINS = re.compile(r"[\w-]")
_LOCAL = re.compile(r"(?<![\w.+@-])\w[\w.+'-]{0,63}\Z")
_NAMED = re.compile(r"(?:\"[^\"\n<>]{1,80}\"|(?:[^\W\d_][\w'-]{0,30} ){0,3}[^\W\d_][\w'-]{0,30}) ?<\Z")
_HOST = re.compile(r"(?<![\w.@-])[\w-]++(?:\.[\w-]++)++")
_DOT = re.compile(r"\.[\w-]")
_PATH = re.compile(r"(?::\d{2,5})?(?:[/?#][^\s<>\"`|]*+)?")
_AFTER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?(\[[0-9A-Fa-f:.]*\]|[^/?#:\[\]\"]*)(?::(\d+))?")
_LONE = re.compile(r"(?:\]\(\s?<?|[\"'(])//([\w-]+)[/:]")
_LOCALHOST = re.compile(r"(?<![\w.@/-])localhost(?::\d{2,5})?+(?:/[^\s<>\"`|)]*+)?(?![\w.-])", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\w\\:])\\{1,4}[\w.-]{2,63}(?:\\{1,2}[^\s\\<>\"|),;]*[^\s\\<>\"|),;.])++")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\[")
_NOT_OPEN = re.compile(
    r"/browse/[A-Z]|/wiki/spaces/|/display/[A-Z~]|/pages/viewpage\.action|/-/(?:merge_requests|issues)/|/d-solo/|/app/discover"
)
_FOR_COLLEAGUES = re.compile(
    r"(?:^|[._+-])(?:on-?call|noc|sre|devops|ops|dba|dbas|sysadmins?|infra|infrastructure|eng|engineers?|engineering|devs?|"
    r"developers?|dl|internal|intern|staff|everyone|all|warroom|war-room|mim|it-ops|platform-team|backend|root)(?:$|[._+-]|\d)",
    re.IGNORECASE,
)


def find(view: View, context: Context) -> Iterator[Found]:
    domains = Domains.of(context)
    yield from _mails(view, context, domains)
    yield from _links(view, domains)
    yield from _hosts(view, domains)


def _mails(view: View, context: Context, domains: Domains) -> Iterator[Found]:
    text = view.text
    if "@" not in text:
        return
    staff = handles(context.staff, context.public_names)
    for found in _mailboxes(view):
        address, domain = found[0], found[1].rstrip("-")
        if (
            address.lower() == context.feedback_contact.strip().lower()
            or "://" in text[max(0, found.start() - 12) : found.start()]
        ):
            continue
        local = address[: -len(found[1]) - 1]
        if "." not in domain and not domains.is_internal(domain):
            continue
        inside = domains.is_internal(domain)
        if not inside and not _FOR_COLLEAGUES.search(local) and fold(local) not in staff:
            continue
        start, end = found.start(), found.end()
        if named := _NAMED.search(text, max(0, start - 130), start):
            start = named.start()
            end += text[end : end + 1] == ">"
        yield Found("internal_mail", start, end)


def _mailboxes(view: View) -> Iterator[re.Match[str]]:
    text, past = view.text, 0
    for sign in view.signs("@"):
        if sign < past or not _DOMAIN_BEGINS.match(text, sign + 1):
            continue
        local = _LOCAL.search(text, max(past, sign - 64), sign)
        if local and (found := _AT.match(text, local.start())):
            past = found.end()
            yield found


def _links(view: View, domains: Domains) -> Iterator[Found]:
    for start, end in view.addresses:
        address = view.text[start:end]
        if (found := _AFTER_SCHEME.match(address)) and _is_closed(address, found[1], found[2], domains):
            yield Found("internal_link", start, end)
    for found in view.matches(_LONE, ("//",), 4, 70):
        yield Found("internal_link", found.start(1), found.end(1))
    for found in view.matches(_LOCALHOST, ("localhost",), 0, 300):
        yield Found("internal_link" if "/" in found[0] or ":" in found[0] else "host_name", *found.span())


def _is_closed(address: str, host: str, port: str | None, domains: Domains) -> bool:
    if not host:
        return address.lower().startswith(("file:", "smb:"))
    if _NUMBERED.match(host) or "." not in host:
        return not host.startswith("[[") and not host.startswith("{")
    if domains.is_internal(host):
        return True
    if domains.is_public(host):
        return False
    return bool(_NOT_OPEN.search(address)) or (port is not None and port not in ("80", "443"))


def _dotted(text: str) -> Iterator[re.Match[str]]:
    """As `_HOST.finditer` finds them, from their first dots on."""
    past = 0
    for dot in _DOT.finditer(text):
        start = dot.start()
        while start > past and (text[start - 1].isalnum() or text[start - 1] in "-_"):
            start -= 1
        if past <= start < dot.start() and (found := _HOST.match(text, start)):
            past = found.end()
            yield found


def _hosts(view: View, domains: Domains) -> Iterator[Found]:
    text = view.text
    for found in _dotted(text):
        host = found[0].rstrip("-_")
        if host[-1].isdigit() or not domains.is_internal(host):
            continue
        path = _PATH.match(text, found.end())
        tail = path[0].rstrip(".,;:!?'*_~)") if path else ""
        yield Found(
            "internal_link" if "/" in tail or view.in_address(found.start()) else "host_name",
            found.start(),
            found.end() + len(tail),
        )
    for name in (one for one in domains.internal if "." not in one):
        for found in re.finditer(rf"(?<![\w.@/-]){re.escape(name)}/[\w./-]*\w", text, re.IGNORECASE):
            yield Found("internal_link", *found.span())
    for found in view.matches(_SHARE, ("\\",), 2, 200):
        yield Found("host_name", *found.span())
