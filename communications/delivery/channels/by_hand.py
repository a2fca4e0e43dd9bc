"""A portal, a telephone, a meeting, a letter: a person does it and says so, see `communications.verbs.resolving`."""

from communications.delivery.channels.way import Way
from communications.models import Endpoint

WAY = Way(Endpoint.Kind.BY_HAND, str.strip)
