"""What readers are asked. Each version stays, since each answer keeps the one it answered."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Change
from archive.verbs.changing import record_change
from feedback.models import Questionnaire
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def as_text(questionnaire: Questionnaire) -> str:
    return "\n".join(question["text"] for question in questionnaire.questions)


def reword(user: User, texts: Mapping[str, str], *, based_on: int, why: str) -> tuple[Questionnaire, Change]:
    """A new version in other words. What each question is about stays, so that ratings of years can be compared.

    `based_on` is the key of the version that was shown. Raises Refused without a reason, when nothing differs, and when
    somebody saved a version meanwhile.
    """
    with transaction.atomic():
        last = Questionnaire.objects.select_for_update().newest()
        if last is None or last.pk != based_on:
            raise Refused("changed_meanwhile", _("Somebody else saved other questions while you were writing."))
        questions = [question | {"text": texts[question["key"]]} for question in last.questions]
        if questions == last.questions:
            raise Refused("nothing_changed", _("Nothing was changed."))
        version = Questionnaire.objects.create(name=last.name, version=last.version + 1, questions=questions)
        change = record_change(
            user,
            kind=Change.Kind.QUESTIONNAIRE,
            what=_("Questionnaire “%(name)s”, version %(n)s") % {"name": version.name, "n": version.version},
            why=why,
            before=as_text(last),
            after=as_text(version),
            subject=version,
        )
        events.record(user, "questionnaire.changed", version, version=version.version)
    return version, change
