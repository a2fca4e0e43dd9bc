"""Every page of the access table and those beside it, looked at by axe-core: both themes, narrow and wide.

Two browsers share the work. What a page is does not depend on the database, so `make test` walks once, on SQLite.
"""

import json
import queue
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.axe import Findings
from tests.browser.chromium import open_chromium
from tests.browser.installation import Installation
from tests.browser.people import Watch
from tests.browser.walk import Walker, steps_beside_the_table, steps_of_the_empty_installation, steps_of_the_table

pytestmark = pytest.mark.browser
BROWSERS = 2


@pytest.fixture(scope="module")
def installation(tmp_path_factory, original):
    with Installation(tmp_path_factory.mktemp("installation"), original).serving() as serving:
        yield serving


@pytest.fixture(scope="module")
def watch(installation):
    return Watch(installation.base)


@pytest.fixture(scope="module")
def findings(installation, watch):
    found = Findings()
    walk(steps_of_the_empty_installation(), installation, {}, watch, found)
    made = json.loads(installation.run("tests/browser/furnish.py"))
    steps = [*steps_beside_the_table(installation), *steps_of_the_table(made["scene"])]
    walk(steps, installation, made, watch, found)
    return found


def walk(steps, installation, made, watch, found):
    waiting = queue.SimpleQueue()
    for step in steps:
        waiting.put(step)

    def take_steps(_number):
        with open_chromium() as browser:
            walker = Walker(browser, installation.base, made, watch, found)
            while True:
                try:
                    step = waiting.get_nowait()
                except queue.Empty:
                    return
                try:
                    step(walker)
                except Exception as error:  # the other steps go on; all that failed is raised below
                    failed.append(error)

    failed = []
    with ThreadPoolExecutor(BROWSERS) as pool:
        list(pool.map(take_steps, range(BROWSERS)))
    if failed:
        raise ExceptionGroup("Steps that failed", failed)


def test_no_page_violates_a_rule(findings):
    assert len(findings.pages) > 120
    assert not findings.violations, f"\n{findings.report()}"


def test_no_page_scrolls_sideways(findings):
    assert not findings.sideways, "\n" + "\n".join(findings.sideways)


def test_mistakes_have_the_keyboard(findings):
    assert not findings.left_alone


def test_every_page_has_a_title_of_its_own(findings):
    shared = {title: sorted(paths) for title, paths in findings.titles.items() if len(paths) > 1}
    assert not shared
    assert not [title for title in findings.titles if not title.split(" · ")[0].strip()]


def test_no_page_breaks_the_policy_or_asks_elsewhere(findings, watch):
    assert not watch.complaints
