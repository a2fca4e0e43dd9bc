"""What a template may name, and what each name means. The editor lists these; `values` fills them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from postincident.models import Fact

# Facts of which an incident may have several, joined or looped over.
MANY = {
    "contributing_factors": Fact.Key.CONTRIBUTING_FACTOR,
}
# Facts with one value: name in a template → key.
FACTS = {key.value: key for key in Fact.Key if key != Fact.Key.CONTRIBUTING_FACTOR}

PLAIN = {
    "title": _("the incident's title, public or internal as fits the group"),
    "services": _("the services, as “Card payments and Payouts”"),
    "service_list": _("the services, to loop over"),
    "severity_words": _("the severity in words, which is for inside"),
    "is_inside": _("whether it is read inside your organisation"),
    "day": _("the day it started, as “Tuesday 3 March 2026”"),
    "started": _("when it started, with zone"),
    "resolved": _("when it was resolved, with zone; empty while it lasts"),
    "is_resolved": _("whether it is resolved"),
    "span": _("from when to when, with zone: “between 14:05 and 15:40 UTC”"),
    "duration": _("how long it lasted, in words"),
    "timeline": _("the timeline to loop over: public entries for groups outside, all for groups inside"),
    "improvements_done": _("improvements that are done, to loop over"),
    "improvements_open": _("improvements under way, with their dates, to loop over"),
    "improvements_declined": _("measures decided against, to loop over (inside only)"),
    "next_update": _("when the next update was promised, with zone; empty when none is"),
    "group": _("the group's name"),
    "organisation": _("your organisation's name"),
    "signature": _("the group's signature"),
    "ask_feedback": _("whether this group is asked for feedback"),
    "feedback_contact": _("who takes feedback by name, where there is no link"),
    "correction_of": _("the subject of the communication that this one corrects or follows"),
}

DESCRIBED = PLAIN | {name: key.label for name, key in FACTS.items()} | {name: key.label for name, key in MANY.items()}
# What the editor calls a value that has changed since a section was drawn.
CALLED = DESCRIBED | {
    "service_list": _("the services"),
    "timeline": _("the timeline"),
    "improvements_done": _("improvements done"),
    "improvements_open": _("improvements under way"),
    "improvements_declined": _("measures decided against"),
}
# What a template may ask of each fact besides its value, as {% if impact_known %}.
STATES = {
    "known": _("known"),
    "investigating": _("under investigation"),
    "withheld": _("withheld"),
    "not_applicable": _("not applicable"),
}
ALLOWED = frozenset(DESCRIBED) | {f"{name}_{state}" for name in FACTS for state in STATES}


def state_asked(name: str) -> tuple[str, str]:
    """ "impact_known" → "impact", "known"; a name that asks for no state is given back with none."""
    for state in STATES:
        if (fact := name.removesuffix(f"_{state}")) != name and fact in FACTS:
            return fact, state
    return name, ""
