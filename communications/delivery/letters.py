"""From an approved revision to the letter that leaves, and what is put into it for each delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings

from communications.affected import placeholders_of
from communications.chat import NOTHING, approved
from communications.delivery.mime import File, Letter
from communications.delivery.threads import thread_id
from communications.models import Delivery, Preference, Release
from communications.revisioning import approved_terms
from postincident.links import address_maker, make_token
from postincident.registry import registry

UNSUBSCRIBE, PREFERENCES = "unsubscribe", "preferences"  # scopes of tokens


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


def preferences_link(delivery_id: int) -> str:
    return address_maker("communications:preferences")(make_token(PREFERENCES, delivery_id))


def own_placeholders(delivery_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    rows = Delivery.objects.filter(pk__in=delivery_ids).values_list("id", "name", "values")
    leave, choose = address_maker("communications:unsubscribe"), address_maker("communications:preferences")
    return {
        pk: {
            "contact_name": name,
            "unsubscribe_link": leave(make_token(UNSUBSCRIBE, pk)),
            "preferences_link": choose(make_token(PREFERENCES, pk)),
        }
        | placeholders_of(values)
        for pk, name, values in rows
    }


def wanting_text(delivery_ids: Sequence[int]) -> set[int]:
    """Those of these whose readers want a text and no HTML: hardly ever anybody, so that one look is enough."""
    wanting = Preference.objects.filter(text_only=True)
    if not wanting.exists():
        return set()
    rows = Delivery.objects.filter(pk__in=delivery_ids, address_hash__in=wanting.values("address_hash"))
    return set(rows.values_list("pk", flat=True))


def values_for(delivery_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What every app has to say of each delivery, asked once per chunk."""
    values: dict[int, dict[str, str]] = {pk: {} for pk in delivery_ids}
    for placeholders in registry.placeholders:
        for pk, known in placeholders(delivery_ids).items():
            values[pk].update(known)
    return values
