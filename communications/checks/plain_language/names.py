"""Where the text names something by the name its readers know it by: no word of a name is jargon."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from communications.checks.context import Context
from communications.checks.text import Text

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+/?\S*")
# What a service is called that people use who write programs or run machines.
_TOOL = re.compile(
    r"(?<!\w)(?:APIs?|SDKs?|CLI|CI|DNS|SSH|LDAP|SMTP|IMAP|VPN|VMs?|git|webhooks?|pull requests|repositor(?:y|ies)|registry|runners?|pipelines?|"
    r"databases?|servers?|hosts?|hosting|clusters?|kubernetes|containers?|compute|virtual machines?|object storage|load balancers?|mirrors?|agents?|"
    r"endpoints?|gateways?|sandbox|developer|terraform|docker|npm|maven|packages)(?!\w)",
    re.IGNORECASE,
)

_OF_PROGRAMS = re.compile(
    r"[A-Z]{2,6} (?:requests|queries|calls|responses)(?!\w)"
)  # what programs send: "WMS requests"


def readers_are_technical(text: Text, context: Context) -> bool:
    """Whether what we offer is known by names of hosts and tools: to people who know words of computing as well. Where only some of
    it is, whether the text speaks of that, or holds code."""
    names = tuple(one.public for one in (*context.services, *context.other_services) if one.public)
    if not names:
        return False
    tools = _tools(names)
    if tools is None:
        return True
    if tools and (text.code or ("endpoint" in tools and _OF_PROGRAMS.search(text.prose))):
        return True
    return any(tool in text.places.starts or f"{tool}s" in text.places.starts for tool in tools)


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


@dataclass(frozen=True)
class Names:
    prose: str
    names: tuple[str, ...]
    for_technical: bool = False  # the text is for people who know words of computing

    @classmethod
    def of(cls, text: Text, context: Context) -> Names:
        services = (*context.services, *context.other_services)
        names = (*(one.public for one in services), *context.public_names, *context.public_domains)
        return cls(
            text.prose,
            tuple(sorted({name for name in names if name.strip()})),
            for_technical=readers_are_technical(text, context),
        )

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        folded = self.prose.casefold()
        pattern = _compiled(tuple(name for name in self.names if name.casefold() in folded))
        return tuple(found.span() for found in pattern.finditer(self.prose)) if pattern else ()

    @property
    def words(self) -> frozenset[str]:
        """Those that the names are made of, folded."""
        return _words(self.names)

    def hold(self, start: int, end: int) -> bool:
        at = bisect_right(self.places, start, key=lambda place: place[0]) - 1
        return at >= 0 and self.places[at][0] <= start and end <= self.places[at][1]


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE) if names else None


@lru_cache(maxsize=64)
def _words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for name in names for word in re.findall(r"[^\W_]+", name))
