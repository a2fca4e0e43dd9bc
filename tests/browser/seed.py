"""Migrates an empty database and makes the cast, each with the house's test password."""

import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

from django.core.management import call_command  # noqa: E402

from postincident.models import User  # noqa: E402
from tests.factories import make_user  # noqa: E402

CAST = {
    "lena": ("Lena Hoffmann", User.Role.MANAGER),
    "amara": ("Amara Okafor", User.Role.REVIEWER),
    "tomas": ("Tomás Ribeiro", User.Role.COMMUNICATOR),
    "vera": ("Vera Lindqvist", User.Role.VIEWER),
}


def main():
    call_command("migrate", verbosity=0)
    for key, (name, role) in CAST.items():
        make_user(name, email=f"{key}@northwind.example", role=role)
    make_user("Ade Bello", email="ade@northwind.example", role=User.Role.VIEWER, is_administrator=True)


if __name__ == "__main__":
    main()
