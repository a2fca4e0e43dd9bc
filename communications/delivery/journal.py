"""What was truly handed over, in a file that survives SIGKILL.

One file per worker process, in JOURNAL_DIR, locked while the process lives. A line goes in before a message's last byte
leaves and another after the reply, each by one write(2): once that returned, killing the process cannot lose it. Nothing
is synced to disk per message; instead the first line names the boot of the machine, and after a power cut the silence of
a journal proves nothing any more (see `Account.silence_proves`).

    boot 1c2f…            which boot of the machine wrote this
    h 4711 2              about to end the second attempt of delivery 4711
    r 4711 2 sent 1772… 250 2.0.0 Ok: queued      the reply, and when
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from communications.delivery.outcome import Outcome, Verdict

SUFFIX = ".journal"
type Attempt = tuple[int, int]


def host_id() -> str:
    """Names the journal folder, not the machine: only who holds the journal knows what was handed over."""
    folder = Path(settings.JOURNAL_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "host"
    if not path.exists():
        own = folder / f"host.{secrets.token_hex(4)}"
        own.write_text(secrets.token_hex(16))
        try:
            os.link(own, path)  # the first one wins
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text().strip()


def _boot_id() -> str:
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text().strip() if path.exists() else "unknown"


class Journal:
    def __init__(self, worker: str) -> None:
        folder = Path(settings.JOURNAL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{worker}{SUFFIX}"
        self._file = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_WRONLY, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._head = f"boot {_boot_id()}\n".encode()
        self._write(self._head)
        os.fsync(self._file)
        self._empty = True

    def _write(self, line: bytes) -> None:
        if os.write(self._file, line) != len(line):
            raise OSError(f"{self.path} is full; nothing is sent that cannot be noted down")

    def keep(self) -> None:
        """Deliveries are about to be taken under its name: from now on its silence says something, until `forget`."""
        self._empty = False

    def handing_over(self, delivery_id: int, attempt: int) -> None:
        self._empty = False
        self._write(b"h %d %d\n" % (delivery_id, attempt))

    def replied(self, outcome: Outcome) -> None:
        said = outcome.said.replace("\n", " ").replace("\r", " ")
        line = f"r {outcome.delivery_id} {outcome.attempt} {outcome.verdict} {outcome.at.timestamp():.6f} {said}\n"
        self._empty = False
        self._write(line.encode("utf-8", "replace"))

    def forget(self) -> None:
        """All of it is in the database now."""
        if not self._empty:
            os.ftruncate(self._file, len(self._head))
            self._empty = True

    def close(self) -> None:
        """Goes away when nothing is left to tell; otherwise stays for the sweep."""
        if self._file >= 0:
            if self._empty:
                self.path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = -1


@dataclass
class Account:
    """What a dead worker's journal says. `silence_proves`: no line for an attempt means it was not handed over."""

    handed_over: set[Attempt] = field(default_factory=set)
    replies: dict[Attempt, Outcome] = field(default_factory=dict)
    silence_proves: bool = False


def read(path: Path) -> Account:
    account = Account()
    for line in _whole_lines(path):
        word, _, rest = line.partition(" ")
        if word == "boot":
            account.silence_proves = rest == _boot_id() != "unknown"
        elif word == "h":
            delivery, attempt = rest.split()
            account.handed_over.add((int(delivery), int(attempt)))
        elif word == "r":
            delivery, attempt, verdict, at, said = rest.split(" ", 4)
            key = int(delivery), int(attempt)
            account.replies[key] = Outcome(*key, Verdict(verdict), said, datetime.fromtimestamp(float(at), UTC))
    return account


def _whole_lines(path: Path) -> Iterator[str]:
    """A line without its end was never finished, so the byte it announces never left."""
    for line in path.read_bytes().split(b"\n")[:-1]:
        yield line.decode("utf-8", "replace")


def path_of(worker: str) -> Path:
    return Path(settings.JOURNAL_DIR) / f"{worker}{SUFFIX}"


def is_alive(worker: str) -> bool:
    """The process that writes it holds a lock on it."""
    try:
        file = os.open(path_of(worker), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def finished_workers() -> list[str]:
    return [path.stem for path in Path(settings.JOURNAL_DIR).glob(f"*{SUFFIX}") if not is_alive(path.stem)]


def forget_old(now: datetime) -> int:
    """Of workers that are gone: whoever still waits for a person's decision has waited too long for what these say to matter."""
    limit = (now - timedelta(days=settings.JOURNAL_DAYS)).timestamp()
    paths = [path for path in map(path_of, finished_workers()) if path.exists() and path.stat().st_mtime < limit]
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)
