"""make mailcheck: a mail of each kind through a real postfix, read back, and judged by SpamAssassin. Writes docs/mail.md."""

from __future__ import annotations

import email.policy
import os
import platform
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from mailcheck.postfix import postfix
from mailcheck.spam import Opinion, opinion

if TYPE_CHECKING:  # it needs the settings that `install` makes
    from mailcheck.scene import Scene

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "mail.md"
MARK = "<!-- Written by make mailcheck; what is above stays. -->\n"
MOST = 2.0
DOMAIN = "customer.example"
STRICT = email.policy.SMTP.clone(raise_on_defect=True)


@dataclass(frozen=True)
class Judged:
    what: str
    size: int
    opinion: Opinion

    def row(self) -> str:
        rules = ", ".join(f"`{rule}`" for rule in self.opinion.rules) or "none"
        return f"| {self.what} | {self.size / 1000:.1f} kB | {self.opinion.score:.1f} | {rules} |\n"


def stop_unless_possible() -> None:
    missing = [name for name in ("postfix", "spamassassin") if shutil.which(name) is None]
    if missing:
        sys.exit(
            f"Nothing was checked: {' and '.join(missing)} cannot be found. On Debian, "
            f"`apt-get install --no-install-recommends {' '.join(missing)}` installs what is needed."
        )
    if os.geteuid():
        sys.exit("Nothing was checked: only root may start a postfix, also one of its own. Use `sudo make mailcheck`.")


def install(folder: Path, port: int) -> None:
    """An installation of its own in this process, with nobody's settings."""
    own = {
        "DJANGO_SETTINGS_MODULE": "postincident.settings",
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "BASE_URL": "https://incidents.northwind.example",
        "ALLOWED_HOSTS": "incidents.northwind.example",
        "ORGANISATION": "Northwind Payments",
        "DEFAULT_FROM_EMAIL": "incidents@northwind.example",
        "BOUNCE_ADDRESS": "bounces@northwind.example",
        **{name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "LINK_KEY", "ADDRESS_KEY")},
    }
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    os.environ.clear()
    os.environ.update(kept | own | {"HOME": str(folder)})
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def read(octets: bytes) -> EmailMessage:
    """Raises when the standard library's strictest policy finds anything wrong."""
    mail = message_from_bytes(octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), policy=STRICT)
    if faulty := [name for name, value in mail.items() if value.defects]:
        raise ValueError(f"{mail['Subject']}: {', '.join(faulty)}")
    for part in mail.walk():
        if part.get_content_maintype() != "multipart":
            part.get_content()
    return mail


def check(folder: Path) -> list[Judged]:
    (folder / "postfix").mkdir()
    folder.chmod(0o755)
    with postfix(folder / "postfix", DOMAIN) as server:
        install(folder, server.port)
        from mailcheck.scene import Scene

        scene = Scene(DOMAIN)
        scene.play()
        found = server.mails(len(scene.sent))
    return sorted(
        (_judge(octets, scene, folder) for octets in found), key=lambda one: list(scene.sent.values()).index(one.what)
    )


def _judge(octets: bytes, scene: Scene, folder: Path) -> Judged:
    mail = read(octets)
    what = scene.what(str(mail["Message-ID"]), mail["To"].addresses[0].addr_spec)
    return Judged(what, len(octets), opinion(octets, folder))


def write(judged: list[Judged]) -> None:
    above = PAGE.read_text().partition(MARK)[0]
    table = ["| mail | size | score | rules that spoke |\n|---|---:|---:|---|\n", *(one.row() for one in judged)]
    PAGE.write_text(f"{above}{MARK}\n{versions()}\n\n{''.join(table)}")


def versions() -> str:
    postfix_version = _said("postconf", "-dh", "mail_version")
    spamassassin = _said("spamassassin", "--version").split()[2]
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{date.today():%d %b %Y}, postfix {postfix_version}, SpamAssassin {spamassassin}, {system}."


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    stop_unless_possible()
    with tempfile.TemporaryDirectory(prefix="postincident-mail-") as folder:
        judged = check(Path(folder))
    for one in judged:
        print(f"{one.opinion.score:5.1f}  {one.what}  {' '.join(one.opinion.rules)}")
    write(judged)
    if too_many := [one.what for one in judged if one.opinion.score >= MOST]:
        sys.exit(f"{MOST} or more: {', '.join(too_many)}")


if __name__ == "__main__":
    main()
