"""What one version of a questionnaire asks. A version never changes, so each is looked up once."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from communications.models import StakeholderGroup
from feedback.models import Questionnaire
from feedback.questionnaires import ASKED_BY_MAIL, Question, read
from feedback.shipped import QUESTIONNAIRE

SHIPPED = tuple(read(QUESTIONNAIRE["questions"]))
KEPT_SECONDS = 24 * 60 * 60


class Version(NamedTuple):
    pk: int | None
    stored: tuple[Question, ...]
    language: str
    name_days: int | None

    @property
    def ships(self) -> bool:
        """As long as nobody changed the questions, they are asked in the language that the page around them speaks."""
        return self.stored == SHIPPED

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(replace(one, text=_(one.text)) for one in self.stored) if self.ships else self.stored

    @property
    def days_named(self) -> int:
        return self.name_days if self.name_days is not None else settings.ANSWER_NAME_DAYS


def asks_whether_clear(group: StakeholderGroup, kind: str) -> str:
    """In the words of the questionnaire that is asked of the group."""
    asked = Questionnaire.objects.asked(group, kind)
    questions = (*version_of(asked.pk if asked else None).questions, *version_of(None).questions)
    return next(one.text for one in questions if one.key == ASKED_BY_MAIL)


def version_of(pk: int | None) -> Version:
    """What ships when there is none."""
    key = f"questionnaire:{pk}"
    found: Version | None = cache.get(key)
    if found is None:
        one = Questionnaire.objects.filter(pk=pk or 0).first()
        found = Version(
            pk,
            tuple(read(one.questions)) if one else SHIPPED,
            one.language if one else settings.LANGUAGE_CODE,
            one.name_days if one else None,
        )
        cache.set(key, found, KEPT_SECONDS)
    return found
