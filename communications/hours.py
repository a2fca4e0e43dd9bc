"""The hours in which a group is written to, such as Monday to Friday from 08:00 to 18:00 by its own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from communications.models import Release, StakeholderGroup


@dataclass(frozen=True)
class Hours:
    """`days`: 0 is Monday. Open from `opens` up to, and without, `closes` of the same day."""

    days: frozenset[int]
    opens: time
    closes: time
    zone: ZoneInfo

    def next_open(self, moment: datetime) -> datetime:
        """`moment` itself while it is open, else when it opens next. Where the clocks change, by the clock on the wall."""
        today = moment.astimezone(self.zone).date()
        for ahead in range(9):  # a day whose hours the clocks skip is open for no time at all
            day = today + timedelta(days=ahead)
            if day.weekday() not in self.days:
                continue
            opens, closes = (datetime.combine(day, at, self.zone).astimezone(UTC) for at in (self.opens, self.closes))
            if moment < closes and opens < closes:
                return max(moment, opens)
        return moment

    def __str__(self) -> str:
        return _("%(days)s, %(from)s–%(until)s, %(zone)s") % {
            "days": _say_days(sorted(self.days)),
            "from": f"{self.opens:%H:%M}",
            "until": f"{self.closes:%H:%M}",
            "zone": self.zone.key,
        }


def _say_days(days: list[int]) -> str:
    in_a_row = len(days) > 2 and all(after - before == 1 for before, after in pairwise(days))
    if in_a_row:
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]}
    return ", ".join(str(WEEKDAYS[day] if len(days) == 1 else WEEKDAYS_ABBR[day]) for day in days)


def hours_of(group: StakeholderGroup) -> Hours | None:
    """None: at any hour."""
    if not group.sending_days or group.sending_from is None or group.sending_until is None:
        return None
    return Hours(frozenset(group.sending_days), group.sending_from, group.sending_until, ZoneInfo(group.time_zone))


def closed_until(release: Release, now: datetime) -> datetime | None:
    """When its group may be written to again; None when it may be now, or somebody chose not to wait."""
    hours = hours_of(release.communication.audience.group) if release.in_hours else None
    opens = hours.next_open(now) if hours else now
    return opens if opens > now else None


def closed_sentence(release: Release) -> str:
    group = release.communication.audience.group
    return _("%(group)s is written to in its hours only: %(hours)s.") % {"group": group, "hours": hours_of(group)}
