"""Times, durations and lists as a text in a language says them. Names of days, months and units are Django's; where English needs
a word of its own ("between", "and"), another language gets a sign that every reader knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import Communication


@dataclass(frozen=True)
class Phrasing:
    """The language of the template a text is drawn with, and the zone its readers live in."""

    language: str
    zone: ZoneInfo

    @classmethod
    def of(cls, communication: Communication) -> Phrasing:
        version = communication.template_version
        return cls(version.template.language if version else "en", ZoneInfo(communication.audience.group.time_zone))

    @property
    def is_english(self) -> bool:
        return self.language.split("-")[0] == "en"

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        with translation.override(self.language):
            yield

    def plain_day(self, day: date) -> str:
        with self._spoken():
            return date_format(day, "j F Y" if self.is_english else "DATE_FORMAT")

    def day(self, moment: datetime) -> str:
        """With its weekday."""
        day = moment.astimezone(self.zone).date()
        with self._spoken():
            weekday = date_format(day, "l")
        return f"{weekday} {self.plain_day(day)}" if self.is_english else f"{weekday}, {self.plain_day(day)}"

    def clock(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{local:%H:%M} {local.tzname()}"

    def clock_and_day(self, moment: datetime) -> str:
        if not self.is_english:
            return f"{self.day(moment)}, {self.clock(moment)}"
        return _("%(time)s on %(day)s") % {"time": self.clock(moment), "day": self.day(moment)}

    def span(self, start: datetime | None, end: datetime | None) -> str:
        if start is None:
            return ""
        if end is None or end < start:
            return _("from %(start)s") % {"start": self.clock(start)} if self.is_english else f"{self.clock(start)} –"
        if start.astimezone(self.zone).date() == end.astimezone(self.zone).date():
            begun = f"{start.astimezone(self.zone):%H:%M}"
            if not self.is_english:
                return f"{begun}–{self.clock(end)}"
            return _("between %(start)s and %(end)s") % {"start": begun, "end": self.clock(end)}
        if not self.is_english:
            return f"{self.clock_and_day(start)} – {self.clock_and_day(end)}"
        return _("from %(start)s until %(end)s") % {"start": self.clock(start), "end": self.clock_and_day(end)}

    def duration(self, length: timedelta | None) -> str:
        """ "1 hour 35 minutes": the two largest units, for reading aloud."""
        if length is None:
            return ""
        minutes = max(1, round(length.total_seconds() / 60))
        days, rest = divmod(minutes, 1440)
        hours, left = divmod(rest, 60)
        with self._spoken():
            return " ".join(
                unit % {"num": number}
                for number, unit in (
                    (days, ngettext("%(num)d day", "%(num)d days", days)),
                    (hours, ngettext("%(num)d hour", "%(num)d hours", hours)),
                    (0 if days else left, ngettext("%(num)d minute", "%(num)d minutes", left)),
                )
                if number
            )

    def listing(self, names: Sequence[str]) -> str:
        if not names:
            return _("our services") if self.is_english else settings.ORGANISATION
        if len(names) < 2 or not self.is_english:
            return ", ".join(names)
        return _("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}

    def done(self, what: str, moment: datetime) -> str:
        day = self.plain_day(moment.astimezone(self.zone).date())
        return _("%(what)s (done on %(day)s)") % {"what": what, "day": day} if self.is_english else f"{what} ({day})"

    def planned(self, what: str, day: date) -> str:
        said = self.plain_day(day)
        return _("%(what)s, by %(day)s") % {"what": what, "day": said} if self.is_english else f"{what} (– {said})"
