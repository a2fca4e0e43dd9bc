"""Due times as people write them: hours, days, weeks or calendar months, counted from where the kind begins to count.

A group keeps each as whole hours, or as the text "1 month" where law says months: those differ in length.
"""

from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postincident.vocabulary import Kind

type Due = int | str  # whole hours, or "2 months"


class Counted(StrEnum):
    """Where a due time begins to count."""

    FROM_DETECTION = "from_detection"  # or from the start, where nobody said when it was detected
    WHILE_IT_LASTS = "while_it_lasts"  # from there too, and only until the end: later nobody waits for one
    FROM_END = "from_end"  # nothing is due before


COUNTED = dict.fromkeys(Kind, Counted.FROM_END) | {
    Kind.ACKNOWLEDGEMENT: Counted.FROM_DETECTION,
    Kind.UPDATE: Counted.WHILE_IT_LASTS,
}

MOST_HOURS = 24 * 366
MOST_MONTHS = 12
_HOURS = {"": 1, "h": 1, "hour": 1, "hours": 1, "d": 24, "day": 24, "days": 24, "w": 168, "week": 168, "weeks": 168}
_TYPED = re.compile(r"([0-9]{1,5})\s*([a-z]*)\Z")
_KEPT_MONTHS = re.compile(r"([0-9]{1,2}) months?\Z")


def read_due(typed: str) -> Due:
    """ "72", "72 h", "3 days", "2 weeks", "1 month". A bare number is hours. Raises ValidationError with a sentence."""
    found = _TYPED.match(typed.strip().lower())
    if found is None:
        raise ValidationError(_("Say hours, days, weeks or months, such as 72 hours, 3 days or 1 month."))
    number, unit = int(found[1]), found[2]
    if unit in ("month", "months"):
        if not 1 <= number <= MOST_MONTHS:
            raise ValidationError(_("Between 1 and 12 months."))
        return f"{number} month" if number == 1 else f"{number} months"
    if unit not in _HOURS:
        raise ValidationError(_("Say hours, days, weeks or months, such as 72 hours, 3 days or 1 month."))
    if number * _HOURS[unit] > MOST_HOURS:
        raise ValidationError(_("That is more than a year."))
    return number * _HOURS[unit]


def say_due(due: Due) -> str:
    """ "72 hours (3 days)", "30 days", "1 month": what `read_due` reads as well, but for the brackets."""
    if isinstance(due, str):
        months = _months(due)
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    hours = ngettext("%(n)s hour", "%(n)s hours", due) % {"n": due}
    if due < 24 or due % 24:
        return hours
    days = ngettext("%(n)s day", "%(n)s days", due // 24) % {"n": due // 24}
    return days if due > 96 else _("%(hours)s (%(days)s)") % {"hours": hours, "days": days}


def say_within(kind: Kind, due: Due) -> str:
    """ "within 72 hours (3 days) after the end"."""
    sentence = {
        Counted.FROM_DETECTION: _("within %(time)s of the detection"),
        Counted.WHILE_IT_LASTS: _("within %(time)s of the detection, while it lasts"),
        Counted.FROM_END: _("within %(time)s after the end"),
    }[COUNTED[kind]]
    return sentence % {"time": say_due(due)}


def type_due(due: Due | None) -> str:
    """As it stands in the form: what `read_due` makes the same of."""
    if due is None or isinstance(due, str):
        return due or ""
    return f"{due // 24} days" if due > 96 and due % 24 == 0 else f"{due} hours" if due != 1 else "1 hour"


def after(moment: datetime, due: Due, zone: str = "UTC") -> datetime:
    """When it is due. A month ends at the same hour of the same day of a later month, by the group's own clock;
    where that month is shorter, on its last day."""
    if not isinstance(due, str):
        return moment + timedelta(hours=due)
    local = moment.astimezone(ZoneInfo(zone))
    year, month = divmod(local.year * 12 + local.month - 1 + _months(due), 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(moment.tzinfo)


def _months(due: str) -> int:
    found = _KEPT_MONTHS.match(due)
    if found is None:
        raise ValueError(due)
    return int(found[1])
