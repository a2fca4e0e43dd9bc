"""The application's own settings, and as much patience with a mail server that says nothing as the proof asks for."""

import os

from postincident.settings import *  # noqa: F403
from postincident.settings import MAILERS

if "OPTIONS" in MAILERS["default"]:
    MAILERS["default"]["OPTIONS"]["timeout"] = float(os.environ["MAIL_PATIENCE_SECONDS"])
