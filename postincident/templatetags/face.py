"""Small pieces of the face, available in every template without `{% load %}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from postincident.models import ChecklistTask, Incident
from postincident.placeholders import marked
from postincident.vocabulary import Severity

register = template.Library()

# Colour and icon of a state by its value. Colour only repeats what icon and word say.
STATES = {
    "draft": ("", "pencil"),
    "in_review": ("warn", "eye-fill"),
    "sent_back": ("bad", "arrow-return-left"),
    "approved": ("go", "check2-circle"),
    "emergency": ("bad", "exclamation-octagon-fill"),
    "released": ("ok", "check-circle-fill"),
    "void": ("off", "slash-circle"),
    "cancelled": ("off", "x-circle"),
    "scheduled": ("", "clock"),
    "queued": ("", "hourglass-split"),
    "sending": ("go", "circle-half"),
    "paused": ("warn", "pause-circle-fill"),
    "finished": ("ok", "check-circle-fill"),
    "sent": ("ok", "check-circle-fill"),
    "waiting": ("", "hourglass-split"),
    "elsewhere": ("", "telephone-fill"),
    "deferred": ("warn", "arrow-repeat"),
    "failed": ("bad", "x-octagon-fill"),
    "bounced": ("bad", "arrow-return-left"),
    "returned": ("bad", "arrow-return-left"),
    "complained": ("bad", "hand-thumbs-down-fill"),
    "suppressed": ("off", "bell-slash"),
    "covered": ("off", "intersect"),
    "unconfirmed": ("warn", "question-diamond-fill"),
    "by_hand": ("", "telephone-fill"),
    "kept_locally": ("warn", "inbox-fill"),
    "open": ("", "circle"),
    "in_progress": ("go", "circle-half"),
    "done": ("ok", "check-circle-fill"),
    "declined": ("off", "dash-circle"),
    "not_needed": ("off", "dash-circle"),
    "kept": ("ok", "check-circle-fill"),
    "explained": ("ok", "chat-left-text"),
    "late": ("bad", "alarm-fill"),
    "overdue": ("bad", "alarm-fill"),
    "known": ("ok", "check-circle-fill"),
    "investigating": ("go", "circle-half"),
    "not_applicable": ("off", "dash-circle"),
    "withheld": ("warn", "shield-lock-fill"),
    "gap": ("bad", "exclamation-diamond-fill"),
    "resolved": ("ok", "check-circle-fill"),
    "ongoing": ("warn", "exclamation-triangle-fill"),
    "closed": ("off", "lock-fill"),
    "included": ("ok", "check-lg"),
    "excluded": ("off", "dash-lg"),
    "none": ("off", "dash-lg"),
    "told_by_hand": ("ok", "telephone-fill"),
    "not_reachable": ("off", "person-slash"),
    "made": ("ok", "check-circle-fill"),
    "spoke": ("ok", "telephone-fill"),
    "no_answer": ("off", "telephone-x"),
    "published": ("ok", "globe2"),
    "withdrawn": ("off", "eye-slash"),
    "redacted": ("off", "eraser-fill"),
    "columns": ("warn", "question-circle-fill"),
    "reading": ("go", "circle-half"),
    "staged": ("warn", "question-circle-fill"),
    "accepting": ("go", "circle-half"),
    "accepted": ("ok", "check-circle-fill"),
    "discarded": ("off", "x-circle"),
    "filed": ("ok", "archive-fill"),
    "already_there": ("off", "check2-all"),
    "problem": ("bad", "exclamation-octagon-fill"),
}


@register.simple_tag
def state(value: str, label: object) -> SafeString:
    """`{% state communication.state communication.get_state_display %}`: icon and word, never one without the other."""
    tone, icon = STATES[value or "gap"]
    return format_html(
        '<span class="state{}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        tone and f" state-{tone}",
        icon,
        label,
    )


@register.simple_tag
def sev(value: str) -> SafeString:
    return format_html('<span class="sev sev-{}">{}</span>', value, Severity(value).label)


@register.simple_tag
def five(tasks: Iterable[ChecklistTask]) -> SafeString:
    """The five tasks of an incident at a glance, in their order, with the count in words."""
    now = timezone.now()
    marks, done = [], 0
    for task in tasks:
        settled = task.state != ChecklistTask.State.OPEN
        done += settled
        late = not settled and task.due_at is not None and task.due_at < now
        marks.append("on" if settled else "late" if late else "")
    cells = format_html("{}" * len(marks), *(format_html('<i class="{}"></i>' if m else "<i></i>", m) for m in marks))
    return format_html(
        '<span class="five" aria-hidden="true">{}</span> <span class="nowrap">{}</span>',
        cells,
        _("%(done)s of %(all)s") % {"done": done, "all": len(marks)},
    )


def zone_name(moment: datetime) -> str:
    return timezone.localtime(moment).tzname() or ""


@register.filter
def instant(moment: datetime) -> str:
    """For `<time datetime>`, which takes at most three digits after the second; its seconds are enough."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _time(moment: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', instant(moment), words)


@register.filter
def when(moment: datetime | None) -> str:
    """ "3 Mar 2026, 15:40 UTC": an instant in the reader's zone, with the zone. The day as it is written in the page's language."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    day = date_format(local, "j M Y" if get_language() == "en" else "DATE_FORMAT")
    return _time(moment, f"{day}, {local:%H:%M} {zone_name(moment)}")


@register.filter
def when_short(moment: datetime | None) -> str:
    """For tables whose caption or heading names the zone: "3 Mar 2026, 15:40"."""
    return "" if moment is None else _time(moment, date_format(timezone.localtime(moment), "j M Y, H:i"))


@register.filter
def when_near(moment: datetime | None) -> str:
    """For lists of what happened lately, whose heading names the zone: "Today 09:12", "Yesterday 18:20", "3 Mar 15:40"."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    form = "j M H:i" if local.year == timezone.localdate().year else "j M Y, H:i"
    near = {0: _("Today %(time)s"), 1: _("Yesterday %(time)s")}.get(days)
    return _time(moment, near % {"time": date_format(local, "H:i")} if near else date_format(local, form))


@register.filter
def since(moment: datetime) -> str:
    """After "since", short and with its zone when it was today: "14:00 UTC", "19 Nov", "19 Nov 2025"."""
    local, today = timezone.localtime(moment), timezone.localdate()
    if local.date() == today:
        return _time(moment, f"{date_format(local, 'H:i')} {zone_name(moment)}")
    return _time(moment, date_format(local, "j M" if local.year == today.year else "j M Y"))


@register.filter
def duration(length: timedelta | None) -> str:
    """ "1 h 35 min", "3 d 4 h", "45 s"."""
    if length is None:
        return ""
    seconds = int(length.total_seconds())
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    parts = [(days, _("d")), (hours, _("h")), (minutes, _("min")), (left, _("s"))]
    said = [f"{number} {unit}" for number, unit in parts if number][:2]
    return " ".join(said) or _("less than a second")


@register.simple_tag
def span(incident: Incident) -> str:
    """ "3 March 2026, 14:05–15:40 UTC (1 h 35 min)", as far as it is known."""
    start, end = incident.started_at, incident.resolved_at
    if start is None:
        return when(end)
    begun = timezone.localtime(start)
    if end is None:
        return format_html(_("since {}"), when(start))
    ended = timezone.localtime(end)
    close = date_format(ended, "H:i" if begun.date() == ended.date() else "j F Y, H:i")
    length = f" ({duration(incident.duration)})" if incident.duration else ""
    return f"{date_format(begun, 'j F Y, H:i')}–{close} {zone_name(end)}{length}"


def _first_control(field: forms.BoundField) -> str:
    """The id of what a link to the field moves to: of several boxes to choose from, the first."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.inclusion_tag("_error_summary.html")
def error_summary(*shown: forms.BaseForm | list[forms.BaseForm]) -> dict[str, Any]:
    """What needs another look, first on the page and with the keyboard on it, each field one press away."""
    looked_at = [form for one in shown for form in (one if isinstance(one, list) else [one])]
    wrong = [field for form in looked_at for field in form if field.errors]
    return {
        "general": [error for form in looked_at for error in form.non_field_errors()],
        "cut_short": any(field.is_hidden for field in wrong),
        "fields": [
            {"label": field.label, "target": _first_control(field), "errors": field.errors}
            for field in wrong
            if not field.is_hidden
        ],
        # A browser is never sent back a password or a file.
        "kept": not any(
            isinstance(field.widget, forms.PasswordInput | forms.FileInput)
            for form in looked_at
            for field in form.fields.values()
        ),
    }


@register.filter
def slots(html: SafeString) -> SafeString:
    """Safe HTML in which every recipient gets words of their own, with those places said and marked."""
    return marked(conditional_escape(html))


@register.inclusion_tag("_pager.html", takes_context=True)
def pager(context: dict[str, Any], page: Page[Any], label: str) -> dict[str, Any]:
    return {"page": page, "label": label, "request": context["request"]}


@register.inclusion_tag("_sort_heading.html", takes_context=True)
def sort_heading(context: dict[str, Any], key: str, label: str) -> dict[str, Any]:
    """A column heading that sorts: `?sort=key`, a second press reverses it."""
    request = context["request"]
    now = request.GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"key": f"-{key}" if now == key else key, "label": label, "direction": direction, "request": request}


@register.filter
def value_of(values: Mapping[str, Any], name: str) -> Any:
    """`{{ row.values|value_of:column.name }}`: what a table with columns of its own holds in one of them."""
    return values.get(name, "")
