"""What the archive shows on pages of the core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Change, PublicHistory, Record, Suggestion
from postincident.models import Incident, User
from postincident.registry import NavItem, Panel, SubnavItem, registry


def records_subnav(user: User, incident_ids: Sequence[int]) -> Mapping[int, list[SubnavItem]]:
    counts = dict(
        Record.objects.standing()
        .filter(incident__in=incident_ids)
        .order_by()
        .values_list("incident")
        .annotate(n=Count("pk"))
    )
    references = dict(Incident.objects.filter(pk__in=incident_ids).values_list("pk", "reference"))
    return {
        pk: [
            SubnavItem(
                _("Records"),
                reverse("archive:incident-records", args=[reference]),
                count=counts.get(pk, 0),
                section="records",
            )
        ]
        for pk, reference in references.items()
    }


def changes_subnav(user: User, incident_ids: Sequence[int]) -> Mapping[int, list[SubnavItem]]:
    references = dict(Incident.objects.filter(pk__in=incident_ids).values_list("pk", "reference"))
    return {
        pk: [SubnavItem(_("Changes"), reverse("archive:incident-changes", args=[reference]), section="changes")]
        for pk, reference in references.items()
    }


def _records(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = Record.objects.filter(pk__in=ids)
    return {row.pk: (_("record %(number)s") % {"number": row.number}, row.get_absolute_url()) for row in rows}


def _suggestions(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = Suggestion.objects.filter(pk__in=ids).select_related("incident")
    return {row.pk: (row.text, reverse("archive:incident-changes", args=[row.incident.reference])) for row in rows}


def _changes(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    return {row.pk: (row.what, row.get_absolute_url()) for row in Change.objects.filter(pk__in=ids)}


def _histories(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    return {row.pk: (row.title, row.get_absolute_url()) for row in PublicHistory.objects.filter(pk__in=ids)}


def register() -> None:
    registry.nav_items += [
        NavItem(
            gettext_lazy("Archive"),
            "archive:search",
            "archive",
            30,
            ("archive/",),
            about=gettext_lazy("What was said, to whom and when: any word, a “phrase”, or a record’s number."),
        ),
        NavItem(
            gettext_lazy("Changes"),
            "archive:change-list",
            "journal-check",
            70,
            ("archive:change",),
            rare=True,
            about=gettext_lazy("What we changed in templates, processes and documents, and the lesson behind it."),
        ),
    ]
    registry.panels.append(Panel("changes", gettext_lazy("Changes"), "", changes_subnav, place="subnav", order=80))
    registry.panels.append(Panel("records", gettext_lazy("Records"), "", records_subnav, place="subnav", order=70))
    registry.upkeep += ["reindex_archive", "verify_archive"]
    registry.described |= {
        "archive.record": _records,
        "archive.change": _changes,
        "archive.suggestion": _suggestions,
        "archive.publichistory": _histories,
    }
    registry.sentences |= {
        "record.filed": gettext_lazy("filed"),
        "record.redacted": gettext_lazy("redacted"),
        "record.published": gettext_lazy("published"),
        "record.unpublished": gettext_lazy("withdrew from the public pages:"),
        "history.opened": gettext_lazy("opened a public history:"),
        "history.closed": gettext_lazy("closed a public history:"),
        "search.saved": gettext_lazy("saved a search"),
        "search.renamed": gettext_lazy("renamed a saved search"),
        "search.removed": gettext_lazy("removed a saved search"),
        "change.recorded": gettext_lazy("recorded a change:"),
        "suggestion.raised": gettext_lazy("suggested:"),
        "suggestion.made": gettext_lazy("recorded as made:"),
        "suggestion.declined": gettext_lazy("declined what was suggested:"),
        "incident.imported": gettext_lazy("imported the incident"),
        "export.ordered": gettext_lazy("ordered an export of the archive"),
        "export.made": gettext_lazy("made an export of the archive ready"),
        "archive.exported": gettext_lazy("exported the whole archive"),
        "archive.restored": gettext_lazy("brought a whole archive into this installation"),
        "head.sent": gettext_lazy("sent the head of the archive to an address outside"),
        "head.not_sent": gettext_lazy("could not send the head of the archive"),
        "import.uploaded": gettext_lazy("uploaded files to import"),
        "import.columns_named": gettext_lazy("said which column of a table holds what, in an import"),
        "import.staged": gettext_lazy("staged an import"),
        "import.accepted": gettext_lazy("accepted an import"),
        "import.filed": gettext_lazy("filed what an import brought"),
        "import.discarded": gettext_lazy("discarded an import"),
        "import.withdrawn": gettext_lazy("withdrew an import"),
        "import.restored": gettext_lazy("restored an import"),
    }
