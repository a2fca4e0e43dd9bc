"""Fixtures of the browser tests. Each module gets an installation of its own, empty but for the cast."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import open_chromium
from tests.browser.installation import Installation, Original
from tests.browser.people import Person, Watch

SHOTS = Path(__file__).resolve().parent / "shots"
PATIENCE_MS = 20_000  # the machine may be busy with other things
WINDOW = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    return Original(tmp_path_factory.mktemp("original"))


@pytest.fixture(scope="module")
def installation(tmp_path_factory, original):
    with Installation(tmp_path_factory.mktemp("installation"), original).running() as running:
        yield running


@pytest.fixture(scope="module")
def chromium():
    """A module at a time: while Playwright runs, Django's ORM believes it is inside an event loop."""
    expect.set_options(timeout=PATIENCE_MS)
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def watch(installation):
    """Whatever a test looks at: no page asks another host, breaks the policy, or raises an error."""
    watch = Watch(installation.base)
    yield watch
    assert not watch.complaints, watch.complaints


@pytest.fixture
def open_browser(chromium, installation, watch, request):
    """`open_browser("lena")` gives her a browser of her own, not signed in yet; options are Playwright's of a context."""
    people = []

    def open_one(name, **options):
        context = chromium.new_context(**{"viewport": WINDOW, "reduced_motion": "reduce", "locale": "en-GB"} | options)
        context.set_default_timeout(PATIENCE_MS)
        watch.follow(context)
        people.append(Person(name, context, installation.base))
        return people[-1]

    yield open_one
    if watch.complaints or getattr(request.node, "has_failed", False):
        keep_what_was_seen(request.node.name, people, installation)
    for person in people:
        person.context.close()


@pytest.fixture
def sign_in(open_browser):
    """`sign_in("lena")`: a browser of her own, signed in through the form."""
    return lambda name, **options: open_browser(name, **options).sign_in()


def keep_what_was_seen(name, people, installation):
    folder = SHOTS / re.sub(r"\W+", "_", name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(installation.log, folder / "server.log")
    for person in people:
        for number, page in enumerate(person.context.pages, 1):
            page.screenshot(path=folder / f"{person.name}-{number}.png", full_page=True)
            (folder / f"{person.name}-{number}.html").write_text(f"<!-- {page.url} -->\n{page.content()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.has_failed = True
    return report
