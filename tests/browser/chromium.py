"""The browser that all browser tests drive."""

import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from scripts.find_chromium import NAMES


@contextmanager
def open_chromium():
    path = next(filter(None, map(shutil.which, NAMES)))
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()
