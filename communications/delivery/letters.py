"""From an approved revision to the letter that leaves, and what is put into it for each delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings

from communications.affected import placeholders_of
from communications.chat import NOTHING, approved
from communications.delivery.mime import File, Letter
from communications.delivery.threads import thread_id
from communications.models import Delivery, Release
from communications.revisioning import approved_terms
from postincident.links import address_maker, make_token
from postincident.registry import registry

UNSUBSCRIBE = "unsubscribe"


def letter_of(release: Release) -> Letter:
    """As approved, sender included: a group that is edited while its mail leaves changes nothing of it."""
    revision, communication = release.revision, release.communication
    group, terms = communication.audience.group, approved_terms(release.revision)
    return Letter(
        subject=revision.subject,
        text=revision.text,
        html=revision.html,
        from_name=terms["sender"]["from_name"],
        from_address=terms["sender"]["from"],
        reply_to=terms["sender"]["reply_to"],
        list_name=f"{settings.ORGANISATION}: {group.name}",
        list_id=f"{group.slug}.{settings.MAIL_DOMAIN}",
        thread_id=thread_id(communication.incident),
        may_unsubscribe=not terms["required_notice"],
        files=[
            File(name, kind, bytes(content))
            for name, kind, content in communication.attachments.values_list("name", "content_type", "content")
        ],
        chat=approved(revision.canonical) or NOTHING,
        about={
            "organisation": settings.ORGANISATION,
            "incident": communication.incident.reference,
            "kind": communication.kind,
            "audience": group.name,
            "round": str(communication.round),
            "language": group.language,
        },
    )


def unsubscribe_link(delivery_id: int) -> str:
    return address_maker("communications:unsubscribe")(make_token(UNSUBSCRIBE, delivery_id))


def own_placeholders(delivery_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    rows = Delivery.objects.filter(pk__in=delivery_ids).values_list("id", "name", "values")
    address = address_maker("communications:unsubscribe")
    return {
        pk: {"contact_name": name, "unsubscribe_link": address(make_token(UNSUBSCRIBE, pk))} | placeholders_of(values)
        for pk, name, values in rows
    }


def values_for(delivery_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What every app has to say of each delivery, asked once per chunk."""
    values: dict[int, dict[str, str]] = {pk: {} for pk in delivery_ids}
    for placeholders in registry.placeholders:
        for pk, known in placeholders(delivery_ids).items():
            values[pk].update(known)
    return values
