"""The public page: published by a person's explicit choice, see `communications.delivery.handover.publish_page`."""

from communications.delivery.channels.way import Way
from communications.models import Endpoint

WAY = Way(Endpoint.Kind.PAGE, str.strip)
