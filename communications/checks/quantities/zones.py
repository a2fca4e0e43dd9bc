"""What people call time zones, as minutes ahead of UTC."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_FIXED = {
    "UTC": (0,), "GMT": (0,), "WET": (0,), "WEST": (60,), "BST": (60,), "CET": (60,), "MEZ": (60,), "CEST": (120,), "MESZ": (120,), "EET": (120,),
    "EEST": (180,), "MSK": (180,), "TRT": (180,), "IST": (330, 60, 120), "PKT": (300,), "GST": (240,), "SAST": (120,), "WAT": (60,), "CAT": (120,),
    "EAT": (180,), "ICT": (420,), "WIB": (420,), "SGT": (480,), "HKT": (480,), "PHT": (480,), "AWST": (480,), "JST": (540,), "KST": (540,),
    "ACST": (570,), "ACDT": (630,), "AEST": (600,), "AEDT": (660,), "AET": (600, 660), "NZST": (720,), "NZDT": (780,), "EST": (-300,), "EDT": (-240,),
    "ET": (-300, -240), "CST": (-360, 480), "CDT": (-300,), "CT": (-360, -300), "MST": (-420,), "MDT": (-360,), "MT": (-420, -360), "PST": (-480,),
    "PDT": (-420,), "PT": (-480, -420), "AKST": (-540,), "AKDT": (-480,), "HST": (-600,), "BRT": (-180,), "ART": (-180,), "CLT": (-240,),
}  # fmt: skip
_SPOKEN = {
    "eastern": "ET",
    "central european summer": "CEST",
    "central european": "CET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
    "greenwich mean": "GMT",
}
_NAMES = "|".join(sorted(_FIXED, key=len, reverse=True))
ZONE = (
    rf"(?:(?:{_NAMES})\b(?:\s?[+-]\s?\d{{1,2}}(?::?[0-5]\d)?\b)?|Z\b"
    rf"|(?:{'|'.join(_SPOKEN)})(?:\s(?:standard|daylight|summer))?\stime\b|local\stime\b|(?-i:[A-Z][a-zé]+(?:\s[A-Z][a-z]+)?)\stime\b)"
)
_SHIFTED = re.compile(r"\s?([+-])\s?(\d{1,2})(?::?([0-5]\d))?\Z")


def offsets(written: str, own: tuple[int, ...]) -> tuple[int, ...]:
    """What may be meant; of what is not known, `own`: those of whom the text is for."""
    name = written.strip(" ()").upper()
    if shifted := _SHIFTED.search(name):
        minutes = int(shifted[2]) * 60 + int(shifted[3] or 0)
        return (minutes if shifted[1] == "+" else -minutes,)
    if name == "Z":
        return (0,)
    if name in _FIXED:
        known = _FIXED[name]
        return tuple(one for one in known if one in own) or known
    place = name.removesuffix("TIME").strip().lower()
    for spoken, short in _SPOKEN.items():
        if place.startswith(spoken):
            return tuple(one for one in _FIXED[short] if one in own) or _FIXED[short]
    return of_place(place) or own


def of_zone(name: str, at: datetime | None) -> tuple[int, ...]:
    """The offset at that instant; without one, those of winter and summer."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return (0,)
    instants = [at] if at else [datetime(2026, 1, 15, tzinfo=zone), datetime(2026, 7, 15, tzinfo=zone)]
    found = (one.astimezone(zone).utcoffset() for one in instants)
    return tuple(dict.fromkeys(int(one.total_seconds() // 60) for one in found if one is not None))


@lru_cache(maxsize=64)
def of_place(place: str) -> tuple[int, ...]:
    wanted = place.replace(" ", "_")
    names = sorted(name for name in available_timezones() if name.rpartition("/")[2].lower() == wanted)
    return of_zone(names[0], None) if names else ()
