"""What findings suggest to change: the same one kept on purpose, or left standing, in several texts about one incident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from archive.models import Suggestion
from archive.verbs.changing import suggest
from communications.models import Release
from postincident.models import Incident

type Rule = tuple[str, str]  # check and rule

KEPT_IN = 2  # texts: a rule that is kept twice does not fit
STANDS_IN = 3  # texts, and in half of all
MOST_STANDING = 3  # of an incident, those in most texts: a list that nobody reads changes nothing


@dataclass
class _Texts:
    """Of one incident: how many texts were released, and in how many of them each rule was kept or found."""

    released: int = 0
    kept: Counter[Rule] = field(default_factory=Counter)
    found: Counter[Rule] = field(default_factory=Counter)


def _released(incident_ids: Iterable[int]) -> Mapping[int, _Texts]:
    releases = Release.objects.filter(incident__in=list(incident_ids)).exclude(
        state__in=[Release.State.SCHEDULED, Release.State.CANCELLED]
    )
    texts: dict[int, _Texts] = defaultdict(_Texts)
    rows = releases.order_by("pk").values_list("incident", "revision__overrides", "revision__found")
    for incident, overrides, found in rows:
        texts[incident].released += 1
        texts[incident].kept.update({(row["check"], row["rule"]) for row in overrides if "rule" in row})
        texts[incident].found.update((check, rule) for check, rules in (found or {}).items() for rule in rules)
    return texts


def label(rule: Rule) -> str:
    """ "Plain language: long sentence"."""
    from communications.explaining import CHECKS  # all checks: a command that reads one mail does without

    check, name = rule
    return f"{CHECKS[check][0] if check in CHECKS else check}: {name.replace('_', ' ')}"


def _suggested(texts: _Texts) -> dict[Rule, str]:
    suggested = {
        rule: _("“%(rule)s” was kept with a reason in %(n)s texts: change a template, the glossary or a group’s rules.")
        % {"rule": label(rule), "n": n}
        for rule, n in sorted(texts.kept.items())
        if n >= KEPT_IN
    }
    standing = [
        (rule, n)
        for rule, n in sorted(texts.found.items(), key=lambda one: (-one[1], one[0]))
        if n >= STANDS_IN and 2 * n >= texts.released and rule not in suggested
    ]
    for rule, n in standing[:MOST_STANDING]:
        suggested[rule] = _(
            "“%(rule)s” was found in %(n)s of the %(all)s texts released: change a template or the glossary."
        ) % {"rule": label(rule), "n": n, "all": texts.released}
    return suggested


def suggest_changes(incident_ids: Iterable[int]) -> int:
    """Returns how many are new. Suggested once per incident and rule, whatever was decided about it. Three queries beside."""
    incidents = Incident.objects.with_checklist().filter(completed_at=None, pk__in=list(incident_ids)).in_bulk()
    have = set(Suggestion.objects.filter(incident__in=incidents).values_list("incident", "code"))
    new = [
        (incidents[pk], f"finding:{check}:{rule}", text)
        for pk, texts in _released(incidents).items()
        for (check, rule), text in _suggested(texts).items()
        if (pk, f"finding:{check}:{rule}") not in have
    ]
    for incident, code, text in new:
        suggest(incident, code, text)
    return len(new)


def sweep(now: datetime) -> int:
    return suggest_changes(Incident.objects.with_checklist().filter(completed_at=None).values_list("pk", flat=True))
