"""The form of the editor, and what somebody typed into it: sent just now, or kept in a working copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from communications.models import Communication, Section
from communications.writing_forms import DetailsForm, SectionForm, digest_of
from postincident.rendering import clean_text

_BODY = re.compile(r"s([0-9]{1,18})-body\Z")
MOST_TEXT = 20_000


@dataclass(frozen=True)
class Typing:
    """Subject and next update, and one form for each section that the page shows: all of them, or the one of `only`."""

    communication: Communication
    details: DetailsForm
    forms: list[SectionForm]
    only: str = ""

    @property
    def is_valid(self) -> bool:
        """Every form is looked at, so that each mistake is shown at once."""
        return all([self.details.is_valid(), *(form.is_valid() for form in self.forms)])

    @property
    def is_written(self) -> bool:
        return self.details.is_written or any(_differs(form) or form["comment"].value() for form in self.forms)


@dataclass(frozen=True)
class TypedSection:
    """A section as it stands in the form. Its text may be longer than what can be saved, and then the form says so."""

    pk: int
    key: str
    title: str
    body: str


def typing_of(communication: Communication, data: Any = None, only: str = "") -> Typing:
    sections = list(communication.sections.select_related("edited_by"))
    chosen = [section for section in sections if section.key == only]
    forms = [SectionForm(data, section=section) for section in chosen or sections]
    return Typing(communication, DetailsForm(data, communication=communication), forms, only if chosen else "")


def overlaid(communication: Communication, fields: Mapping[str, str], only: str = "") -> Typing:
    """The form as it stands, with what was typed over it. What others changed meanwhile, and this person did not, is theirs."""
    plain = typing_of(communication, only=only)
    data: dict[str, str] = plain.details.standing()
    for form in plain.forms:
        data |= form.standing()
    typing = typing_of(communication, data | dict(fields), only)
    if typing.details.is_valid() and not typing.details.is_written:
        typing.details.show_what_stands()
    for form in typing.forms:
        if form.is_valid() and not form.is_written:
            form.show_what_stands()
    return typing


def as_typed(typing: Typing) -> list[TypedSection]:
    """Every section of the communication: those of the form as they are typed, the others as they stand."""
    typed = {form.section.pk: form for form in typing.forms}
    return [
        _typed(typed[section.pk])
        if section.pk in typed
        else TypedSection(section.pk, section.key, section.title, section.body)
        for section in typing.communication.sections.all()
    ]


def promising(typing: Typing) -> Communication:
    """The communication with the next update as it is typed, if that is a time: it is not saved."""
    details = typing.details
    if not details.is_bound or "next_update_at" in details.errors:
        return typing.communication
    typed = copy(typing.communication)
    typed.next_update_at = details.cleaned_data["next_update_at"]
    return typed


def subject_typed(typing: Typing) -> str:
    return " ".join(clean_text(str(typing.details["subject"].value() or "")).split())[:1000]


def _typed(form: SectionForm) -> TypedSection:
    return TypedSection(form.section.pk, form.section.key, form.section.title, body_typed(form))


def body_typed(form: SectionForm) -> str:
    return clean_text(str(form["body"].value() or ""))[: MOST_TEXT * 2]


def _differs(form: SectionForm) -> bool:
    title, body = str(form["title"].value() or ""), body_typed(form)
    shown = form["seen"].value() or digest_of(form.section.title, form.section.body)
    stands = digest_of(form.section.title, form.section.body)
    return digest_of(title, body) not in (shown, stands)


def written(fields: Mapping[str, str], sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Heading and text of each section that somebody wrote in and that does not stand like that in the database."""
    saved = {section.pk: section for section in sections}
    for name in fields:
        if found := _BODY.match(name):
            section = saved.get(int(found[1]))
            text = str(fields[name]).replace("\r\n", "\n").strip()[:MOST_TEXT]
            title = fields.get(f"s{found[1]}-title", "")
            if digest_of(title, text) == fields.get(f"s{found[1]}-seen"):
                continue
            if text and (section is None or text != section.body.strip()):
                yield section.title if section else title[:150], text


def removed_meanwhile(fields: Mapping[str, str], communication: Communication) -> list[dict[str, Any]]:
    """What was typed into sections that somebody removed."""
    there = set(communication.sections.values_list("pk", flat=True))
    gone = [name for name in fields if (found := _BODY.match(name)) and int(found[1]) not in there]
    return [
        {"title": title[:150], "text": text[:MOST_TEXT]}
        for name in gone
        if (text := fields[name].strip())
        and digest_of(title := fields.get(name.replace("body", "title"), ""), text) != fields.get(_seen(name))
    ]


def _seen(name: str) -> str:
    return name.replace("body", "seen")
