"""The languages a group can be written to in, and those of them that we speak ourselves to readers without an account.

The application's own screens are another matter: they are in English.
"""

from collections.abc import Callable

from django.conf import global_settings, settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = global_settings.LANGUAGES
TRANSLATED = ("en", "de", "es", "fr", "it", "nl", "pt")  # each but the first has a folder in locale/


def name_of(code: str) -> str:
    return _(dict(LANGUAGES).get(code, code))


def _spoken(code: str) -> str | None:
    """It, or the one it is a variety of."""
    return next((one for one in (code, code.split("-")[0]) if one in TRANSLATED), None)


def spoken(code: str) -> str:
    """What readers of this language are spoken to in: that, or English as long as nobody translated it."""
    return _spoken(code) or settings.LANGUAGE_CODE


def accepted(request: HttpRequest) -> str:
    """What the browser asks for first of what we speak: for a link that says nothing of who follows it."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((found for code, _weight in asked if (found := _spoken(code))), settings.LANGUAGE_CODE)


def said_in[**P](code: str, page: Callable[P, HttpResponse], *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    """The page in this language. Its header says so too; the middleware would name that of our screens."""
    with translation.override(spoken(code)):
        response = page(*args, **kwargs)
        response.headers.setdefault("Content-Language", translation.get_language())
    return response
