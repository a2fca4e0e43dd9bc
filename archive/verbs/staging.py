"""Writing down what an importer found, each entry with what will become of it. Nothing is filed yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.importers.found import Found, FoundIncident, FoundUpdate, Problem
from archive.models import Import, ImportEntry, Record
from postincident import bulk, events
from postincident.events import Actor
from postincident.models import User

State = ImportEntry.State
_PROBLEM_LENGTH = 500


def _staged(run: Import, incident: FoundIncident, update: FoundUpdate) -> dict[str, Any]:
    about = {name: value for name, value in vars(incident).items() if name not in ("updates", "remarks")}
    told = {} if update.audience else {"audience": run.audience, "audience_kind": run.audience_kind}
    return {"incident": about, "update": vars(update) | told}


def origin_of(incident: FoundIncident, update: FoundUpdate) -> str:
    return f"{incident.origin}#{update.key or update.occurrence}"


def entries_of(run: Import, found: Iterable[Found]) -> Iterator[ImportEntry]:
    seen: dict[str, int] = {}
    for one in found:
        if isinstance(one, Problem):
            yield _problem(run, one.place, one.sentence, one.origin)
            continue
        if len(one.origin) > 190:
            yield _problem(run, one.place, _("Its id is too long."))
            continue
        for number, update in enumerate(one.updates):
            origin = origin_of(one, update)
            entry = ImportEntry(run=run, place=update.place[:300], origin=origin)
            remarks = one.remarks if number == 0 else ()
            if origin not in seen:
                entry.staged = _staged(run, one, update)
            else:
                entry.state = State.ALREADY_THERE
                if seen[origin] != hash(update.text):
                    remarks = (
                        *remarks,
                        _("Another entry of this import has its id and reads otherwise; that one is taken."),
                    )
            entry.problem = " ".join(remarks)[:_PROBLEM_LENGTH]
            seen.setdefault(origin, hash(update.text))
            yield entry


def _problem(run: Import, place: str, sentence: str, origin: str = "") -> ImportEntry:
    return ImportEntry(
        run=run, place=place[:300], origin=origin[:250], state=State.PROBLEM, problem=sentence[:_PROBLEM_LENGTH]
    )


def mark_already_there(entries: Sequence[ImportEntry]) -> list[ImportEntry]:
    """What the archive has stays. Where it now reads otherwise, that is said, and the record does not change.

    Returns those that it marked.
    """
    there: dict[str | None, tuple[str | None, int | None]] = {}
    for some in batched((entry.origin for entry in entries if entry.staged), 500, strict=False):
        rows = Record.objects.filter(origin__in=some).values_list("origin", "body__text", "withheld__run")
        there |= {origin: (text, withdrawn) for origin, text, withdrawn in rows}
    ours = _filed_here(entries)
    marked = [entry for entry in entries if entry.staged and (entry.origin in there or _digest(entry) in ours)]
    for entry in marked:
        entry.state = State.ALREADY_THERE
        text, withdrawn = there.get(entry.origin, (None, None))
        said = [entry.problem]
        if text is not None and text != entry.staged["update"]["text"]:
            said.append(_("It reads otherwise than when it was imported; the record stays as it is."))
        if withdrawn is not None:
            said.append(
                _("Import %(number)s, which brought it, was withdrawn: restore that one.") % {"number": withdrawn}
            )
        entry.problem = " ".join(filter(None, said))[:_PROBLEM_LENGTH]
        entry.staged = {}
    return marked


def _digest(entry: ImportEntry) -> str:
    """Of the record it was, where it comes from an export of ours."""
    return str(entry.staged["update"]["found"].get("digest", ""))


def _filed_here(entries: Sequence[ImportEntry]) -> set[str]:
    """What was written here has no origin: an export of it is known by its digest."""
    digests = [digest for entry in entries if entry.staged and (digest := _digest(entry))]
    found: set[str] = set()
    for some in batched(digests, 500, strict=False):
        found |= set(Record.objects.filter(digest__in=some).values_list("digest", flat=True))
    return found


def stage(actor: Actor, format: str, name: str, found: Iterable[Found], audience: str = "") -> Import:
    """Write down everything found, each with what will become of it. Nothing is filed yet.

    `audience` is who was told by what does not say so itself.
    """
    with transaction.atomic():
        run = Import.objects.create(
            format=format,
            name=name[:300],
            audience=audience,
            started_by=actor if isinstance(actor, User) else None,
        )
        for some in batched(entries_of(run, found), 2000, strict=False):
            write_entries(some)
        run.counts = count(run)
        run.save(update_fields=["counts"])
        events.record(actor, "import.staged", run)
    return run


def write_entries(some: Iterable[ImportEntry]) -> None:
    entries = list(some)
    mark_already_there(entries)
    for entry in entries:
        entry.staged = _json(entry.staged)
    bulk.insert(entries)


def _json(value: Any) -> Any:
    """Times as ISO text, all else as it is."""
    if isinstance(value, dict):
        return {key: _json(inner) for key, inner in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def count(run: Import) -> dict[str, int]:
    """Staged entries count as what they will be; what is said of an entry that is taken, or was there, is a remark."""
    entries = run.entries
    problems = entries.filter(state=State.PROBLEM).count()
    coming = entries.filter(state__in=[State.FILED, State.STAGED])
    return {
        "records": coming.count(),
        "incidents": len({origin.rpartition("#")[0] for origin in coming.values_list("origin", flat=True)}),
        "already_there": entries.filter(state=State.ALREADY_THERE).count(),
        "problems": problems,
        "remarks": entries.exclude(problem="").count() - problems,
    }
