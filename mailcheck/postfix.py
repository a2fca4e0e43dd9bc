"""A postfix of our own: configuration, queue and mailbox in one folder, on loopback, at a port nobody needs rights for.

The machine's own instance, if it has one, is not touched.
"""

from __future__ import annotations

import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OWNER = "postfix"  # the user that Debian's package makes
PATIENCE_SECONDS = 120

_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
mail_owner = {owner}
myhostname = mx.customer.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = error:this postfix only receives
alias_maps =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mailbox
virtual_mailbox_maps = static:all/
virtual_transport = virtual
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    folder: Path
    port: int

    def mails(self, count: int) -> list[bytes]:
        """What lies in the mailbox, once so many do."""
        new = self.folder / "mailbox" / "all" / "new"
        end = time.monotonic() + PATIENCE_SECONDS
        while len(found := sorted(new.glob("*"))) < count:
            if time.monotonic() > end:
                log = (self.folder / "log" / "mail.log").read_text()[-3000:]
                raise TimeoutError(f"{len(found)} of {count} mails arrived; postfix said:\n{log}")
            time.sleep(0.1)
        return [path.read_bytes() for path in found]


@contextmanager
def postfix(folder: Path, domain: str) -> Iterator[Postfix]:
    own = Postfix(folder, _free_port())
    configuration = _write(own, domain)
    command = ["postfix", "-c", str(configuration)]
    subprocess.run([*command, "start"], check=True, capture_output=True)
    try:
        yield own
    finally:
        subprocess.run([*command, "stop"], check=True, capture_output=True)


def _write(own: Postfix, domain: str) -> Path:
    owner = pwd.getpwnam(OWNER)
    own.folder.chmod(0o755)  # its processes are not root
    for name in ("configuration", "queue", "data", "mailbox", "log"):
        (own.folder / name).mkdir()
    for name in ("data", "mailbox"):
        shutil.chown(own.folder / name, owner.pw_uid, owner.pw_gid)
    values = {"folder": own.folder, "port": own.port, "owner": OWNER, "domain": domain}
    values |= {"uid": owner.pw_uid, "gid": owner.pw_gid}
    configuration = own.folder / "configuration"
    (configuration / "main.cf").write_text(_MAIN.format(**values))
    (configuration / "master.cf").write_text(_MASTER.format(**values))
    return configuration


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
