"""Serves the demonstration: keys, database, static files, demonstration data, web server and worker.

run.py             what `make run` does
run.py COMMAND…    runs `manage.py COMMAND…` with the keys and settings of that installation
"""

import hashlib
import ipaddress
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve()
KEYS = ("SECRET_KEY", "LINK_KEY", "ADDRESS_KEY")
PATIENCE_SECONDS = 20


def stop(sentence: str) -> None:
    sys.exit(f"Not started: {sentence}")


def read_keys() -> dict[str, str]:
    """Made once; they are part of the backup, since links and suppressions cannot be read without them."""
    path = VAR / "keys.env"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.writelines(f"{name}={secrets.token_urlsafe(48)}\n" for name in KEYS)
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_address() -> tuple[str, int]:
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not is_loopback(host):
        stop(
            f"HOST={host} can be reached from elsewhere, and this is a demonstration. Use 127.0.0.1, or install "
            "Postincident as docs/administrators.md says."
        )
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        stop(f"PORT={port} is not a port number between 1 and 65535.")
    return host, int(port)


def refuse_a_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            stop(f"port {port} may only be opened by the system's administrator. Try `make run PORT=8080`.")
        except OSError:
            stop(f"port {port} of {host} is in use. Stop what uses it, or try `make run PORT={port % 65535 + 1}`.")


def set_environment(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    defaults = {
        "VAR_DIR": str(VAR),
        "DEBUG": "0",
        "INSECURE_LOOPBACK": "1",
        "ORGANISATION": "Northwind Payments",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "BASE_URL": f"http://{shown}:{port}",
        "HOST": host,
    }
    for name, value in (defaults | read_keys()).items():
        os.environ.setdefault(name, value)
    os.environ["DJANGO_SETTINGS_MODULE"] = "postincident.settings"
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))


def static_state() -> str:
    """Changes when a static file, or a package that brings some, does."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    lines = [f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    lines.append((ROOT / "requirements" / "runtime.txt").read_text())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def prepare() -> bool:
    import django
    from django.core.management import CommandError, call_command, get_commands
    from django.db import connections

    django.setup()
    from django.conf import settings

    from postincident.models import User

    call_command("migrate", verbosity=0)
    stamp = VAR / "static.stamp"
    if not settings.DEBUG and (not stamp.exists() or stamp.read_text() != static_state()):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(static_state())
    if not User.objects.exists():
        print("Loading demonstration data (once) …", flush=True)
        try:
            call_command("load_demo")
        except CommandError as error:
            stop(str(error))
    connections.close_all()
    return "worker" in get_commands()


def start(*command: str) -> subprocess.Popen:
    # A session of its own: Ctrl-C reaches this process only, which then ends both in order.
    return subprocess.Popen([sys.executable, *command], start_new_session=True)


def wait_for_the_server(server: subprocess.Popen, host: str, port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)


def describe() -> str:
    mail = os.environ.get("EMAIL_URL", "")
    where = f"to {urlsplit(mail).hostname}" if mail else f"nowhere: each message is kept as a file in {VAR / 'outbox'}"
    lines = ["", f"Postincident answers at {os.environ['BASE_URL']}/", f"Mail goes {where}", ""]
    sign_ins = VAR / "demo-sign-ins"
    if sign_ins.exists():
        lines += [f"Sign in as (also in {sign_ins}):"]
        lines += ["  {:14} {:28} {}".format(*line.split("\t")) for line in sign_ins.read_text().splitlines()]
    return "\n".join([*lines, "", "Ctrl-C ends it; everything is kept for the next start.", ""])


def end(children: dict[str, subprocess.Popen]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def serve(host: str, port: int, with_worker: bool) -> int:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    # SIGINT too: a shell that starts this in the background has it ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    children: dict[str, subprocess.Popen] = {}
    try:
        if with_worker:
            children["worker"] = start("manage.py", "worker")
        children["web server"] = start(
            *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"),
            *("--blocking-threads", "1", "--log-level", "warning", "postincident.wsgi:application"),
        )
        wait_for_the_server(children["web server"], host, port)
        print(describe(), flush=True)
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    print(f"The {name} ended by itself (code {child.returncode}).", file=sys.stderr)
                    return 1
            time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nEnding …", flush=True)
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        end(children)


def main() -> int:
    host, port = read_address()
    set_environment(host, port)
    if sys.argv[1:]:
        return subprocess.call([sys.executable, "manage.py", *sys.argv[1:]])
    refuse_a_taken_port(host, port)
    with_worker = prepare()
    return serve(host, port, with_worker)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
