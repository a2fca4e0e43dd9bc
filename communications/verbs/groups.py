"""Stakeholder groups: who is written to, and by which rules."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.models import Change
from archive.verbs.changing import record_change
from communications.chat import ChatText
from communications.delivery.channels import WAYS
from communications.delivery.channels.webhook import new_secret
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.outcome import Answer, ServerDown, Verdict
from communications.group_text import as_text
from communications.models import Endpoint, StakeholderGroup
from communications.sign_up import OPEN
from postincident import events
from postincident.errors import Refused
from postincident.models import Service, User


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "group"
    taken = set(StakeholderGroup.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, 1000))] if slug not in taken)


def add(user: User, *, relevant_services: Any = (), reviewers: Any = (), **fields: Any) -> StakeholderGroup:
    with transaction.atomic():
        group = StakeholderGroup.objects.create(slug=_free_slug(fields["name"]), **fields)
        group.relevant_services.set(relevant_services)
        group.reviewers.set(reviewers)
        if group.kind == StakeholderGroup.Kind.PUBLIC:
            group.channels = [Endpoint.Kind.PAGE]
            group.save(update_fields=["channels"])
            Endpoint.objects.create(group=group, kind=Endpoint.Kind.PAGE)
        _write_by_mail(group)
        events.record(user, "group.added", group)
    return group


def change(
    user: User,
    group: StakeholderGroup,
    *,
    version: int,
    why: str,
    relevant_services: Iterable[Service],
    reviewers: Iterable[User] | None = None,
    **fields: Any,
) -> Change:
    """Recorded as a change. Raises Refused without a reason, when nothing differs, and when somebody saved meanwhile.

    Complete incidents keep what they were told by.
    """
    with transaction.atomic():
        current = StakeholderGroup.objects.select_for_update().get(pk=group.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this group while you were writing."))
        before = as_text(current)
        for name, value in fields.items():
            setattr(current, name, value)
        current.version += 1
        current.save()
        _write_by_mail(current)
        current.relevant_services.set(relevant_services)
        if reviewers is not None:
            current.reviewers.set(reviewers)
        recorded = _record(user, current, why, before)
        events.record(user, "group.changed", current)
    return recorded


def _record(user: User, group: StakeholderGroup, why: str, before: str) -> Change:
    after = as_text(group)
    if before == after:
        raise Refused("nothing_changed", _("Nothing was changed."))
    what = _("Stakeholder group “%(group)s”") % {"group": group}
    return record_change(
        user, kind=Change.Kind.GROUP, what=what[:300], why=why, before=before, after=after, subject=group
    )


def _write_by_mail(group: StakeholderGroup) -> None:
    """Whoever signs up is mailed what stands on the page; they stay when sign-up is closed, and so does the mail."""
    if group.sign_up_open and Endpoint.Kind.MAIL not in group.channels:
        group.channels = [*group.channels, Endpoint.Kind.MAIL]
        group.save(update_fields=["channels"])
    cache.delete(OPEN)


def add_endpoint(user: User, group: StakeholderGroup, kind: str, address: str) -> Endpoint:
    """A mailbox of the whole group, a chat, a webhook, or something a person does by hand. Each is added once."""
    normalised = WAYS[kind].normalise(address)
    with transaction.atomic():
        endpoint, is_new = Endpoint.objects.get_or_create(
            group=group, kind=kind, normalised=normalised, defaults={"address": address.strip()}
        )
        if kind == Endpoint.Kind.WEBHOOK and not endpoint.secret:
            endpoint.secret = new_secret()
        if not is_new and endpoint.active:
            raise Refused("there", _("The group has this address already."))
        endpoint.active = True
        endpoint.save(update_fields=["active", "secret"])
        events.record(user, "endpoint.added", endpoint, group=group.pk)
    return endpoint


def remove_endpoint(user: User, endpoint: Endpoint) -> None:
    """It is not written to any more; what was sent to it stays on record."""
    with transaction.atomic():
        Endpoint.objects.filter(pk=endpoint.pk).update(active=False)
        events.record(user, "endpoint.removed", endpoint)


def renew_secret(user: User, endpoint: Endpoint) -> None:
    """From now on the webhook is signed with another; the old one verifies nothing that leaves after this."""
    with transaction.atomic():
        changed = Endpoint.objects.filter(pk=endpoint.pk, kind=Endpoint.Kind.WEBHOOK).update(secret=new_secret())
        if not changed:
            raise Refused("no_secret", _("Only a webhook has a secret."))
        events.record(user, "endpoint.secret_renewed", endpoint)


def test_endpoint(user: User, endpoint: Endpoint) -> str:
    """A few words of a test, to this chat or webhook, now. Not a delivery: nobody is counted as told.

    Returns what it answered. Raises Refused when it did not take it.
    """
    way = WAYS[endpoint.kind]
    if way.open is None or endpoint.kind == Endpoint.Kind.MAIL:
        raise Refused("no_test", _("Only a chat or a webhook can be tested here."))
    words = _("A test by %(who)s: communications about incidents will arrive here.") % {"who": user}
    letter = Letter(
        subject="",
        text="",
        html="",
        from_name=settings.ORGANISATION,
        from_address="",
        chat=ChatText(_("Test"), ((str(endpoint.group), words),)),
        event="endpoint.tested",
    )
    copy = Copy(endpoint.normalised, "", f"<{secrets.token_hex(12)}@{settings.MAIL_DOMAIN}>", endpoint_id=endpoint.pk)
    channel = way.open()
    try:
        answer = channel.hand_over(Message(letter), copy, lambda: None)
    except ServerDown as down:
        answer = Answer(Verdict.DEFERRED, str(down))
    finally:
        channel.close()
    events.record(user, "endpoint.tested", endpoint, group=endpoint.group_id, verdict=answer.verdict)
    if answer.verdict != Verdict.SENT:
        raise Refused("not_sent", _("It did not take the test: %(why)s") % {"why": answer.said})
    return answer.said
