from __future__ import annotations

import logging
import sys
import traceback
from argparse import ArgumentParser
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand

from communications.incoming.mail import MOST_OCTETS
from communications.incoming.receiving import Fate, Status, receive

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Take one mail from standard input, as a mail server pipes it: a bounce, a complaint, or a reply. Says in one "
        "sentence what became of it, and exits with a status of sysexits.h."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--recipient", default="", help="the address that the mail server took it for")

    def handle(self, *args: object, recipient: str, **options: Any) -> None:
        fate = _receive(sys.stdin.buffer, recipient)
        (self.stderr if fate.status else self.stdout).write(fate.sentence)
        sys.exit(fate.status)


def _receive(source: BinaryIO, recipient: str) -> Fate:
    """Whatever goes wrong here, the mail server keeps the mail and tries again. What an error says may hold an address, so
    that only where it came about is written down."""
    try:
        octets = source.read(MOST_OCTETS)
        while source.read(64 * 1024):
            pass  # to its end: a mail server takes a reader that stops for one that failed
        return receive(octets, recipient)
    except Exception as error:
        places = "".join(traceback.format_tb(error.__traceback__))
        logger.error("A mail could not be taken in: %s at\n%s", type(error).__name__, places)
        return Fate(Status.TRY_AGAIN, f"Not taken in now ({type(error).__name__}): try again later.")
