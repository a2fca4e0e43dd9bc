"""The application's own settings, and less patience with a mail server that says nothing."""

from postincident.settings import *  # noqa: F403
from postincident.settings import MAILERS

MAIL_PATIENCE_SECONDS = 1
if "OPTIONS" in MAILERS["default"]:
    MAILERS["default"]["OPTIONS"]["timeout"] = MAIL_PATIENCE_SECONDS
