"""Letting approved communications go. The worker hands them over; see communications/delivery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from communications.affected import emptied_sentence, is_emptied
from communications.delivery.beginning import begin_due
from communications.models import Communication, Release, Revision
from communications.recipients import digest_of_all, in_turn
from communications.reckoning import ADDRESSED, COVERED, SUPPRESSED, Reckoned
from communications.reviewers import has_approvals
from communications.revisioning import approved_terms, changed_terms, is_intact, terms_of
from communications.verbs.freezing import freeze
from communications.verbs.resolving import decide_unconfirmed, publish_by_choice, resolve
from communications.verbs.running import (
    CANCELLABLE,
    cancel,
    pause,
    resume,
    retry,
)
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Incident, User

__all__ = [
    "approved_revision",
    "cancel",
    "decide_unconfirmed",
    "pause",
    "publish_by_choice",
    "release",
    "resolve",
    "resume",
    "retry",
    "why_refused",
]

LONGEST_AHEAD = timedelta(days=90)


def release(
    user: User,
    communications: Iterable[Communication],
    *,
    publish: bool = False,
    shown: str = "",
    steps: Mapping[int, int] | None = None,
    due_at: datetime | None = None,
    any_hour: bool = False,
) -> list[Release]:
    """Freezes the recipients and lets go. `publish`: the person also chose to put it on the public page.

    `shown` is the digest of the recipients that the person was shown, `Plan.digest`. `steps` maps a communication to its step:
    whatever is not in the first waits until those before it have finished. Nothing begins before `due_at`, nor, without
    `any_hour`, outside the hours of its group.

    Raises Refused when the recipients are others by now, when one of the communications is not approved exactly as it stands,
    when one would reach nobody, or when the time has passed.
    """
    if not user.can_manage:
        raise Refused("not_allowed", _("Only a manager releases a communication."))
    if due_at is not None and not clock.now() < due_at <= clock.now() + LONGEST_AHEAD:
        raise Refused(
            "not_ahead", _("Choose a time that is still to come, at most 90 days ahead, or none to release now.")
        )
    pks = [one.pk for one in communications]
    with transaction.atomic():
        chosen = _locked(pks)
        revisions = {one.pk: approved_revision(one) for one in chosen}
        reckoned = Reckoned(in_turn(chosen))
        if shown and shown != digest_of_all(reckoned.digests(pks)):
            raise Refused(
                "recipients_changed",
                _("The recipients changed while you looked at them. Nothing was released; look again."),
            )
        counts = reckoned.counts()
        for one in chosen:
            if not counts[one.pk].total():
                raise Refused(
                    "nobody",
                    _("%(audience)s has nobody to write to: add a contact, or exclude the audience with a reason.")
                    % {"audience": one.audience.group},
                )
        releases = {one.pk: _made(user, one, revisions[one.pk], publish, due_at, any_hour) for one in chosen}
        _in_steps(list(releases.values()), steps or {})
        freeze(reckoned, releases)
        for one in chosen:
            _stop_what_it_corrects(user, one)
            _let_go(user, one, releases[one.pk], counts[one.pk])
        begin_due(clock.now(), [release.pk for release in releases.values()])
    found = Release.objects.in_bulk([release.pk for release in releases.values()])
    return [found[release.pk] for release in releases.values()]


def _locked(pks: Sequence[int]) -> list[Communication]:
    """The incidents first: two releases of one round never freeze their recipients at the same time."""
    incidents = Communication.objects.filter(pk__in=pks).values("incident")
    list(Incident.objects.select_for_update().filter(pk__in=incidents).order_by("pk"))
    found = Communication.objects.select_for_update(of=("self",)).select_related("audience__group", "incident")
    return list(found.filter(pk__in=pks).order_by("pk"))


def approved_revision(communication: Communication) -> Revision:
    """The revision whose approval covers exactly what would leave now."""
    if communication.state != Communication.State.APPROVED:
        raise Refused(
            "not_approved",
            _("%(communication)s is not approved: %(state)s.")
            % {"communication": communication, "state": communication.get_state_display()},
        )
    revision = communication.revisions.order_by("-number").first()
    if revision is None or revision.state != Revision.State.APPROVED:
        raise Refused("not_approved", _("No revision of %(one)s is approved.") % {"one": communication})
    if not is_intact(revision) or approved_terms(revision) != terms_of(communication) or not has_approvals(revision):
        raise Refused("not_what_was_approved", _not_what_was_approved(revision, communication))
    if is_emptied(communication):
        raise Refused("list_forgotten", emptied_sentence(communication))
    return revision


def _not_what_was_approved(revision: Revision, communication: Communication) -> str:
    if is_intact(revision) and (changed := changed_terms(revision, communication)):
        return _(
            "What would leave is not what was approved. Changed since: %(what)s. Take %(one)s back and submit it for "
            "review again."
        ) % {"what": ", ".join(changed), "one": communication}
    return _(
        "What would leave is not what was approved: the text or its approvals changed since. Take %(one)s back and "
        "submit it for review again."
    ) % {"one": communication}


def why_refused(communication: Communication) -> str:
    """What a release of it would say now, before anybody tries; empty when nothing stands in its way."""
    try:
        approved_revision(communication)
    except Refused as refused:
        return refused.sentence
    return ""


def _made(
    user: User,
    communication: Communication,
    revision: Revision,
    publish: bool,
    due_at: datetime | None,
    any_hour: bool,
) -> Release:
    return Release.objects.create(
        communication=communication,
        revision=revision,
        incident=communication.incident,
        released_by=user,
        state=Release.State.SCHEDULED,
        publish=publish,
        due_at=due_at,
        in_hours=not any_hour,
    )


def _in_steps(releases: Sequence[Release], steps: Mapping[int, int]) -> None:
    """Steps are counted from one, without gaps, whatever numbers were chosen."""
    chosen = [steps.get(release.communication_id, 1) for release in releases]
    number = {step: place for place, step in enumerate(sorted(set(chosen)), start=1)}
    for release, step in zip(releases, chosen, strict=True):
        release.batch, release.step = releases[0].pk, number[step]
    Release.objects.bulk_update(releases, ["batch", "step"])


def _stop_what_it_corrects(user: User, communication: Communication) -> None:
    """Nobody gets the wrong one after this. Those whom it did not reach are among the recipients of the correction."""
    if communication.corrects is not None:
        for corrected in communication.corrects.releases.filter(state__in=CANCELLABLE):
            cancel(user, corrected)
        never_left = Communication.objects.filter(pk=communication.corrects.pk, state=Communication.State.APPROVED)
        never_left.update(state=Communication.State.CANCELLED)


def _let_go(user: User, communication: Communication, release: Release, counts: Mapping[str, int]) -> None:
    communication.state = Communication.State.RELEASED
    communication.save(update_fields=["state"])
    events.record(
        user,
        "communication.released",
        communication,
        incident=release.incident_id,
        release=release.pk,
        revision=release.revision_id,
        addressed=counts[ADDRESSED],
        covered=counts[COVERED],
        suppressed=counts[SUPPRESSED],
    )
