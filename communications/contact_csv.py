"""Contacts from a CSV file: every row is looked at and shown before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from communications.models import Endpoint, StakeholderGroup
from postincident.csv_files import Table, Unreadable, table_of
from postincident.models import User
from postincident.rendering import is_visible, one_line

MOST_ROWS = 10_000
COLUMNS = ("name", "email", "other emails", "organisation", "role", "groups", "key", "owner")
MOST_ADDRESSES = 10
_ALSO = {
    "e-mail": "email",
    "mail": "email",
    "address": "email",
    "company": "organisation",
    "group": "groups",
    "key contact": "key",
    "relationship owner": "owner",
    "other addresses": "other emails",
}
_YES = {"1", "yes", "y", "true", "x", "ja", "oui"}


@dataclass
class Row:
    line: int
    name: str = ""
    email: str = ""
    organisation: str = ""
    role: str = ""
    groups: list[str] = field(default_factory=list)  # slugs
    key: bool = False
    owner: str = ""  # the relationship owner's own address, as they sign in with it
    others: list[str] = field(default_factory=list)  # further addresses
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        return self.__dict__.copy()


def _reader(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    names = [_ALSO.get(name.strip().lower(), name.strip().lower()) for name in table.heading]
    if "name" not in names or "email" not in names:
        raise Unreadable(_("The first line has to name the columns; “name” and “email” are needed."))
    for line, cells in table.lines:
        yield line, dict(zip(names, cells, strict=False))


def read(content: bytes, default: StakeholderGroup | None = None) -> list[Row]:
    """Every row of the file, with what is wrong with it. Raises Unreadable for what is no list of contacts."""
    slugs = {group.slug: group.slug for group in StakeholderGroup.objects.in_use()}
    slugs |= {group.name.lower(): group.slug for group in StakeholderGroup.objects.in_use()}
    owners = _owners()
    rows: list[Row] = []
    for line, cells in _reader(table_of(content)):
        if len(rows) >= MOST_ROWS:
            raise Unreadable(_("More than 10,000 rows. Split the file."))
        rows.append(_row(line, cells, slugs, default, owners))
    _mark_duplicates(rows)
    return rows


def _owners() -> set[str]:
    return {email.lower() for email in User.objects.filter(is_active=True).values_list("email", flat=True)}


def _row(
    line: int, cells: dict[str, str], slugs: dict[str, str], default: StakeholderGroup | None, owners: set[str]
) -> Row:
    row = Row(
        line,
        name=one_line(cells.get("name", ""))[:151],
        organisation=one_line(cells.get("organisation", ""))[:150],
        role=one_line(cells.get("role", ""))[:100],
        key=cells.get("key", "").lower() in _YES,
    )
    problems = []
    for word in [part.strip() for part in cells.get("groups", "").replace("|", ";").split(";") if part.strip()]:
        if word.lower() in slugs:
            row.groups.append(slugs[word.lower()])
        else:
            problems.append(_("there is no group “%(group)s”") % {"group": word[:60]})
    if default is not None and default.slug not in row.groups:
        row.groups.append(default.slug)
    if not is_visible(row.name):
        problems.append(_("the name is missing"))
    elif len(row.name) > 150:
        problems.append(_("the name is longer than 150 characters"))
    try:
        row.email = normalise_mail(cells.get("email", ""))
    except ValidationError as error:
        row.email = cells.get("email", "")[:254]
        problems.append("; ".join(error.messages).rstrip("."))
    row.owner = one_line(cells.get("owner", "")).lower()[:254]
    if row.owner and row.owner not in owners:
        problems.append(_("nobody here has the address “%(owner)s”") % {"owner": row.owner[:60]})
    problems += _others(row, cells.get("other emails", ""))
    row.problem = "; ".join(problems)
    return row


def _others(row: Row, typed: str) -> list[str]:
    """Reads the further addresses into the row; returns what is wrong with them."""
    problems = []
    for part in filter(None, (part.strip() for part in typed.replace(",", ";").replace("|", ";").split(";"))):
        try:
            address = normalise_mail(part)
        except ValidationError as error:
            problems.append("; ".join(error.messages).rstrip("."))
            address = part[:254]
        if address not in (row.email, *row.others):
            row.others.append(address)
    if len(row.others) >= MOST_ADDRESSES:
        problems.append(_("more than ten addresses"))
        del row.others[MOST_ADDRESSES:]
    return problems


def _mark_duplicates(rows: list[Row]) -> None:
    seen: dict[str, int] = {}
    addresses = [address for row in rows if not row.problem for address in (row.email, *row.others)]
    held: dict[str, str] = {}
    for start in range(0, len(addresses), 500):
        found = Endpoint.objects.filter(
            kind=Endpoint.Kind.MAIL, normalised__in=addresses[start : start + 500], contact__isnull=False, active=True
        )
        held |= dict(found.values_list("normalised", "contact__name"))
    for row in rows:
        if row.problem:
            continue
        mine = [row.email, *row.others]
        if twice := next((address for address in mine if address in seen), ""):
            row.problem = _("the same address as in line %(line)s") % {"line": seen[twice]}
        elif taken := next((address for address in mine if address in held), ""):
            row.problem = _("the address belongs to %(name)s already") % {"name": held[taken]}
        else:
            seen |= dict.fromkeys(mine, row.line)


def recheck(rows: list[dict[str, Any]]) -> list[Row]:
    """Rows that come back from the preview are looked at once more: meanwhile an address may have been taken."""
    slugs = {group.slug: group.slug for group in StakeholderGroup.objects.in_use()}
    checked, owners = [], _owners()
    for said in rows[:MOST_ROWS]:
        cells = {name: str(said.get(name, "")) for name in ("name", "email", "organisation", "role", "owner")}
        groups = said.get("groups")
        cells["groups"] = ";".join(map(str, groups)) if isinstance(groups, list) else ""
        cells["key"] = "yes" if said.get("key") is True else ""
        others = said.get("others")
        cells["other emails"] = ";".join(map(str, others)) if isinstance(others, list) else ""
        line = said.get("line")
        checked.append(_row(line if isinstance(line, int) else 0, cells, slugs, None, owners))
    _mark_duplicates(checked)
    return checked
