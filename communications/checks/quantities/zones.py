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
    "eastern european summer": "EEST",
    "eastern european": "EET",
    "eastern": "ET",
    "central european summer": "CEST",
    "central european": "CET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
    "greenwich mean": "GMT",
    "coordinated universal": "UTC",
    "us eastern": "ET",
    "us pacific": "PT",
    "us central": "CT",
}
# Of countries and their people: "Irish time", "UK time".
_LANDS = {
    "irish": "Dublin", "british": "London", "uk": "London", "english": "London", "scottish": "London", "welsh": "London", "swiss": "Zurich", "german": "Berlin",
    "austrian": "Vienna", "dutch": "Amsterdam", "french": "Paris", "belgian": "Brussels", "danish": "Copenhagen", "swedish": "Stockholm",
    "norwegian": "Oslo", "finnish": "Helsinki", "icelandic": "Reykjavik", "polish": "Warsaw", "czech": "Prague", "slovak": "Bratislava",
    "hungarian": "Budapest", "romanian": "Bucharest", "bulgarian": "Sofia", "greek": "Athens", "turkish": "Istanbul", "italian": "Rome",
    "spanish": "Madrid", "portuguese": "Lisbon", "croatian": "Zagreb", "slovenian": "Ljubljana", "serbian": "Belgrade", "estonian": "Tallinn",
    "latvian": "Riga", "lithuanian": "Vilnius", "ukrainian": "Kyiv", "israeli": "Jerusalem", "egyptian": "Cairo", "kenyan": "Nairobi",
    "nigerian": "Lagos", "south african": "Johannesburg", "ghanaian": "Accra", "moroccan": "Casablanca", "indian": "Kolkata", "india": "Kolkata",
    "mumbai": "Kolkata", "delhi": "Kolkata", "bangalore": "Kolkata", "pakistan": "Karachi", "gulf": "Dubai", "uae": "Dubai", "abu dhabi": "Dubai",
    "japanese": "Tokyo", "japan": "Tokyo", "korean": "Seoul", "korea": "Seoul", "chinese": "Shanghai", "china": "Shanghai", "beijing": "Shanghai",
    "new zealand": "Auckland", "nz": "Auckland", "wellington": "Auckland", "brazilian": "Sao Paulo", "brazil": "Sao Paulo", "brasilia": "Sao Paulo",
    "argentine": "Buenos Aires", "chilean": "Santiago", "colombian": "Bogota", "peruvian": "Lima", "thai": "Bangkok", "geneva": "Zurich",
    "basel": "Zurich", "munich": "Berlin", "hamburg": "Berlin", "frankfurt": "Berlin", "milan": "Rome", "barcelona": "Madrid", "lyon": "Paris",
    "porto": "Lisbon", "gothenburg": "Stockholm", "malmo": "Stockholm", "bergen": "Oslo", "aarhus": "Copenhagen", "rotterdam": "Amsterdam",
    "krakow": "Warsaw", "edinburgh": "London", "manchester": "London", "belfast": "London", "cardiff": "London", "cork": "Dublin",
    "canberra": "Sydney", "cape town": "Johannesburg", "boston": "New York", "washington": "New York", "atlanta": "New York",
    "miami": "New York", "dallas": "Chicago", "houston": "Chicago", "seattle": "Los Angeles", "san francisco": "Los Angeles",
    "montreal": "Toronto", "ottawa": "Toronto", "calgary": "Edmonton", "istanbul": "Istanbul",
}  # fmt: skip
NAMES = frozenset(name.lower() for name in _FIXED)
_NAMES = "|".join(sorted(_FIXED, key=len, reverse=True))
ZONE = (
    rf"(?:(?:{_NAMES})\b(?:\s?[+-]\s?\d{{1,2}}(?::?[0-5]\d)?\b)?|Z\b"
    rf"|(?:{'|'.join(_SPOKEN)})(?:\s(?:standard|daylight|summer))?\stime\b|(?:local|our|your)\stime\b"
    r"|(?-i:[A-Z][\wé]+(?:\s[A-Z][a-z]+)?)(?:\s(?:local|standard|summer))?\stime\b|(?-i:Pacific|Eastern|Central|Mountain)\b(?!\s(?-i:[A-Z])))"
)
# Where a time is: "23.20 (Warsaw)".
PLACE = r"(?-i:[A-Z][\wéãíü]+(?:\s[A-Z][a-z]+)?)"
_SHIFTED = re.compile(r"\s?([+-])\s?(\d{1,2})(?::?([0-5]\d))?\Z")


def offsets(written: str, own: tuple[int, ...]) -> tuple[int, ...]:
    """What may be meant; of what is not known, `own`: those of whom the text is for."""
    name = written.strip(" ()").upper()
    if name in _FIXED:
        known = _FIXED[name]
        return tuple(one for one in known if one in own) or known
    if shifted := _SHIFTED.search(name):
        minutes = int(shifted[2]) * 60 + int(shifted[3] or 0)
        return (minutes if shifted[1] == "+" else -minutes,)
    if name == "Z":
        return (0,)
    place = name.removesuffix("TIME").strip().lower()
    for spoken, short in _SPOKEN.items():
        if place.startswith(spoken):
            return tuple(one for one in _FIXED[short] if one in own) or _FIXED[short]
    known = of_place(re.sub(r"\s(?:local|standard|summer)\Z", "", place))
    return tuple(one for one in known if one in own) or known or own


def of_zone(name: str, at: datetime | None) -> tuple[int, ...]:
    """The offset at that instant; without one, those of winter and summer."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return (0,)
    instants = [at] if at else [datetime(2026, 1, 15, tzinfo=zone), datetime(2026, 7, 15, tzinfo=zone)]
    found = (one.astimezone(zone).utcoffset() for one in instants)
    return tuple(dict.fromkeys(int(one.total_seconds() // 60) for one in found if one is not None))


@lru_cache(maxsize=256)
def of_place(place: str) -> tuple[int, ...]:
    """Of a town, a country or its people; nothing where none is known."""
    wanted = _LANDS.get(place.lower(), place).replace(" ", "_").lower()
    zone = _towns().get(wanted)
    return of_zone(zone, None) if zone else ()


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    return {name.rpartition("/")[2].lower(): name for name in sorted(available_timezones(), reverse=True)}
