"""What a reader without an account has decided: which groups write to them, in which form and language, and a pause.

Asked through a delivery, whose link they hold, or for a contact's page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communications.delivery.letters import PREFERENCES
from communications.languages import name_of
from communications.models import Contact, Delivery, Endpoint, Preference, StakeholderGroup, Suppression
from communications.verbs.unsubscribing import find_delivery
from postincident.links import hash_address


@dataclass(frozen=True)
class Standing:
    """What holds for one address. `groups`: those that write to it, and whether its owner left them."""

    groups: list[tuple[StakeholderGroup, bool]]
    required: list[StakeholderGroup]
    text_only: bool
    language: str
    languages: list[str]  # between which there is something to choose
    paused_until: datetime | None
    refused: bool  # mail to it came back, or was reported as unwanted

    @property
    def kept(self) -> list[StakeholderGroup]:
        return [group for group, is_left in self.groups if not is_left]

    @property
    def written_in(self) -> str:
        """The languages that there are, in words."""
        everything = [group for group, _left in self.groups] + self.required
        return ", ".join(sorted({name_of(group.language) for group in everything}))


def open_link(token: str) -> Delivery | None:
    """What a genuine link belongs to that was not withdrawn."""
    delivery = find_delivery(token, PREFERENCES)
    if delivery is None or not delivery.address_hash:
        return None
    released_at = delivery.release.released_at
    void = Preference.objects.filter(address_hash=delivery.address_hash, links_void_before__gt=released_at)
    return None if void.exists() else delivery


def _groups_of(delivery: Delivery) -> Iterable[StakeholderGroup]:
    """The one that wrote, and those the same contact is in. Never a list of what else there is."""
    group, contact = delivery.communication.audience.group, delivery.contact
    if contact is None or contact.erased_at is not None:
        return [group]
    theirs = StakeholderGroup.objects.in_use().filter(memberships__contact=contact.merged_into_id or contact.pk)
    return {one.pk: one for one in [group, *theirs]}.values()


def standing_of(delivery: Delivery) -> Standing:
    everything = sorted(_groups_of(delivery), key=lambda group: group.name)
    stops = list(Suppression.objects.standing().filter(address_hash=delivery.address_hash))
    left = {one.group_id for one in stops if one.reason == Suppression.Reason.UNSUBSCRIBED}
    preference = Preference.objects.filter(address_hash=delivery.address_hash).first() or Preference()
    return Standing(
        groups=[(group, group.pk in left) for group in everything if not group.required_notice],
        required=[group for group in everything if group.required_notice],
        text_only=preference.text_only,
        language=preference.language,
        languages=_choice(everything),
        paused_until=next((one.until for one in stops if one.reason == Suppression.Reason.PAUSED), None),
        refused=any(one.group_id is None and one.reason != Suppression.Reason.PAUSED for one in stops),
    )


def _choice(groups: Iterable[StakeholderGroup]) -> list[str]:
    """Only between groups that are told the same is a language something to choose."""
    alike: dict[tuple[str, str, bool], set[str]] = {}
    for group in groups:
        alike.setdefault((group.kind, group.detail_level, group.required_notice), set()).add(group.language)
    return sorted({language for languages in alike.values() if len(languages) > 1 for language in languages})


def hashes_of(contact: Contact) -> list[str]:
    """Of every address they have, and of every one they were written to."""
    people = [contact, *contact.merged.all()]
    mailboxes = Endpoint.objects.filter(contact__in=people, kind=Endpoint.Kind.MAIL).exclude(normalised="")
    written_to = Delivery.objects.filter(contact__in=people, channel=Endpoint.Kind.MAIL).exclude(address_hash="")
    hashes = {hash_address(one) for one in mailboxes.values_list("normalised", flat=True)}
    return sorted(hashes.union(written_to.order_by().values_list("address_hash", flat=True).distinct()))


def in_words(contact: Contact) -> list[str]:
    """For the contact's page: what its addresses asked for."""
    hashes, said = hashes_of(contact), []
    theirs = Suppression.objects.standing().filter(address_hash__in=hashes).exclude(reason=Suppression.Reason.BOUNCED)
    for one in theirs.select_related("group").order_by("pk"):
        if one.until is not None:
            said.append(_("paused until %(day)s") % {"day": f"{timezone.localtime(one.until):%Y-%m-%d}"})
        elif one.group is None:
            said.append(_("%(why)s, for all groups") % {"why": one.get_reason_display().lower()})
        else:
            said.append(_("%(why)s: %(group)s") % {"why": one.get_reason_display().lower(), "group": one.group})
    for preference in Preference.objects.filter(address_hash__in=hashes).order_by("pk"):
        if preference.text_only:
            said.append(_("text without HTML"))
        if preference.language:
            said.append(_("rather in %(language)s") % {"language": name_of(preference.language)})
    return said
