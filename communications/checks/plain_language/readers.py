"""Whom a text is for: as its level of detail says, or as far as the services tell that are offered to them."""

from __future__ import annotations

import re
from functools import lru_cache

from communications.checks import words
from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.text import Text
from communications.checks.words import computers
from communications.checks.words.trades import RESEARCH, TRADES

_TECHNICAL = "technical"
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+/?\S*")
# What a service is called that people use who write programs or run machines.
_TOOL = re.compile(
    r"(?<!\w)(?:APIs?|SDKs?|CLI|CI|DNS|SSH|LDAP|SMTP|IMAP|VPN|VMs?|VPS|git|webhooks?|pull requests|repositor(?:y|ies)|registry|runners?|pipelines?|"
    r"builds?|workers?|github|gitlab|bitbucket|CDN|databases?|servers?|hosts?|hosting|name\s?servers?|cpanel|plesk|bare metal|colocation|clusters?|kubernetes|containers?|compute|virtual machines?|"
    r"object storage|load balancers?|mirrors?|agents?|endpoints?|gateways?|sandbox|developer|terraform|docker|npm|maven|packages)(?!\w)",
    re.IGNORECASE,
)
# Where programs are written together, by those who will read it.
_FORGE = re.compile(
    r"//(?:[\w-]{1,63}\.){0,3}(?:github|gitlab|bitbucket|codeberg|pagure|gitea|sr)\.(?:com|org|io|ht)/[\w.~-]+/[\w.-]+"
)
_OF_PROGRAMS = re.compile(
    r"[A-Z]{2,6} (?:requests|queries|calls|responses)(?!\w)"  # what programs send: "WMS requests"
    r"|HTTP(?:S?/| (?:status )?)[1-5]\d\d(?!\w)|(?<!\w)[1-5]\d\d http status"
    # A machine by its address, not a page as everybody visits it.
    r"|(?<![\w.@/-])(?!(?:www|status|help|support|my|mail|login|account|portal|shop|app)\.)[a-z\d-]{2,63}\.[a-z\d-]{2,63}\.[a-z\d.-]{0,63}[a-z]{2}(?![\w.-]{0,63}@)(?!\w)"
)


def are_technical(text: Text, context: Context) -> bool:
    """Whether the level says so, or what we offer is known by names of hosts and tools: to people who know words of computing as well.
    Where only some of it is, whether the text speaks of that, names machines or holds code; but a group with a limit of reading grade
    is not of them unless its level says so."""
    if context.level == _TECHNICAL:
        return True
    tools = _tools(_names(context))
    if tools is None:
        return True
    if _is_for_anybody(context):
        return False
    if _FORGE.search(text.source) or _is_of_programs(text, context):
        return True
    if tools and (text.code or ("endpoint" in tools and _OF_PROGRAMS.search(text.prose))):
        return True
    return any(tool in text.places.starts or f"{tool}s" in text.places.starts for tool in tools)


def known(text: Text, context: Context) -> frozenset[str]:
    """Words and acronyms, in small letters, that people know to whom this is offered, or who are told of servers and the like."""
    if context.level == _TECHNICAL:
        return _known(_names(context), has_tools=True, for_anybody=False)
    if _is_for_anybody(context):
        return _known(_names(context), has_tools=False, for_anybody=True)
    vocabulary = text.places.starts.keys()
    if computers.are_for_research(vocabulary):
        return _known(_names(context), has_tools=True, for_anybody=False) | RESEARCH.known
    has_tools = computers.weight(vocabulary) >= computers.ENOUGH
    return _known(_names(context), has_tools=has_tools, for_anybody=False)


def _is_for_anybody(context: Context) -> bool:
    """Whoever set a limit to the reading grade has said that the readers are no specialists."""
    return context.grade_limit is not None


def _names(context: Context) -> tuple[str, ...]:
    return tuple(one.public for one in (*context.services, *context.other_services) if one.public)


def _is_of_programs(text: Text, context: Context) -> bool:
    """Whether it tells of what only those know who write programs or run machines, in what is more than an update among other such things."""
    vocabulary = text.places.starts.keys()
    if vocabulary.isdisjoint(computers.PROGRAMS):
        return False
    return context.kind in WHILE_IT_LASTS or computers.weight(vocabulary) >= computers.ENOUGH_FOR_PROGRAMS


@lru_cache(maxsize=64)
def _known(names: tuple[str, ...], *, has_tools: bool, for_anybody: bool) -> frozenset[str]:
    trades = [trade for trade in TRADES if any(map(trade.offered.search, names))]
    has_tools = has_tools or bool(trades) or any(map(_TOOL.search, names))
    computing = words.everyday_computing() if has_tools and not for_anybody else frozenset()
    return computing.union(*(trade.known for trade in trades))


@lru_cache(maxsize=64)
def _tools(names: tuple[str, ...]) -> frozenset[str] | None:
    """The words by which a text may speak of a tool, or None where most services are tools."""
    hosts = sum(bool(_HOST.fullmatch(name)) for name in names)
    called = [found[0].casefold() for name in names if (found := _TOOL.search(name))]
    if 2 * (hosts if len(names) >= 3 else 0) > len(names) or 2 * len(called) > len(names):
        return None
    if len(called) >= 3 and 4 * len(called) >= len(names):
        return None
    programs = ["endpoint"] if any(one.startswith("api") for one in called) else []
    return frozenset([*(one.removesuffix("s") for one in called if " " not in one), *programs])
