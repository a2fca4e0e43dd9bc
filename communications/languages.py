"""The languages a group can be written to in. The application's own screens are another matter."""

from django.conf import global_settings
from django.utils.translation import gettext as _

LANGUAGES = global_settings.LANGUAGES


def name_of(code: str) -> str:
    return _(dict(LANGUAGES).get(code, code))
