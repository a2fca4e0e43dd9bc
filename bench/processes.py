"""What sending needs beside this process: somebody to send to, and a worker."""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from bench.pinning import pin

POSTFIX = shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def sink(core: int | None, milliseconds: int = 0) -> Iterator[int]:
    """Ours, which counts, and can be late."""
    command = [sys.executable, "-m", "bench.sink", str(milliseconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        pin(process.pid, core)
        try:
            yield int((process.stdout or sys.stdin).readline())
        finally:
            process.terminate()


@contextmanager
def postfix_sink(core: int | None) -> Iterator[int]:
    """Postfix's smtp-sink where it is on this machine, ours where it is not."""
    if POSTFIX is None:
        with sink(core) as port:
            yield port
        return
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    as_nobody = ["-u", "nobody"] if os.geteuid() == 0 else []
    with subprocess.Popen([POSTFIX, *as_nobody, f"127.0.0.1:{port}", "100"]) as process:
        pin(process.pid, core)
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 10
    while True:
        try:
            with smtplib.SMTP("127.0.0.1", port):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


class Worker:
    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process, self.log = process, log

    @property
    def peak_mib(self) -> float:
        """The most memory that was ever resident, where the system tells."""
        status = Path(f"/proc/{self.process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)

    @property
    def said(self) -> str:
        return self.log.read_text()


@contextmanager
def worker(port: int, core: int | None, connections: int = 1) -> Iterator[Worker]:
    environ = os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "EMAIL_CONNECTIONS": str(connections)}
    log = settings.VAR_DIR / "worker.log"
    with (
        log.open("w") as said,
        subprocess.Popen(
            [sys.executable, "manage.py", "worker"], env=environ, stdout=subprocess.PIPE, stderr=said, text=True
        ) as process,
    ):
        pin(process.pid, core)
        try:
            if not (process.stdout and process.stdout.readline()):  # "Working."
                raise RuntimeError(f"The worker ended at once: {log.read_text()[-2000:]}")
            yield Worker(process, log)
        finally:
            process.terminate()
