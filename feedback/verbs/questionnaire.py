"""What readers are asked. Each version stays, since each answer keeps the one it answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive.models import Change
from archive.verbs.changing import record_change
from communications.models import StakeholderGroup
from feedback.models import Questionnaire
from feedback.questionnaires import Question
from feedback.questionnaires import as_text as in_lines
from feedback.shipped import QUESTIONNAIRE
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def as_text(one: Questionnaire) -> str:
    text = in_lines(one.questions)
    if one.name_days is None:
        return text
    return f"{text}\n{_('Names and addresses are kept for %(n)s days.') % {'n': one.name_days}}"


def add(user: User, group: StakeholderGroup | None, kind: str, language: str) -> Questionnaire:
    """One of its own, which asks at first what was asked so far. Raises Refused when there is one already."""
    own = Questionnaire(group=group, kind=kind, language=language)
    try:
        with transaction.atomic():
            if Questionnaire.objects.alike(own).exists():
                raise _there()
            like = Questionnaire.objects.asked(group or StakeholderGroup(language=language), kind)
            own.questions = like.questions if like else QUESTIONNAIRE["questions"]
            own.save()
            events.record(user, "questionnaire.added", own, group=group.pk if group else None, language=language)
    except IntegrityError:
        raise _there() from None
    return own


def _there() -> Refused:
    return Refused("there", _("There is one already, and it was left as it is."))


def write(
    user: User,
    questionnaire: Questionnaire,
    questions: Sequence[Question],
    *,
    name_days: int | None,
    based_on: int,
    why: str,
) -> tuple[Questionnaire, Change]:
    """A new version, which is asked from now on; one that was retired is in use again.

    `based_on` is the key of the version that was shown. Raises Refused without a reason, when nothing differs, and when
    somebody saved a version meanwhile.
    """
    with transaction.atomic():
        last = _last(questionnaire, based_on)
        version = Questionnaire(
            group=last.group,
            kind=last.kind,
            language=last.language,
            version=last.version + 1,
            questions=[question.stored() for question in questions],
            name_days=name_days,
        )
        asked_so_far = (last.questions, last.name_days, last.current)
        if (version.questions, version.name_days, True) == asked_so_far:
            raise Refused("nothing_changed", _("Nothing was changed."))
        Questionnaire.objects.alike(last).update(current=False)
        version.save()
        change = _change(user, version, why, before=as_text(last), after=as_text(version))
        events.record(user, "questionnaire.changed", version, version=version.version)
    return version, change


def retire(user: User, questionnaire: Questionnaire, why: str, *, based_on: int) -> Change:
    """It is asked no more; what is more general is asked instead. Its versions and answers stay."""
    with transaction.atomic():
        last = _last(questionnaire, based_on)
        if last.is_for_everyone:
            raise Refused("last", _("It is what everybody is asked who is asked nothing else. Change it instead."))
        if not last.current:
            raise Refused("retired", _("It was retired already."))
        last.current = False
        last.save(update_fields=["current"])
        change = _change(user, last, why, before=as_text(last), after="")
        events.record(user, "questionnaire.retired", last)
    return change


def _last(questionnaire: Questionnaire, based_on: int) -> Questionnaire:
    versions = Questionnaire.objects.alike(questionnaire)
    list(versions.select_for_update().values_list("pk"))  # whoever waited here looks anew
    last = versions.first()
    if last is None or last.pk != based_on:
        raise Refused("changed_meanwhile", _("Somebody else saved other questions while you were writing."))
    return last


def _change(user: User, version: Questionnaire, why: str, *, before: str, after: str) -> Change:
    what = _("Questionnaire “%(name)s”, version %(n)s") if after else _("Questionnaire “%(name)s” retired")
    return record_change(
        user,
        kind=Change.Kind.QUESTIONNAIRE,
        what=what % {"name": version.name, "n": version.version},
        why=why,
        before=before,
        after=after,
        subject=version,
    )
