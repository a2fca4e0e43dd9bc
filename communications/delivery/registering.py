"""What delivery tells the core at start-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from communications.delivery import eml, journal
from communications.delivery.letters import own_placeholders
from communications.delivery.recovery import sweep
from communications.models import Release
from postincident.registry import Registry

SENTENCES = {
    "communication.released": _("released"),
    "release.held": _("held, since the step before went wrong,"),
    "release.paused": _("paused sending of"),
    "release.resumed": _("resumed sending of"),
    "release.cancelled": _("cancelled the rest of"),
    "release.finished": _("finished sending"),
    "deliveries.settled": _("heard from the mail server about"),
    "deliveries.recovered": _("took up deliveries of a worker that had stopped"),
    "deliveries.due_again": _("found recipients due again, since nobody else reached them, in"),
    "deliveries.given_up": _("gave up on the deliveries of a machine that stays away"),
    "deliveries.cancelled": _("cancelled what a worker gave back after its release was cancelled"),
    "delivery.suppressed": _("wrote no more to somebody who had unsubscribed, paused, bounced or complained meanwhile"),
    "deliveries.bounced": _("was told of recipients who cannot be reached by"),
    "deliveries.bounced_softly": _("was told of recipients who could not be reached just now by"),
    "deliveries.delayed": _("was told of a delay of"),
    "deliveries.complained": _("was told of a complaint about"),
    "deliveries.answered": _("was answered by a machine about"),
    "deliveries.retried": _("tried failures again of"),
    "delivery.told_by_hand": _("noted a recipient as told by hand"),
    "proof.added": _("attached a proof that a recipient was told, for"),
    "delivery.not_reachable": _("accepted a recipient as not reachable"),
    "delivery.unsubscribed": _("unsubscribed"),
    "delivery.resubscribed": _("subscribed again"),
    "preferences.changed": _("changed what they get and how"),
    "unconfirmed.resend": _("sent again to the unconfirmed of"),
    "unconfirmed.sent": _("counted the unconfirmed as sent of"),
}


def describe_releases(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    found = Release.objects.filter(pk__in=ids).select_related("communication__audience__group")
    return {release.pk: (str(release.communication), release.get_absolute_url()) for release in found}


def register(registry: Registry) -> None:
    registry.placeholders.append(own_placeholders)
    registry.sweeps["deliveries"] = sweep
    registry.retention["messages kept without a mail server"] = eml.forget_old
    registry.retention["journals of workers that are gone"] = journal.forget_old
    registry.sentences.update(SENTENCES)
    registry.described["communications.release"] = describe_releases
