"""What a text for outside gives away: machines, addresses, pages and mailboxes for colleagues, tickets, secrets, names.

The whole source is judged, links' targets, images' addresses, titles, code and comments with it: they leave the building too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.disclosure import addresses, codes, listed, machines, people, secrets
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.view import View
from communications.checks.finding import BLOCKING, Mark
from communications.checks.text import Text

SEVERITY = BLOCKING

# Where two overlap, the earlier says more.
_FINDERS = (
    secrets.find,
    addresses.find,
    codes.tickets,
    listed.services,
    listed.customers,
    listed.vendors,
    people.find,
    machines.find,
    codes.severities,
)


def check(text: Text, context: Context) -> Iterator[Mark]:
    if not context.outside:
        return
    view = View.of(text.source)
    for found in sorted(_apart(view, context), key=lambda one: one.start):
        start, end = view.in_source(found.start, found.end)
        suggestion = found.named if found.rule == "internal_service" and not view.in_address(found.start) else ""
        yield Mark(found.rule, start, end, _message(found), suggestion)


def _apart(view: View, context: Context) -> Iterator[Found]:
    """Each place once."""
    kept: list[tuple[int, int]] = []
    for find in _FINDERS:
        for found in sorted(find(view, context), key=lambda one: (one.start, -one.end)):
            at = bisect_left(kept, (found.end, 0))
            if at and kept[at - 1][1] > found.start:
                continue
            kept.insert(at, (found.start, found.end))
            yield found


def _message(found: Found) -> str:
    if found.rule == "internal_service" and found.named:
        return _("This is what colleagues call it. Readers know it as “%(named)s”.") % {"named": found.named}
    return _SENTENCES[found.rule]()


_SENTENCES: dict[str, Callable[[], str]] = {
    "host_name": lambda: _("A machine's name, which outsiders should not know. Say what the machine does for readers."),
    "address": lambda: _("An address in a network. Say what it belongs to, or leave it out."),
    "internal_link": lambda: _(
        "Readers cannot open this, and it shows how we work inside. Link to a page for them, or leave it out."
    ),
    "internal_mail": lambda: _("A mailbox for colleagues. Give the address that is meant for readers."),
    "ticket": lambda: _("A number of our own that readers cannot look up. Leave it out, or say what it is about."),
    "secret": lambda: _(
        "This looks like a password, a key or a token. Take it out, and have it changed: this draft has been read."
    ),
    "internal_service": lambda: _("This is what colleagues call a service. Say what readers use it for."),
    "severity_code": lambda: _("How we grade incidents among ourselves. Say what it meant for readers."),
    "staff": lambda: _("A colleague by name. Say “we” or name the team, so that no one person is exposed."),
    "customer": lambda: _("A customer by name, and others should not learn of it from us. Leave the name out."),
    "vendor": lambda: _("One of our suppliers. Say what they do for us: towards readers, we answer for it."),
}
