"""What keeps a communication from being submitted. Each blocker names what is missing and where to put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communications.affected import emptied_sentence, is_emptied, list_of, rows_without, unknown_names
from communications.drawing.draw import drawn_for
from communications.drawing.values import Drawn
from communications.models import Communication, Section, StakeholderGroup
from communications.shipped.templates import MANDATORY
from postincident import clock
from postincident.placeholders import WORDS
from postincident.rendering import to_text
from postincident.vocabulary import Kind

TITLES = {
    "summary": gettext_lazy("Summary"),
    "root_cause": gettext_lazy("Root cause"),
    "resolution": gettext_lazy("Resolution"),
    "next_steps": gettext_lazy("Next steps"),
    "further_updates": gettext_lazy("Further updates"),
    "support_contacts": gettext_lazy("Support contacts"),
    "appreciation": gettext_lazy("Appreciation"),
    "improvements": gettext_lazy("Improvements"),
    "assurance": gettext_lazy("Assurance"),
    "what_to_say": gettext_lazy("What to say"),
    "what_not_to_say": gettext_lazy("What not to say"),
    "questions": gettext_lazy("Questions and answers"),
    "when_to_pass_on": gettext_lazy("When to pass it on"),
}


# A link whose address begins with a column that is not said to hold one: its address would be left out.
_NO_LINK = re.compile(r"\]\(\s*<?\[\[([a-z0-9_]+)(?<!_link)\]\]")
# What only a template fills in.
_MARKS = re.compile(r"\{\{\s*[a-z][a-z0-9_]*\s*(?:\|\s*[a-z_]+\s*)?\}\}|\{%[^{}\n]*%\}")


@dataclass(frozen=True)
class Blocker:
    code: str
    sentence: str
    section: str = ""  # the key of the section it concerns, if it concerns one
    url: str = ""  # where it is put right, if not in the text
    link: str = ""


def blockers(
    communication: Communication,
    sections: Sequence[Section] | None = None,
    drawn: Drawn | None = None,
    now: datetime | None = None,
    subject: str | None = None,
) -> list[Blocker]:
    """`sections` and `subject` as they are being typed, where they differ from what is saved."""
    sections = list(communication.sections.all()) if sections is None else sections
    drawn = drawn_for(communication) if drawn is None else drawn
    return [
        *_empty(communication, sections, communication.subject if subject is None else subject),
        *_gaps(communication, sections, drawn),
        *_next_update(communication, sections, drawn, now or clock.now()),
        *_feedback(communication, sections),
        *_emptied_list(communication),
        *_placeholders(communication, sections),
        *_template_marks(sections),
    ]


def mandatory_of(communication: Communication) -> dict[str, str]:
    """Key → title of the sections that must say something: those of the kind, then what the group asks for besides."""
    of_kind = {key: str(TITLES[key]) for key in MANDATORY.get(communication.kind, ())}
    asked = {row["key"]: row["title"] for row in communication.audience.group.required_sections}
    return of_kind | {key: title for key, title in asked.items() if key not in of_kind}


def _empty(communication: Communication, sections: Sequence[Section], subject: str) -> Iterator[Blocker]:
    if not subject.strip():
        yield Blocker("no_subject", _("The subject is empty."))
    text = {section.key: to_text(section.body) for section in sections}
    for key, title in mandatory_of(communication).items():
        if not text.get(key):
            yield Blocker("empty_section", _("“%(section)s” must say something.") % {"section": title}, key)
    if not any(text.values()):
        yield Blocker("says_nothing", _("It does not say anything yet."))


def _gaps(communication: Communication, sections: Sequence[Section], drawn: Drawn) -> Iterator[Blocker]:
    url = reverse("postincident:incident-facts", args=[communication.incident.reference])
    for section in sections:
        for name in section.facts_used:
            if name in drawn.gaps:
                sentence = _("A fact is missing: %(fact)s.") % {"fact": drawn.gaps[name].lower()}
                if communication.in_outside_words:
                    sentence = _("A fact is missing, or has no plain wording: %(fact)s.") % {
                        "fact": drawn.gaps[name].lower()
                    }
                yield Blocker("gap", sentence, section.key, url, _("Add the fact"))
        if "[Missing:" in section.body and not any(name in drawn.gaps for name in section.facts_used):
            yield Blocker("gap_marker", _("The text still says that something is missing."), section.key)


def _next_update(
    communication: Communication, sections: Sequence[Section], drawn: Drawn, now: datetime
) -> Iterator[Blocker]:
    open_facts = {
        drawn.investigating[name].lower()
        for section in sections
        for name in section.facts_used
        if name in drawn.investigating
    }
    if communication.next_update_at is None:
        if open_facts:
            yield Blocker(
                "no_next_update",
                _("Still under investigation: %(facts)s. Say by when you will write again.")
                % {"facts": ", ".join(sorted(open_facts))},
                "further_updates",
            )
    elif communication.next_update_at <= now:
        yield Blocker("next_update_past", _("The promised next update lies in the past."), "further_updates")


def _feedback(communication: Communication, sections: Sequence[Section]) -> Iterator[Blocker]:
    group = communication.audience.group
    said = any("[[feedback_link]]" in section.body for section in sections)
    named = group.feedback_contact and any(group.feedback_contact in section.body for section in sections)
    if not said and not named and communication.kind != Kind.TALKING_POINTS:
        yield Blocker("no_feedback", _how_to_answer(group), "feedback")


def _how_to_answer(group: StakeholderGroup) -> str:
    if group.feedback_on:
        return _(
            "Readers cannot answer: put [[feedback_link]] into the text, or name the group's contact for feedback."
        )
    if group.feedback_contact:
        return _("Readers cannot answer: name in the text whom they can tell, %(contact)s.") % {
            "contact": group.feedback_contact
        }
    return _("Readers cannot answer: give the group a contact for feedback, and name it in the text.")


def _emptied_list(communication: Communication) -> Iterator[Blocker]:
    if is_emptied(communication):
        url = reverse(
            "communications:audience-affected", args=[communication.incident.reference, communication.audience_id]
        )
        yield Blocker("list_forgotten", emptied_sentence(communication), "", url, _("Who is affected"))


def _placeholders(communication: Communication, sections: Sequence[Section]) -> Iterator[Blocker]:
    """A [[name]] that nothing fills in, or that a row of the list of those affected has no value for."""
    texts = {section.key: f"{section.title}\n{section.body}" for section in sections}
    if not unknown_names(communication.subject, *texts.values()):
        return
    audience = communication.audience
    listed = list_of(communication)
    columns = [column["name"] for column in listed.columns] if listed else []
    url = reverse("communications:audience-affected", args=[communication.incident.reference, audience.pk])
    seen: set[str] = set()
    for section in sections:
        if (found := _NO_LINK.search(section.body)) and found[1] in columns:
            sentence = _("A link cannot lead to [[%(name)s]]: call the column by a name that ends in “link”.")
            yield Blocker("no_link", sentence % {"name": found[1]}, section.key, url, _("Who is affected"))
    for key, text in {"": communication.subject, **texts}.items():
        for name in unknown_names(text):
            if name in seen:
                continue
            seen.add(name)
            if name not in columns:
                known = ", ".join(f"[[{one}]]" for one in [*WORDS, *columns])
                sentence = _(
                    "Nothing fills in [[%(name)s]]. Use one of %(known)s, or bring in a list with that column."
                )
                yield Blocker("unknown_name", sentence % {"name": name, "known": known}, key, url, _("Who is affected"))
            elif listed and (lacking := rows_without(listed, name)):
                sentence = ngettext(
                    "%(n)s recipient of the list has no value for [[%(name)s]].",
                    "%(n)s recipients of the list have no value for [[%(name)s]].",
                    lacking,
                )
                yield Blocker("no_value", sentence % {"n": lacking, "name": name}, key, url, _("Who is affected"))


def _template_marks(sections: Sequence[Section]) -> Iterator[Blocker]:
    """A heading is not drawn, so that what a template would fill in stands in it as it was typed."""
    for section in sections:
        if section.body.strip() and (found := _MARKS.search(section.title)):
            sentence = _("Nothing fills in %(mark)s in the heading “%(heading)s”. Say it in words.")
            yield Blocker("template_mark", sentence % {"mark": found[0], "heading": section.title}, section.key)
