"""Every form of the application, read from the pages that show it, with something valid in each of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from archive.models import PublicHistory, SavedSearch
from communications.group_forms import DUE_KINDS
from communications.models import Communication, StakeholderGroup
from postincident.models import Incident
from tests.access_table import ROWS, Row
from tests.hostile.reading import Field, Form, Page
from tests.test_access import address

ROLES = ("manager", "administrator", "anonymous")


@dataclass
class Target:
    row: Row
    url: str
    role: str
    form: Form

    def valid(self) -> dict[str, list[str]]:
        names = [name for name in self.form.fields if name not in ("csrfmiddlewaretoken", "website")]
        data = {name: fine(self.form.fields[name]) for name in names if self.form.fields[name].kind != "file"}
        return data | ADDED.get(self.row.name, {})


def clients(world) -> dict[str, Client]:
    found = {"anonymous": Client()}
    for role, person in {"manager": world.insider, "administrator": world.people["administrator"]}.items():
        found[role] = Client()
        found[role].force_login(person)
    return found


def pages(scene, walkers, rows=ROWS):
    """(row, role, answer) of every page, once for each role that may open it and sees something of its own there."""
    for row in rows:
        for role in ROLES:
            if row.get and row.statuses("GET")[role] == "200":
                yield row, role, walkers[role].get(address(row, scene))
                break


def targets(world, walkers) -> dict[str, Target]:
    """Name of the row → its form as shown somewhere, and who may send it."""
    shown: dict[str, Form] = {}
    for row, _role, answer in pages(world.open, walkers):
        if answer["Content-Type"].startswith("text/html"):
            here = address(row, world.open)
            for form in Page(answer.text).forms:
                for action in {form.action or here} | form.actions - {""}:
                    if form.method == "post":
                        shown.setdefault(action, form)
    found = {}
    for row in ROWS:
        role = next((role for role in ROLES if row.post and row.statuses("POST")[role] in ("200", "422", "go")), "")
        if role:
            url = address(row, world.open)
            fields = [Field(name, kind) for name, kind in NOT_SHOWN.get(row.name, {}).items()]
            form = shown.get(url) or Form(url, "post", {one.name: one for one in fields})
            found[row.name] = Target(row, url, role, form)
    return found


FINE = {
    "datetime-local": "2026-03-03T14:10",
    "date": "2026-03-06",
    "time": "09:30",
    "number": "1",
    "email": "reader@example.org",
    "url": "https://example.org/why",
}
BY_NAME = {
    "addresses": "reader@example.org",
    "address": "somebody@example.org",
    "time_zone": "UTC",
    "subject": "A subject",
    "paused_until": f"{timezone.now() + timedelta(days=30):%Y-%m-%d}",
    "absent_until": f"{timezone.now() + timedelta(days=30):%Y-%m-%d}",
} | {f"due_{kind}": "3 days" for kind in DUE_KINDS}


def fine(one: Field) -> list[str]:
    if one.kind == "checkbox":
        return one.values
    if one.kind in ("radio", "select"):
        return one.values if any(one.values) else [option for option in one.options if option][:1]
    if one.name != "subject" and (any(one.values) or one.kind == "hidden"):
        return one.values
    return [BY_NAME.get(one.name) or FINE.get(one.kind, "Some words.")]


# Fields of forms that the pages of tests/world.py do not show as things stand there.
NOT_SHOWN = {
    "archive:saved-edit": {"name": "text"},  # the manager's own, whom the walkers do not know
    "communications:template-add": {"group": "select"},
    "communications:template-version": {"why": "textarea"},
    "communications:release-unconfirmed": {"decision": "radio"},
    "communications:communication-release": {"publish": "checkbox"},
    "feedback:response-tag": {"do": "select", "next": "hidden", "response": "checkbox", "theme": "select"},
}
IN_HOURS = {"sending_days": ["0"], "sending_from": ["09:00"], "sending_until": ["17:30"]}
ADDED = {
    "postincident:appearance": {"accent": ["#7a1f5c"], "accent_dark": ["#f0b6dc"]},
    "feedback:response-tag": {"do": ["tag"]},
    "communications:release-unconfirmed": {"decision": ["sent"]},
    "communications:group-add": IN_HOURS,
    "communications:group-edit": IN_HOURS,
    "feedback:theme-add": {"words": ["nobody|no_one told us"]},
    "feedback:theme-edit": {"words": ["nobody|no_one told us"]},
    "feedback:questionnaire-edit": {"text_clear": ["Did you understand it?"], "new_options": ["Yes\nNo"]},
}


def _unresolved(scene):
    Incident.objects.filter(pk=scene.incident.pk).update(resolved_at=None)


def _nothing_written(scene):
    written = Communication.objects.filter(incident=scene.incident)
    written.exclude(state="draft").update(state="cancelled")


def _no_history(scene):
    PublicHistory.objects.filter(incident=scene.incident).delete()


def _insiders_own(scene):
    SavedSearch.objects.filter(pk=scene.saved).update(user=SavedSearch.objects.exclude(pk=scene.saved).first().user)


# What has to be so for a form sent as it should be to be accepted.
ARRANGED = {
    "postincident:incident-resolve": _unresolved,
    "archive:history-open": _no_history,
    "communications:audience-exclude": _nothing_written,
    "communications:draft": lambda scene: StakeholderGroup.objects.update(always_relevant=True),
    "archive:saved-edit": _insiders_own,
}
# A form of these is never accepted here: what it asks for was done, or has yet to be (a file to be chosen), as the sentence says.
REFUSED_ANYWAY = {
    "communications:audience-affected",
    "communications:communication-review",
    "communications:review-emergency",
    "communications:contact-import",
    "communications:glossary-import",
    "archive:import-add",
    "communications:attachment-list",
    "communications:proof-list",
}

__all__ = ["ARRANGED", "REFUSED_ANYWAY", "Target", "clients", "pages", "targets"]
