"""A group's settings in plain words, for its page and for the audiences of an incident."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communications import checks
from communications.checks.finding import ADVICE, BLOCKING
from communications.due import say_due, say_within
from communications.models import StakeholderGroup
from postincident.vocabulary import Kind

_LABELS = {
    "completeness": gettext_lazy("Completeness"),
    "plain_language": gettext_lazy("Plain language"),
    "disclosure": gettext_lazy("Disclosure"),
    "consistency": gettext_lazy("Consistency"),
    "tone": gettext_lazy("Tone"),
    "commitments": gettext_lazy("Commitments"),
}
# Check → what it is called on screens, and how serious it says its findings are where a group says nothing.
CHECKS = {name: (_LABELS[name], check.SEVERITY) for name, check in checks.CHECKS.items()}
SERIOUS = {ADVICE: gettext_lazy("advice"), BLOCKING: gettext_lazy("blocking")}


def rules_of(group: StakeholderGroup) -> list[str]:
    """When an incident concerns it: one rule that holds is enough."""
    rules = []
    if group.always_relevant:
        rules.append(_("every incident"))
    if group.relevant_severity:
        severity = group.get_relevant_severity_display().lower()
        rules.append(_("an incident from severity %(severity)s on") % {"severity": severity})
    if group.relevant_on_broad_impact:
        rules.append(_("an incident of broad impact"))
    rules += [_("an incident that disturbed %(service)s") % {"service": one} for one in group.relevant_services.all()]
    return rules


def dues_of(group: StakeholderGroup) -> list[tuple[str, str]]:
    """(kind, by when), in the order of an incident's life."""
    return [(str(kind.label), say_within(kind, group.due_hours[kind])) for kind in Kind if kind in group.due_hours]


def review_of(group: StakeholderGroup) -> list[str]:
    """Who reviews, and by when. Uses the group's prefetched reviewers."""
    if not group.reviewers_needed:
        return [_("Nobody is asked; the record says so.")]
    needed = ngettext("%(n)s reviewer approves.", "%(n)s different people approve.", group.reviewers_needed)
    names = [str(person) for person in group.reviewers.all()]
    if names:
        asked = _("Asked: %(names)s.") % {"names": ", ".join(names)}
    elif group.reviewer_role == StakeholderGroup.ReviewerRole.MANAGER:
        asked = _("The first manager who is free.")
    else:
        asked = _("The first reviewer or manager who is free.")
    due = _("Due %(time)s after being asked, or when the message is due.") % {"time": say_due(group.review_hours)}
    return [needed % {"n": group.reviewers_needed}, asked, _("Whoever edited the text does not approve it."), due]


def severities_of(group: StakeholderGroup) -> list[tuple[str, str]]:
    """(check, how serious) where the group differs from the usual."""
    return [
        (str(label), str(SERIOUS[group.check_severities[name]]))
        for name, (label, usual) in CHECKS.items()
        if group.check_severities.get(name, usual) != usual
    ]
