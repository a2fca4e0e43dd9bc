"""A communication that was told, with links to answer it by. Prints their paths: the shared one first, then so many personal."""

import json
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

from django.core.management import call_command  # noqa: E402

from feedback.models import FeedbackLink  # noqa: E402
from tests.feedback.factories import make_shared_link, make_told, path_of  # noqa: E402


def main(personal):
    call_command("migrate", verbosity=0)
    told = make_told(contacts=personal)
    shared = make_shared_link(told)
    own = FeedbackLink.objects.filter(communication=told, kind="personal")
    print(json.dumps([path_of(shared), *map(path_of, own)]))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
