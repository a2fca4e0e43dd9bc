"""The glossary: the words that checks know. Every change of it says why, and is recorded as a change."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Change
from archive.verbs.changing import record_change
from communications.glossary_csv import Row
from communications.models import GlossaryTerm
from postincident import events
from postincident.errors import Refused
from postincident.models import User

MOST_TOLD = 45_000  # characters of what an import changed, which a recorded change has room for


def as_line(term: GlossaryTerm) -> str:
    """ "Jargon: leverage = use (retired)"."""
    said = f"{term.get_kind_display()}: {term.word}"
    said += f" = {term.replacement}" if term.replacement else ""
    return said if term.active else _("%(term)s (retired)") % {"term": said}


def _refuse_twice(kind: str, word: str, but: int | None = None) -> None:
    there = GlossaryTerm.objects.filter(~Q(pk=but), kind=kind, word__iexact=word).first()
    if there is not None and there.active:
        raise Refused("there", _("“%(word)s” is in the glossary already.") % {"word": there.word})
    if there is not None:
        raise Refused("there", _("“%(word)s” is there, retired. Take it back instead.") % {"word": there.word})


def _record(user: User, term: GlossaryTerm, what: str, why: str, before: str, after: str) -> Change:
    return record_change(
        user, kind=Change.Kind.GLOSSARY, what=what[:300], why=why, before=before, after=after, subject=term
    )


def add(user: User, *, kind: str, word: str, replacement: str, why: str) -> tuple[GlossaryTerm, Change]:
    """Raises Refused without a reason, and for a word that is there already."""
    with transaction.atomic():
        _refuse_twice(kind, word)
        term = GlossaryTerm.objects.create(kind=kind, word=word, replacement=replacement)
        what = _("Glossary: “%(word)s” added") % {"word": word}
        change = _record(user, term, what, why, "", as_line(term))
        events.record(user, "glossary.added", term)
    return term, change


def change(
    user: User, term: GlossaryTerm, *, kind: str, word: str, replacement: str, why: str, version: int
) -> tuple[GlossaryTerm, Change]:
    """Raises Refused without a reason, when nothing differs, and when somebody saved meanwhile."""
    with transaction.atomic():
        current = GlossaryTerm.objects.select_for_update().get(pk=term.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this word while you were writing."))
        if (current.kind, current.word, current.replacement) == (kind, word, replacement):
            raise Refused("nothing_changed", _("Nothing was changed."))
        _refuse_twice(kind, word, but=current.pk)
        before = as_line(current)
        current.kind, current.word, current.replacement = kind, word, replacement
        current.version += 1
        current.save()
        what = _("Glossary: “%(word)s” changed") % {"word": word}
        recorded = _record(user, current, what, why, before, as_line(current))
        events.record(user, "glossary.changed", current)
    return current, recorded


def set_active(user: User, term: GlossaryTerm, active: bool, why: str) -> Change:
    """Retire a word, so that no check knows it any more, or take it back. Asked for twice, it is refused."""
    with transaction.atomic():
        current = GlossaryTerm.objects.select_for_update().get(pk=term.pk)
        if current.active == active:
            raise Refused("nothing_changed", _("It is so already."))
        before = as_line(current)
        current.active = active
        current.version += 1
        current.save(update_fields=["active", "version"])
        what = _("Glossary: “%(word)s” taken back") if active else _("Glossary: “%(word)s” retired")
        change = _record(user, current, what % {"word": current.word}, why, before, as_line(current))
        events.record(user, "glossary.taken_back" if active else "glossary.retired", current)
    return change


def import_rows(user: User, rows: Iterable[Row], why: str) -> Change:
    """Add and change the words of a list, all or none, as one recorded change. What the list does not name stays."""
    with transaction.atomic():
        known = {(term.kind, term.word.lower()): term for term in GlossaryTerm.objects.select_for_update()}
        added, changed, before = [], [], []
        for row in rows:
            term = known.get((row.kind, row.word.lower()))
            if term is None:
                added.append(GlossaryTerm(kind=row.kind, word=row.word, replacement=row.replacement, active=row.active))
            elif (term.word, term.replacement, term.active) != (row.word, row.replacement, row.active):
                before.append(as_line(term))
                term.word, term.replacement, term.active = row.word, row.replacement, row.active
                term.version += 1
                changed.append(term)
        if not added and not changed:
            raise Refused("nothing_changed", _("The glossary says all of this already."))
        GlossaryTerm.objects.bulk_create(added, batch_size=500)
        GlossaryTerm.objects.bulk_update(changed, ["word", "replacement", "active", "version"], batch_size=200)
        n = len(added) + len(changed)
        recorded = record_change(
            user,
            kind=Change.Kind.GLOSSARY,
            what=ngettext("Glossary: a list of one word imported", "Glossary: a list of %(n)s words imported", n)
            % {"n": n},
            why=why,
            before="\n".join(before)[:MOST_TOLD],
            after="\n".join(map(as_line, [*changed, *added]))[:MOST_TOLD],
        )
        events.record(user, "glossary.imported", None, added=len(added), changed=len(changed))
    return recorded
