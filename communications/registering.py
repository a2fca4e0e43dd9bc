"""What the communications app tells the core at start-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from communications import (
    affected,
    effect,
    evidence,
    forgetting,
    matrix,
    outside,
    privacy,
    promises,
    reach,
    sign_up,
    suggesting,
)
from communications.drawing import runs
from communications.models import Audience, Commitment, Communication
from communications.needs import communications_needs
from communications.verbs import asking, audiences, signing_up
from postincident.registry import HomePanel, NavItem, Panel, Registry, Scene
from postincident.vocabulary import TaskKey

SENTENCES = {
    "audience.included": _("included the audience"),
    "audience.excluded": _("excluded the audience"),
    "audience.listed": _("brought in who is affected, for"),
    "audience.unlisted": _("removed the list of those affected, for"),
    "addresses.forgotten": _("forgot to whom messages went long ago"),
    "affected.forgotten": _("forgot who had been affected long ago"),
    "audiences.followed_rules": _("brought the audiences in line with the groups' rules"),
    "communication.drafted": _("drafted"),
    "drafts.begun": _("asked for drafts of"),
    "communication.edited": _("edited"),
    "communication.redrawn": _("drew anew from the facts:"),
    "communication.cancelled": _("cancelled"),
    "communication.tested": _("sent a test to themselves of"),
    "communication.submitted": _("submitted for review"),
    "communication.withdrawn": _("took back from review"),
    "finding.overridden": _("kept what blocked submission, with a reason, in"),
    "finding.override_withdrawn": _("took back what was kept with a reason in"),
    "section.edited": _("edited a section of"),
    "section.redrawn": _("drew a section anew from the facts in"),
    "comment.added": _("commented on"),
    "comment.resolved": _("resolved a comment on"),
    "comment.reopened": _("reopened a comment on"),
    "section.added": _("added a section to"),
    "section.removed": _("removed a section of"),
    "review.asked": _("chose who reviews"),
    "reviewlink.made": _("asked somebody without an account to review"),
    "reviewlink.revoked": _("revoked a link to review"),
    "review.handed_over": _("handed a review over to somebody's delegate:"),
    "attachment.added": _("attached a file to"),
    "attachment.removed": _("took a file away from"),
    "revision.approved": _("approved"),
    "revision.approved_in_emergency": _("let go in an emergency, although it was not approved,"),
    "revision.sent_back": _("sent back"),
    "revision.voided": _("voided the review, since what would leave had changed, of"),
    "group.added": _("added the group"),
    "group.changed": _("changed the group"),
    "endpoint.added": _("added an address of a group"),
    "endpoint.removed": _("took away an address of a group"),
    "endpoint.tested": _("tried an address of a group"),
    "endpoint.secret_renewed": _("made a new secret for a webhook"),
    "contact.added": _("added a contact"),
    "contact.changed": _("changed a contact"),
    "address.erased": _("erased somebody who was affected"),
    "contact.written_again": _("had mail sent again to an address that had bounced, of"),
    "contact.merged": _("merged two contacts"),
    "contact.erased": _("erased a contact"),
    "preferences.links_voided": _("withdrew links to preferences of a contact"),
    "signup.asked": _("asked to be written to"),
    "contact.signed_up": _("confirmed that they want to be written to"),
    "contacts.imported": _("imported contacts"),
    "glossary.added": _("added a word to the glossary"),
    "glossary.changed": _("changed a word of the glossary"),
    "glossary.retired": _("retired a word of the glossary"),
    "glossary.taken_back": _("took back a word of the glossary"),
    "glossary.imported": _("imported words into the glossary"),
    "template.changed": _("changed the template"),
    "template.added": _("made a template of its own for a group or a language"),
    "template.looked_at": _("looked at a template that still holds"),
    "template.entrusted": _("said who looks after a template"),
    "commitment.made": _("noted a commitment:"),
    "commitment.kept": _("reported a commitment as kept:"),
    "commitment.explained": _("explained a late commitment:"),
}


def describe_communications(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    rows = Communication.objects.filter(pk__in=ids).select_related("audience__group")
    return {row.pk: (str(row), row.get_absolute_url()) for row in rows}


def describe_audiences(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {row.pk: (row.group.name, "") for row in Audience.objects.filter(pk__in=ids).select_related("group")}


def describe_commitments(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {row.pk: (row.text, "") for row in Commitment.objects.filter(pk__in=ids)}


def scenes() -> Iterable[Scene]:
    """Looked up when it is played: it knows every verb and all checks, which a command that takes in one mail must not load."""
    from communications.demo.scenes import scenes as played

    return played()


def register(registry: Registry) -> None:
    registry.nav_items += [
        NavItem(
            _("Templates"),
            "communications:template-list",
            "file-earmark-text",
            50,
            ("communications:template", "communications:glossary"),
            rare=True,
            about=_("How each kind of message is written for each level of detail; every version says why."),
        ),
        NavItem(
            _("Groups"),
            "communications:group-list",
            "people",
            60,
            ("communications:group", "communications:contact", "communications:endpoint"),
            rare=True,
            about=_("Who is written to: groups with their rules, and the people in them."),
        ),
        NavItem(
            _("Glossary"),
            "communications:glossary-list",
            "book",
            72,
            (),
            rare=True,
            about=_("Words readers outside do not know, with what to say instead, and names that are not told."),
        ),
        NavItem(
            _("Commitments"),
            "communications:commitment-list",
            "check2-square",
            75,
            ("communications:commitment",),
            rare=True,
            about=_("What audiences were told will happen, and the message that reported it."),
        ),
    ]
    registry.panels += [
        Panel("told", _("Who has been told what"), "communications/_matrix.html", matrix.matrices, order=10),
        Panel("communications", _("Communications"), "", matrix.communications_subnav, place="subnav", order=20),
        Panel("told-column", _("Audiences told"), "", matrix.told_column, place="list", order=10),
        Panel(
            "reach",
            _("Who received it"),
            "communications/_record_reach.html",
            reach.who_received,
            place="record",
            order=50,
        ),
    ]
    registry.home_panels.append(
        HomePanel(
            "promises",
            _("Commitments due within 30 days"),
            "communications/_promises.html",
            promises.home_panel,
            order=60,
        )
    )
    registry.needs.append(communications_needs)
    registry.demo_scenes.append(scenes)
    registry.incident_saved.append(audiences.ensure_audiences)
    registry.sweeps["audiences"] = audiences.sweep
    registry.sweeps["reviews"] = asking.sweep
    registry.sweeps["drafts"] = runs.sweep
    registry.sweeps["suggestions from findings"] = suggesting.sweep
    registry.unhurried.add("suggestions from findings")
    registry.effects.append(effect.findings)
    registry.effect_scope = effect.scope
    registry.sweeps["sign-ups"] = signing_up.sweep
    registry.retention["sign-ups that nobody confirmed"] = sign_up.forget_old
    registry.public_links.append(sign_up.public_links)
    registry.retention["addresses of those who reviewed from outside"] = outside.forget_old
    registry.retention["lists of those affected"] = affected.forget_old
    registry.retention["whom messages went to"] = forgetting.forget_addresses
    registry.retention["proofs of telling by hand"] = forgetting.forget_proofs
    registry.purges.append(privacy.purge)
    registry.redactions.append(privacy.taken)
    registry.record_files.append(reach.files_of)
    registry.add_evidence(TaskKey.TELL, evidence.tell)
    registry.add_evidence(TaskKey.ARCHIVE, evidence.filed)
    registry.add_evidence(TaskKey.ARCHIVE, evidence.none_local)
    registry.add_evidence(TaskKey.IMPROVEMENTS, evidence.improvements_told)
    registry.add_evidence(TaskKey.IMPROVEMENTS, evidence.commitments_settled)
    registry.sentences.update(SENTENCES)
    registry.described |= {
        "communications.communication": describe_communications,
        "communications.audience": describe_audiences,
        "communications.commitment": describe_commitments,
    }
