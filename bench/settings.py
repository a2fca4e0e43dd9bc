"""The application's own settings, and one page more: what the public pages are measured against."""

from postincident.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
