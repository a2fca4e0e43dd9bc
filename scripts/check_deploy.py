"""Runs Django's deployment checks under production settings, with keys made for this run only."""

import os
import secrets
import subprocess
import sys

production = {
    "DEBUG": "0",
    "INSECURE_LOOPBACK": "0",
    "BASE_URL": "https://incidents.example.org",
    "ALLOWED_HOSTS": "incidents.example.org",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "LINK_KEY": secrets.token_urlsafe(48),
    "ADDRESS_KEY": secrets.token_urlsafe(48),
}
command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
sys.exit(subprocess.call(command, env=os.environ | production))
