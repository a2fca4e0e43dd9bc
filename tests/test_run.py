"""`make run` for real: processes, a page over HTTP, an interrupt. The files it makes stay in the test's own folder."""

import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.processes import ROOT, clean_environment, free_port

pytestmark = pytest.mark.once  # it runs on SQLite, whatever the suite is on


def start(var, *arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "scripts/run.py", *arguments],
        cwd=ROOT,
        env=clean_environment() | {"VAR_DIR": str(var)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def refusal(var, **environment):
    process = start(var, **environment)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    return said


def read_until(process, words):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("ended early:\n" + "".join(lines))


def children_of(pid):
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = {child for child, parent in pairs if parent == pid}
    return found | {grandchild for child in found for grandchild in children_of(child)}


def is_alive(pid):
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("run")


def run_once(var):
    port = free_port()
    began = time.monotonic()
    process = start(var, PORT=str(port))
    try:
        said = read_until(process, "Ctrl-C ends it")
        took = time.monotonic() - began
        children = children_of(process.pid)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
            html = page.read().decode()
    finally:
        process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    return {"said": said, "rest": rest, "took": took, "children": children, "html": html, "code": process.returncode}


def test_it_serves_says_how_to_sign_in_and_ends_cleanly(var):
    first = run_once(var)

    assert 'name="login"' in first["html"]
    assert "lena@northwind.example" in first["said"]
    assert str(var / "outbox") in first["said"]
    assert first["code"] == 0 and "Traceback" not in first["said"] + first["rest"]
    assert len(first["children"]) >= 2  # the worker and the web server
    assert not [pid for pid in first["children"] if is_alive(pid)]
    for name in ("keys.env", "demo-sign-ins"):
        assert stat.S_IMODE((var / name).stat().st_mode) == 0o600

    before = [(var / name).read_text() for name in ("keys.env", "demo-sign-ins")]
    second = run_once(var)

    assert "Loading" not in second["said"]
    assert [(var / name).read_text() for name in ("keys.env", "demo-sign-ins")] == before
    assert second["took"] < 30
    # What an administrator types reaches the same installation.
    process = start(var, "load_demo")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1 and "empty database only" in said


def test_it_says_that_a_port_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port} of 127.0.0.1 is in use" in refusal(tmp_path, PORT=str(port))


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PORT": "http"}, "PORT=http is not a port number"),
        ({"PORT": "70000"}, "PORT=70000 is not a port number"),
        ({"HOST": "0.0.0.0"}, "can be reached from elsewhere"),  # noqa: S104
    ],
)
def test_it_refuses_addresses(tmp_path, environment, words):
    assert words in refusal(tmp_path, **environment)
