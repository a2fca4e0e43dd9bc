"""Puts the world of tests/world.py into an installation. Prints its scene and a session per person as JSON."""

import json
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

from allauth.account.internal.flows.login import record_authentication  # noqa: E402
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.conf import settings  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402

from postincident.models import User  # noqa: E402
from tests.communications.factories import make_communication, make_contact, make_revision  # noqa: E402
from tests.feedback.factories import make_link, make_told, path_of  # noqa: E402
from tests.world import build_world  # noqa: E402


def session_of(user, *, has_just_signed_in=True):
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    request.user, request.session = user, client.session
    if has_just_signed_in:  # otherwise whatever guards the account asks for the password again
        record_authentication(request, user, method="password", reauthenticated=True)
        request.session.save()
    return request.session.session_key


def guard(user):
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def main():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody signs in by them here
    world = build_world(size=2)
    scene = world.open
    told = make_told(scene.incident)
    audience = told.audience
    make_contact(audience.group, name="Zoë Ångström")
    approved = make_communication(audience, kind="improvements", state="approved", round=2)
    make_revision(approved)
    amara = User.objects.get(email="amara@northwind.example")
    guard(amara)
    people = world.people | {"insider": world.insider, "amara_signed_in": amara}
    made = {
        "scene": {name: value for name, value in vars(scene).items() if isinstance(value, str | int)},
        "restricted": world.restricted.reference,
        "approved": approved.pk,
        "told": told.pk,
        "feedback_form": path_of(make_link(told)),
        "sessions": {name: session_of(person) for name, person in people.items()}
        | {"long_signed_in": session_of(amara, has_just_signed_in=False)},
    }
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
