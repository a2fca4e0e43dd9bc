"""Imported once by the process that the others are forked from. It opens no database."""

import django

django.setup()

from django_tasks_db.management.commands import db_worker  # noqa: E402, F401

from communications.delivery import recovery  # noqa: E402, F401
from postincident.management.commands import worker  # noqa: E402, F401
from tests.communications import factories  # noqa: E402, F401
